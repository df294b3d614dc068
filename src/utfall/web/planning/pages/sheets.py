"""The tables of plans as workbooks."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from utfall.locale import mark as _
from utfall.web.planning.pages.assignments import AssignmentsPage
from utfall.web.planning.pages.plan import PlanPage
from utfall.web.planning.pages.unit import UnitPage, UnitRow
from utfall.web.shell.workbook import Column, Sheet


def _columns(*words: tuple[str, bool]) -> tuple[Column, ...]:
    return tuple(Column(gettext(word), number=number) for word, number in words)


def plan(page: PlanPage) -> Sheet:
    """The goals of a committee, in the order of the plan; made from the page as a table."""
    return Sheet(
        name=f"plan-{page.code}-{page.year}",
        caption=page.title,
        about=tuple(filter(None, (page.lead, page.changed, page.only_council))),
        columns=_columns(
            (_("Mål"), False), (_("Nivå"), False), (_("Ansvarig"), False), (_("Bidrar"), False), (_("År"), True),
            (_("Indikatorer"), True), (_("Bedömning"), False),
        ),
        rows=tuple(
            (row.title, row.kind, row.owner, row.contributors, row.target_year or None, row.indicators or None,
             gettext(row.status) if row.status else "")
            for row in page.table
        ),
    )  # fmt: skip


def unit(page: UnitPage, code: str) -> Sheet:
    """What a unit does, under which goal."""
    return Sheet(
        name=f"plan-{code}-{page.year}",
        caption=page.title,
        about=tuple(filter(None, (page.committee, page.summary))),
        columns=_columns(
            (_("Mål"), False),
            (_("Nivå"), False),
            (_("Aktivitet"), False),
            (_("Ansvarig"), False),
            (_("När"), False),
            (_("Läge"), False),
        ),
        rows=tuple(_of_unit(page.rows)),
    )


def assignments(page: AssignmentsPage) -> Sheet:
    """The assignments of an authority."""
    return Sheet(
        name=f"uppdrag-{page.code}",
        caption=f"{page.title}, {page.committee}",
        columns=_columns(
            (_("Uppdrag"), False), (_("Beteckning"), False), (_("Givet"), False), (_("Ansvarig"), False),
            (_("Klart senast"), False), (_("Läge"), False), (_("Återrapporterat"), False),
        ),
        rows=tuple(
            (row.title, row.code, row.given, row.responsible, row.due, gettext(row.status), row.reported)
            for row in page.rows
        ),
    )  # fmt: skip


def _of_unit(rows: Iterable[UnitRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        for one in row.activities:
            yield row.title, row.kind, one.title, one.responsible, one.when, gettext(one.status)
        if row.own and not row.activities:
            yield row.title, row.kind, "", "", "", ""
        yield from _of_unit(row.below)
