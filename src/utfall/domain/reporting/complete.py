"""When an answer is complete, and what is left to do until it is."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import assert_never

from utfall.domain.reporting.words import Answer, Assessment, Part
from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody has answered for one task, as far as she has come.

    `target` is where it is reported instead (a section here, or another authority's round); `previous` is the text
    of the round before, which an unchanged answer refers to. `has_outcome` is true also for "no value yet" with a
    reason and a next date; the form that takes it demands both.
    """

    kind: Answer = Answer.TEXT
    text: str = ""
    target: str = ""
    previous: str = ""
    previous_round: str = ""
    assessment: Assessment | None = None
    has_outcome: bool = False
    has_forecast: bool = False


@dataclass(frozen=True, slots=True)
class VarianceLimit:
    """From which share of the budget a variance must be commented on: one per cent unless the municipality says else.

    Raises ValueError for less than nothing, or more than a thousand per cent.
    """

    percent: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if not 0 <= self.percent <= 1000:
            raise ValueError("The limit is between 0 and 1000 per cent.")

    def demands_comment(self, variance: Decimal, budget: Decimal) -> bool:
        """Whether the variance is larger than the limit, in either direction; without a budget any variance is."""
        if not budget:
            return bool(variance)
        return abs(variance) * 100 > self.percent * abs(budget)


class Lack(StrEnum):
    """What can be left to do; each is a link to the field where it is done."""

    COMMENT = "kommentar saknas"
    VARIANCE = "avvikelsen saknar kommentar"
    TARGET = "ställe saknas"
    PREVIOUS = "tidigare text saknas"
    ASSESSMENT = "bedömning saknas"
    OUTCOME = "utfall saknas"
    FORECAST = "prognos saknas"


@dataclass(frozen=True, slots=True)
class LeftToDo:
    """One thing that is left, with its Swedish sentence and what fills it in."""

    lack: Lack
    values: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        """The sentence, a message to be translated, with `{names}` of the values."""
        return _LACK_SENTENCES[self.lack]

    def sentence(self, language: str = SWEDISH) -> str:
        """The sentence in the language (`sv` or `en`) with its values filled in."""
        return translate(self.message, language).format(**dict(self.values))


_LACK_SENTENCES = {
    Lack.COMMENT: _("Skriv en kommentar"),
    Lack.VARIANCE: _("Skriv en kommentar. Avvikelsen är större än {percent} procent."),
    Lack.TARGET: _("Ange var det rapporteras"),
    Lack.PREVIOUS: _("Skriv en kommentar. Det finns ingen text från förra rapporten att hänvisa till."),
    Lack.ASSESSMENT: _("Gör en bedömning"),
    Lack.OUTCOME: _("Fyll i utfallet"),
    Lack.FORECAST: _("Lämna en prognos"),
}


def left_to_do(
    reply: Reply, owed: frozenset[Part], *, over_limit: VarianceLimit | None = None
) -> tuple[LeftToDo, ...]:
    """What is left before the reply is complete, in the order of the page; nothing that is not owed is ever listed.

    `over_limit` is the limit that the object's variance exceeds, or None. A variance over the limit wants words of
    its own, so that "nothing to report" is then no complete answer; reported elsewhere still is.
    """
    found = []
    if Part.ASSESSMENT in owed and reply.assessment is None and reply.kind is not Answer.ELSEWHERE:
        found.append(LeftToDo(Lack.ASSESSMENT))
    if Part.OUTCOME in owed and not reply.has_outcome and reply.kind is not Answer.ELSEWHERE:
        found.append(LeftToDo(Lack.OUTCOME))
    if Part.FORECAST in owed and not reply.has_forecast and reply.kind is not Answer.ELSEWHERE:
        found.append(LeftToDo(Lack.FORECAST))
    if Part.COMMENT in owed:
        found.extend(_comment_lacks(reply, over_limit))
    return tuple(found)


def is_complete(reply: Reply, owed: frozenset[Part], *, over_limit: VarianceLimit | None = None) -> bool:
    """Whether nothing is left to do."""
    return not left_to_do(reply, owed, over_limit=over_limit)


def _comment_lacks(reply: Reply, over_limit: VarianceLimit | None) -> tuple[LeftToDo, ...]:
    match reply.kind:
        case Answer.TEXT:
            if reply.text.strip():
                return ()
            return (_variance(over_limit),) if over_limit else (LeftToDo(Lack.COMMENT),)
        case Answer.NOTHING:
            return (_variance(over_limit),) if over_limit else ()
        case Answer.ELSEWHERE:
            return () if reply.target.strip() else (LeftToDo(Lack.TARGET),)
        case Answer.UNCHANGED:
            return () if reply.previous.strip() else (LeftToDo(Lack.PREVIOUS),)
        case _:
            assert_never(reply.kind)


def _variance(limit: VarianceLimit) -> LeftToDo:
    return LeftToDo(Lack.VARIANCE, (("percent", f"{limit.percent.normalize():f}".replace(".", ",")),))


def printed_answer(reply: Reply, language: str = SWEDISH) -> str:
    """What the report prints for the reply: the text, or the sentence that stands for it."""
    match reply.kind:
        case Answer.TEXT:
            return reply.text
        case Answer.NOTHING:
            return translate(_("Inget att rapportera."), language)
        case Answer.ELSEWHERE:
            return translate(_("Rapporteras i {target}."), language).format(target=reply.target)
        case Answer.UNCHANGED:
            unchanged = translate(_("Oförändrat sedan {round}."), language).format(round=reply.previous_round)
            return f"{unchanged}\n\n{reply.previous}"
        case _:
            assert_never(reply.kind)
