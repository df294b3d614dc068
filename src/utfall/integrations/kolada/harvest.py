"""All that one wants to know of a municipality at once: its values, and those of municipalities like it."""

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from utfall.domain.finding import Finding, Severity
from utfall.integrations.kolada.client import MOST_IN_A_PART, Kolada
from utfall.integrations.kolada.values import KeyValue, MunicipalityGroup
from utfall.locale import mark as _

NO_FIGURE = _("Kolada har inget nyckeltal med koden {kpi}. Rätta koden i indikatorn.")
NOTHING = _("Kolada har inga värden för de här nyckeltalen och åren.")
NO_GROUP = _(
    "Kolada har ingen kommungrupp med ”{title}” där {municipality} ingår eller nämns. Inget jämförs."
)
ONE_OF_SEVERAL = _("{count} kommungrupper passar ”{title}”. Jämförelsen är med {chosen}.")
EVERYBODY = "T"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to ask for: the key figures, a municipality, years, and words of the title of the group to compare with."""

    kpis: tuple[str, ...]
    municipality: str
    years: tuple[int, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What came. `values` are the municipality's own, `others` those of the group, `names` of all of them by code."""

    values: tuple[KeyValue, ...] = ()
    others: tuple[KeyValue, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    """What Kolada calls the key figures."""
    group: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing went wrong on the way; half an answer is not stored."""
        return not any(one.severity is Severity.ERROR for one in self.findings)


def harvest(service: Kolada, wanted: Wanted, *, told: Callable[[int, int], None]) -> Harvest:
    """Ask for everything; `told` is given the steps done and the steps in all after each. Stops at the first failure."""
    parts = [wanted.kpis[at : at + MOST_IN_A_PART] for at in range(0, len(wanted.kpis), MOST_IN_A_PART)]
    steps = _Steps(len(parts) * (2 if wanted.group else 1) + 2 + bool(wanted.group), told)
    figures = service.key_figures(ids=wanted.kpis)
    if figures.findings:
        return Harvest(findings=figures.findings)
    titles = {one.id: one.title for one in figures.values}
    steps.done()
    findings = [_note("no-figure", NO_FIGURE, kpi=kpi) for kpi in wanted.kpis if kpi not in titles]
    places = service.municipalities()
    if places.findings:
        return Harvest(findings=places.findings)
    names = {one.id: one.title for one in places.values}
    steps.done()
    own, failure = _values(service, parts, [wanted.municipality], wanted.years, steps)
    if failure:
        return Harvest(findings=failure)
    if not any(one.value is not None for one in own):
        findings.append(_note("nothing", NOTHING))
    found = Harvest(own, (), names, titles, "", tuple(findings))
    return _compared(service, wanted, found, parts, steps) if wanted.group else found


class _Steps:
    """How far it has come."""

    def __init__(self, steps: int, told: Callable[[int, int], None]) -> None:
        self._steps, self._told, self._taken = steps, told, 0
        told(0, steps)

    def done(self) -> None:
        self._taken += 1
        self._told(self._taken, self._steps)


def _compared(
    service: Kolada, wanted: Wanted, found: Harvest, parts: Sequence[Sequence[str]], steps: _Steps
) -> Harvest:
    groups = service.groups(title=wanted.group)
    if groups.findings:
        return Harvest(findings=groups.findings)
    steps.done()
    chosen, more = _chosen(groups.values, wanted, found.names.get(wanted.municipality, wanted.municipality))
    if chosen is None:
        return dataclasses.replace(found, findings=(*found.findings, *more))
    members = [code for code, _title in chosen.members if code != wanted.municipality]
    others, failure = _values(service, parts, members, wanted.years, steps)
    if failure:
        return Harvest(findings=failure)
    return dataclasses.replace(
        found, others=others, names={**found.names, **dict(chosen.members)}, group=chosen.title,
        findings=(*found.findings, *more),
    )  # fmt: skip


def _values(
    service: Kolada,
    parts: Sequence[Sequence[str]],
    places: Sequence[str],
    years: Sequence[int],
    steps: _Steps,
) -> tuple[tuple[KeyValue, ...], tuple[Finding, ...]]:
    found: list[KeyValue] = []
    for part in parts:
        answer = service.values(kpis=part, municipalities=places, years=years) if places else None
        if answer is not None and answer.findings:
            return (), answer.findings
        found += answer.values if answer is not None else ()
        steps.done()
    return tuple(found), ()


def _chosen(
    groups: Sequence[MunicipalityGroup], wanted: Wanted, name: str
) -> tuple[MunicipalityGroup | None, tuple[Finding, ...]]:
    """The group named after the municipality, else one that it is in; the last of several, whose title has the last year."""
    named = [one for one in groups if name.casefold() in one.title.casefold()]
    fitting = named or [one for one in groups if wanted.municipality in dict(one.members)]
    if not fitting:
        return None, (_note("no-group", NO_GROUP, title=wanted.group, municipality=name),)
    chosen = max(fitting, key=lambda one: one.title)
    if len(fitting) == 1:
        return chosen, ()
    told = _note("groups", ONE_OF_SEVERAL, count=str(len(fitting)), title=wanted.group, chosen=chosen.title)
    return chosen, (told,)


def _note(code: str, message: str, **shown: str) -> Finding:
    return Finding(f"kolada.{code}", Severity.QUESTION, "Kolada", message, shown)


def written(found: Harvest) -> bytes:
    """What came as a file, without the findings; `read_harvest(written(found))` gives it back."""
    content = {
        "values": [_plain(one) for one in found.values], "others": [_plain(one) for one in found.others],
        "names": {one.place: found.names.get(one.place, one.place) for one in (*found.values, *found.others)},
        "titles": dict(found.titles), "group": found.group,
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def _plain(one: KeyValue) -> list[object]:
    value = None if one.value is None else str(one.value)
    return [one.kpi, one.place, one.year, one.sex, value, one.count, one.status]


def read_harvest(data: bytes) -> Harvest:
    """What `written` wrote."""
    content = json.loads(data)
    return Harvest(
        tuple(_value(row) for row in content["values"]), tuple(_value(row) for row in content["others"]),
        content["names"], content["titles"], content["group"],
    )  # fmt: skip


def _value(row: Sequence[object]) -> KeyValue:
    kpi, place, year, sex, value, count, status = row
    assert isinstance(year, int)
    return KeyValue(
        str(kpi), str(place), year, str(sex), None if value is None else Decimal(str(value)),
        count if isinstance(count, int) else None, str(status),
    )  # fmt: skip
