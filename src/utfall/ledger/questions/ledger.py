"""The ledger, ready to be asked: a store, an engine and the terms under which its codes are understood."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from utfall.domain.finding import Finding, Severity
from utfall.ledger.batch import Batch
from utfall.ledger.questions import texts
from utfall.ledger.questions.answers import Answer, Key, Mover, Movers, Page, Posting, posting
from utfall.ledger.questions.asking import EVERYTHING, Axis, Column, Cut, Source
from utfall.ledger.questions.codes import Codes, Seen, codes
from utfall.ledger.questions.engine import Engine, Table, Value
from utfall.ledger.questions.plan import Plan
from utfall.ledger.questions.terms import Terms
from utfall.ledger.store import Store
from utfall.locale import mark as _

T = TypeVar("T")
NOTHING = _(
    "Huvudboken har inget för kolumnen {column}: {scenario} {period}. Importera det, eller välj annan period."
)
_ASKED = ("municipality", "name", "scenario", "version", "first_month", "last_month")


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a question with its columns comes down to: batches, the table of columns, and what is missing."""

    batches: tuple[Batch, ...]
    asked: Table
    findings: tuple[Finding, ...]

    @property
    def months(self) -> dict[str, int]:
        """The first and the last month that there can be rows of."""
        rows = self.asked.rows
        return {
            "first_month": min(int(row[4]) for row in rows),
            "last_month": max(int(row[5]) for row in rows),
        }

    @property
    def several(self) -> bool:
        return len({batch.slot.municipality for batch in self.batches}) > 1


