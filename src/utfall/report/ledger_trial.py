"""A file of a finance system tried before it is stored: read into a ledger of its own, and told what it holds."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding, Severity
from utfall.domain.period import Period
from utfall.integrations import kommunbas, sie
from utfall.integrations.folder.source import SourceFile
from utfall.integrations.kommunbas import ColumnMapping
from utfall.integrations.kommunbas.proposal import column_names
from utfall.integrations.kommunbas.sheet import rows
from utfall.integrations.kommunbas.values import code
from utfall.integrations.sie import records as r
from utfall.ledger.batch import Batch
from utfall.ledger.phasing import Profile
from utfall.ledger.questions import Axis, Column, DuckDB, Ledger, Terms
from utfall.ledger.store import Deed, Import, Store
from utfall.report import ledger_extract, ledger_import, ledger_table
from utfall.report.ledger_import import Receipt

Mapped = ColumnMapping | sie.DimensionMapping | None
"""How a file is read; None is a table that says itself what its columns are."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What storing the file would bring: control sums in öre with the ledger's sign, and what is found in it.

    `lines` and `months` are sums with the statement's sign (income +, cost −) by the key of the report line and by
    month as 202408, over all units. `unread` is how many rows cannot be read and would be left out; `denied` is why
    nothing could be stored at all.
    """

    years: tuple[int, ...] = ()
    rows: int = 0
    debit: int = 0
    credit: int = 0
    lines: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[int, int], ...] = ()
    unread: int = 0
    findings: tuple[Finding, ...] = ()
    denied: Denied | None = None


def how(path: Path, *, name: str) -> Mapped | Finding:
    """How the file is best read, for a person to confirm; a finding where nobody can tell."""
    if ledger_import.is_sie(path):
        kinds = (r.Dimension, r.SubDimension)
        return sie.propose((one for one in sie.Reading(path) if isinstance(one, kinds)), name=name)
    if path.suffix.lower() == ".csv" and ledger_table.identify(SourceFile(path, path.name)) is not None:
        return None
    found = kommunbas.propose(path, name=name)
    return found if isinstance(found, Finding) else found.mapping


def received(
    path: Path, *, mapping: Mapped, store: Store, deed: Deed, profiles: Mapping[str, Profile], leaving_out: bool,
    each: Callable[[int], None] | None = None,
) -> Receipt:  # fmt: skip
    """The file stored by its mapping; `each` is told how many rows have been read."""
    if isinstance(mapping, ColumnMapping):
        return ledger_extract.receive(
            path, mapping=mapping, store=store, deed=deed, leaving_out=leaving_out, each=each
        )
    return ledger_import.receive(
        path, store=store, deed=deed, dimensions=mapping or sie.STANDARD, profiles=profiles, leaving_out=leaving_out
    )  # fmt: skip


def tried(
    path: Path, *, mapping: Mapped, deed: Deed, profiles: Mapping[str, Profile], terms: Terms | None,
    each: Callable[[int], None] | None = None,
) -> Trial:  # fmt: skip
    """Read the whole file into a ledger that is thrown away afterwards.

    Without `terms` there are no sums by report line, and unknown codes are not looked for.
    """
    with tempfile.TemporaryDirectory(prefix="utfall-prov-") as folder:
        store = Store(Path(folder))
        receipt = received(
            path, mapping=mapping, store=store, deed=deed, profiles=profiles, leaving_out=True, each=each
        )
        unread = _unread(receipt.findings)
        if isinstance(receipt.result, Denied):
            return Trial(unread=unread, findings=receipt.findings, denied=receipt.result)
        return _told(store, receipt.result, receipt.findings, unread, terms)


def _unread(findings: tuple[Finding, ...]) -> int:
    """How many rows have errors: one finding a row, and those that were only counted."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    counted = sum(int(str(one.values["count"])) for one in errors if one.code.endswith(".more"))
    return counted + sum(1 for one in errors if not one.code.endswith(".more"))


def _told(
    store: Store, done: Import, findings: tuple[Finding, ...], unread: int, terms: Terms | None
) -> Trial:
    batches = done.batches
    lines, months, unknown = _sums(store, batches, terms) if terms else ({}, {}, ())
    return Trial(
        years=tuple(batch.slot.year for batch in batches),
        rows=sum(batch.totals.rows for batch in batches),
        debit=sum(batch.totals.debit for batch in batches),
        credit=sum(batch.totals.credit for batch in batches),
        lines=tuple(lines.items()),
        months=tuple(sorted(months.items())),
        unread=unread,
        findings=(*findings, *done.findings, *unknown),
    )


def _sums(
    store: Store, batches: tuple[Batch, ...], terms: Terms
) -> tuple[dict[str, int], dict[int, int], tuple[Finding, ...]]:
    columns = {
        str(slot.year): Column(str(slot.year), slot.scenario, Period.year(slot.year))
        for slot in (batch.slot for batch in batches)
    }
    asked = Ledger(store, engine=DuckDB(), terms=terms)
    # Units and classes are asked for so that codes which nobody knows are found.
    axes = (Axis.LINE, Axis.MONTH, Axis.UNIT, Axis.PROJECT_CLASS)
    answer = asked.statement(axes, tuple(columns.values()))
    lines = {line.key: 0 for line in terms.form.lines if line.accounts}
    months: dict[int, int] = {}
    for (key, column), öre in answer.amounts.items():
        line, month = str(key[0]), int(column) * 100 + int(key[1])
        if line in lines:
            lines[line] += öre
            months[month] = months.get(month, 0) + öre
    return lines, months, answer.findings


def sample(path: Path, *, count: int = 3) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The names of the columns of an extract and its first rows as texts; nothing where no header is found."""
    found = kommunbas.propose(path, name=path.name)
    if isinstance(found, Finding):
        return (), ()
    below = (row for row in rows(path, found.layout) if row.number > found.header.number and not row.is_empty)
    names = tuple(column_names(found.header))
    return names, tuple(tuple(code(cell) for cell in row.cells[: len(names)]) for row in islice(below, count))


def dimensions(path: Path) -> tuple[tuple[str, str], ...]:
    """The number and the name of every dimension that a SIE file declares, and those that need no declaration."""
    declared = {
        one.number: one.name for one in sie.Reading(path) if isinstance(one, r.Dimension | r.SubDimension)
    }
    return tuple({**dict.fromkeys(sie.STANDARD.parts, ""), **declared}.items())
