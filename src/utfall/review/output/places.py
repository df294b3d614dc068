"""What a place in the document is called, so that a link to it says where it leads."""

from collections.abc import Iterable

from utfall.documents.model import Appendix, Document, Heading, RiskCard, plain, walk
from utfall.review.context import Context
from utfall.review.languages import language as language_of


class PlaceNames:
    """The names of a document's places: table, row and column for a cell, the heading above for anything else."""

    def __init__(self, document: Document) -> None:
        self._context = Context(document, language_of(document.language))
        self._captions = {table.path: table.caption for table in self._context.tables}
        self._headings: dict[str, str] = {}
        above = ""
        for path, node in walk(document):
            match node:
                case Heading():
                    above = _words(plain(node.inlines))
                case RiskCard() | Appendix():
                    above = _words(plain(node.title))
                case _:
                    pass
            self._headings[path] = above

    def of(self, paths: Iterable[str]) -> tuple[str, ...]:
        """A name for each path, no two alike: figures that stand in one place are told apart by what is printed."""
        paths = tuple(paths)
        names = [self._name(path) for path in paths]
        told = [
            f"{name}: {self._printed(path)}".removeprefix(": ") if names.count(name) > 1 else name
            for name, path in zip(names, paths, strict=True)
        ]
        return tuple(
            f"{name} ({told[: number + 1].count(name)})" if told.count(name) > 1 else name
            for number, name in enumerate(told)
        )

    def _name(self, path: str) -> str:
        place = self._context.places.get(path)
        if place is None:
            return self._headings.get(path, "")
        parts = (self._captions.get(place.table, ""), place.row.label, place.column.label)
        return ", ".join(words for part in parts if (words := _words(part)))

    def _printed(self, path: str) -> str:
        number = self._context.numbers.get(path)
        return _words(number.printed) if number else ""


def _words(text: str) -> str:
    return " ".join(text.split())
