"""Serving the application to a browser on this machine."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from fabula import errors
from fabula.explorer.application import application
from fabula.explorer.library import Library
from fabula.explorer.site import Site
from fabula.explorer.warming import warm

LOOPBACK = "127.0.0.1"
ENDING_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Address:
    """Where to serve: ``port`` 0 takes a free one."""

    host: str = LOOPBACK
    port: int = 0

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def serve(paths: Sequence[Path], address: Address, ready: Callable[[str], None]) -> None:
    """Serves worlds, or the worlds in folders, until it is interrupted.

    ``ready`` is told the address to open once there is an answer at it. Other machines have to show a token,
    which stands in that address. Raises :class:`fabula.errors.UsageError` where nothing can be served there.
    """
    import uvicorn

    listening = _listening(address)
    port: int = listening.getsockname()[1]
    token = "" if address.is_local else secrets.token_urlsafe(24)
    names = {"localhost", LOOPBACK, "[::1]"} if address.is_local else {address.host.casefold(), *_own_names()}
    site = Site(Library(paths), frozenset(f"{name}:{port}" for name in names), token)
    host = f"[{address.host}]" if ":" in address.host else address.host
    shown = f"http://{host}:{port}/" + (f"?token={token}" if token else "")

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                Thread(target=warm, args=(site,), name="fabula-warming", daemon=True).start()
                ready(shown)

    config = uvicorn.Config(
        application(site),
        log_level="warning",
        access_log=False,
        server_header=False,
        # pages that watch what is being read would keep the server from ending
        timeout_graceful_shutdown=ENDING_SECONDS,
    )
    with closing(listening), suppress(KeyboardInterrupt):
        Server(config).run([listening])


def _listening(address: Address) -> socket.socket:
    if not address.host.strip():  # which the system takes for all of its addresses
        raise errors.cannot_serve(address.host, address.port, "it is no address")
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        # On Windows reusing an address means that any other program may take it over.
        alone = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        made.setsockopt(socket.SOL_SOCKET, alone, 1)
        made.bind((address.host, address.port))
    except (OSError, OverflowError) as error:
        made.close()
        raise errors.cannot_serve(
            address.host, address.port, getattr(error, "strerror", "") or str(error)
        ) from error
    return made


def _own_names() -> set[str]:
    """The names and addresses under which other machines may know this one."""
    name = socket.gethostname().casefold()
    found = {name, "localhost", LOOPBACK}
    with suppress(OSError):
        found |= {str(each[4][0]) for each in socket.getaddrinfo(name, None)}
    return {f"[{each}]" if ":" in each else each for each in found}
