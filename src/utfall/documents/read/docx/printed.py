"""What a document of ours printed when it was made, kept in a custom XML part beside the text."""

import re

from lxml import etree

from utfall.documents.read.docx.package import opened
from utfall.documents.read.refusal import RefusedError

_ITEM = re.compile(r"customXml/item\d+\.xml")


def printed_figures(data: bytes) -> dict[str, str]:
    """The printed text of each addressed figure as the document was made, whatever was typed over it since.

    Any element of a custom XML part with an `address` and a `printed` (or a text) counts. Empty for a document that
    is not ours and for a file that cannot be opened.
    """
    found: dict[str, str] = {}
    try:
        package = opened(data, name="")
        for path in sorted(path for path in package.paths if _ITEM.fullmatch(path)):
            root = package.xml(path)
            for element in root.iter(etree.Element) if root is not None else ():
                address = element.get("address")
                printed = element.get("printed", element.text)
                if address and printed:
                    found[address] = printed
    except RefusedError:
        return found
    return found
