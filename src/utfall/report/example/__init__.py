"""The big source files of the worked example, made from its solved totals so that they need not be stored."""

from utfall.report.example.files import GENERATED, complete

__all__ = ["GENERATED", "complete"]
