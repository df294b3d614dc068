"""Texts as they print: every figure in words, each text by the facts of its own round."""

import re
from collections.abc import Iterable, Mapping

from utfall.domain.reporting import Printed, RoundState
from utfall.domain.snapshot import Snapshot
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Contribution, Version
from utfall.records.reporting.queries.printing import (
    answer_text,
    figures,
    in_words,
    kept_figures,
    needs_facts,
)
from utfall.records.reporting.queries.things import CLOSED
from utfall.web.reporting import facts

_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


class Reader:
    """Reads the texts of one page; facts are fetched once for each round, and only where a text refers to them.

    In a round that is closed, a text reads as it did when it was handed in; in an open one as it prints now. The facts
    of `most` rounds are fetched, the first that are asked for; a reference that is then not known is left as it is.
    """

    def __init__(self, texts: Iterable[Contribution] = (), *, most: int | None = None) -> None:
        self._facts: dict[int, Snapshot | None] = {}
        self._most = most
        closed = [one for one in texts if _is_closed(one.round) and needs_facts([one.markdown])]
        self._kept = kept_figures(closed) if closed else {}

    def text(self, one: Contribution) -> str:
        """What the contribution says."""
        return self._words(answer_text(one), one, self._kept.get(one.pk, {}))

    def version(self, one: Version, of: Contribution) -> str:
        """What the contribution said in a version of it, with the figures of that time where they were kept."""
        return self._words(answer_text(one), of, one.printed)

    def typed(self, text: str, of: Contribution) -> str:
        """Somebody's text for the contribution, stored or not."""
        return self._words(text, of, {})

    def printed(self, one: Contribution) -> Printed:
        """The text, and what each of its figures prints."""
        text = answer_text(one)
        known = self._known(one.round, text)
        found = {**figures(text, unit=one.unit.code, facts=known), **self._kept.get(one.pk, {})}
        return Printed(self.text(one), found)

    def _words(self, text: str, of: Contribution, kept: Mapping[str, str]) -> str:
        shown = in_words(text, unit=of.unit.code, facts=self._known(of.round, text), kept=kept)
        return _STRONG.sub(r"\2", shown)

    def _known(self, round: Round | None, text: str) -> Snapshot | None:
        if round is None or not needs_facts([text]):
            return None
        if round.pk not in self._facts:
            if self._most is not None and len(self._facts) >= self._most:
                return None
            self._facts[round.pk] = facts.figures_of(round)
        return self._facts[round.pk]


def _is_closed(round: Round | None) -> bool:
    return round is not None and RoundState(round.state) in CLOSED
