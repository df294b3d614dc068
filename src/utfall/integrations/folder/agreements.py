"""avtal.yaml: agreements with their parties, amounts and dates."""

from typing import Any

from utfall.domain.agreements import Agreement, AgreementKind, AgreementState, AmountOfYear
from utfall.domain.unit import TKR
from utfall.integrations.folder.objects import Objects, made
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import BadValueError, amount, day
from utfall.integrations.folder.yaml_source import Tree, kind_of, load
from utfall.locale import mark as _

NO_PARTY = _("”{name}” ska ha antingen part (en enhet) eller motpart (någon utanför). Skriv det ena.")
NO_END = _("”{name}” är uppsagd. Skriv till vilken dag det gäller (till).")


def identify(source: SourceFile) -> bool:
    """Whether the file holds agreements."""
    return kind_of(source) == "överenskommelser"


def read(source: SourceFile) -> Reading[Objects]:
    """The agreements in the order they are written."""
    tree = load(source, "avtal")
    if not isinstance(tree, Tree):
        return Reading(Objects(), tree)
    objects, findings = made(tree, {"överenskommelser": _agreement})
    return Reading(objects, findings)


def _agreement(fields: dict[str, Any]) -> Agreement:
    later = fields.get("efter_budget", ())
    days = {
        name: day(fields[key]) if key in fields else None
        for name, key in (
            ("starts_on", "från"),
            ("ends_on", "till"),
            ("review_on", "genomgång"),
            ("reviewed_on", "genomgången"),
            ("notice_on", "uppsägning_senast"),
        )
    }
    made_of = Agreement(
        code=fields["kod"],
        name=fields["namn"],
        kind=AgreementKind(fields["slag"]),
        unit=fields["enhet"],
        party=fields.get("part", ""),
        counterpart=fields.get("motpart", ""),
        content=fields.get("uppdrag", ""),
        expectation=fields.get("förväntansnivå", ""),
        amounts=tuple(
            AmountOfYear(int(year), amount(written, TKR), int(year) not in later)
            for year, written in fields.get("belopp_tkr", {}).items()
        ),
        state=AgreementState(fields.get("läge", AgreementState.IN_FORCE.value)),
        **days,
    )
    if bool(made_of.party) is bool(made_of.counterpart):
        raise BadValueError(NO_PARTY, name=made_of.name)
    if made_of.state is AgreementState.TERMINATED and made_of.ends_on is None:
        raise BadValueError(NO_END, name=made_of.name)
    return made_of
