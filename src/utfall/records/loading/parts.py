"""The parts of a folder's contents, each held by files of its own, so that one can be compared without the others."""

import dataclasses
import re
from collections.abc import Mapping

from utfall.domain.figure import Figure
from utfall.domain.organisation import OrgUnit, Role
from utfall.domain.snapshot import Coded, Round, TextKey, WrittenText
from utfall.integrations.folder import Contents
from utfall.integrations.folder.objects import Objects
from utfall.integrations.folder.writing import indicator_work, series, texts

PART_OF: Mapping[str, str] = {
    **dict.fromkeys(("StrategicArea", "StrategicGoal", "PriorityOfGoal", "CommitteeGoal"), "plan"),
    **dict.fromkeys(("AnnualFocus", "Assignment", "SteeringDocument", "FocusTarget"), "plan"),
    **dict.fromkeys(("Indicator", "IndicatorRelation", "Survey", "Question", "Index"), "indikatorer"),
    **dict.fromkeys(("Risk", "ControlActivity", "ControlResult"), "internkontroll"),
    **dict.fromkeys(("Measure",), "atgarder"),
    **dict.fromkeys(("CarriedOver", "DeclaredItem", "DeclaredInvestment", "DeclaredExplanation"), "ekonomi"),
    **dict.fromkeys(("IndexAssumption", "VolumeLine"), "ekonomi"),
    **dict.fromkeys(("Agreement",), "avtal"),
    **dict.fromkeys(("Need",), "behov"),
}
"""The stem of the file that an object of the type is written in; the stems are in the order of reading."""

SETTINGS, ORGANISATION, WORK = "kommun", "organisation", "planarbete"
STEMS = (SETTINGS, ORGANISATION, *dict.fromkeys(PART_OF.values()), WORK)
_PLACE = re.compile(r"(.+), rad \d+")


def yaml_parts(contents: Contents) -> dict[str, object]:
    """What the YAML files of each stem hold, without saying where it is written."""
    found: dict[str, list[Coded]] = {stem: [] for stem in STEMS}
    for item in contents.objects.values():
        stem = PART_OF.get(type(item).__name__)
        if stem:
            found[stem].append(item)
        elif isinstance(item, OrgUnit | Role):
            found[ORGANISATION].append(item)
    settings = contents.settings
    rounds = tuple(item for item in contents.objects.values() if isinstance(item, Round))
    return {
        **found,
        SETTINGS: settings and dataclasses.replace(settings, rounds=Objects(rounds)),
        ORGANISATION: (found[ORGANISATION], dict(contents.wrong_names)),
        WORK: contents.work,
    }


def value_parts(contents: Contents) -> dict[str, dict[str, Figure]]:
    """The measured values of each file, by address; what a value is called stands elsewhere."""
    return {
        name: {str(figure.address): dataclasses.replace(figure, name="") for figure in lines.values()}
        for name, lines in series.placement(contents.figures.values()).items()
    }


def beside_parts(contents: Contents) -> dict[str, tuple[object, ...]]:
    """What is kept beside the values of indicators, by the name of the file that it is written in."""
    work = contents.indicator_work
    return {indicator_work.ENTERED_FILE: work.entered, indicator_work.COMPARISONS_FILE: work.comparisons}


def text_parts(contents: Contents) -> dict[str, dict[TextKey, str]]:
    """The texts of each file, by what they are about."""
    found: dict[str, dict[TextKey, str]] = {}
    for key, text in contents.texts.items():
        found.setdefault(_file_of(text), {})[key] = text.markdown
    return found


def _file_of(text: WrittenText) -> str:
    place = _PLACE.fullmatch(text.source)
    return place[1] if place and place[1].lower().endswith(".md") else texts.OTHERS
