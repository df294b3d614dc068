"""A made-up municipal ledger of any size, and the questions that engines are compared by.

`python -m benchmarks.ledger_rows STORE URL` asks a Spark Connect server and prints the answers' digests as JSON; that
runs where PySpark is, which need not be where DuckDB is.
"""

import datetime as dt
import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from utfall.domain.organisation import Organisation, OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import Financing, ProjectClass, StatementForm, form_for
from utfall.ledger.questions import Axis, Column, Cut, Engine, Ledger, Perimeter, Source, Terms
from utfall.ledger.store import Deed, Import, Store

AREAS, CENTRES = 7, 1500
FORM: StatementForm = form_for(
    Financing.INCOME,
    {
        "intakter": ("3",),
        "personal": ("5",),
        "lokaler": ("60",),
        "kop-verksamhet": ("46",),
        "ovriga-kostnader": ("4", "6", "7"),
        "finansnetto": ("84",),
    },
)
COLUMNS = (
    Column("utfall", Scenario.OUTCOME, Period.year(2026)),
    Column("budget", Scenario.BUDGET, Period.year(2026)),
    Column("fg", Scenario.OUTCOME, Period.year(2025)),
)
STATEMENT = (Axis.LINE, Axis.UNIT, Axis.MONTH)
CUT = Cut(level=UnitKind.AREA, classes=FORM.project_classes)


def terms(_municipality: str = "") -> Terms:
    """1500 cost centres in seven areas of one committee, 50 projects, internal counterparts by cost centre."""
    units = [
        OrgUnit("KOM", "Kommunen", UnitKind.MUNICIPALITY),
        OrgUnit("NÄMND", "Nämnden", UnitKind.COMMITTEE, "KOM"),
    ]
    for area in range(AREAS):
        codes = tuple(str(10_000 + centre) for centre in range(area, CENTRES, AREAS))
        units.append(OrgUnit(f"O{area}", f"Område {area}", UnitKind.AREA, "NÄMND", ansvar=codes))
    classes = {"P": ProjectClass.OPERATION_PROJECT, "P4": ProjectClass.INVESTMENT}
    return Terms(Organisation(tuple(units)), FORM, classes=classes)


def query(rows: int, *, first: int, scenario: Scenario) -> str:
    """SQL for so many rows from number `first`: 600 accounts, of which a cost centre uses some thirty."""
    year = "CASE WHEN (i // 7) % 2 = 0 THEN 2026 ELSE 2025 END" if scenario is Scenario.OUTCOME else "2026"
    return f"""
        WITH r AS (SELECT i, hash(i) AS h, hash(i + 1000000007) AS g FROM range({first}, {first + rows}) t(i)),
        k AS (SELECT *, CAST(h % {CENTRES} AS INTEGER) AS u, {year} AS y FROM r),
        e AS (SELECT *, CAST(hash(u * 31 + CAST((h // {CENTRES}) % 28 AS INTEGER)) % 600 AS INTEGER) AS a,
                     1 + CAST((h // 65536) % 12 AS INTEGER) AS m FROM k)
        SELECT CAST(10000 + u AS VARCHAR) AS ansvar,
            CAST(CASE WHEN a < 100 THEN 3000 + a * 7 WHEN a < 250 THEN 5000 + a WHEN a < 300 THEN 6000 + a - 250
                      WHEN a < 400 THEN 4600 + a - 300 WHEN a < 590 THEN 7000 + a ELSE 8400 + a - 590 END AS VARCHAR) AS konto,
            CAST(600 + u % 40 + CASE WHEN h % 10 = 0 THEN 100 ELSE 0 END AS VARCHAR) AS verksamhet,
            CASE WHEN g % 100 < 3 THEN 'P' || CAST(u % 50 AS VARCHAR) ELSE '' END AS projekt,
            CASE WHEN g // 100 % 100 < 5 THEN 'A' || CAST(u % 10 AS VARCHAR) ELSE '' END AS aktivitet,
            CASE WHEN g // 10000 % 100 < 5 THEN 'O' || CAST(h // 77 % 20 AS VARCHAR) ELSE '' END AS objekt,
            CASE WHEN a % 20 = 0 THEN CAST(10000 + (u * 7) % {CENTRES} AS VARCHAR) ELSE '' END AS motpart,
            make_date(y, m, 1 + CAST(h // 9999 % 28 AS INTEGER)) AS day,
            'A' || CAST(i // 4 AS VARCHAR) AS voucher, CAST((h // 12345) % 2000000 AS BIGINT) - 1000000 AS ore,
            'Text ' || CAST(g % 5000 AS VARCHAR) AS text,
            CASE WHEN g % 7 = 0 THEN 'Leverantör ' || CAST(h % 3000 AS VARCHAR) ELSE '' END AS counterpart,
            i - {first} + 1 AS row_no
        FROM e"""


