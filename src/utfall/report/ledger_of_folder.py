"""The ledger store of a source folder: outcome, last year and budget are taken from it."""

import contextlib
import dataclasses
import datetime as dt
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from utfall.domain.denied import Denied
from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey
from utfall.integrations.folder import Contents, budget, ledger, read_folder, scanning
from utfall.integrations.folder.scans import Scans
from utfall.integrations.folder.source import SourceFile
from utfall.ledger.durable import sha256_of
from utfall.ledger.questions import DuckDB, Ledger
from utfall.ledger.store import Deed, Store
from utfall.report.ledger_balances import balances
from utfall.report.ledger_import import extract, receive
from utfall.report.ledger_terms import terms_of

FOLDER = ".huvudbok"
_RECIPE = "1"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def read(folder: Path, *, as_of: dt.datetime) -> Contents:
    """What the folder holds, with outcome and budget from its store, which is made where the files have changed.

    The store lies in the hidden folder `.huvudbok`, named by the hashes of its files, so that the same files are
    imported once. Where a file cannot be stored (the findings say why), or a year's budget comes from two files, the
    balances are those that could be read.
    """
    # Both wait for the same disk and an engine outside Python, so side by side they take little more than one.
    with scanning(folder) as scans, ThreadPoolExecutor(max_workers=1) as beside:
        stored = beside.submit(_stored_balances, folder, scans, as_of)
        contents = read_folder(folder, scans=scans)
        found = stored.result()
    if found is None:
        return contents
    forecast = {key: öre for key, öre in contents.balances.items() if key.scenario is Scenario.FORECAST}
    return dataclasses.replace(contents, balances={**found, **forecast})


def _stored_balances(folder: Path, scans: Scans, as_of: dt.datetime) -> dict[BalanceKey, int] | None:
    """Outcome and budget in the folder's store, or None where the files do not make one.

    A store that is not there yet is made of what was scanned, so that no file is parted into rows twice.
    """
    files = tuple(ledger_files(folder))
    terms = terms_of(folder).terms
    if not files or terms is None or sum(scenario is Scenario.BUDGET for scenario, _file in files) > 1:
        return None
    with _store(folder, files, scans, as_of) as store:
        if store is None:
            return None
        years = {batch.slot.year for batch in store.batches()}
        return balances(Ledger(store, engine=DuckDB(), terms=terms), years=years)


def ledger_files(folder: Path) -> Iterator[tuple[Scenario, SourceFile]]:
    """The files of the folder that the ledger is made from, by name: outcomes and budgets."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith((".", "~$")) for part in name.parts):
            source = SourceFile(path, name.as_posix())
            if ledger.identify(source):
                yield Scenario.OUTCOME, source
            elif budget.identify(source):
                yield Scenario.BUDGET, source


@contextlib.contextmanager
def _store(
    folder: Path,
    files: tuple[tuple[Scenario, SourceFile], ...],
    scans: Scans,
    as_of: dt.datetime,
) -> Iterator[Store | None]:
    """The store of exactly these files, or None where one of them is denied.

    A folder that may not be written in gets a store for the moment.
    """
    marks = [f"{_RECIPE} {scenario} {file.name} {sha256_of(file.path)}" for scenario, file in files]
    name = hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]
    place = folder / FOLDER
    if (place / name / "manifest").is_dir():
        yield Store(place / name)
        return
    try:
        place.mkdir(exist_ok=True)
        (place / ".gitignore").write_text("*\n", "utf-8")
        work = Path(tempfile.mkdtemp(dir=place))
    except OSError:
        place, work = Path(), Path(tempfile.mkdtemp())
    try:
        made = _filled(Store(work), files, scans, as_of)
        yield made
        if made is not None and place.name:
            _settle(work, place, name)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _filled(
    store: Store,
    files: tuple[tuple[Scenario, SourceFile], ...],
    scans: Scans,
    as_of: dt.datetime,
) -> Store | None:
    deeds = {file: _deed(scenario, file, as_of) for scenario, file in files}
    extracts = [extract(scans.of(file), deed=deed) for file, deed in deeds.items()]
    ready = [one for one in extracts if one is not None]
    if len(ready) == len(files):
        results = iter(store.import_extracts(ready))
    else:
        results = (receive(file.path, store=store, deed=deed).result for file, deed in deeds.items())
    return None if any(isinstance(result, Denied) for result in results) else store


def _deed(scenario: Scenario, file: SourceFile, as_of: dt.datetime) -> Deed:
    part = _NOT_IN_NAMES.sub("-", file.path.stem)[:40] if scenario is Scenario.OUTCOME else "allt"
    return Deed("kommun", scenario, "rapport", as_of, "", part=part)


def _settle(work: Path, place: Path, name: str) -> None:
    """Give the finished store its name, if nobody else did meanwhile, and remove those of earlier files."""
    earlier = [
        path
        for path in place.iterdir()
        if path.is_dir() and path not in (work, place / name) and len(path.name) == 16
    ]
    with contextlib.suppress(OSError):
        work.rename(place / name)
    for path in earlier:
        shutil.rmtree(path, ignore_errors=True)
