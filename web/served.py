"""The desk inside a process of the server, which ends when the server that started it does, however that ended."""

from __future__ import annotations

import multiprocessing
import os
from threading import Thread
from typing import TYPE_CHECKING

from web import create_app

if TYPE_CHECKING:
    from flask import Flask


def app() -> Flask:
    """As :func:`web.create_app`.  If it outlived its server, it would hold the port, and nobody could start another."""
    Thread(target=_end_with_server, daemon=True).start()
    return create_app()


def _end_with_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)  # the threads of the server wait for a word that nobody is left to say
