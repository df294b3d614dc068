"""The Swedish standard format for accounts, SIE types 1 to 4, read and written as edition 4C describes it."""

from utfall.integrations.sie.dimensions import STANDARD, WRITTEN, DimensionMapping, load, propose
from utfall.integrations.sie.entries import Conversion
from utfall.integrations.sie.export import Books, as_records
from utfall.integrations.sie.integrity import Check, Difference, Integrity, Rule
from utfall.integrations.sie.problems import Problem, is_incomplete
from utfall.integrations.sie.reader import Reading, SieFile, SieKind, read
from utfall.integrations.sie.writer import rows, unwritable, write

__all__ = [
    "read", "Reading", "SieFile", "SieKind",
    "write", "rows", "unwritable",
    "Check", "Difference", "Integrity", "Rule", "Problem", "is_incomplete",
    "DimensionMapping", "STANDARD", "WRITTEN", "propose", "load",
    "Conversion", "Books", "as_records",
]  # fmt: skip
