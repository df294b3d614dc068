"""From facts and a template to a document."""

from utfall.documents.compose.composer import Composed, compose, with_derived

__all__ = ["Composed", "compose", "with_derived"]
