"""The witness over HTTP: a status for each answer, as the specification asks."""

import hashlib
import http.client
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from coldset.book.witnessing import Witness, create_witness
from coldset.errors import ColdsetError, IntegrityError
from coldset.log.checkpoint import sign_checkpoint
from coldset.log.cosignature import add_cosignature, parse_cosigner
from coldset.log.keys import KeyPair
from coldset.log.merkle import Tree
from coldset.log.note import make_verifier
from coldset.log.witness import REQUEST_BYTES_MAX, Refused, write_request
from coldset.present.witness_http import SIZE, STATUSES, TEXT, listen, witness_app

HUB = KeyPair(bytes([5] * 32))
ORIGIN, NAME = "example.org/ranch", "union.example/w1"
VERIFIER = make_verifier(ORIGIN, HUB.public)
TREE = Tree([b"entry %d" % n for n in range(40)])
FORKED = Tree([b"other %d" % n for n in range(40)])
PLACE = f"/{hashlib.sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
COMMAND = Path(sys.executable).parent / "coldset"
AT_MS = 1_679_315_147_123


class Running:
    """An application, its witness, and what its owner was told."""

    def __init__(self, witness: Witness, client: TestClient[Litestar], told: list[str]) -> None:
        self.witness, self.client, self.told = witness, client, told

    def ask(self, body: bytes) -> tuple[int, str, bytes]:
        answer = self.client.post("/add-checkpoint", content=body)
        return answer.status_code, answer.headers["content-type"], answer.content


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    told: list[str] = []
    with create_witness(tmp_path / "union.witness", NAME, lambda: AT_MS) as witness:
        witness.watch(VERIFIER.vkey)
        with TestClient(witness_app(witness, told.append)) as client:
            yield Running(witness, client, told)


def body(old: int, new: int, tree: Tree = TREE, key: KeyPair = HUB) -> bytes:
    proof = tuple(tree.consistency_proof(old, new)) if 0 < old <= new else ()
    return write_request(old, proof, sign_checkpoint(ORIGIN, new, tree.root(new), key))


def test_a_checkpoint_is_cosigned_and_handed_out(running: Running) -> None:
    assert running.client.get(PLACE).status_code == 404
    status, kind, line = running.ask(body(0, 7))
    assert (status, kind) == (200, TEXT)
    note = sign_checkpoint(ORIGIN, 7, TREE.root(7), HUB)
    assert add_cosignature(note, line.decode(), running.witness.cosigner) == note + line
    answer = running.client.get(PLACE)
    assert (answer.status_code, answer.content) == (200, note + line)
    assert answer.headers["content-type"] == TEXT


def test_each_refusal_has_the_status_that_c2sp_gives_it(running: Running) -> None:
    stranger = KeyPair(bytes(32))
    running.ask(body(0, 20))
    note = sign_checkpoint("example.org/other", 3, TREE.root(3), HUB)
    assert running.ask(write_request(0, (), note))[0] == 404
    assert running.ask(body(20, 40, key=stranger))[0] == 403
    assert running.ask(body(20, 19))[0] == 400
    assert running.ask(b"old 0\n")[0] == 400
    assert running.ask(body(0, 40)) == (409, SIZE, b"20\n")
    assert running.ask(body(7, 40)) == (409, SIZE, b"20\n")
    assert running.ask(body(20, 40, FORKED))[0] == 422
    assert running.told == []


def test_its_owner_is_told_of_a_fork(running: Running) -> None:
    running.ask(body(0, 20))
    assert running.ask(body(20, 20, FORKED))[0] == 422
    [line] = running.told
    assert ORIGIN in line
    assert "fork" in line


def test_a_clock_that_went_back_is_not_now(running: Running) -> None:
    running.ask(body(0, 20))
    running.witness._clock = lambda: AT_MS - 60_000
    assert running.ask(body(20, 40))[0] == 503


def test_what_is_too_long_or_elsewhere_is_refused(running: Running) -> None:
    assert running.ask(b"x" * (REQUEST_BYTES_MAX + 1))[0] == 413
    assert running.client.get("/add-checkpoint").status_code == 405
    assert running.client.post("/", content=body(0, 7)).status_code == 404
    assert running.client.get("/schema").status_code == 404


@pytest.mark.parametrize(
    ("error", "status"),
    [(ColdsetError("disk-full", "`secret` is full"), 503), (IntegrityError("x", "`secret`"), 500)],
)
def test_where_it_can_not_answer_nothing_is_cosigned_and_its_owner_is_told(
    running: Running, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fails(_: bytes) -> str | Refused:
        raise error

    monkeypatch.setattr(running.witness, "add_checkpoint", fails)
    assert running.ask(body(0, 7)) == (status, TEXT, b"nothing was cosigned\n")
    assert running.told == [str(error)]


def test_every_reason_has_a_status() -> None:
    assert set(STATUSES.values()) == {400, 403, 404, 409, 422, 503}


def test_an_address_that_is_taken_is_refused() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ColdsetError) as refusal:
            listen("127.0.0.1", port)
    assert refusal.value.code == "address-unavailable"


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [COMMAND, "witness", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_command_makes_a_witness_and_shows_it(tmp_path: Path) -> None:
    made = command(tmp_path, "w", "--name", NAME, "--log", VERIFIER.vkey, "--show")
    assert (made.returncode, made.stderr) == (0, "")
    assert VERIFIER.vkey in made.stdout
    told = json.loads(command(tmp_path, "w", "--show", "--json").stdout)
    assert parse_cosigner(told["witness"]).name == NAME
    assert told["witness"] in made.stdout
    assert [log["hub"] for log in told["logs"]] == [VERIFIER.vkey]
    for words in (["v"], ["w", "--name", NAME], ["w", "--log", "x"]):
        assert command(tmp_path, *words, "--show").returncode == 2
    alone = command(tmp_path, "alone", "--name", NAME)
    assert (alone.returncode, "--log" in alone.stderr) == (2, True)


def test_the_command_serves_until_it_is_told_to_stop(tmp_path: Path) -> None:
    command(tmp_path, "w", "--name", NAME, "--log", VERIFIER.vkey, "--show")
    with subprocess.Popen(  # noqa: S603 - our own command
        [COMMAND, "witness", "w", "--port", "0"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            lines = iter(server.stdout or ())
            address = next(line for line in lines if "listens on" in line)
            host = address.rpartition("/")[2].strip()
            connection = http.client.HTTPConnection(host, timeout=30)
            for old, new in ((0, 7), (7, 40)):
                connection.request("POST", "/add-checkpoint", body(old, new))
                answer = connection.getresponse()
                assert (answer.status, answer.read()[:3]) == (200, "—".encode())
            connection.close()
        finally:
            server.send_signal(signal.SIGINT)
    assert server.returncode == 0
    assert "40 entries cosigned" in command(tmp_path, "w", "--show").stdout
