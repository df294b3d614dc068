"""A process that draws charts, started before there are any so that its start is not waited for."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROGRAM = HERE / "chart" / "drawing.py"
_working: list["subprocess.Popen[str]"] = []


@contextmanager
def drawing_beside() -> Iterator[None]:
    """While this lasts, charts are drawn in a process of their own; one that ends early is done without."""
    with subprocess.Popen(
        [sys.executable, "-P", str(PROGRAM), str(HERE / "fonts")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as child:
        assert child.stdin is not None
        _working.append(child)
        try:
            yield
        finally:
            _working.remove(child)
            child.kill()
            with suppress(OSError):  # what was asked of a process that had ended
                child.stdin.close()


def drawn_beside(specification: Mapping[str, Any], *, locale: Mapping[str, Any]) -> str | None:
    """The drawing, where a process is there that draws it; None where the caller must. One caller at a time."""
    for child in _working[-1:]:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            print(
                json.dumps({"specification": specification, "locale": dict(locale)}),
                file=child.stdin,
                flush=True,
            )
            answer = child.stdout.readline()
        except OSError:
            return None
        drawn = json.loads(answer) if answer else None
        return drawn if isinstance(drawn, str) else None
    return None
