"""How much of a document's tables the review ties to anything."""

from utfall.documents.model import Document
from utfall.review.causes import Network
from utfall.review.context import Context
from utfall.review.languages import language
from utfall.review.rules import layers


def tied_cells(document: Document) -> tuple[int, int]:
    """How many of the figures in tables stand in a relation or are spoken of by a rule, and how many there are."""
    context = Context(document, language("sv"))
    found = tuple(layers(context))
    network = Network.of([r for each in found for r in each.relations], context.numbers)
    tied = set(network.through) | {path for each in found for f in each.findings for path in f.spots}
    return sum(path in tied for path in context.places), len(context.places)
