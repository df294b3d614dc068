"""The store: a folder of Parquet files under a manifest, which an import changes wholly or not at all."""

import contextlib
import datetime as dt
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from utfall.domain.denied import Denied
from utfall.domain.entry import Entry
from utfall.domain.finding import Finding, Severity
from utfall.domain.scenario import Scenario
from utfall.ledger import staging
from utfall.ledger.batch import WHOLE, Batch, Original, Slot, StoredFile
from utfall.ledger.control import Control, Stated
from utfall.ledger.durable import flush_file, flush_folder, sha256_of
from utfall.ledger.manifest import CONFLICT, FileManifest, Manifest
from utfall.locale import mark as _

if TYPE_CHECKING:
    import duckdb

Sources = Callable[[Path], Mapping[int, str]]
"""Makes SQL for the rows of each year, given a folder to work in."""
_EMPTY = Denied("ledger.empty", _("Filen har inga rader att importera. Huvudboken är oförändrad."))
_IN_PARTS = Denied(
    "ledger.part-of-whole",
    _(
        "Året är redan importerat som en helhet, så en del av det skulle räknas två gånger. Importera hela året."
    ),
)
_TWICE = Denied(
    "ledger.twice",
    _("Samma fil är redan importerad som en annan del och skulle räknas två gånger."),
)
_OVERLAP = _(
    "Delen {part} har rader i samma månader ({months}). Kontrollera att filerna inte innehåller samma poster."
)
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Deed:
    """What an import is about, who makes it and when; `at` has a time zone.

    `scenario`, `version` and `part` as in `Slot`; the year comes from the rows. `recipe` says how the file is read.
    """

    municipality: str
    scenario: Scenario
    by: str
    at: dt.datetime
    recipe: str
    version: str = ""
    part: str = WHOLE
    decision: str = ""

    def slot(self, year: int) -> Slot:
        """The slot of one year's rows."""
        return Slot(self.municipality, year, self.scenario, self.version, self.part)


@dataclass(frozen=True, slots=True)
class Extract:
    """A file whose rows are at hand: SQL that gives the columns of `columns.ROW`, and the engine that has its tables."""

    query: str
    engine: "duckdb.DuckDBPyConnection"
    original: Path
    deed: Deed


@dataclass(frozen=True, slots=True)
class Import:
    """What an import led to: its batches, those they replaced, and whether anything changed at all."""

    batches: tuple[Batch, ...]
    replaced: tuple[Batch, ...] = ()
    changed: bool = True
    findings: tuple[Finding, ...] = ()


