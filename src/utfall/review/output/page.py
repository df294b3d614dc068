"""The page that shows the document's own text and tables with the findings beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from utfall.documents.model import Block, Document, Inline, walk
from utfall.documents.render.html import style
from utfall.documents.render.html.blocks import Writer
from utfall.documents.render.html.inlines import InlineWriter
from utfall.documents.render.html.tables import TableWriter
from utfall.documents.render.outline import Outline, outline
from utfall.domain.finding import Finding, Severity
from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _
from utfall.review.output.places import PlaceNames
from utfall.review.output.plain import NOTHING_FOUND, in_order
from utfall.review.output.proof import NOTHING_CHECKED, proof_sheet
from utfall.review.result import Review

_WORDS = {
    "findings": _("Påpekanden"),
    "document": _("Dokumentet"),
    "proof": _("Vad granskningen bygger på"),
    "skip": _("Hoppa till påpekandena"),
    "place": _("Visa i texten"),
    "none": NOTHING_FOUND,
    "unchecked": NOTHING_CHECKED,
    "title": _("Granskning av {title}"),
    "count": _("Antal"),
    "share": _("Andel"),
    "what": _("Vad"),
}


def html(review: Review, *, language: str = SWEDISH, everything: bool = False) -> bytes:
    """The review as one UTF-8 HTML file with its style inside and no script.

    Each finding links to the places in the text that it is about, and each marked place links back to its finding.
    Severity is said in words, not by colour alone. Errors and questions are shown unless `everything` is asked for.
    """
    shape = outline(review.document)
    shown = parts(review, language=language, everything=everything, shape=shape)
    said = {key: translate(words, language) for key, words in _WORDS.items()}
    page = _environment().get_template("review.html").render(
        body=shown.body,
        document=review.document,
        findings=shown.findings,
        language=language,
        proof=shown.proof,
        checked=shown.checked,
        title=said["title"].format(title=shown.title),
        needs_h1=shape.title_path is None,
        said=said,
        style=style(),
        own=_own_style(),
    )  # fmt: skip
    return page.encode()


@dataclass(frozen=True, slots=True)
class Parts:
    """A review in the parts that a page is made of: the document's text with its marks, the findings, the proof.

    `findings` are in the order of their numbers, which the marks in `body` lead to as `#p1`, `#p2` …
    """

    title: str
    language: str
    body: Markup
    findings: tuple["Shown", ...]
    proof: tuple[tuple[str, int, int | None], ...]
    checked: int


def parts(
    review: Review, *, language: str = SWEDISH, everything: bool = False, shape: Outline | None = None
) -> Parts:
    """The review in parts. Without `shape` the text has no title: the page says it in a heading of its own."""
    shown = in_order(review.findings, everything=everything)
    marks = _marks(review.document, shown)
    known = outline(review.document)
    names = PlaceNames(review.document)
    writer = _MarkedWriter(review.document, shape or _below_a_heading(known), marks)
    blocks = review.document.blocks
    body = writer.blocks(blocks) if shape or known.title_path != "0" else writer.after_title(blocks)
    return Parts(
        title=known.title or review.document.title,
        language=review.document.language,
        body=body,
        findings=tuple(
            Shown.of(n, finding, marks, names, language) for n, finding in enumerate(shown, start=1)
        ),
        proof=proof_sheet(review.proof, language=language),
        checked=review.proof.checked,
    )


def _below_a_heading(shape: Outline) -> Outline:
    """The outline of a document that stands on a page with a heading of its own: chapters come right below it."""
    levels = {path: max(level, 2) for path, level in shape.levels.items()}
    return replace(shape, title_path=None, levels=levels)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in the text that findings are about; `first` is the number of the first of them."""

    id: str
    first: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page shows it."""

    number: int
    severity: str
    word: str
    where: str
    sentence: str
    places: tuple[tuple[str, str], ...]
    """The mark of each place, and what the place is called."""

    @classmethod
    def of(
        cls, number: int, finding: Finding, marks: Mapping[str, _Mark], names: PlaceNames, language: str
    ) -> "Shown":
        spots = tuple(dict.fromkeys(spot for spot in finding.spots if spot in marks))
        places = tuple(zip((marks[spot].id for spot in spots), names.of(spots), strict=True))
        word = translate(finding.severity.word, language)
        severity = finding.severity.value.replace("_", "-")
        # A composed document has no pages and lines; then its place is called as the links to it are.
        where = names.of(finding.spots[:1])[0] if finding.where in finding.spots else finding.where
        return cls(number, severity, word, where, finding.sentence(language), places)


def _marks(document: Document, findings: tuple[Finding, ...]) -> dict[str, _Mark]:
    """The marks by path; the weightiest finding, which comes first, gives the mark its look."""
    known = {path for path, _node in walk(document)}
    marks: dict[str, _Mark] = {}
    for number, finding in enumerate(findings, start=1):
        for spot in finding.spots:
            if spot in known and spot not in marks:
                marks[spot] = _Mark(f"plats-{spot.replace('/', '-')}", number, finding.severity)
    return marks


@dataclass(frozen=True)
class _MarkedInlines(InlineWriter):
    """Writes inline nodes, those that findings are about as links to them."""

    marks: Mapping[str, _Mark]

    def _inline(self, node: Inline, path: str, *, linked: bool) -> Markup:
        found = self.marks.get(path)
        inner = InlineWriter._inline(self, node, path, linked=linked and found is None)
        if found is None:
            return inner
        look = found.severity.value.replace("_", "-")
        if not linked:
            return Markup('<mark id="{}" class="{}">{}</mark>').format(found.id, look, inner)
        return Markup('<mark id="{}" class="{}"><a href="#p{}">{}</a></mark>').format(
            found.id, look, found.first, inner
        )


class _MarkedWriter(Writer):
    """Writes blocks, those that findings are about within a marked frame."""

    def __init__(self, document: Document, shape: Outline, marks: Mapping[str, _Mark]) -> None:
        super().__init__(document, shape)
        self._marks = marks
        self._inlines = _MarkedInlines(shape, document.language, marks)
        self._tables = TableWriter(shape, document.language, self._inlines)

    def after_title(self, blocks: tuple[Block, ...]) -> Markup:
        """The blocks without the first, which is the title."""
        return Markup("\n").join(list(self._grouped(blocks, ""))[1:])

    def _block(self, node: Block, path: str) -> Markup:
        inner = super()._block(node, path)
        found = self._marks.get(path)
        if found is None:
            return inner
        look = found.severity.value.replace("_", "-")
        return Markup('<div id="{}" class="marked {}">{}</div>').format(found.id, look, inner)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("utfall.review.output", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _own_style() -> Markup:
    # Ours alone: nothing from a document ever reaches the style sheet.
    return Markup((Path(__file__).parent / "templates" / "review.css").read_text("utf-8"))
