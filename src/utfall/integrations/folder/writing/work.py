"""planarbete.yaml written: what the pages of plans keep beside the plan itself."""

import json
from collections.abc import Sequence

from utfall.domain.planning.work import Activity, OtherGoal, Ownership, Version, Work
from utfall.integrations.folder.work import KIND
from utfall.integrations.folder.writing.yaml_text import Plain


def files(work: Work) -> tuple[dict[str, Plain], ...]:
    """The fields of the file; none where there is no such work."""
    if not work:
        return ()
    lists: dict[str, Sequence[Plain]] = {
        "forum": [{"kod": one.code, "namn": one.name, "enheter": list(one.units)} for one in work.forums],
        "ansvar": [_ownership(one) for one in work.ownerships],
        "övriga_mål": [_goal(one) for one in work.goals],
        "delmål": [
            {"kod": one.code, "namn": one.name, "inriktning": one.focus, "plan": one.plan,
             "indikatorer": list(one.indicators)}
            for one in work.targets
        ],
        "prioriteringar": [
            {"kod": one.code, "namn": one.name, "nämnd": one.committee, "mål": one.goal,
             "prioritet": one.priority.value, "i_balans_med": one.balanced_with or None}
            for one in work.priorities
        ],
        "aktiviteter": [_activity(one) for one in work.activities],
        "versioner": [_version(one) for one in work.versions],
        "återrapporter": [
            {"uppdrag": one.assignment, "runda": one.round, "läge": one.state.value, "av": one.by or None,
             "när": one.at.isoformat()}
            for one in work.reports
        ],
        "avslutade_uppdrag": [{"uppdrag": code, "beslut": decision} for code, decision in work.closed_by],
    }  # fmt: skip
    return ({"innehåll": KIND, **{key: rows for key, rows in lists.items() if rows}},)


def _ownership(one: Ownership) -> Plain:
    return {
        "mål": one.goal,
        "ansvarig": one.owner or None,
        "forum": one.forum or None,
        "bidrar": list(one.contributors) or None,
        "beskrivning": one.description or None,
    }


def _goal(one: OtherGoal) -> Plain:
    return {
        "kod": one.code,
        "namn": one.name,
        "nivå": one.level.value,
        "under": one.parent or None,
        "nämnd": one.committee or None,
        "ansvarig": one.owner or None,
        "forum": one.forum or None,
        "bidrar": list(one.contributors) or None,
        "antal_år": one.years,
        "målår": one.target_year,
        "år": one.year,
        "beskrivning": one.description or None,
        "avslutat": one.retired_on.isoformat() if one.retired_on else None,
    }


def _activity(one: Activity) -> Plain:
    return {
        "enhet": one.unit,
        "mål": one.goal,
        "namn": one.name,
        "år": one.year,
        "läge": one.state,
        "ansvarig": one.responsible or None,
        "från": one.starts_on.isoformat() if one.starts_on else None,
        "till": one.ends_on.isoformat() if one.ends_on else None,
    }


def _version(one: Version) -> Plain:
    return {
        "år": one.year,
        "nummer": one.number,
        "dag": one.decided_on.isoformat(),
        "beslut": one.decision or None,
        "av": one.by or None,
        "när": one.at.isoformat(),
        "kedja": json.dumps([dict(node) for node in one.chain], ensure_ascii=False, sort_keys=True),
    }
