"""An authority's books as they are read: its units, its forms, its batches; kept until anything of it has changed."""

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from utfall.domain.organisation import Organisation
from utfall.domain.scenario import Scenario
from utfall.domain.statement import BalanceKey
from utfall.integrations.folder.settings import PlacedForm
from utfall.ledger.batch import Batch
from utfall.ledger.questions import Axis, Column, Cut, DuckDB, Ledger, Source
from utfall.ledger.questions.answers import Answer, Movers
from utfall.ledger.store import Store
from utfall.records.audit.models import Event
from utfall.records.finance.ledger import store
from utfall.records.finance.objects import Rules, forecast, rules_of
from utfall.records.finance.queries.beside import Beside, beside
from utfall.records.finance.queries.previous import previous_forecast
from utfall.records.organisation.models import Authority
from utfall.records.organisation.objects import units
from utfall.report.ledger_terms import terms_by

_WITHOUT_FIGURES = ("contribution.", "remark.", "task.", "digest.", "substitute.", "voucher.", "finding.", "person.",
                    "right.", "role.", "measure.", "explanation.")  # fmt: skip
"""Deeds that change no figure, no unit and no form: nothing changes without a row in the log."""
_KEPT_QUESTIONS = 512
_OWN = threading.local()
"""DuckDB answers one thread at a time, so each thread of the web server has an engine of its own."""


@dataclass(frozen=True, slots=True)
class Books:
    """What an authority's statements are made of. Two with the same `key` are the same in every figure.

    `batches` are those of outcome and budget that are in force. `forecast`, and the one before it, have the ledger's sign
    and stand on the last month of their year.
    """

    authority: str
    organisation: Organisation
    rules: Rules
    batches: tuple[Batch, ...]
    forecast: Mapping[BalanceKey, int]
    previous: Mapping[BalanceKey, int]
    beside: Beside
    key: Hashable
    folder: Store = field(compare=False, repr=False)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the ledger has anything of."""
        return tuple(sorted({batch.slot.year for batch in self.batches}))

    @property
    def budgets(self) -> tuple[Batch, ...]:
        """The batches of budgets, the one imported last first."""
        found = (batch for batch in self.batches if batch.slot.scenario is Scenario.BUDGET)
        return tuple(sorted(found, key=lambda batch: batch.at, reverse=True))

    def budget(self, year: int, version: str = "") -> Batch | None:
        """The budget of the year that is used: the version named, or the one imported last."""
        of_year = (batch for batch in self.budgets if batch.slot.year == year)
        return next((batch for batch in of_year if version in ("", batch.slot.version)), None)

    def form(self, code: str = "rr") -> PlacedForm | None:
        """The form with the code and the unit that it is drawn up from."""
        return next((placed for placed in self.rules.settings.forms if placed.form.code == code), None)

    def below(self, unit: str) -> frozenset[str]:
        """The codes of the unit and of all below it."""
        return frozenset(part.code for part in self.organisation.subtree(unit))

    def ledger(self, form: str = "rr") -> Ledger | None:
        """The ledger with the form's lines, for this thread."""
        kept: dict[Hashable, tuple[Ledger, int]] = _OWN.__dict__.setdefault("ledgers", {})
        found, asked = kept.pop((self.key, form), (None, 0))
        if found is None or asked > _KEPT_QUESTIONS:
            terms = terms_by(self.organisation, self.rules.settings, self.rules.projects, form=form)
            if terms is None:
                return None
            found, asked = Ledger(_Fixed(self.folder, self.batches), engine=_engine(), terms=terms), 0
        kept[self.key, form] = (found, asked + 1)
        while len(kept) > 8:
            del kept[next(iter(kept))]
        return found

    def ask(
        self, axes: tuple[Axis, ...], columns: tuple[Column, ...], cut: Cut, *, form: str = "rr",
        source: Source | None = None,
    ) -> Answer | None:  # fmt: skip
        """The amounts by the axes; the same question is answered once, for the same batches never change."""
        asked = (self.key, form, axes, columns, _hashable(cut), source)

        def answered() -> Answer | None:
            ledger = self.ledger(form)
            return ledger.statement(axes, columns, cut=cut, source=source) if ledger else None

        return _ANSWERS.get(asked, answered)  # type: ignore[no-any-return]

    def movers(self, axes: tuple[Axis, ...], ours: Column, theirs: Column, cut: Cut, *, size: int) -> Movers | None:  # fmt: skip
        """The largest parts of the difference between two columns; answered once too."""
        asked = (self.key, "movers", axes, ours, theirs, _hashable(cut), size)

        def answered() -> Movers | None:
            ledger = self.ledger()
            return ledger.movers(axes, ours, theirs, cut=cut, size=size) if ledger else None

        return _ANSWERS.get(asked, answered)  # type: ignore[no-any-return]


