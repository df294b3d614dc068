"""The Excel workbook with which a municipality starts from nothing."""

from utfall.integrations.workbook.content import Change, PersonRow, Proposed, StartContent, preview
from utfall.integrations.workbook.reader import read_workbook
from utfall.integrations.workbook.writer import template, write_workbook

__all__ = [
    "Change", "PersonRow", "Proposed", "StartContent", "preview", "read_workbook", "template", "write_workbook",
]  # fmt: skip
