"""The tables of a round as workbooks."""

from django.utils.translation import gettext

from utfall.locale import mark as _
from utfall.web.reporting.pages import overview, tasks
from utfall.web.shell.workbook import Cell, Column, Sheet


def followed_up(page: overview.Page, code: str) -> Sheet:
    """Units by sections, each cell in one word, with how many parts are done."""
    return Sheet(
        name=f"lage-{code}",
        caption=gettext(_("Läge i rapporteringen, %(round)s")) % {"round": page.title},
        about=(page.authority, " · ".join(page.lead)),
        columns=(
            Column(gettext(_("Enhet"))),
            *(Column(word) for word in page.sections),
            Column(gettext(_("Klara delar")), number=True),
            Column(gettext(_("Delar")), number=True),
            Column(gettext(_("Senast"))),
        ),
        rows=tuple(_line(line) for group in page.groups for line in group.lines),
    )


def owed(page: tasks.Tasks) -> Sheet:
    """A person's tasks, part by part."""
    rows = [(part.title, line) for part in page.parts for line in part.lines]
    rows += [(gettext(_("Frågor till dig")), line) for line in page.remarks]
    words = (_("Uppgift"), _("Del av listan"), _("Enhet"), _("Senast"), _("Läge"))
    return Sheet(
        name="mina-uppgifter",
        caption=gettext(_("Mina uppgifter")),
        about=(page.authority, *(" · ".join(filter(None, (one.name, one.closes))) for one in page.rounds)),
        columns=tuple(Column(gettext(word)) for word in words),
        rows=tuple((line.title, part, line.note, line.due, gettext(line.state)) for part, line in rows),
    )


def _line(line: overview.Line) -> tuple[Cell, ...]:
    cells = (gettext(cell.word) if cell else "–" for cell in line.cells)
    return (line.unit, *cells, str(line.done), str(line.whole), line.last)
