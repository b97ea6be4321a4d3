"""A bundle's members: those that it needs, those that it lists, and the bytes that it lists."""

import pytest
from packing import PHOTO, Log, json_of, packed

from coldset.audit.audit import audit
from coldset.audit.bundle import open_bundle
from coldset.errors import ColdsetError, IntegrityError

WHOLE = ["checkpoint.txt", "entries.jsonl", "genesis.json", "policy.toml", "verdicts.jsonl"]


@pytest.mark.parametrize("name", WHOLE)
def test_a_member_that_every_bundle_needs_is_missed_by_name(good: Log, name: str) -> None:
    making = good.whole()
    manifest = json_of(making.manifest())
    del making.members[name]
    for listed in (manifest, json_of(making.manifest())):
        with pytest.raises(IntegrityError) as broken:
            audit(packed(listed, making.members))
        assert broken.value.code == "member-missing"
        assert broken.value.fields["member"] == name


@pytest.mark.parametrize("name", ["proofs.jsonl", "consistency.jsonl"])
def test_a_selection_needs_its_proofs(good: Log, name: str) -> None:
    making = good.some([1])
    del making.members[name]
    with pytest.raises(IntegrityError) as broken:
        audit(making.file())
    assert broken.value.fields["member"] == name


def test_what_is_only_in_the_other_kind_of_bundle_is_refused(good: Log) -> None:
    whole, some = good.whole(), good.some([1])
    whole.members["proofs.jsonl"] = some.members["proofs.jsonl"]
    some.members["verdicts.jsonl"] = whole.members["verdicts.jsonl"]
    for making in (whole, some):
        with pytest.raises(ColdsetError, match="is none that such a bundle has"):
            open_bundle(making.file())


def test_every_member_has_the_length_and_hash_that_are_listed(good: Log) -> None:
    making = good.whole([5])
    manifest = json_of(making.manifest())
    for name, data in making.members.items():
        end = b"\n" if name.endswith(".jsonl") else b""
        for other in (bytes([data[0] ^ 1]) + data[1:], b"x" + data, data[1:], end):
            found = audit(packed(manifest, {**making.members, name: other}))
            assert found.broken
            assert any(f"`{name}`" in one.sentence for one in found.disagreements), name
            assert found.checks[0].outcome == "disagrees"
            assert found.asked == (), "nothing is asked of what is not what was packed"


def test_what_is_listed_and_not_there_or_there_and_not_listed_is_told(good: Log) -> None:
    making = good.whole([5])
    manifest = json_of(making.manifest())
    without = {name: data for name, data in making.members.items() if "checkpoints" not in name}
    for listed, members in (
        (manifest, without),
        (json_of(good.whole().manifest()), making.members),
    ):
        found = audit(packed(listed, members))
        assert found.broken
        assert {one.code for one in found.disagreements} <= {"member-missing", "member-differs"}
        assert "`checkpoints/0001.txt`" in found.disagreements[0].sentence


def test_a_length_that_is_listed_otherwise_is_told(good: Log) -> None:
    making = good.whole()
    listed = making.manifest()["members"]
    assert isinstance(listed, list)
    making.besides["members"] = [{**listed[0], "bytes": 1}, *listed[1:]]
    assert [one.code for one in audit(making.file()).disagreements] == ["member-differs"]


def test_a_member_is_listed_once(good: Log) -> None:
    making = good.whole()
    listed = making.manifest()["members"]
    assert isinstance(listed, list)
    making.besides["members"] = [*listed, listed[-1]]
    assert [one.code for one in audit(making.file()).disagreements] == ["member-differs"]


def test_a_photo_is_called_by_its_own_hash(good: Log) -> None:
    making = good.whole()
    (name,) = (name for name in making.members if "photos" in name)
    making.members[name] = PHOTO + b" and one more"
    found = audit(making.file())
    assert found.broken
    assert [one.code for one in found.disagreements] == ["member-differs"]


def test_lines_end_with_a_newline(good: Log) -> None:
    making = good.whole()
    making.members["entries.jsonl"] = making.members["entries.jsonl"][:-1]
    with pytest.raises(ColdsetError, match="does not end with its last line"):
        audit(making.file())


def test_the_manifest_says_what_the_hub_signed(good: Log) -> None:
    for part, value in (("size", 5), ("size", 99), ("origin", "example.org/other")):
        making = good.whole()
        setattr(making, part, value)
        found = audit(making.file())
        assert found.broken
        assert [one.code for one in found.disagreements] == ["manifest-differs"]
        assert found.asked == ()
