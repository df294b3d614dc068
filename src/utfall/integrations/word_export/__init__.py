"""What an earlier round said, from the Word export of another planning system."""

from utfall.integrations.word_export.content import EarlierText, EarlierValue, Export
from utfall.integrations.word_export.matching import Match, MatchedText, MatchedValue, Named, Unmatched, match
from utfall.integrations.word_export.reader import read_export

__all__ = [
    "EarlierText", "EarlierValue", "Export", "Match", "MatchedText", "MatchedValue", "Named", "Unmatched",
    "match", "read_export",
]  # fmt: skip
