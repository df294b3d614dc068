"""A file of a finance system into the ledger: recognised, read, checked, and stored wholly or not at all."""

import dataclasses
import datetime as dt
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding, Severity
from utfall.domain.scenario import Scenario
from utfall.integrations import sie
from utfall.integrations.folder.postings import Scan
from utfall.integrations.folder.source import SourceFile
from utfall.integrations.sie import records as r
from utfall.integrations.tally import Tally
from utfall.ledger.control import Stated
from utfall.ledger.phasing import Profile
from utfall.ledger.store import Deed, Extract, Import, Store
from utfall.locale import mark as _
from utfall.report import ledger_table

UNREADABLE_ROWS = Denied(
    "ledger.unreadable-rows",
    _("Filen har rader som inte går att läsa. Ingenting är sparat; rätta raderna och importera filen igen."),
)
NOT_KNOWN = Denied(
    "ledger.unknown-file",
    _(
        "Filen känns inte igen. Den ska vara SIE, eller CSV med kolumnerna Ansvar, Konto, Datum eller Period, Belopp."
    ),
)
VERSIONS = Denied(
    "ledger.versions", _("Filen blandar flera versioner. Dela den, eller ange vilken version hela filen är.")
)
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of a file: how it was read, what the store did with it (or why not), and what was found in it."""

    recipe: str
    result: Import | Denied
    findings: tuple[Finding, ...] = ()


def receive(
    path: Path,
    *,
    store: Store,
    deed: Deed,
    dimensions: sie.DimensionMapping = sie.STANDARD,
    profiles: Mapping[str, Profile] | None = None,
    leaving_out: bool = False,
) -> Receipt:
    """Read the file and store its entries as one import.

    `deed.recipe` is filled in here. `dimensions` maps a SIE file's dimensions to the code string, `profiles` are the
    phasing keys of a budget for the whole year. A row that cannot be read denies the whole file, unless somebody who
    has seen which rows they are says that the others go in without them (`leaving_out`; only for tables, for a SIE
    file is whole or broken). What a SIE file's own sums say against it is only found.
    """
    if is_sie(path):
        return _sie(path, store, deed, dimensions)
    source = SourceFile(path, path.name)
    kind = ledger_table.identify(source)
    if kind is None:
        return Receipt("", NOT_KNOWN)
    return _table(source, kind, store, deed, profiles or {}, leaving_out)


def extract(scan: Scan, *, deed: Deed) -> Extract | None:
    """The file as `receive` would store it, from rows that are parted already; None where `receive` must look itself."""
    kind = ledger_table.identify(scan.source)
    if scan.connection is None or kind is None or is_sie(scan.source.path):
        return None
    # A connection of its own: the folder's reader may be asking at the same time.
    engine = scan.connection.cursor()
    table = ledger_table.of_rows(engine, kind)
    deed = dataclasses.replace(deed, recipe=_recipe(kind, {}))
    version = deed.version if table is None else _version(table, deed)
    if table is None or isinstance(version, Denied):
        return None
    deed = dataclasses.replace(deed, version=version)
    return Extract(table.query, engine, scan.source.path, deed)


def _recipe(kind: ledger_table.Kind, profiles: Mapping[str, Profile]) -> str:
    keys = "".join(f"{key}={profile.weights};" for key, profile in sorted(profiles.items()))
    return f"tabell {kind.value} 1 {keys}".strip()


def _version(table: ledger_table.Table, deed: Deed) -> str | Denied:
    """The version that the file is: as the deed says, else as its rows say."""
    if deed.version or deed.scenario is Scenario.OUTCOME:
        return deed.version
    if len(table.versions) > 1:
        return VERSIONS
    return _NOT_IN_NAMES.sub("-", table.versions[0] if table.versions else "")


def without_rows(recipe: str) -> str:
    """The recipe of a file that is taken in without the rows that cannot be read: it is not the same import."""
    return f"{recipe} utan oläsliga rader"


def is_sie(path: Path) -> bool:
    """Whether the file is SIE, by its first row."""
    with path.open("rb") as file:
        head = file.read(512)
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"#")


def _table(
    source: SourceFile, kind: ledger_table.Kind, store: Store, deed: Deed, profiles: Mapping[str, Profile],
    leaving_out: bool,
) -> Receipt:  # fmt: skip
    recipe = _recipe(kind, profiles)
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        table = ledger_table.read(source, kind, tally, Path(folder), profiles=profiles)
        findings = tally.findings
        unread = any(finding.severity is Severity.ERROR for finding in findings)
        if table is None or (unread and not leaving_out):
            return Receipt(recipe, UNREADABLE_ROWS, findings)
        if unread:
            recipe = without_rows(recipe)
        version = _version(table, deed)
        if isinstance(version, Denied):
            return Receipt(recipe, version, findings)
        deed = dataclasses.replace(deed, recipe=recipe, version=version)
        return Receipt(recipe, store.import_query(table.query, original=source.path, deed=deed), findings)


def _sie(path: Path, store: Store, deed: Deed, dimensions: sie.DimensionMapping) -> Receipt:
    mapping = ";".join(f"{number}={part}" for number, part in sorted(dimensions.parts.items()))
    recipe = f"sie 1 {mapping}"
    deed = dataclasses.replace(deed, recipe=recipe)
    trial, trial_conversion = sie.Reading(path), sie.Conversion(dimensions)
    for _entry in trial_conversion.transactions(trial):
        pass
    if sie.is_incomplete(trial.findings):
        return Receipt(recipe, UNREADABLE_ROWS, (*trial.findings, *trial_conversion.findings))
    reading = sie.Reading(path)
    conversion = sie.Conversion(dimensions)
    stated: list[Stated] = []
    if deed.scenario is Scenario.OUTCOME and _has_vouchers(path):
        entries = conversion.transactions(_stating(reading, stated))
        result = store.import_entries(entries, original=path, deed=deed, stated=stated)
    else:
        kind = r.PeriodBudget if deed.scenario is Scenario.BUDGET else r.PeriodBalance
        records = tuple(reading)
        years = sorted({one.year for one in records if isinstance(one, kind)})
        months = (entry for year in years for entry in conversion.months(records, of=kind, year=year))
        result = store.import_entries(months, original=path, deed=deed)
    return Receipt(recipe, result, (*reading.findings, *conversion.findings))


def _has_vouchers(path: Path) -> bool:
    """Whether there is a voucher, looked for only until the first."""
    return any(isinstance(record, r.Voucher) for record in sie.Reading(path))


def _stating(records: Iterable[r.Record], stated: list[Stated]) -> Iterator[r.Record]:
    """The records, noting on the way what the file says that its accounts come to in its year."""
    year: r.FiscalYear | None = None
    opening: dict[str, int] = {}
    for record in records:
        match record:
            case r.FiscalYear(number=0):
                year = record
            case r.OpeningBalance(year=0):
                opening[record.account] = record.öre
            case r.ClosingBalance(year=0) | r.Result(year=0) if year and year.start and year.end:
                öre = record.öre - opening.get(record.account, 0)
                stated.append(Stated(record.account, _month(year.start), _month(year.end), öre))
            case _:
                pass
        yield record


def _month(day: dt.date) -> int:
    return day.year * 100 + day.month
