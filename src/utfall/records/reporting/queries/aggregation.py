"""The texts of the units below, for the one who puts them together."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from utfall.documents.compose.reference import REFERENCE
from utfall.domain.reporting import Answer
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.printing import answer_text
from utfall.records.reporting.queries.things import answering_unit

_SCOPE = re.compile(r"^([^:;]+:)~(?=[:;]|$)")
_WITHOUT_SCOPE = re.compile(r"^(?:period|ar|manad|runda)\b")


@dataclass(frozen=True, slots=True)
class Taken:
    """The paragraphs to be put in, each with its unit's name, and the contributions that they come from."""

    paragraphs: tuple[str, ...]
    sources: tuple[Contribution, ...]


def below(contribution: Contribution) -> tuple[Contribution, ...]:
    """What the units below have been asked about the same object in the same round, in the order of the organisation."""
    unit = answering_unit(contribution)
    return tuple(
        Contribution.objects.filter(
            round=contribution.round,
            authority=contribution.authority,
            object=contribution.object,
            kind=contribution.kind,
            unit__path__startswith=unit.path,
            secret="",
        )
        .exclude(pk=contribution.pk)
        .exclude(unit=unit)
        .select_related("unit", "changed_by", "task", "task__unit", "round", "round__previous")
        .order_by("unit__position", "pk")
    )


def attributed(contribution: Contribution, numbers: Collection[int]) -> Taken | None:
    """The chosen texts of units below, or None where one of them is not such a text or says nothing."""
    found = [one for one in below(contribution) if one.pk in numbers]
    if not found or len(found) != len(set(numbers)):
        return None
    said = [one for one in found if one.answer != Answer.TEXT or one.markdown.strip()]
    return Taken(tuple(_paragraph(one) for one in said), tuple(said))


def _paragraph(contribution: Contribution) -> str:
    unit = contribution.unit
    name = unit.short or unit.name
    text = with_scope(answer_text(contribution).strip(), unit.code)
    return f"**{name[:1].upper()}{name[1:]}.** {text}"


def with_scope(text: str, unit: str) -> str:
    """The text with `~` as a scope written out: in another unit's text it would mean that other unit."""
    return REFERENCE.sub(lambda found: "{{" + _scoped(found[1], unit) + "}}", text)


def _scoped(reference: str, unit: str) -> str:
    return reference if _WITHOUT_SCOPE.match(reference) else _SCOPE.sub(rf"\g<1>{unit}", reference)
