"""What contributions print: their texts with every figure as it stands in the facts."""

import re
from collections.abc import Iterable, Mapping

from utfall.documents.compose.reference import REFERENCE, Resolver, Unresolved, split
from utfall.documents.model import plain
from utfall.domain.figure import Scope
from utfall.domain.reporting import Answer, Printed, Reply, printed_answer
from utfall.domain.snapshot import Snapshot
from utfall.records.reporting.models import Contribution, Version

_WORDS_WITHOUT_FIGURES = re.compile(r"(namn|period|ar|manad|runda)\b")


def needs_facts(texts: Iterable[str]) -> bool:
    """Whether any of the texts refers to something that only the facts can answer."""
    return any(REFERENCE.search(text) for text in texts)


def printed(contribution: Contribution, facts: Snapshot | None) -> Printed:
    """The contribution as it reads: its answer in words, and what each of its figures prints.

    Without facts a text with references has no figures to compare; `needs_facts` says when they are wanted.
    """
    text = answer_text(contribution)
    return Printed(text, figures(text, unit=contribution.unit.code, facts=facts))


def figures(text: str, *, unit: str, facts: Snapshot | None) -> dict[str, str]:
    """Each figure reference of the text with what it prints; the empty text where it cannot be resolved."""
    if facts is None:
        return {}
    resolver = Resolver(facts, Scope(unit))
    references = [part[0] for part in split(text) if isinstance(part, tuple)]
    return {one: _printed(resolver, one) for one in references if not _WORDS_WITHOUT_FIGURES.match(one)}


def in_words(text: str, *, unit: str, facts: Snapshot | None, kept: Mapping[str, str] | None = None) -> str:
    """The text as a reader sees it, with references resolved where the facts know them.

    `kept` is what its figures printed once, by reference: what was handed in then still reads as it did.
    """
    resolver = Resolver(facts, Scope(unit)) if facts is not None else None
    return "".join(
        part if isinstance(part, str) else _word(part[0], resolver, kept or {}) for part in split(text)
    )


def _word(reference: str, resolver: Resolver | None, kept: Mapping[str, str]) -> str:
    shown = kept.get(reference) or (_printed(resolver, reference) if resolver else "")
    return shown or "{{" + reference + "}}"


def kept_figures(contributions: Iterable[Contribution]) -> dict[int, dict[str, str]]:
    """What the figures of each contribution printed when its text, as it stands, was last handed in. One query."""
    texts = {one.pk: one.markdown for one in contributions}
    rows = Version.objects.filter(contribution__in=texts).order_by("number")
    return {
        number: dict(printed)
        for number, text, printed in rows.values_list("contribution_id", "markdown", "printed")
        if printed and text == texts[number]
    }


def answer_text(contribution: Contribution | Version) -> str:
    """What the report prints for the answer, references unresolved."""
    return printed_answer(reply(contribution))


def reply(contribution: Contribution | Version) -> Reply:
    """The answer as the domain sees it; an unchanged answer keeps the earlier text as its own."""
    answer = Answer(contribution.answer)
    unchanged = answer is Answer.UNCHANGED
    return Reply(
        kind=answer,
        text="" if unchanged else contribution.markdown,
        target=contribution.elsewhere,
        previous=contribution.markdown if unchanged else "",
        previous_round=_previous_round(contribution) if unchanged else "",
    )


def _previous_round(answered: Contribution | Version) -> str:
    contribution = answered if isinstance(answered, Contribution) else answered.contribution
    round = contribution.round
    return round.previous.name if round is not None and round.previous else ""


def _printed(resolver: Resolver, reference: str) -> str:
    found = resolver.resolve(reference)
    return "" if isinstance(found, Unresolved) else plain(found)
