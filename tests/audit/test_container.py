"""A bundle's file: every byte of it is accounted for, and nothing in it is believed unseen."""

import io
import struct
import zipfile

import pytest
from packing import Log, json_of, log_of, packed

from coldset.audit import bundle as bundles
from coldset.audit import container
from coldset.audit.bundle import open_bundle
from coldset.errors import ColdsetError, IntegrityError


@pytest.fixture(scope="module")
def small(good: Log) -> bytes:
    """A bundle of a few entries without a photo."""
    making = log_of(good.events[:3]).whole()
    making.members = {n: data for n, data in making.members.items() if "photos" not in n}
    return making.file()


def refusal(data: bytes) -> ColdsetError:
    with pytest.raises(ColdsetError) as refused:
        open_bundle(data)
    return refused.value


def test_what_a_zip_tool_reads_is_what_is_read(small: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(small)) as file:
        assert file.testzip() is None
        told = {name: file.read(name) for name in file.namelist()}
    assert container.members_of(small) == told
    assert open_bundle(small).amiss == ()


def test_one_bit_flipped_in_any_byte_of_the_file_is_noticed(small: bytes) -> None:
    for at in range(len(small)):
        changed = bytearray(small)
        changed[at] ^= 1 << at % 8
        with pytest.raises((ColdsetError, IntegrityError)):
            open_bundle(bytes(changed))


def test_a_file_cut_off_anywhere_is_refused(small: bytes) -> None:
    for size in range(len(small)):
        assert refusal(small[:size]).code == "bundle-malformed"


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", b"%PDF-1.7\n" + bytes(500)])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    assert "does not begin as a ZIP file does" in refusal(data).sentence


def test_an_empty_zip_has_no_manifest() -> None:
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").close()
    with pytest.raises(IntegrityError) as broken:
        open_bundle(file.getvalue())
    assert broken.value.code == "member-missing"


def test_bytes_before_or_behind_are_refused(small: bytes) -> None:
    assert "`1` bytes stand behind its end" in refusal(small + b"\0").sentence
    assert "`22` bytes" in refusal(small + b"PK\x05\x06" + bytes(18)).sentence
    assert refusal(b"\0" + small).code == "bundle-malformed"
    assert refusal(small + small).code == "bundle-malformed"


def test_a_bomb_is_refused_before_anything_is_inflated(
    small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bomb(*_: object) -> None:
        raise AssertionError

    deflated = io.BytesIO()
    with zipfile.ZipFile(deflated, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("manifest.json", bytes(1 << 24))
    assert len(deflated.getvalue()) < 1 << 16
    monkeypatch.setattr("zlib.decompressobj", bomb)
    assert "is compressed" in refusal(deflated.getvalue()).sentence
    monkeypatch.setattr(container, "BUNDLE_BYTES_MAX", len(small) - 1)
    assert refusal(small).code == "bundle-too-large"


def test_a_header_that_promises_more_than_there_is_costs_nothing(small: bytes) -> None:
    changed = bytearray(small)
    changed[18:26] = struct.pack("<2I", 2**32 - 1, 2**32 - 1)
    assert "cut off within member `manifest.json`" in refusal(bytes(changed)).sentence


def test_more_members_than_a_bundle_has_are_refused(
    small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "MEMBERS_MAX", 6)
    open_bundle(small)
    monkeypatch.setattr(container, "MEMBERS_MAX", 5)
    assert refusal(small).code == "bundle-too-large"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice_is_refused(small: bytes) -> None:
    manifest = container.members_of(small)["manifest.json"]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name in ("manifest.json", "genesis.json", "genesis.json"):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o100644 << 16
            zipped.writestr(member, manifest)
    assert "`genesis.json` is there twice" in refusal(file.getvalue()).sentence


@pytest.mark.parametrize(
    "name",
    [
        "../entries.jsonl",
        "/etc/passwd",
        "photos/../entries.jsonl",
        "photos\\x",
        "entries.jsonl/",
        "Entries.jsonl",
        "checkpoints/1.txt",
        "checkpoints/0001.txt\n",
        "photos/" + "A" * 64,
        "readme.txt",
        "pr\N{LATIN SMALL LETTER O WITH DIAERESIS}ofs.jsonl",
    ],
)
def test_a_member_that_no_bundle_has_is_refused(good: Log, name: str) -> None:
    making = log_of(good.events[:3]).whole()
    making.members[name] = b"x\n"
    assert refusal(making.file()).code == "bundle-malformed"


@pytest.mark.parametrize(
    "header",
    [
        {"date_time": (1980, 1, 2, 0, 0, 0)},
        {"date_time": (1980, 1, 1, 0, 0, 2)},
        {"extra": b"\x01\x00\x00\x00"},
        {"comment": b"see attached"},
        {"create_system": 0},
        {"external_attr": 0o120777 << 16},
        {"internal_attr": 1},
    ],
    ids=lambda header: next(iter(header)),
)
def test_one_form_only(good: Log, header: dict[str, object]) -> None:
    making = log_of(good.events[:3]).whole()
    assert open_bundle(making.file()).amiss == ()
    data = packed(json_of(making.manifest()), making.members, **header)
    assert refusal(data).code == "bundle-malformed"


def test_members_out_of_order_are_refused(small: bytes) -> None:
    members = container.members_of(small)
    for names in (list(reversed(members)), [*list(members)[1:], "manifest.json"]):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as zipped:
            for name in names:
                member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                member.create_system, member.external_attr = 3, 0o100644 << 16
                zipped.writestr(member, members[name])
        assert "not in order" in refusal(file.getvalue()).sentence


def test_a_manifest_is_in_one_form_and_of_a_version_that_is_known(good: Log) -> None:
    for parts, code, told in (
        ({"version": 2, "what": "is new"}, "bundle-newer", "`2`"),
        ({"version": 0}, "bundle-newer", "`0`"),
        ({"format": "a bundle of hay"}, "bundle-malformed", "`a bundle of hay`"),
        ({"size": -1}, "bundle-malformed", "does not parse"),
        ({"size": 2**60}, "bundle-malformed", "does not parse"),
        ({"what": "is new"}, "bundle-malformed", "does not parse"),
        ({"members": "all"}, "bundle-malformed", "does not parse"),
    ):
        making = log_of(good.events[:3]).whole()
        making.besides = dict(parts)
        refused = refusal(making.file())
        assert refused.code == code
        assert told in refused.sentence
    making = log_of(good.events[:3]).whole()
    for manifest in (b"", b"[" * 100_000, b"\xff", json_of(making.manifest()) + b"\n"):
        assert refusal(packed(manifest, making.members)).code == "bundle-malformed"


def test_a_manifest_or_a_pack_without_end_is_refused(
    good: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = log_of(good.events[:3]).whole().file()
    for limit in ("MANIFEST_BYTES_MAX", "POLICY_BYTES_MAX"):
        with monkeypatch.context() as patched:
            patched.setattr(bundles, limit, 100)
            assert "has more than `100` bytes" in refusal(data).sentence
    open_bundle(data)
