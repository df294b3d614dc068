"""The source folder written out from the values that reading it gives."""

from utfall.integrations.folder.writing.files import Written, kept_files, store, write_folder

__all__ = ["Written", "kept_files", "store", "write_folder"]
