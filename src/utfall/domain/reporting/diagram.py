"""The two cycles drawn as Mermaid diagrams, straight from the tables that hold."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from utfall.domain.reporting.cycle import TRANSITIONS
from utfall.domain.reporting.round_cycle import ROUND_TRANSITIONS
from utfall.domain.reporting.words import RoundState, State
from utfall.locale import SWEDISH, translate


def diagram(language: str = SWEDISH) -> str:
    """The cycle of a contribution as a Mermaid state diagram, in Swedish or English."""
    rows = ((a, deed.word, who, b) for (a, deed), (who, b) in TRANSITIONS.items())
    return "\n".join(_diagram(State, {state: state.word for state in State}, rows, language))


def round_diagram(language: str = SWEDISH) -> str:
    """The cycle of a round as a Mermaid state diagram, in Swedish or English."""
    rows = ((a, deed.word, who, b) for (a, deed), (who, b) in ROUND_TRANSITIONS.items())
    return "\n".join(_diagram(RoundState, {state: state.word for state in RoundState}, rows, language))


def _diagram(
    states: type[StrEnum],
    words: Mapping[StrEnum, str],
    rows: Iterator[tuple[StrEnum, str, frozenset[StrEnum], StrEnum]],
    language: str,
) -> Iterator[str]:
    yield "stateDiagram-v2"
    first = next(iter(states))
    for state in states:
        yield f'    state "{translate(words[state], language)}" as {state.name}'
    yield f"    [*] --> {first.name}"
    for before, deed, who, after in rows:
        by = ", ".join(sorted(translate(getattr(one, "word", one), language) for one in who))
        yield f"    {before.name} --> {after.name}: {translate(deed, language)} ({by})"
