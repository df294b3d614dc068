"""The start workbook into the database, in one deed that can be undone."""

from utfall.records.loading.workbook.stored import allowed, stored_content
from utfall.records.loading.workbook.storing import Stored, store
from utfall.records.loading.workbook.undoing import last_import, undo

__all__ = ["Stored", "allowed", "last_import", "store", "stored_content", "undo"]
