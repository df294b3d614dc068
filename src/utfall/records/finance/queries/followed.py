"""What the ledger says where a measure's effect is looked for."""

from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.planning import Followed, LedgerPlace, ledger_place
from utfall.domain.planning.realised import Outcome
from utfall.domain.scenario import Scenario
from utfall.domain.statement import ProjectClass, StatementForm
from utfall.ledger.questions import Axis, Column, Cut
from utfall.records.finance.queries.books import Books

_OPERATING = (ProjectClass.OPERATION, ProjectClass.OPERATION_PROJECT)


def last_month(books: Books) -> int | None:
    """The last month with an outcome, counted as Period counts months; None where the ledger has none."""
    return max((last for _first, last in _months(books)), default=None)


def outcome_of(books: Books, unit: str, followed: Followed) -> Outcome:
    """The outcome of the unit and all below it on what is followed, in a period, with the statement's sign.

    None for a period that the ledger has nothing of, or where the report line is in no statement.
    """
    form = _form_with(books, followed.line)

    def outcome(period: Period) -> Money | None:
        months = range(period.first, period.last + 1)
        known = all(any(first <= month <= last for first, last in _months(books)) for month in months)
        if form is None or not known or unit not in books.organisation:
            return None
        codes = {Axis.ANSVAR: followed.cost_centre} if followed.cost_centre else {}
        lines = (followed.line,) if followed.line else None
        cut = Cut(scope=unit, lines=lines, classes=_OPERATING, codes=codes)
        column = Column("utfall", Scenario.OUTCOME, period)
        answer = books.ask((Axis.KONTO,), (column,), cut, form=form.code)
        if answer is None:
            return None
        taken = followed.accounts or ("",)
        return Money(
            sum(öre for ((account,), _c), öre in answer.amounts.items() if str(account).startswith(taken))
        )

    return outcome


def place_of(books: Books, unit: str, followed: Followed) -> LedgerPlace | None:
    """Where in the ledger that is; None where the report line is in no statement or the unit is not in the books."""
    form = _form_with(books, followed.line)
    if form is None or unit not in books.organisation:
        return None
    return ledger_place(followed, form, units=(one.code for one in books.organisation.subtree(unit)))


def _form_with(books: Books, line: str) -> StatementForm | None:
    forms = [placed.form for placed in books.rules.settings.forms]
    if not line:
        return forms[0] if forms else None
    return next((form for form in forms if any(one.key == line for one in form.lines)), None)


def _months(books: Books) -> tuple[tuple[int, int], ...]:
    """First and last month of each batch of outcome."""
    return tuple(
        (_counted(batch.totals.first_month), _counted(batch.totals.last_month))
        for batch in books.batches
        if batch.slot.scenario is Scenario.OUTCOME
    )


def _counted(month: int) -> int:
    """202408 as Period counts months."""
    return month // 100 * 12 + month % 100 - 1
