"""What the pages of imports show."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from utfall.domain.finance import UploadState
from utfall.domain.finding import ORDER, Finding
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import StatementForm
from utfall.domain.swedish import number, quantity
from utfall.domain.unit import KR
from utfall.ledger.batch import Batch
from utfall.locale import SWEDISH
from utfall.locale import mark as _
from utfall.records.finance.models import LedgerUpload
from utfall.records.finance.preview import denied_of, trial_of
from utfall.records.finance.queries.latest import latest_month
from utfall.records.organisation.models import Authority
from utfall.report.ledger_trial import Trial
from utfall.web.finance.forms.imports import SCENARIO_WORDS
from utfall.web.finance.ways import Here, Tab, ways
from utfall.web.reporting.wording import moment

SHOWN = 100
Names = Mapping[str, str]
"""What people are called, by username."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import in force."""

    id: str
    about: str
    part: str
    name: str
    rows: str
    months: str
    debit: str
    told: str


@dataclass(frozen=True, slots=True)
class UploadRow:
    """A file that was sent."""

    name: str
    href: str
    about: str
    state: str
    told: str


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """What is in force and what waits."""

    title: str
    committee: str
    ways: tuple[Tab, ...]
    batches: tuple[BatchRow, ...]
    uploads: tuple[UploadRow, ...]
    undo: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """Something found in the file."""

    word: str
    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class UploadPage:
    """One file. `step` is 1 mapping, 2 preview, 3 stored; `reading` says how far the program has come."""

    title: str
    lead: str
    committee: str
    trail: tuple[tuple[str, str], ...]
    here: str
    state: str
    step: int
    busy: bool
    reading: str
    rows_read: int
    rows_expected: int
    problem: str
    findings: tuple[FindingRow, ...]
    more: str
    facts: tuple[tuple[str, str], ...]
    replaced: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, str], ...]
    unread: str
    confirm: str
    remap: str
    discard: str
    yes: str
    names: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]


def imports(
    authority: Authority,
    batches: Iterable[Batch],
    uploads: Iterable[LedgerUpload],
    *,
    names: Names,
    today: dt.date,
) -> ImportsPage:
    """The page."""
    return ImportsPage(
        title=gettext(_("Läs in filer")),
        committee=authority.name,
        ways=ways(Here(authority.code, authority.code, latest_month(today)), "imports"),
        batches=tuple(_batch(batch, names, today) for batch in batches),
        uploads=tuple(_sent(row, names, today) for row in uploads),
        undo=f"{reverse('finance:undo_import')}?namnd={authority.code}",
    )


