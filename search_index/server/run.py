"""Runs the application on a socket, in one process or several."""

import socket
from functools import partial

import uvicorn
from uvicorn.supervisors import Multiprocess

from search_index.server.app import application
from search_index.server.settings import Settings

GRACE = 10
"""Seconds in which open answers may end when the server stops."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.  Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind((host, port))
    except OSError:
        server.close()
        raise
    server.listen(1024)
    server.set_inheritable(True)
    return server


def configuration(settings: Settings, workers: int = 1) -> uvicorn.Config:
    """Return how uvicorn serves the application; the parts it would look for on the machine are named."""
    return uvicorn.Config(
        partial(application, settings),
        factory=True,
        workers=workers,
        loop="asyncio",
        http="h11",
        ws="none",
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=1000,
        h11_max_incomplete_event_size=32 << 10,
    )


def run(settings: Settings, server: socket.socket, workers: int = 1) -> None:
    """Serve until the process is told to stop; `workers` is the number of processes."""
    config = configuration(settings, workers)
    if workers > 1:
        Multiprocess(config, [server]).run()
    else:
        uvicorn.Server(config).run([server])
