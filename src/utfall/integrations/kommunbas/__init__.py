"""Extracts with the whole Kommun-Bas code string, in CSV or Excel, read by a saved and confirmed mapping."""

from utfall.integrations.kommunbas.chart import Chart, read_chart
from utfall.integrations.kommunbas.long_format import lines
from utfall.integrations.kommunbas.mapping import ColumnMapping, Role, Shape, Sign, load
from utfall.integrations.kommunbas.proposal import Proposal, propose
from utfall.integrations.kommunbas.reader import Extract, Observation
from utfall.integrations.kommunbas.values import Decimals

__all__ = [
    "propose", "Proposal", "load", "ColumnMapping", "Role", "Shape", "Sign", "Decimals",
    "Extract", "Observation", "lines",
    "Chart", "read_chart",
]  # fmt: skip
