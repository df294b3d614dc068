"""A source folder into the database, wholly or not at all."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import ProtectedError

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding, Severity
from utfall.domain.reporting import RoundState
from utfall.domain.scenario import Scenario
from utfall.integrations.folder import Contents, read_folder
from utfall.integrations.folder.settings import Settings
from utfall.integrations.folder.source import SourceFile as File
from utfall.ledger.store import Deed, Store
from utfall.locale import mark as _
from utfall.records.agreements import objects as agreements
from utfall.records.agreements.models import Agreement
from utfall.records.audit.actions import note
from utfall.records.finance import declared, explained
from utfall.records.finance.ledger import store as site_ledger
from utfall.records.finance.models import (
    CarriedOver,
    ComparabilityItem,
    ForecastRow,
    IndexAssumption,
    Investment,
    VarianceExplanation,
    VolumeLine,
)
from utfall.records.finance.objects import Rules, store_forecast, store_rules
from utfall.records.indicators import objects as indicators
from utfall.records.indicators.models import Indicator, IndicatorRelation, Value
from utfall.records.loading.changes import changes
from utfall.records.loading.indicator_work import store_indicator_work
from utfall.records.loading.plan_work import clear_work, store_work
from utfall.records.loading.texts import store_texts
from utfall.records.organisation.models import Authority, OrgRole, Round, WrongName
from utfall.records.organisation.objects import (
    Placed,
    Units,
    store_roles,
    store_rounds,
    store_wrong_names,
)
from utfall.records.organisation.tree import store_units
from utfall.records.planning import objects as planning
from utfall.records.planning.models import (
    Assignment,
    FocusTarget,
    Goal,
    Measure,
    Need,
    PriorityOfGoal,
    SteeringDocument,
)
from utfall.records.reporting.models import Contribution, Template
from utfall.records.reporting.rules import store_rules as store_reporting_rules
from utfall.records.sources import objects as sources
from utfall.records.sources.files import hashes_of, store_files, stored_hashes
from utfall.records.sources.models import SourceFile, SourceObject
from utfall.report.ledger_import import receive
from utfall.report.ledger_of_folder import ledger_files
from utfall.report.ledger_terms import terms_of
from utfall.report.produce import TEMPLATE_FILE, template_of

EDITED = Denied(
    "load.edited",
    _(
        "Något har ändrats här sedan mappen lästes in, och skulle gå förlorat. Skriv ut mappen med `utfall dump` först."
    ),
)
NOT_RELEASED = Denied(
    "load.not-released",
    _(
        "Det finns åtgärder som inte är släppta och som därför inte står i någon mapp. De skulle gå förlorade."
    ),
)
IN_USE = Denied(
    "load.in-use",
    _("Rundan är öppnad eller rapporterad med det som finns här. Ändra på sidorna i stället för i mappen."),
)
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
# From what points at others to what is pointed at.
_OF_THE_FOLDER = (
    Agreement, Need, Investment, CarriedOver, ComparabilityItem, IndexAssumption, VolumeLine,
    Contribution, Template, ForecastRow, Value, Indicator, IndicatorRelation, FocusTarget, PriorityOfGoal,
    Assignment, SteeringDocument, Measure, VarianceExplanation, SourceObject, SourceFile, OrgRole, WrongName,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a folder: into which authority (empty: none), whether anything changed, and what was found."""

    authority: str
    changed: bool
    findings: tuple[Finding, ...] = ()


class _RefusedError(Exception):
    """Ends the transaction; the refusal is given back as a value."""

    def __init__(self, denied: Denied) -> None:
        super().__init__(denied.code)
        self.denied = denied


def load(folder: Path, *, by: str, at: dt.datetime) -> Loaded | Denied:
    """Store what the folder holds for its committee, in one transaction with its audit row.

    An error among the findings stops it. The same folder again changes nothing. A changed folder takes the place of
    the earlier one as long as nobody has edited here or opened a round; otherwise it is denied.
    """
    contents = read_folder(folder)
    findings = (*contents.findings, *_template_findings(folder))
    settings = contents.settings
    if settings is None or any(finding.severity is Severity.ERROR for finding in findings):
        return Loaded("", changed=False, findings=findings)
    hashes = hashes_of(folder)
    if stored_hashes_of(settings.committee) == hashes:
        return Loaded(settings.committee, changed=False, findings=findings)
    ledger = site_ledger()
    try:
        # The files of the ledger lie there before the transaction ends; nobody may sweep them away meanwhile.
        with ledger.held(), transaction.atomic():
            found = _Loading(folder, contents, settings, hashes, by, at).stored(ledger)
    except _RefusedError as refused:
        return refused.denied
    return Loaded(settings.committee, changed=True, findings=(*findings, *found))


