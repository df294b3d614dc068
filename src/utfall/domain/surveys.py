"""Surveys: questions with scales, and indices that are the mean of questions."""

from dataclasses import dataclass

from utfall.domain.unit import Unit


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey: its scale in words, how often a unit answers, and the measure that counts its answers."""

    code: str
    name: str
    scale: str
    frequency: str
    answers: str = ""
    smallest_group: int = 5
    """Below this number of answers no result is shown."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question (its text is the name) and the measure that holds its result, in its unit."""

    code: str
    name: str
    survey: str
    measure: str
    unit: Unit
    decimals: int
    risks: tuple[str, ...] = ()
    """Codes of the risks that the question is asked for."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index: the mean of the questions, printed as the outcome of an indicator."""

    code: str
    name: str
    survey: str
    indicator: str
    questions: tuple[str, ...]
