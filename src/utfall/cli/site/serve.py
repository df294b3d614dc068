"""`utfall serve`: the site, with the worker that does what need not be waited for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click

from utfall.cli import speaking
from utfall.cli.site import starting
from utfall.locale import mark as _

ADDRESS = _("Utfall svarar på {address}. Avsluta med Ctrl+C.")
WORKERS = "2"
THREADS = "4"
_PATIENCE = 10.0


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adress att lyssna på.")
@starting.data
@speaking.language
@click.pass_context
def serve(ctx: click.Context, port: int, host: str, data: Path | None, language: str) -> None:
    """Starta webbplatsen med sin bakgrundsarbetare. Databasen ska vara förberedd med utfall migrate.

    Serve the site together with its background worker. Run `utfall migrate` first.
    """
    starting.start(data)
    if not starting.is_ready():
        speaking.say(starting.NOT_READY, language=language, err=True)
        ctx.exit(speaking.Exit.UNREADABLE)
    speaking.say(ADDRESS, language=language, address=f"http://{host}:{port}/")
    ctx.exit(run(host=host, port=port))


def run(*, host: str, port: int) -> int:
    """The web server and the worker until one of them ends or somebody ends this process; then both are ended."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": starting.SETTINGS}
    commands = (
        [sys.executable, "-m", "gunicorn", "utfall.config.wsgi", "--config", "python:utfall.config.server",
         "--bind", f"{host}:{port}", "--workers", WORKERS, "--threads", THREADS, "--log-level", "warning"],
        [sys.executable, "-m", "django", "db_worker", "--no-reload", "--verbosity", "0"],
    )  # fmt: skip
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    # In a session of their own, so that Ctrl+C reaches them through us, in order.
    children = [subprocess.Popen(command, env=environment, start_new_session=True) for command in commands]
    try:
        while not stopping and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        ended = [child.poll() for child in children]
        for child in children:
            child.terminate()
        for child in children:
            _wait(child)
    return 0 if stopping else next((code for code in ended if code), 1)


def _wait(child: "subprocess.Popen[bytes]") -> None:
    try:
        child.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