def stored_hashes_of(committee: str) -> dict[str, str]:
    """The hashes of the folder that was loaded last for the committee; empty where none was."""
    authority = Authority.objects.filter(code=committee).first()
    return stored_hashes(authority) if authority else {}


def _template_findings(folder: Path) -> Iterator[Finding]:
    path = folder / TEMPLATE_FILE
    if path.is_file():
        found = template_of(path.read_text("utf-8", errors="replace"))
        if isinstance(found, Finding):
            yield found


@dataclass(frozen=True, slots=True)
class _Loading:
    folder: Path
    contents: Contents
    settings: Settings
    hashes: dict[str, str]
    by: str
    at: dt.datetime

    def stored(self, ledger: Store) -> tuple[Finding, ...]:
        """Everything as rows; raises _RefusedError."""
        self._clear()
        assert self.contents.organisation is not None
        units, findings = store_units(
            self.contents.organisation,
            committee=self.settings.committee,
            municipality=self.settings.municipality,
        )
        authority = Authority.objects.get(code=self.settings.committee)
        self._objects(authority, units)
        self._texts(authority, units)
        strangers = (
            *store_work(authority, self.contents.work, units.rows),
            *store_indicator_work(authority, self.contents.indicator_work, units.rows),
        )
        files = tuple(ledger_files(self.folder))
        elsewhere = frozenset(file.name for _scenario, file in files)
        store_files(authority, self.folder, self.hashes, elsewhere=elsewhere)
        found = [finding for scenario, file in files for finding in self._ledger(ledger, scenario, file)]
        note("folder.load", by=self.by, at=self.at, authority=authority.code, details={"files": self.hashes})
        return (*findings, *strangers, *found)

    def _clear(self) -> None:
        """Take away what an earlier folder gave, if nothing was done with it since."""
        authority = Authority.objects.filter(code=self.settings.committee).first()
        if authority is None:
            return
        if Round.objects.filter(authority=authority).exclude(state=RoundState.PLANNED.value).exists():
            raise _RefusedError(IN_USE)
        if SourceFile.objects.filter(authority=authority).exists() and changes(authority):
            raise _RefusedError(EDITED)
        if Measure.objects.filter(authority=authority, released=False).exists():
            raise _RefusedError(NOT_RELEASED)
        try:
            clear_work(authority)
            for model in _OF_THE_FOLDER:
                model._default_manager.filter(authority=authority).delete()
            # The deepest first, since each goal keeps the one above it from being taken away.
            while leaves := Goal.objects.filter(authority=authority, children=None):
                if not leaves.delete()[0]:
                    break
        except ProtectedError:
            raise _RefusedError(IN_USE) from None

    def _objects(self, authority: Authority, units: Units) -> None:
        contents = self.contents
        placed = tuple(
            Placed(position, item, contents.places.get(code, ""))
            for position, (code, item) in enumerate(contents.objects.items())
        )
        assert contents.organisation is not None
        store_roles(authority, placed, units.rows)
        store_wrong_names(authority, contents.wrong_names, contents.organisation)
        store_rounds(authority, placed)
        planning.store(authority, placed, units.rows)
        indicators.store(authority, placed, units.rows, at=self.at)
        indicators.store_values(authority, contents.figures.values(), units.rows, at=self.at)
        explained.store(authority, placed, units.rows)
        declared.store(authority, placed, units.rows)
        agreements.store(authority, placed, units.rows)
        sources.store(authority, placed)
        terms = terms_of(self.folder)
        projects = terms.terms.classes if terms.terms else {}
        store_rules(authority, Rules(self.settings, contents.sources, projects, terms.accounts))
        store_reporting_rules(authority, self.settings.owed, self.settings.variance_limit)
        store_forecast(authority, contents.balances, units.rows)

    def _texts(self, authority: Authority, units: Units) -> None:
        rounds = {row.code: row for row in Round.objects.filter(authority=authority)}
        store_texts(authority, self.contents.texts, units=units.rows, rounds=rounds, at=self.at)
        path = self.folder / TEMPLATE_FILE
        if path.is_file():
            Template.objects.create(authority=authority, text=path.read_text("utf-8"))

    def _ledger(self, ledger: Store, scenario: Scenario, file: File) -> tuple[Finding, ...]:
        """One file into the ledger, as a part of its own beside those of other authorities."""
        stem = _NOT_IN_NAMES.sub("-", file.path.stem)
        committee = self.settings.committee
        deed = Deed(
            municipality=_NOT_IN_NAMES.sub("-", self.settings.municipality)[:40],
            scenario=scenario,
            by=self.by,
            at=self.at,
            recipe="",
            part=f"{committee}-{stem}"[:40] if scenario is Scenario.OUTCOME else committee,
        )
        receipt = receive(file.path, store=ledger, deed=deed)
        if isinstance(receipt.result, Denied):
            raise _RefusedError(receipt.result)
        return receipt.findings
