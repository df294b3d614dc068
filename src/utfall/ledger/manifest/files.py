"""The manifest as numbered JSON files, where there is no database."""

import contextlib
import dataclasses
import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from utfall.domain.denied import Denied
from utfall.domain.scenario import Scenario
from utfall.ledger.batch import Batch, Withdrawal
from utfall.ledger.durable import flush_folder, written
from utfall.ledger.manifest.protocol import CONFLICT, NOT_IN_FORCE, ManifestError, current

SCHEMA = 1
_NUMBERED = re.compile(r"(\d{8})\.json")
_START = "0" * 64


class FileManifest:
    """One file a commit, `00000001.json` and on, each naming the SHA-256 of the one before.

    A commit is written whole under another name and then linked to its number. Linking fails where the number is
    taken, which is how the second of two writers is found out, and a reader never sees half a file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._batches: list[Batch] = []
        self._hashes: list[str] = []

    @property
    def version(self) -> int:
        """How many commits there are; 0 for an empty ledger."""
        self._refresh()
        return len(self._hashes)

    def batches(
        self,
        municipality: str | None = None,
        *,
        year: int | None = None,
        scenario: Scenario | None = None,
        as_of: dt.datetime | None = None,
    ) -> tuple[Batch, ...]:
        """The batches that were in force at the time (None: now), sorted by slot; None means any."""
        self._refresh()
        return current(self._batches, municipality=municipality, year=year, scenario=scenario, as_of=as_of)

    def history(self) -> tuple[Batch, ...]:
        """Every batch there has been, in the order of the commits."""
        self._refresh()
        return tuple(self._batches)

    def commit(self, *batches: Batch, expected_version: int) -> int | Denied:
        """Add the batches as one deed and return the new version; Denied if the version is another by now."""
        return self._linked({"batches": [batch.as_json() for batch in batches]}, expected_version)

    def withdraw(self, batch_id: str, *, by: str, at: dt.datetime, expected_version: int) -> int | Denied:
        """Undo one batch in force and return the new version; Denied if it is not, or the version is another by now."""
        if batch_id not in {batch.id for batch in self.batches()}:
            return NOT_IN_FORCE
        undone = {"id": batch_id, "by": by, "at": at.isoformat()}
        return self._linked({"batches": [], "withdrawn": undone}, expected_version)

    def _linked(self, deed: Mapping[str, object], expected_version: int) -> int | Denied:
        """Give the deed the next number, unless that is taken."""
        if self.version != expected_version:
            return CONFLICT
        number = expected_version + 1
        previous = self._hashes[-1] if self._hashes else _START
        content = {"schema": SCHEMA, "version": number, "previous": previous, **deed}
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f"draft-{os.getpid()}-{number}"
        written(draft, json.dumps(content, ensure_ascii=False, indent=1).encode())
        try:
            os.link(draft, self._path(number))
        except FileExistsError:
            return CONFLICT
        finally:
            with contextlib.suppress(FileNotFoundError):
                draft.unlink()
        flush_folder(self._folder)
        return self.version

    def sweep(self) -> None:
        """Remove drafts that a killed process left; only for one who knows that nobody is writing."""
        for draft in self._folder.glob("draft-*"):
            draft.unlink()

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:08}.json"

    def _refresh(self) -> None:
        """Read the commits that were not read before; a file that has a number never changes."""
        last = self._last()
        for number in range(len(self._hashes) + 1, last + 1):
            self._read(self._path(number), number)

    def _last(self) -> int:
        try:
            names = [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return 0
        return max((int(found[1]) for found in map(_NUMBERED.fullmatch, names) if found), default=0)

    def _read(self, path: Path, number: int) -> None:
        try:
            raw = path.read_bytes()
            content = json.loads(raw)
            batches = [Batch.from_json(one) for one in content["batches"]]
            undone = content.get("withdrawn")
            withdrawal = undone and Withdrawal(undone["by"], dt.datetime.fromisoformat(undone["at"]))
            chained = content["previous"] == (self._hashes[-1] if self._hashes else _START)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ManifestError(f"{path}: {error}") from error
        if not chained or content["version"] != number or content["schema"] != SCHEMA:
            raise ManifestError(f"{path}: the file is not the one that was written there")
        self._batches += batches
        if undone:
            self._batches = [
                dataclasses.replace(batch, withdrawn=withdrawal) if batch.id == undone["id"] else batch
                for batch in self._batches
            ]
        self._hashes.append(hashlib.sha256(raw).hexdigest())
