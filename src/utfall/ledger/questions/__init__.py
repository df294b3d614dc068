"""What one asks of a ledger, as SQL texts that any engine can answer."""

from utfall.ledger.questions.asking import Axis, Column, Cut, Perimeter, Source
from utfall.ledger.questions.duck import DuckDB
from utfall.ledger.questions.engine import Engine
from utfall.ledger.questions.ledger import Ledger
from utfall.ledger.questions.terms import Terms

__all__ = ["Axis", "Column", "Cut", "DuckDB", "Engine", "Ledger", "Perimeter", "Source", "Terms"]