def upload(
    row: LedgerUpload, *, replaced: Iterable[Batch], form: StatementForm | None,
    sample: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], names: Names, today: dt.date,
) -> UploadPage:  # fmt: skip
    """The page; `form` names the report lines, `sample` are the columns and first rows of the file."""
    state = UploadState(row.state)
    trial = trial_of(row.preview) if row.preview else Trial()
    here = reverse("finance:upload", args=(row.pk,))
    home = f"{reverse('finance:imports')}?namnd={row.authority.code}"
    ready = state is UploadState.READ
    return UploadPage(
        title=row.name,
        lead=f"{_about(row)} · {gettext(_('inskickad av'))} {names.get(row.by, row.by)} {moment(row.at, today=today)}",
        committee=row.authority.name,
        trail=((gettext(_("Läs in filer")), home),),
        here=here,
        state=state.word,
        step=1 if state is UploadState.RECEIVED else 3 if state is UploadState.STORED else 2,
        busy=state.is_busy,
        reading=_reading(row, state),
        rows_read=row.rows_read,
        rows_expected=row.rows_expected or 0,
        problem=denied_of(row.problem).sentence(get_language() or SWEDISH) if row.problem else "",
        findings=_findings(trial.findings),
        more=_more(len(trial.findings)),
        facts=_facts(trial) if trial.rows else (),
        replaced=tuple(_replaces(batch) for batch in replaced),
        lines=_lines(trial, form),
        months=tuple(
            (Period.month(month // 100, month % 100).label, _kr(öre)) for month, öre in trial.months
        ),
        unread=_unread(trial.unread) if ready and trial.unread else "",
        confirm=reverse("finance:confirm_upload", args=(row.pk,)) if ready else "",
        remap=f"{here}?koppling" if row.mapping and not state.is_busy and not state.is_over else "",
        discard="" if state.is_busy or state.is_over else reverse("finance:discard_upload", args=(row.pk,)),
        yes=_yes(trial.rows),
        names=sample[0],
        sample=sample[1],
    )


def _batch(batch: Batch, names: Names, today: dt.date) -> BatchRow:
    totals = batch.totals
    first, last = (
        Period.month(month // 100, month % 100).label for month in (totals.first_month, totals.last_month)
    )
    return BatchRow(
        id=batch.id,
        about=_scenario(batch.slot.scenario, batch.slot.version, str(batch.slot.year)),
        part=batch.slot.part,
        name=batch.original.name,
        rows=_count(totals.rows),
        months=first if first == last else f"{first} – {last}",
        debit=_kr(totals.debit),
        told=f"{names.get(batch.by, batch.by)} {moment(batch.at, today=today)}",
    )


def _sent(row: LedgerUpload, names: Names, today: dt.date) -> UploadRow:
    href = reverse("finance:upload", args=(row.pk,))
    told = f"{names.get(row.by, row.by)} {moment(row.at, today=today)}"
    return UploadRow(row.name, href, _about(row), UploadState(row.state).word, told)


def _about(row: LedgerUpload) -> str:
    return _scenario(Scenario(row.scenario), row.version, "")


def _scenario(scenario: Scenario, version: str, year: str) -> str:
    return " ".join(filter(None, (gettext(SCENARIO_WORDS[scenario]), version, year)))


def _reading(row: LedgerUpload, state: UploadState) -> str:
    """How far the program has come, in words."""
    if not state.is_busy:
        return ""
    if not row.rows_read:
        return gettext(_("Läser filen …"))
    if row.rows_expected is None:
        return gettext(_("Läser rad %(read)s …")) % {"read": _count(row.rows_read)}
    values = {"read": _count(row.rows_read), "all": _count(row.rows_expected)}
    return gettext(_("Läser rad %(read)s av %(all)s …")) % values


def _facts(trial: Trial) -> tuple[tuple[str, str], ...]:
    return (
        (gettext(_("Rader")), _count(trial.rows)),
        (gettext(_("År")), ", ".join(map(str, trial.years))),
        (gettext(_("Debet")), _kr(trial.debit)),
        (gettext(_("Kredit")), _kr(trial.credit)),
        (gettext(_("Debet och kredit tillsammans")), _kr(trial.debit + trial.credit)),
    )


def _lines(trial: Trial, form: StatementForm | None) -> tuple[tuple[str, str], ...]:
    names = {line.key: line.name for line in form.lines} if form else {}
    told = [(names.get(key, key), _kr(öre)) for key, öre in trial.lines]
    if told:
        told.append((gettext(_("Summa")), _kr(sum(öre for _key, öre in trial.lines))))
    return tuple(told)


def _findings(found: Iterable[Finding]) -> tuple[FindingRow, ...]:
    """What is wrong first."""
    ordered = sorted(found, key=lambda one: ORDER[one.severity])[:SHOWN]
    language = get_language() or SWEDISH
    return tuple(FindingRow(gettext(one.severity.word), one.where, one.sentence(language)) for one in ordered)


def _more(count: int) -> str:
    hidden = count - SHOWN
    if hidden <= 0:
        return ""
    return ngettext("och %(num)s till", "och %(num)s till", hidden) % {"num": _count(hidden)}


def _replaces(batch: Batch) -> str:
    return gettext(_("%(name)s, %(rows)s rader, debet %(debit)s")) % {
        "name": batch.original.name, "rows": _count(batch.totals.rows), "debit": _kr(batch.totals.debit),
    }  # fmt: skip


def _unread(count: int) -> str:
    words = ngettext(
        "Läs in de andra raderna utan den rad som inte går att läsa",
        "Läs in de andra raderna utan de %(num)s rader som inte går att läsa",
        count,
    )
    return words % {"num": _count(count)}


def _yes(rows: int) -> str:
    return ngettext("Läs in %(num)s rad", "Läs in %(num)s rader", rows) % {"num": _count(rows)}


def _count(count: int) -> str:
    return number(Decimal(count), 0)


def _kr(öre: int) -> str:
    return quantity(Money(öre).kr, KR, 2)