class Ledger:
    """Questions to a store. `terms` are those of the municipality, or a function from its code to them.

    `as_of` asks the ledger as it was at that time. The same question gets the same answer from the monthly sums and
    from the entries, and from any engine.
    """

    def __init__(
        self,
        store: Store,
        *,
        engine: Engine,
        terms: Terms | Callable[[str], Terms],
        as_of: dt.datetime | None = None,
    ) -> None:
        self._store = store
        self._engine = engine
        self._terms: Callable[[str], Terms] = (lambda _code: terms) if isinstance(terms, Terms) else terms
        self._as_of = as_of
        self._codes: dict[Hashable, Codes] = {}
        self._counted: dict[Hashable, list[tuple[object, ...]]] = {}

    def statement(
        self,
        axes: Iterable[Axis],
        columns: Sequence[Column],
        *,
        cut: Cut = EVERYTHING,
        source: Source | None = None,
    ) -> Answer:
        """The amounts by any axes in the columns: a statement is LINE × UNIT × MONTH.

        Codes that no line, unit or class takes are findings. Raises ValueError for a question without axes, and for
        files that cannot answer it.
        """
        plan = Plan.of(axes, cut, source=source)
        if not plan.axes:
            raise ValueError("A question has at least one axis.")
        scope = self._scope(columns, cut)
        names = tuple(column.name for column in columns)
        if not scope.batches:
            return Answer(plan.axes, names, {}, plan.source, (), scope.findings)
        text, known = self._text(texts.STATEMENT, plan, scope)
        rows = self._engine.rows(text, **plan.values, **_months(columns))
        amounts = {(_key(row[:-2]), str(row[-2])): _whole(row[-1]) for row in rows}
        ids = tuple(batch.id for batch in scope.batches)
        return Answer(plan.axes, names, amounts, plan.source, ids, scope.findings + known.findings)

    def movers(
        self, axes: Iterable[Axis], ours: Column, theirs: Column, *, cut: Cut = EVERYTHING, size: int = 10,
        source: Source | None = None,
    ) -> Movers:  # fmt: skip
        """What explains the difference between two columns: the `size` largest parts by the axes, and the rest.

        KONTO × UNIT × MOTPART is the usual view; COUNTERPART and VOUCHER go down to the entries.
        """
        plan = Plan.of(axes, cut, source=source)
        scope = self._scope((ours, theirs), cut)
        if not scope.batches:
            return Movers(plan.axes, (), 0, 0, scope.findings)
        text, known = self._text(texts.MOVERS, plan, scope)
        given = {
            **plan.values,
            **_months((ours, theirs)),
            "ours": ours.name,
            "theirs": theirs.name,
            "size": size,
        }
        rows = self._engine.rows(text, **given)
        movers = tuple(Mover(_key(row[:-5]), *map(_whole, row[-5:-2])) for row in rows)
        whole, count = map(_whole, rows[0][-2:]) if rows else (0, 0)
        return Movers(plan.axes, movers, whole, count, scope.findings + known.findings)

    def entries(self, column: Column, *, cut: Cut = EVERYTHING, size: int = 50, skip: int = 0) -> Page:
        """The entries behind a cell, a page at a time, in order of day and voucher; with the ledger's sign.

        How many there are in each month is asked of the smallest files that can tell, and on each day only of the
        entries of the months that the page lies in; so the rest of a year is never sorted for a hundred rows.
        """
        scope = self._scope((column,), cut)
        if not scope.batches:
            return Page((), skip, 0, 0, scope.findings)
        by_month, findings = self._entries_by_month(column, cut, scope)
        count, öre = sum(row[1] for row in by_month), sum(row[2] for row in by_month)
        months, before = _holding(
            [(month, entries) for month, entries, _öre in by_month], size=size, skip=skip
        )
        postings: tuple[Posting, ...] = ()
        if months:
            plan = Plan.of((), cut, source=Source.ENTRIES)
            given = {**plan.values, "first_month": months[0], "last_month": months[-1]}
            by_day = self._entries_by_day(plan, scope, given)
            days, passed = _holding(by_day, size=size, skip=skip - before)
            text, _known = self._text(texts.ENTRIES, plan, scope)
            given |= {
                "first_day": days[0],
                "last_day": days[-1],
                "size": size,
                "skip": skip - before - passed,
            }
            postings = tuple(map(posting, self._engine.rows(text, **given)))
        return Page(postings, skip, count, öre, scope.findings + findings)

    def _entries_by_month(
        self, column: Column, cut: Cut, scope: _Scope
    ) -> tuple[list[tuple[int, int, int]], tuple[Finding, ...]]:
        """Month, number of entries and their sum, in order."""
        plan = Plan.of((), cut)
        each = "1" if plan.source is Source.ENTRIES else "b.entries"
        text, known = self._text(texts.ENTRIES_BY_MONTH, plan, scope, each=each)
        rows = self._count(text, scope, **plan.values, **_months((column,)))
        found = [(_whole(month), _whole(entries), _whole(öre)) for month, entries, öre in rows]
        return found, known.findings

    def _entries_by_day(self, plan: Plan, scope: _Scope, given: Mapping[str, Value]) -> list[tuple[str, int]]:
        """Day as 2024-08-31, and number of entries, in order."""
        text, _known = self._text(texts.ENTRIES_BY_DAY, plan, scope)
        return [(str(day), _whole(entries)) for day, entries in self._count(text, scope, **given)]

    def _count(self, text: str, scope: _Scope, **given: Value) -> list[tuple[object, ...]]:
        """The rows of a count; counted once, for the next page of the same cell asks it again."""
        key = (text, tuple(batch.id for batch in scope.batches), tuple(sorted(given.items())))
        if key not in self._counted:
            self._counted[key] = self._engine.rows(text, **given)
        return self._counted[key]

    def all_entries(self, column: Column, *, cut: Cut = EVERYTHING) -> Iterator[Posting]:
        """The entries of a column one after another, in order of day and voucher, for writing out."""
        plan = Plan.of((), cut, source=Source.ENTRIES)
        scope = self._scope((column,), cut)
        if scope.batches:
            text, _known = self._text(texts.ALL_ENTRIES, plan, scope)
            yield from map(posting, self._engine.stream(text, **plan.values, **_months((column,))))

    def _text(self, text: str, plan: Plan, scope: _Scope, **more: str) -> tuple[str, Codes]:
        """The finished text of a question, and the codes that went with it; `more` are parts of this text alone."""
        known = self._known(plan, scope.batches)
        names = {name: self._engine.table(table) for name, table in known.tables.items()}
        paths = [self._store.path(batch, plan.source) for batch in scope.batches]
        parts = plan.parts(several=scope.several, dated=known.dated(**scope.months))
        parts["joins"] = parts["joins"].format(**names)
        parts |= {"source": self._engine.files(paths), "asked": self._engine.table(scope.asked)}
        parts |= more
        parts["sums"] = texts.SUMS.format(**parts)
        parts["statement"] = texts.STATEMENT.format(**parts) if plan.axes else ""
        return text.format(**parts), known

    def _known(self, plan: Plan, batches: tuple[Batch, ...]) -> Codes:
        """The tables of codes; made once for the same files and the same cut, for they never change."""
        cut = plan.cut
        ids = tuple(batch.id for batch in batches)
        key = (ids, plan.needs, cut.scope, cut.level, cut.within, cut.lines, cut.classes)
        if key not in self._codes:
            by_municipality: dict[str, list[Batch]] = {}
            for batch in batches:
                by_municipality.setdefault(batch.slot.municipality, []).append(batch)
            seen = [
                Seen.of(code, ((batch.slot.year, self._store.control(batch)) for batch in own))
                for code, own in by_municipality.items()
            ]
            self._codes[key] = codes(seen, terms=self._terms, cut=cut, needs=plan.needs)
        return self._codes[key]

    def _scope(self, columns: Sequence[Column], cut: Cut) -> _Scope:
        """Which batches hold the columns; a version that is not named is the one imported last, year by year."""
        if len({column.name for column in columns}) != len(columns):
            raise ValueError("Two columns have the same name.")
        in_force = [
            batch
            for batch in self._store.batches(as_of=self._as_of)
            if not cut.municipalities or batch.slot.municipality in cut.municipalities
        ]
        used: dict[str, Batch] = {}
        rows: dict[tuple[Value, ...], None] = {}
        findings = []
        for column in columns:
            held = [batch for batch in in_force if _holds(batch, column)]
            latest = _latest_versions(held)
            for batch in held:
                slot = batch.slot
                if (column.version or latest[slot.municipality, slot.year]) == slot.version:
                    used[batch.id] = batch
                    rows[_asked(batch, column)] = None
            if not held:
                values = {
                    "column": column.name,
                    "scenario": column.scenario.value,
                    "period": str(column.period),
                }
                findings.append(Finding("ledger.nothing", Severity.QUESTION, column.name, NOTHING, values))
        return _Scope(tuple(used.values()), Table(_ASKED, tuple(rows)), tuple(findings))


