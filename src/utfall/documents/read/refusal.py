"""Why a file, or a part of it, could not be read: one clear sentence each."""

from dataclasses import dataclass

from utfall.documents.model import Document
from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document, and what could not be read of it; no document where nothing could."""

    document: Document | None
    findings: tuple[Finding, ...] = ()


class RefusedError(Exception):
    """The file cannot be read; carries the finding that says why. Never leaves this folder."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def _error(code: str, name: str, message: str, **values: str | int) -> Finding:
    return Finding(f"read.{code}", Severity.ERROR, name, message, {"name": name, **values})


def unknown_format(name: str) -> Finding:
    """The file is of no kind that there is a reader for."""
    return _error(
        "unknown-format",
        name,
        _(
            "Filen {name} går inte att läsa: formatet känns inte igen. Spara den som Word (docx), PDF, HTML eller text."
        ),
    )


def legacy(name: str) -> Finding:
    """The file comes from an office program of the last century."""
    return _error(
        "legacy-format",
        name,
        _("Filen {name} är i ett äldre Office-format. Öppna den och spara den som Word (docx) eller PDF."),
    )


def empty(name: str) -> Finding:
    """There is nothing in the file."""
    return _error("empty", name, _("Filen {name} är tom. Kontrollera att rätt fil valdes."))


def damaged(name: str) -> Finding:
    """The file cannot be taken apart."""
    return _error(
        "damaged",
        name,
        _(
            "Filen {name} är skadad och kan inte läsas. Öppna den i programmet som den gjordes i och spara den på nytt."
        ),
    )


def password(name: str) -> Finding:
    """The file is encrypted."""
    return _error(
        "password",
        name,
        _("Filen {name} är skyddad med lösenord. Spara en kopia utan lösenord och läs in den."),
    )


def too_large(name: str, *, megabytes: int, limit: int) -> Finding:
    """The file, or what it unpacks to, is larger than any report."""
    return _error(
        "too-large",
        name,
        _(
            "Filen {name} är för stor: {megabytes} MB, högst {limit} MB läses. Dela upp den eller minska bilderna."
        ),
        megabytes=megabytes,
        limit=limit,
    )


def bomb(name: str) -> Finding:
    """The file unpacks to far more than it should."""
    return _error(
        "zip-bomb",
        name,
        _(
            "Filen {name} packas upp till orimligt mycket och läses inte. Spara den på nytt i Word och försök igen."
        ),
    )


def entities(name: str) -> Finding:
    """The XML declares entities, which an office program never does."""
    return _error(
        "xml-entities",
        name,
        _("Filen {name} innehåller XML-deklarationer som inte hör hemma i ett dokument och läses inte."),
    )


def scanned(name: str, *, pages: int) -> Finding:
    """A PDF with pictures of pages only."""
    return _error(
        "scanned",
        name,
        _(
            "Filen {name} är inskannad: {pages} sidor bild utan text. Läs in originalet, eller kör textigenkänning först."
        ),
        pages=pages,
    )


def scanned_pages(name: str, *, pages: tuple[int, ...]) -> Finding:
    """Some pages of a PDF are pictures."""
    return Finding(
        "read.scanned-pages",
        Severity.NOT_CHECKED,
        name,
        _("I {name} är vissa sidor bilder utan text och har inte lästs: sida {pages}."),
        {"name": name, "pages": tuple(map(str, pages))},
    )


def broken_pages(name: str, *, pages: tuple[int, ...]) -> Finding:
    """Some pages of a PDF cannot be taken apart."""
    return Finding(
        "read.broken-pages",
        Severity.NOT_CHECKED,
        name,
        _("I {name} gick vissa sidor inte att läsa: sida {pages}. Resten är läst."),
        {"name": name, "pages": tuple(map(str, pages))},
    )


def too_many_pages(name: str, *, pages: int, limit: int) -> Finding:
    """The rest of the pages was left unread."""
    return _error(
        "too-many-pages",
        name,
        _("Filen {name} har {pages} sidor. De första {limit} är lästa; dela upp filen för att läsa resten."),
        pages=pages,
        limit=limit,
    )


def cut_table(name: str, *, place: str, rows: int, limit: int) -> Finding:
    """The rest of a table was left unread."""
    return Finding(
        "read.cut-table",
        Severity.NOT_CHECKED,
        f"{name}, {place}",
        _("Tabellen ({place}) i {name} har {rows} rader. De första {limit} är lästa."),
        {"name": name, "place": place, "rows": rows, "limit": limit},
    )


def cut_text(name: str, *, blocks: int, limit: int) -> Finding:
    """The rest of the paragraphs was left unread."""
    return _error(
        "too-many-blocks",
        name,
        _(
            "Filen {name} har {blocks} stycken. De första {limit} är lästa; dela upp filen för att läsa resten."
        ),
        blocks=blocks,
        limit=limit,
    )


def no_text(name: str) -> Finding:
    """The file opens but holds no words."""
    return _error("no-text", name, _("Filen {name} innehåller ingen text. Kontrollera att rätt fil valdes."))


def part_unreadable(name: str, *, part: str) -> Finding:
    """A part of the file beside the main text is damaged and was left out."""
    return Finding(
        "read.part",
        Severity.NOT_CHECKED,
        name,
        _("En del av {name} ({part}) är skadad och har inte lästs. Resten är läst."),
        {"name": name, "part": part},
    )
