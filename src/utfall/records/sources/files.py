"""The files of a loaded folder, as they came."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from utfall.records.organisation.models import Authority
from utfall.records.sources.models import SourceFile


def hashes_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in the folder and below, by name; hidden files are no sources."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith((".", "~$")) for part in name.parts):
            found[name.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def stored_hashes(authority: Authority) -> dict[str, str]:
    """The same of the folder that was loaded last."""
    return dict(SourceFile.objects.filter(authority=authority).values_list("name", "sha256"))


def store_files(
    authority: Authority, folder: Path, hashes: Mapping[str, str], *, elsewhere: frozenset[str]
) -> None:
    """Keep every file; those that are kept `elsewhere`, by name, only with their hash."""
    for position, (name, sha256) in enumerate(hashes.items()):
        content = None if name in elsewhere else (folder / name).read_bytes()
        SourceFile.objects.create(
            authority=authority, name=name, sha256=sha256, content=content, position=position
        )


def files(authority: Authority, *, originals: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file; `originals` is the ledger's folder of them.

    Raises FileNotFoundError where the ledger has lost one.
    """
    for row in (
        SourceFile.objects.filter(authority=authority).order_by("position", "pk").iterator(chunk_size=20)
    ):
        if row.content is not None:
            yield row.name, bytes(row.content)
        else:
            suffix = Path(row.name).suffix.lower()
            yield row.name, (originals / row.sha256[:2] / f"{row.sha256}{suffix}").read_bytes()