def _holds(batch: Batch, column: Column) -> bool:
    slot = batch.slot
    return (
        slot.scenario is column.scenario
        and column.version in (None, slot.version)
        and column.first_month // 100 <= slot.year <= column.last_month // 100
    )


def _latest_versions(batches: Iterable[Batch]) -> Mapping[tuple[str, int], str]:
    latest: dict[tuple[str, int], Batch] = {}
    for batch in batches:
        key = batch.slot.municipality, batch.slot.year
        if key not in latest or batch.at >= latest[key].at:
            latest[key] = batch
    return {key: batch.slot.version for key, batch in latest.items()}


def _asked(batch: Batch, column: Column) -> tuple[Value, ...]:
    slot = batch.slot
    first = max(column.first_month, slot.year * 100 + 1)
    last = min(column.last_month, slot.year * 100 + 12)
    return slot.municipality, column.name, slot.scenario.value, slot.version, first, last


def _months(columns: Sequence[Column]) -> dict[str, Value]:
    return {
        "first_month": min(column.first_month for column in columns),
        "last_month": max(column.last_month for column in columns),
    }


def _holding(counted: Iterable[tuple[T, int]], *, size: int, skip: int) -> tuple[list[T], int]:
    """The months or days that hold the entries of a page, and how many entries there are before the first of them."""
    found: list[T] = []
    before = passed = 0
    for one, entries in counted:
        if passed + entries > skip and passed < skip + size:
            before = before if found else passed
            found.append(one)
        passed += entries
    return found, before


def _key(values: Iterable[object]) -> Key:
    return tuple(value if isinstance(value, int) else str(value) for value in values)


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