class Store:
    """A ledger in a folder: `data/` by municipality, year, scenario and batch, `originals/`, `manifest/`.

    Any number of processes may read while others import. What a killed import left is no part of the ledger, and
    the next import sweeps it away.
    """

    def __init__(self, folder: Path, *, manifest: Manifest | None = None) -> None:
        self.folder = folder
        self.manifest: Manifest = manifest or FileManifest(folder / "manifest")
        self._controls: dict[str, Control] = {}

    def batches(
        self,
        municipality: str | None = None,
        *,
        year: int | None = None,
        scenario: Scenario | None = None,
        as_of: dt.datetime | None = None,
    ) -> tuple[Batch, ...]:
        """The batches in force now, or at the time, sorted by slot; None means any."""
        return self.manifest.batches(municipality, year=year, scenario=scenario, as_of=as_of)

    def path(self, batch: Batch, name: str) -> Path:
        """Where a file of the batch lies; the names are `batch.FILES`."""
        return self.folder / batch.files[name].path

    def control(self, batch: Batch) -> Control:
        """The control sums that were noted when the batch was stored."""
        if batch.id not in self._controls:
            self._controls[batch.id] = Control.from_bytes(self.path(batch, "control").read_bytes())
        return self._controls[batch.id]

    def import_entries(
        self, entries: Iterable[Entry], *, original: Path, deed: Deed, stated: Sequence[Stated] = ()
    ) -> Import | Denied:
        """Store the entries of a file, one batch for each calendar year in it, all of them or none.

        `entries` is read once and never held. The same original by the same recipe changes nothing. A file in a slot
        that has a batch replaces it; the old one stays readable by date. `stated` are the file's own balances.
        """
        return self._import(lambda folder: _from_rows(entries, folder), original, deed, stated)

    def import_query(
        self, query: str, *, original: Path, deed: Deed, stated: Sequence[Stated] = ()
    ) -> Import | Denied:
        """Store the rows of an SQL query that gives the columns of `columns.ROW`; otherwise as `import_entries`."""
        return self._import(lambda folder: _from_query(query, folder), original, deed, stated)

    def refusal(self, deed: Deed, years: Iterable[int]) -> Denied | None:
        """Why rows of the years could not be stored by the deed as the ledger is now; None if they could."""
        books = {deed.slot(year).book for year in years}
        is_part = deed.part != WHOLE
        if is_part and any(batch.slot.part == WHOLE for batch in self._in(books)):
            return _IN_PARTS
        return None

    def would_replace(self, deed: Deed, years: Iterable[int]) -> tuple[Batch, ...]:
        """The batches in force that rows of the years would replace."""
        slots = {deed.slot(year) for year in years}
        books = {slot.book for slot in slots}
        return tuple(batch for batch in self._in(books) if deed.part == WHOLE or batch.slot in slots)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from sweeping, for a deed whose batches the manifest names only when the deed is over."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock(fcntl.LOCK_SH):
            yield

    def import_extracts(self, extracts: Sequence[Extract]) -> tuple[Import | Denied, ...]:
        """Store files whose rows are at hand, one import each in the order given, their batches made side by side."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sweep()
        with self._lock(fcntl.LOCK_SH):
            folder = self.folder / "staging"
            folder.mkdir(exist_ok=True)
            with (
                tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as work,
                ThreadPoolExecutor(max_workers=staging.THREADS) as beside,
            ):
                places = [Path(work) / str(number) for number in range(len(extracts))]
                made = list(beside.map(self._extracted, extracts, places))
                return tuple(
                    self._committed([self._placed(batch, place) for batch in one])
                    if isinstance(one, list)
                    else one
                    for one, place in zip(made, places, strict=True)
                )

    def _extracted(self, extract: Extract, work: Path) -> list[Batch] | Import | Denied:
        """The batches of one file in the folder, not yet in their place; or what else came of it."""
        original, deed = extract.original, extract.deed
        known = Original(original.name, sha256_of(original), original.stat().st_size)
        earlier = self._already(known, deed)
        if earlier is not None:
            return earlier
        work.mkdir()
        kept = self._keep(original, known)
        by_year = _years(extract.engine, extract.query)
        built = [self._built(extract.engine, source, work, deed.slot(year), kept, deed, ())
                 for year, source in by_year.items()]  # fmt: skip
        return built or _EMPTY

    def sweep(self) -> bool:
        """Remove what no manifest names; False if somebody is importing, for then it cannot be told apart."""
        with self._lock(fcntl.LOCK_EX | fcntl.LOCK_NB) as mine:
            if mine:
                self._sweep()
            return mine

    def _import(
        self,
        sources: Sources,
        original: Path,
        deed: Deed,
        stated: Sequence[Stated],
    ) -> Import | Denied:
        known = Original(original.name, sha256_of(original), original.stat().st_size)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sweep()
        with self._lock(fcntl.LOCK_SH):
            earlier = self._already(known, deed)
            if earlier is not None:
                return earlier
            folder = self.folder / "staging"
            folder.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as work:
                return self._stored(sources, Path(work), self._keep(original, known), deed, stated)

    def _already(self, known: Original, deed: Deed) -> Import | Denied | None:
        """The earlier import of the same file, if it is still in force; Denied if it stands somewhere else."""
        same = [b for b in self.manifest.history() if b.original.sha256 == known.sha256]
        in_force = {b.id for b in self.batches(deed.municipality)}
        here = [b for b in same if b.slot == deed.slot(b.slot.year) and b.recipe == deed.recipe]
        if here:
            last = [b for b in here if b.at == here[-1].at]
            if all(b.id in in_force for b in last):
                return Import(tuple(last), changed=False)
        elsewhere = [
            b
            for b in same
            if b.id in in_force
            and b.slot != deed.slot(b.slot.year)
            and b.slot.book == deed.slot(b.slot.year).book
        ]
        return _TWICE if elsewhere else None

    def _keep(self, original: Path, known: Original) -> Original:
        """Copy the original into the store under its hash, so that the same bytes are kept once."""
        folder = self.folder / "originals" / known.sha256[:2]
        kept = folder / f"{known.sha256}{original.suffix.lower()}"
        if not kept.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            draft = kept.with_name(f"{kept.name}.{os.getpid()}.draft")
            shutil.copyfile(original, draft)
            flush_file(draft)
            draft.rename(kept)
            flush_folder(folder)
        return Original(known.name, known.sha256, known.size, kept.relative_to(self.folder).as_posix())

    def _stored(
        self, sources: Sources, work: Path, original: Original, deed: Deed, stated: Sequence[Stated]
    ) -> Import | Denied:
        by_year = sources(work)
        if not by_year:
            return _EMPTY
        engine = staging.builder(work)
        try:
            built = [self._built(engine, source, work, deed.slot(year), original, deed, stated)
                     for year, source in by_year.items()]  # fmt: skip
        finally:
            engine.close()
        return self._committed([self._placed(batch, work) for batch in built])

    def _built(
        self, engine: "duckdb.DuckDBPyConnection", source: str, work: Path, slot: Slot, original: Original, deed: Deed,
        stated: Sequence[Stated],
    ) -> Batch:  # fmt: skip
        mark = "|".join((str(slot), original.sha256, deed.recipe, deed.at.isoformat()))
        name = f"{deed.at:%Y-%m-%d}-{hashlib.sha256(mark.encode()).hexdigest()[:10]}"
        folder = work / name
        folder.mkdir()
        totals = staging.build(engine, source, folder, slot=slot, batch=name, stated=stated)
        files = {
            path.stem: StoredFile(
                f"data/{slot.folder}/{name}/{path.name}", sha256_of(path), path.stat().st_size
            )
            for path in folder.iterdir()
        }
        return Batch(name, slot, original, deed.recipe, deed.by, deed.at, totals, files, deed.decision)

    def _placed(self, batch: Batch, work: Path) -> Batch:
        """Move the finished folder to its place; until the manifest names it, it is rubbish there."""
        place = self.folder / "data" / batch.slot.folder / batch.id
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        (work / batch.id).rename(place)
        for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
            flush_folder(folder)
        return batch

    def _committed(self, batches: list[Batch]) -> Import | Denied:
        """Name the batches in the manifest; again if others committed meanwhile, but not over the same books."""
        books = {batch.slot.book for batch in batches}
        whole = any(batch.slot.part == WHOLE for batch in batches)
        first = self._in(books)
        for _attempt in range(_ATTEMPTS):
            version = self.manifest.version
            touched = self._in(books)
            if touched != first:
                return CONFLICT
            if not whole and any(batch.slot.part == WHOLE for batch in touched):
                return _IN_PARTS
            if not isinstance(self.manifest.commit(*batches, expected_version=version), Denied):
                slots = {batch.slot for batch in batches}
                replaced = tuple(batch for batch in touched if whole or batch.slot in slots)
                kept = [batch for batch in touched if batch not in replaced]
                return Import(tuple(batches), replaced, findings=tuple(_overlaps(batches, kept)))
        return CONFLICT

    def _in(self, books: set[tuple[str, int, Scenario, str]]) -> tuple[Batch, ...]:
        return tuple(batch for batch in self.batches() if batch.slot.book in books)

    def _sweep(self) -> None:
        shutil.rmtree(self.folder / "staging", ignore_errors=True)
        if isinstance(self.manifest, FileManifest):
            self.manifest.sweep()
        history = self.manifest.history()
        named = {(self.folder / batch.files["entries"].path).parent for batch in history}
        for folder in self.folder.glob("data/*/*/*/*"):
            if folder not in named:
                shutil.rmtree(folder)
        kept = {self.folder / batch.original.path for batch in history}
        for path in self.folder.glob("originals/*/*"):
            if path not in kept:
                path.unlink()

    @contextlib.contextmanager
    def _lock(self, kind: int) -> Iterator[bool]:
        """Hold the store's lock, which the system lets go of when a process ends, however it ends."""
        if not self.folder.is_dir():
            yield True
            return
        with (self.folder / "lock").open("a") as file:
            try:
                fcntl.flock(file, kind)
            except BlockingIOError:
                yield False
                return
            yield True


def _from_rows(entries: Iterable[Entry], folder: Path) -> dict[int, str]:
    return {year: staging.csv_sql(path) for year, path in staging.rows_as_csv(entries, folder).items()}


def _from_query(query: str, folder: Path) -> dict[int, str]:
    engine = staging.builder(folder)
    try:
        return _years(engine, query)
    finally:
        engine.close()


def _years(engine: "duckdb.DuckDBPyConnection", query: str) -> dict[int, str]:
    years = engine.execute(f"SELECT DISTINCT year(day) FROM ({query}) ORDER BY 1").fetchall()
    return {int(year): query for (year,) in years}


def _overlaps(batches: Iterable[Batch], kept: Iterable[Batch]) -> Iterator[Finding]:
    """One question for each other part of the same year that has rows in the same months."""
    for batch in batches:
        for other in kept:
            first = max(batch.totals.first_month, other.totals.first_month)
            last = min(batch.totals.last_month, other.totals.last_month)
            if other.slot.book == batch.slot.book and first <= last:
                yield Finding(
                    "ledger.overlap",
                    Severity.QUESTION,
                    batch.original.name,
                    _OVERLAP,
                    {"part": other.slot.part, "months": str(first) if first == last else f"{first}–{last}"},
                )
