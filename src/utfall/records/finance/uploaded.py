"""Files that were sent and wait to be read into the ledger, as they came, in the site's own folder."""

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings

from utfall.domain.denied import Denied
from utfall.locale import mark as _

LARGEST = 2 * 2**30
"""Bytes; a SIE file of a whole municipality's year has some hundred million."""
TOO_LARGE = Denied("upload.too-large", _("Filen är större än 2 GB. Dela upp den i mindre delar."))


@dataclass(frozen=True, slots=True)
class Received:
    """A file that lies in the folder: its own name, SHA-256 and bytes."""

    name: str
    sha256: str
    size: int


def folder(number: int) -> Path:
    """Where the file of an upload lies."""
    return Path(settings.DATA) / "inlamnat" / str(number)


def path(number: int) -> Path | None:
    """The file of an upload; None when it has been thrown away."""
    found = folder(number)
    return next(iter(sorted(found.iterdir())), None) if found.is_dir() else None


def keep(number: int, name: str, chunks: Iterable[bytes]) -> Received | Denied:
    """Write the file as it comes; nothing is left of one that is too large."""
    safe = PurePath(name.replace("\\", "/")).name.lstrip(".")[-120:] or "fil"
    place = folder(number)
    place.mkdir(parents=True, exist_ok=True)
    counted, size = hashlib.sha256(), 0
    with (place / safe).open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                break
            counted.update(chunk)
            file.write(chunk)
    if size > LARGEST:
        throw_away(number)
        return TOO_LARGE
    return Received(safe, counted.hexdigest(), size)


def throw_away(number: int) -> None:
    """Remove the file; nothing happens where there is none."""
    shutil.rmtree(folder(number), ignore_errors=True)


def rows_in(file: Path) -> int | None:
    """How many lines a text file has; None for a workbook, which does not say."""
    if file.suffix.lower() in (".xlsx", ".xls", ".ods", ".xlsm"):
        return None
    with file.open("rb") as opened:
        return sum(block.count(b"\n") for block in iter(lambda: opened.read(1 << 20), b""))
