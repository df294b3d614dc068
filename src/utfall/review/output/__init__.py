"""What a review shows: strings for a terminal, JSON, a page beside the text, an annotated copy, the proof sheet."""

from utfall.review.output.annotated import annotated
from utfall.review.output.page import html
from utfall.review.output.plain import as_json, terminal
from utfall.review.output.proof import proof_sheet

__all__ = ["annotated", "as_json", "html", "proof_sheet", "terminal"]
