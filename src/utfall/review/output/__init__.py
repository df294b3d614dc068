"""What a review shows: strings for a terminal, JSON, a page beside the text, an annotated copy, the proof sheet."""

from utfall.review.output.annotated import annotated
from utfall.review.output.page import Parts, Shown, html, parts
from utfall.review.output.plain import as_json, terminal
from utfall.review.output.proof import proof_sheet

__all__ = ["Parts", "Shown", "annotated", "as_json", "html", "parts", "proof_sheet", "terminal"]