def fill(
    folder: Path, *, rows: int, municipalities: int = 1, say: Callable[[str], None] = lambda _text: None
) -> Store:
    """A store with so many rows in all, nine in ten outcome of two years, one in ten budget."""
    store = Store(folder / "ledger")
    each = rows // municipalities
    for number in range(municipalities):
        code = f"{100 + number:04}"
        for scenario, count in ((Scenario.OUTCOME, each - each // 10), (Scenario.BUDGET, each // 10)):
            original = folder / "made.txt"
            original.write_text(f"{code} {scenario} {count}", "utf-8")
            first = number * each + (0 if scenario is Scenario.OUTCOME else each - each // 10)
            done = store.import_query(
                query(count, first=first, scenario=scenario),
                original=original,
                deed=Deed(code, scenario, "bänk", dt.datetime(2026, 11, 1, tzinfo=dt.UTC), "made 1"),
            )
            assert isinstance(done, Import), done
        say(f"{code} stored")
    return store


def questions(ledger: Ledger, municipality: str) -> Mapping[str, Callable[[], object]]:
    """The questions by name; each gives plain values that can be compared."""
    here = Cut((municipality,), level=UnitKind.AREA, classes=FORM.project_classes)
    inside = Cut(level=UnitKind.AREA, within=Perimeter.MUNICIPALITY)
    return {
        "statement": lambda: _cells(ledger, STATEMENT, here),
        "statement from entries": lambda: _cells(ledger, STATEMENT, here, Source.ENTRIES),
        "nation": lambda: _cells(ledger, (Axis.MUNICIPALITY, Axis.LINE), inside),
        "nation from entries": lambda: _cells(ledger, (Axis.MUNICIPALITY, Axis.LINE), inside, Source.ENTRIES),
        "whole code": lambda: _cells(ledger, (Axis.VERKSAMHET, Axis.AKTIVITET, Axis.OBJEKT), here),
        "movers": lambda: [
            (mover.key, mover.ours, mover.theirs, mover.change)
            for mover in ledger.movers((Axis.KONTO, Axis.UNIT, Axis.MOTPART), *COLUMNS[:2], cut=here).movers
        ],
        "entries": lambda: [
            (posting.batch, posting.row_no, posting.entry.öre, posting.entry.text)
            for posting in ledger.entries(
                COLUMNS[0], cut=Cut((municipality,), scope="O3", lines=("personal",)), size=20, skip=40
            ).postings
        ],
    }


def _cells(ledger: Ledger, axes: tuple[Axis, ...], cut: Cut, source: Source | None = None) -> object:
    return sorted(ledger.statement(axes, COLUMNS, cut=cut, source=source).amounts.items())


def asked(folder: Path, engine: Engine, *, municipality: str = "0100") -> dict[str, tuple[str, float]]:
    """The digest of each answer and the seconds it took."""
    ledger = Ledger(Store(folder / "ledger"), engine=engine, terms=terms)
    found = {}
    for name, ask in questions(ledger, municipality).items():
        start = time.perf_counter()
        answer = repr(ask()).encode()
        found[name] = (hashlib.sha256(answer).hexdigest()[:16], round(time.perf_counter() - start, 3))
    return found


if __name__ == "__main__":
    from utfall.ledger.questions.spark import Spark

    spark = Spark(sys.argv[2])
    print(json.dumps(asked(Path(sys.argv[1]), spark)))
    spark.stop()