def books(authority: Authority) -> Books | None:
    """The books of the authority, or None where nothing says how its statements are made. One query if nothing changed."""
    key = (authority.pk, str(settings.DATA), _last_deed())
    found: Books | None = _BOOKS.get(key, lambda: _read(authority, key))
    return found


class Kept:
    """The last answers to questions whose answers cannot change, for all threads; each is made by one of them."""

    def __init__(self, size: int) -> None:
        self._size, self._lock = size, threading.Lock()
        self._held: dict[Hashable, Any] = {}
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The answer, made if it is not there; whoever asks meanwhile waits for it."""
        with self._lock:
            if key in self._held:
                return self._found(key)
            mine = self._making.setdefault(key, threading.Lock())
        with mine:
            with self._lock:
                if key in self._held:
                    return self._found(key)
            made = make()
            with self._lock:
                self._held[key] = made
                self._making.pop(key, None)
                while len(self._held) > self._size:
                    del self._held[next(iter(self._held))]
        return made

    def _found(self, key: Hashable) -> Any:
        """The answer, which is now the one used last."""
        self._held[key] = self._held.pop(key)
        return self._held[key]


_ANSWERS = Kept(2048)
_BOOKS = Kept(16)


class _Fixed(Store):
    """A store that answers with the batches that were in force when the books were opened, without asking again."""

    def __init__(self, store: Store, batches: tuple[Batch, ...]) -> None:
        super().__init__(store.folder, manifest=store.manifest)
        self._fixed = batches

    def batches(self, municipality: str | None = None, **_wanted: Any) -> tuple[Batch, ...]:
        """The batches of the books, whatever was imported since."""
        return self._fixed


def _engine() -> DuckDB:
    if not hasattr(_OWN, "engine"):
        # Two workers share the machine, and a web page's questions are small.
        _OWN.engine = DuckDB(memory=256, threads=2)
    engine: DuckDB = _OWN.engine
    return engine


def _last_deed() -> str:
    """The hash of the last deed that may have changed a figure: the log's chain makes it unlike any other."""
    rows = Event.objects.order_by("-number")
    for beginning in _WITHOUT_FIGURES:
        rows = rows.exclude(deed__startswith=beginning)
    return rows.values_list("hash", flat=True).first() or ""


def _read(authority: Authority, key: Hashable) -> Books | None:
    rules, known = rules_of(authority, rounds=()), units()
    if rules is None or not known.values:
        return None
    folder = store()
    batches = tuple(
        batch for batch in folder.batches() if batch.slot.scenario in (Scenario.OUTCOME, Scenario.BUDGET)
    )
    return Books(
        authority=authority.code, organisation=known.organisation, rules=rules, batches=batches, forecast=forecast(authority),
        previous=previous_forecast(authority, rules),
        beside=beside(authority), key=key, folder=folder,
    )  # fmt: skip


def _hashable(cut: Cut) -> Hashable:
    return (
        cut.municipalities, cut.scope, cut.level, cut.within, cut.lines, cut.classes,
        tuple(sorted(cut.codes.items())), tuple(sorted(cut.exactly.items())),
    )  # fmt: skip
