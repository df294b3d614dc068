"""The reporting round as values: who owes what, which deed follows which, when an answer is complete."""

from utfall.domain.reporting.words import (
    Answer,
    Assessment,
    Capacity,
    Deed,
    RoundDeed,
    RoundState,
    Section,
    State,
    Step,
)

__all__ = [
    "Answer",
    "Assessment",
    "Capacity",
    "Deed",
    "RoundDeed",
    "RoundState",
    "Section",
    "State",
    "Step",
]
