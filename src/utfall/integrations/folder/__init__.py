"""A source folder for one committee: the files that a municipality has, each read by its own module."""

from utfall.integrations.folder.contents import Contents, read_folder, scanning

__all__ = ["Contents", "read_folder", "scanning"]
