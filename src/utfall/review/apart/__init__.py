"""A report from anybody, reviewed in a process of its own so that no file can harm the program."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _
from utfall.review.output.page import Parts, Shown

MAX_BYTES = 20 * 2**20
MAX_PAGES = 100
SECONDS = 60
MEMORY = 2 * 2**30
TOO_LARGE = _(
    "Filen {name} är {megabytes} MB. Högst {limit} MB granskas här; dela upp filen eller minska bilderna."
)
TOO_LONG = _(
    "Granskningen av {name} tog längre tid än {seconds} sekunder och avbröts. Dela upp filen och försök igen."
)
TOO_MUCH = _(
    "Filen {name} är för svår att läsa och granskningen avbröts. Spara den på nytt som PDF eller Word."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for: bytes of the file, pages, seconds, and bytes of memory."""

    size: int = MAX_BYTES
    pages: int = MAX_PAGES
    seconds: int = SECONDS
    memory: int = MEMORY


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was not reviewed: sentences in the language that was asked for."""

    sentences: tuple[str, ...]


def check_apart(
    data: bytes, *, name: str, language: str = SWEDISH, limits: Limits | None = None
) -> Parts | Refused:
    """The review of the file in parts for a page, or why there is none. Nothing is written to disk.

    The other process has its own limits of time and memory; one that outlives them is ended.
    """
    limits = limits or Limits()
    if len(data) > limits.size:
        size = -(-len(data) * 10 // 2**20) / 10
        return _refused(TOO_LARGE, language, name=name, megabytes=f"{size:.1f}".replace(".", ","),
                        limit=limits.size >> 20)  # fmt: skip
    order = [name, language, str(limits.pages), str(limits.seconds), str(limits.memory)]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "utfall.review.apart.child", *order],
            input=data,
            capture_output=True,
            timeout=limits.seconds + 5,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _refused(TOO_LONG, language, name=name, seconds=limits.seconds)
    if done.returncode in _OUT_OF_TIME:
        return _refused(TOO_LONG, language, name=name, seconds=limits.seconds)
    if done.returncode != 0:
        return _refused(TOO_MUCH, language, name=name)
    return _answer(json.loads(done.stdout))


_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
"""How a process ends that has used up its seconds: told first, then ended."""


def _refused(message: str, language: str, /, **values: object) -> Refused:
    return Refused((translate(message, language).format_map(values),))


def _answer(content: Mapping[str, Any]) -> Parts | Refused:
    if "refused" in content:
        return Refused(tuple(content["refused"]))
    return Parts(
        title=content["title"],
        language=content["language"],
        # Written by our own renderer in the other process, which escapes every word of the file.
        body=Markup(content["body"]),
        findings=tuple(
            Shown(**{**one, "places": tuple(map(tuple, one["places"]))}) for one in content["findings"]
        ),
        proof=tuple((words, count, percent) for words, count, percent in content["proof"]),
        checked=content["checked"],
    )
