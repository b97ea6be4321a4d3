"""A disk that fails, dies or forgets on demand: a thin VFS laid over SQLite's own.

It is registered as the default VFS of the very library that `sqlite3` uses, so that the store's
code runs as it is. Each write, sync, truncation and deletion of SQLite is a step; so is, once
`watch_python` was called, what Python does to files. A plan says for each step what goes wrong.
Layouts and result codes: sqlite.org/c3ref/vfs.html, /io_methods.html, rescode.html.
"""

import _sqlite3  # the very library, whether it is linked in or beside
import ctypes
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

Kind = Literal["write", "sync", "truncate", "delete", "python"]
Fault = Literal[
    "full", "short", "error", "done, then error", "kill before", "kill half", "kill after"
]


class Step(NamedTuple):
    """One thing done to a file; `number` counts from 1."""

    number: int
    kind: Kind
    path: str


Plan = Callable[[Step], Fault | None]


def nothing_wrong(_step: Step) -> Fault | None:
    """The plan of a disk that is well."""
    return None


_ERRORS: Final = {
    "write": sqlite3.SQLITE_IOERR_WRITE,
    "sync": sqlite3.SQLITE_IOERR_FSYNC,
    "truncate": sqlite3.SQLITE_IOERR_TRUNCATE,
    "delete": sqlite3.SQLITE_IOERR_DELETE,
}
_METHODS: Final = (
    *("Close", "Read", "Write", "Truncate", "Sync", "FileSize", "Lock", "Unlock"),
    *("CheckReservedLock", "FileControl", "SectorSize", "DeviceCharacteristics"),
    *("ShmMap", "ShmLock", "ShmBarrier", "ShmUnmap", "Fetch", "Unfetch"),
)
_CALLS: Final = (
    *("Open", "Delete", "Access", "FullPathname", "DlOpen", "DlError", "DlSym", "DlClose"),
    *("Randomness", "Sleep", "CurrentTime", "GetLastError", "CurrentTimeInt64"),
    *("SetSystemCall", "GetSystemCall", "NextSystemCall"),
)


class _Methods(Structure):
    _fields_ = (("iVersion", c_int), *((name, c_void_p) for name in _METHODS))


