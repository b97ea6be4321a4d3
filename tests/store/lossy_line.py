"""A line to the server that breaks at a commit: just before it arrives, or just after."""

import select
import shutil
import socket
import tempfile
import threading
from pathlib import Path
from typing import Self

SOCKET = ".s.PGSQL.5432"


class LossyLine:
    """Passes bytes on in both directions, until a commit is sent through it.

    Then the commit is dropped, or passed on and its answer dropped, and the line breaks without a
    word. It is in order until `armed` is set, and takes one connection.
    """

    def __init__(self, server: Path, *, commit_arrives: bool) -> None:
        self.server = server
        self.commit_arrives = commit_arrives
        self.armed = threading.Event()
        self.folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.folder / SOCKET))
        self.listener.listen(1)
        self.thread = threading.Thread(target=self._pass_on)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.thread.join()
        self.listener.close()
        shutil.rmtree(self.folder)

    def _pass_on(self) -> None:
        client, _ = self.listener.accept()
        with client, socket.socket(socket.AF_UNIX) as server:
            server.connect(str(self.server / SOCKET))
            while True:
                for end in select.select([client, server], [], [])[0]:
                    sent = end.recv(65_536)
                    if not sent:
                        return
                    if end is client and self.armed.is_set() and b"COMMIT" in sent:
                        if self.commit_arrives:
                            server.sendall(sent)
                            server.recv(65_536)
                        return
                    (server if end is client else client).sendall(sent)
