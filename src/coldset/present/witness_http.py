"""A witness over HTTP (c2sp.org/tlog-witness, "HTTP Interface").

`POST /add-checkpoint` asks for a cosignature; `GET /<origin hash>/checkpoint` hands out the newest
checkpoint that was cosigned. Nobody logs in: what is signed is what counts. It speaks plain HTTP;
whoever opens it to the internet puts a proxy with TLS and limits in front.
"""

import asyncio
import socket
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from litestar import Litestar, Request, Response, get, post
from litestar.params import FromPath

from coldset.book.witnessing import REQUEST_BYTES_MAX, Reason, Refused, Witness
from coldset.errors import ColdsetError, IntegrityError

STATUSES: Final[dict[Reason, int]] = {
    "request-malformed": 400,
    "log-unknown": 404,
    "checkpoint-unsigned": 403,
    "old-size-beyond": 400,
    "old-size-differs": 409,
    "consistency-not-proven": 422,
    "clock-behind": 503,
}
"""As the specification asks; it does not know of the last."""

TEXT: Final = "text/plain; charset=utf-8"
SIZE: Final = "text/x.tlog.size"
CONNECTIONS_MAX: Final = 64
KEEP_ALIVE_S: Final = 5

Tell = Callable[[str], None]
"""Says a line to whoever runs the witness."""


def witness_app(witness: Witness, tell: Tell) -> Litestar:
    """Return the web application that answers for `witness`.

    A request is answered in a thread, since it waits for the disk. `tell` hears of each fork that
    is proven, and of everything for which no answer could be given.
    """

    @post("/add-checkpoint", status_code=200)
    async def add_checkpoint(request: Request[Any, Any, Any]) -> Response[bytes]:
        answer = await asyncio.to_thread(witness.add_checkpoint, await request.body())
        if isinstance(answer, str):
            return _response(200, answer.encode())
        if answer.fork is not None:
            tell(f"log `{answer.fork}` has two trees of one size; both are kept: a fork is proven")
        return _refusal(answer)

    @get("/{origin_hash:str}/checkpoint")
    async def checkpoint(origin_hash: FromPath[str]) -> Response[bytes]:
        note = await asyncio.to_thread(witness.checkpoint, origin_hash)
        if note is None:
            return _response(404, b"no checkpoint of that log\n")
        return _response(200, note)

    def unanswered(_: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
        tell(str(error))
        status = 503 if isinstance(error, ColdsetError) else 500
        return _response(status, b"nothing was cosigned\n")

    return Litestar(
        [add_checkpoint, checkpoint],
        exception_handlers={ColdsetError: unanswered, IntegrityError: unanswered},
        request_max_body_size=REQUEST_BYTES_MAX,
        openapi_config=None,
        logging_config=None,
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a socket on which connections can wait; port 0 takes any that is free.

    Raises:
        ColdsetError: `address-unavailable`.
    """
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise ColdsetError(
            "address-unavailable",
            f"`{host}:{port}` can not be listened on ({error.strerror}): expected an address of "
            "this machine and a free port; choose another with --host and --port",
            host=host,
            port=port,
        ) from error


def serve(app: Litestar, listening: socket.socket) -> None:
    """Answer on `listening` until the process is told to stop; what has begun is finished."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        limit_concurrency=CONNECTIONS_MAX,
        timeout_keep_alive=KEEP_ALIVE_S,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _refusal(refused: Refused) -> Response[bytes]:
    status = STATUSES[refused.reason]
    if refused.size is not None:
        return _response(status, f"{refused.size}\n".encode(), SIZE)
    return _response(status, f"{refused.sentence}\n".encode())


def _response(status: int, body: bytes, kind: str = TEXT) -> Response[bytes]:
    """Return an answer of exactly this content type, not to be kept on the way."""
    headers = {"content-type": kind, "cache-control": "no-store"}  # litestar would add a charset
    return Response(body, status_code=status, headers=headers)
