"""What a Word document gathers while it is written: figures, links, notes, lists, charts."""

from dataclasses import dataclass, field

from utfall.documents.model import Chart, Document, Number
from utfall.documents.render.docx.markup import HEAD, W, value
from utfall.documents.render.outline import Outline
from utfall.domain.figure import LONGEST_ADDRESS
from utfall.domain.unit import Unit

FIGURES = "urn:utfall:figures:1"
"""The namespace of the custom XML part that knows what each addressed figure was when the file was made."""


@dataclass(slots=True)
class Parts:
    """Everything outside the running text, in the order in which it is come upon."""

    document: Document
    outline: Outline
    figures: list[tuple[Number, Unit | None]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    written_notes: dict[str, int] = field(default_factory=dict)
    numberings: list[tuple[int, int]] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)

    def figure(self, number: Number, unit: Unit | None, inner: str) -> str:
        """The run of a number as a content control tagged with its address; as it is where it has none.

        Word's tags hold 64 characters, and so does an address.
        """
        if not number.address or len(number.address) > LONGEST_ADDRESS:
            return inner
        self.figures.append((number, number.unit or unit))
        tag = f"<w:tag w:val={value(number.address)}/>"
        properties = f'<w:sdtPr>{tag}<w:id w:val="{len(self.figures)}"/></w:sdtPr>'
        return f"<w:sdt>{properties}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    def link(self, target: str) -> str:
        """The relationship that leads to a web address."""
        if target not in self.links:
            self.links.append(target)
        return f"rIdLink{self.links.index(target) + 1}"

    def list_of(self, kind: int, start: int) -> int:
        """The number of a new list; `kind` is 0 for bullets, 1 for numbers."""
        self.numberings.append((kind, start))
        return len(self.numberings)

    def bookmark(self, path: str) -> str:
        """The name of the bookmark at a place; Word allows letters, digits and 40 characters."""
        return f"plats{list(self.outline.ids).index(path)}"

    def bookmarked(self, path: str, inner: str) -> str:
        """The runs within the bookmark of their place."""
        number = list(self.outline.ids).index(path)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{self.bookmark(path)}"/>{inner}'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def figures_xml(self) -> str:
        """The custom XML part: a line for each control, in order; `id` is the control's."""
        lines = []
        for position, (number, unit) in enumerate(self.figures, start=1):
            said = "" if number.value is None else f' value="{number.value:f}"'
            of = f" unit={value(unit.symbol)}" if unit else ""
            lines.append(
                f'<figure id="{position}" address={value(number.address or "")} printed={value(number.printed)}'
                f'{said}{of} decimals="{number.decimals}"/>'
            )
        made, identity = value(self.document.made_at), value(self.document.identity)
        return f'{HEAD}<figures xmlns="{FIGURES}" made={made} identity={identity}>{"".join(lines)}</figures>'

    def numbering_xml(self) -> str:
        """Bullets and numbers on nine levels, and each list of the document."""
        levels = "".join(_level(level, "bullet", "–" if level % 2 else "•") for level in range(9))
        numbers = "".join(_level(level, "decimal", f"%{level + 1}.") for level in range(9))
        kinds = "".join(
            f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
            for kind, inner in enumerate((levels, numbers))
        )
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{_restarts(start) if kind else ""}</w:num>'
            for number, (kind, start) in enumerate(self.numberings, start=1)
        )
        return f'{HEAD}<w:numbering xmlns:w="{W}">{kinds}{lists}</w:numbering>'


def _level(level: int, form: str, text: str) -> str:
    indent = 340 * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="340"/></w:pPr></w:lvl>'
    )


def _restarts(start: int) -> str:
    """Every level starts anew in a new list; the outermost where the document says."""
    return "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{1 if level else start}"/></w:lvlOverride>'
        for level in range(9)
    )
