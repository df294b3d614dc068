"""What the pages of the start workbook show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain.finding import Finding
from utfall.integrations.folder.source import Reading
from utfall.integrations.workbook import Change, Proposed, StartContent
from utfall.integrations.workbook import preview as proposed
from utfall.locale import mark as _
from utfall.records.audit.models import Event
from utfall.records.organisation.models import Authority
from utfall.web.organisation.pages.start import home
from utfall.web.organisation.uploads import File
from utfall.web.reporting.asking import Asking, language
from utfall.web.reporting.wording import moment

MOST = 200
_WORDS = {Change.NEW: _("Ny"), Change.CHANGED: _("Ändras"), Change.UNCHANGED: _("Oförändrad")}


@dataclass(frozen=True, slots=True)
class Workbook:
    """Where one starts; `last` says what can be undone."""

    authority: str
    trail: tuple[tuple[str, str], ...]
    template: str
    action: str
    last: str
    undo: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something that has to be put right, or looked at."""

    word: str
    where: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SheetCount:
    """How much of a sheet is new, changed and unchanged."""

    sheet: str
    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file would do. `action` is empty when it cannot be stored."""

    title: str
    authority: str
    trail: tuple[tuple[str, str], ...]
    findings: tuple[FindingLine, ...]
    sheets: tuple[SheetCount, ...]
    changes: tuple[tuple[str, str, str], ...]
    more: int
    note: str
    action: str
    token: str
    back: str


def workbook(asked: Asking, authority: Authority, last: Event | None) -> Workbook:
    """The page where a workbook is sent in."""
    said = ""
    if last is not None:
        said = gettext(_("%(file)s lästes in %(when)s av %(who)s: %(new)s nya och %(changed)s ändrade.")) % {
            "file": last.details["file"], "when": moment(last.at, today=asked.today), "who": last.actor,
            "new": last.details["new"], "changed": last.details["changed"],
        }  # fmt: skip
    return Workbook(
        authority=authority.name,
        trail=home(asked),
        template=asked.href("organisation:workbook_template"),
        action=asked.href("organisation:workbook_preview"),
        last=said,
        undo=asked.href("organisation:workbook_undo"),
    )


def preview(
    asked: Asking, authority: Authority, file: File, read: Reading[StartContent | None],
    kept: StartContent | None, *, stored: StartContent,
) -> Preview:  # fmt: skip
    """What would be new and changed, sheet by sheet; or what has to be put right first."""
    changes = proposed(kept, stored=stored) if kept else ()
    told = [one for one in changes if one.change is not Change.UNCHANGED]
    left_out = kept is not None and read.values is not None and kept != read.values
    return Preview(
        title=gettext(_("Förhandsgranskning av %(file)s")) % {"file": file.name},
        authority=authority.name,
        trail=(*home(asked), (gettext(_("Start från Excel")), asked.href("organisation:workbook"))),
        findings=lines(read.findings),
        sheets=tuple(_count(sheet, changes) for sheet in dict.fromkeys(one.sheet for one in changes)),
        changes=tuple((one.sheet, one.key, gettext(_WORDS[one.change])) for one in told[:MOST]),
        more=max(0, len(told) - MOST),
        note=gettext(
            _(
                "En del av arbetsboken läses inte in av dig: roller ges av behörighetsadministratören, resten av controllern."
            )
        )
        if left_out
        else "",
        action=asked.href("organisation:workbook_store") if told else "",
        token=file.token,
        back=asked.href("organisation:workbook"),
    )


def lines(findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
    """Findings as the page says them."""
    return tuple(
        FindingLine(gettext(one.severity.word), one.where, one.sentence(language())) for one in findings
    )


def stored(new: int, changed: int) -> str:
    """What has been stored."""
    words = gettext(_("Sparat: %(new)s nya och %(changed)s ändrade. Du kan ångra här."))
    return words % {"new": new, "changed": changed}


def _count(sheet: str, changes: Iterable[Proposed]) -> SheetCount:
    kinds = [one.change for one in changes if one.sheet == sheet]
    return SheetCount(
        sheet, kinds.count(Change.NEW), kinds.count(Change.CHANGED), kinds.count(Change.UNCHANGED)
    )
