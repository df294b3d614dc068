"""What a document of ours printed when it was made, kept in a custom XML part beside the text."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from utfall.documents.model import Document, numbers
from utfall.documents.read.docx.package import Package, opened
from utfall.documents.read.refusal import RefusedError
from utfall.domain.finding import Finding, Severity
from utfall.domain.numerals import SPACES
from utfall.locale import mark as _

_ITEM = re.compile(r"customXml/item\d+\.xml")
CHANGED = _(
    "Här står {printed}, men rapporten skrev {before} för {address}. Ändra siffran i källan och gör om rapporten."
)


def printed_figures(data: bytes) -> dict[str, frozenset[str]]:
    """The printed texts of each addressed figure as the document was made, whatever was typed over it since.

    Any element of a custom XML part with an `address` and a `printed` (or a text) counts. Empty for a document that
    is not ours and for a file that cannot be opened.
    """
    try:
        return printings(opened(data, name=""))
    except RefusedError:
        return {}


def printings(package: Package) -> dict[str, frozenset[str]]:
    """The same, of a package that is open; a part that is damaged counts as none."""
    found: dict[str, set[str]] = {}
    for path in sorted(path for path in package.paths if _ITEM.fullmatch(path)):
        try:
            root = package.xml(path)
        except RefusedError:
            continue
        for element in root.iter(etree.Element) if root is not None else ():
            address = element.get("address")
            printed = element.get("printed", element.text)
            if address and printed:
                found.setdefault(address, set()).add(printed)
    return {address: frozenset(printed) for address, printed in found.items()}


def changed(document: Document, before: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """A finding for each addressed figure that no longer says what the document printed when it was made."""
    for path, number in numbers(document):
        printed = before.get(number.address or "")
        if printed and _bare(number.printed) not in {_bare(text) for text in printed}:
            values = {
                "printed": number.printed.strip(),
                "before": " / ".join(sorted(printed)),
                "address": str(number.address),
            }
            yield Finding("document.changed", Severity.ERROR, number.place, CHANGED, values, (path,))


def _bare(text: str) -> str:
    return "".join(character for character in text if character not in SPACES)