class _File(Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    _fields_ = (
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        *((name, c_void_p) for name in _CALLS),
    )


# A name is passed on as the pointer that it is: SQLite keeps a URI's parameters behind its end.
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_READ = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_SIZE = CFUNCTYPE(c_int, c_void_p, POINTER(c_int64))
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


def _content(methods: _Methods, file: int) -> bytes:
    """All of a file, read by SQLite: a handle of our own would let go of its locks (`fcntl`)."""
    size = c_int64()
    _SIZE(methods.FileSize)(file, byref(size))
    data = ctypes.create_string_buffer(size.value)
    _READ(methods.Read)(file, ctypes.addressof(data), size.value, 0)
    return data.raw


class FaultyDisk:
    """Counts steps, asks the plan about each, and remembers what was synced of every file."""

    def __init__(self) -> None:
        """Make a disk that is well; `mounted` puts it under SQLite."""
        self.plan: Plan = nothing_wrong
        self.steps: list[Step] = []
        self.synced: dict[str, bytes] = {}
        self._library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        self._library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._below: Any = self._library.sqlite3_vfs_find(None)
        self._vfs = _Vfs.from_buffer_copy(self._below.contents)
        self._vfs.zName = b"faulty"
        self._paths: dict[int, str] = {}
        self._laid: dict[int, _Methods] = {}
        self._kept: list[object] = []  # what C calls must not be collected
        self._lay_over_vfs()

    @contextmanager
    def mounted(self) -> Iterator["FaultyDisk"]:
        """Be the default VFS for every connection that is opened from here on."""
        self._library.sqlite3_vfs_register(byref(self._vfs), 1)
        try:
            yield self
        finally:
            self._library.sqlite3_vfs_unregister(byref(self._vfs))

    def start_over(self, plan: Plan = nothing_wrong) -> None:
        """Count from 1 again, by another plan."""
        self.steps.clear()
        self.plan = plan

    def cut_power(self, book: Path, into: Path) -> Path:
        """Copy a book's files as they were last synced; return where the copy lies.

        What was written and not synced since is gone. What Python wrote beside is copied as it
        is, and so is a file that SQLite only opened.
        """
        for file in book.parent.glob(f"{book.name}*"):
            if not file.name.endswith("-shm"):
                kept = self.synced.get(str(file))
                (into / file.name).write_bytes(file.read_bytes() if kept is None else kept)
        return into / book.name

    def watch_python(self) -> None:
        """Count what Python opens, renames and removes as steps, for good: no hook goes away."""

        def hear(event: str, arguments: tuple[object, ...]) -> None:
            if event in ("os.rename", "os.remove") or (
                event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
            ):
                self._take("python", str(arguments[0]), lambda _share: 0)

        sys.addaudithook(hear)

    def _lay_over_vfs(self) -> None:
        opened = _OPEN(self._vfs.Open)
        deleted = _DELETE(self._vfs.Delete)

        def lay_open(vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:  # noqa: ANN401 - a pointer of ctypes has no type of its own
            code: int = opened(vfs, name, file, flags, out)
            if code == sqlite3.SQLITE_OK and name is not None:
                self._paths[file] = os.fsdecode(ctypes.string_at(name))
                self._lay_over_file(file)
            return code

        def lay_delete(vfs: int, name: int, folder_too: int) -> int:
            path = os.fsdecode(ctypes.string_at(name))
            code = self._take("delete", path, lambda _share: deleted(vfs, name, folder_too))
            self.synced.pop(path, None)
            return code

        self._vfs.Open = self._pointer(_OPEN(lay_open))
        self._vfs.Delete = self._pointer(_DELETE(lay_delete))

    def _lay_over_file(self, address: int) -> None:
        file = _File.from_address(address)
        below = file.methods.contents
        self.synced.setdefault(self._paths[address], _content(below, address))
        at = ctypes.addressof(below)
        if at not in self._laid:
            self._laid[at] = self._methods_over(below)
        file.methods = ctypes.pointer(self._laid[at])

    def _methods_over(self, below: _Methods) -> _Methods:
        write, truncate, sync = (
            _WRITE(below.Write),
            _TRUNCATE(below.Truncate),
            _SYNC(below.Sync),
        )

        def lay_write(file: int, data: int, length: int, at: int) -> int:
            return self._take(
                "write",
                self._paths[file],
                lambda share: write(file, data, int(length * share), at),
            )

        def lay_truncate(file: int, length: int) -> int:
            return self._take("truncate", self._paths[file], lambda _share: truncate(file, length))

        def lay_sync(file: int, flags: int) -> int:
            path = self._paths[file]

            def synced(_share: float) -> int:
                code: int = sync(file, flags)
                self.synced[path] = _content(below, file)
                return code

            return self._take("sync", path, synced)

        over = _Methods.from_buffer_copy(below)
        over.Write = self._pointer(_WRITE(lay_write))
        over.Truncate = self._pointer(_TRUNCATE(lay_truncate))
        over.Sync = self._pointer(_SYNC(lay_sync))
        return over

    def _take(self, kind: Kind, path: str, do: Callable[[float], int]) -> int:
        step = Step(len(self.steps) + 1, kind, path)
        self.steps.append(step)
        fault = self.plan(step)
        if fault is None:
            return do(1)
        if fault in ("short", "kill half") and kind == "write":
            do(0.5)
        if fault in ("done, then error", "kill after"):
            do(1)
        if fault.startswith("kill"):
            os.kill(os.getpid(), signal.SIGKILL)
        return sqlite3.SQLITE_FULL if fault == "full" else _ERRORS[kind]

    def _pointer(self, function: Any) -> int | None:  # noqa: ANN401 - each is of a type made by CFUNCTYPE
        self._kept.append(function)
        return ctypes.cast(function, c_void_p).value
