"""internkontroll.yaml written: risks with their handling, control activities and what the controls showed."""

from collections.abc import Iterable

from utfall.domain.control import ControlActivity, ControlResult, Handling, Risk
from utfall.domain.snapshot import Coded
from utfall.integrations.folder.writing.runs import of, runs
from utfall.integrations.folder.writing.yaml_text import Plain

KINDS = (Risk, ControlActivity, ControlResult)


def files(items: Iterable[Coded]) -> tuple[dict[str, Plain], ...]:
    """The fields of each file; one, unless the order of the objects needs several."""
    return tuple(
        {
            "innehåll": "intern kontroll",
            "risker": [_risk(item) for item in of(run, Risk)],
            "kontrollmoment": [_activity(item) for item in of(run, ControlActivity)] or None,
            "resultat": [_result(item) for item in of(run, ControlResult)] or None,
        }
        for run in runs(items, KINDS)
    )


def _risk(item: Risk) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "händelse": item.event,
        "orsak": item.cause,
        "verkan": item.effect,
        "sannolikhet": item.likelihood,
        "konsekvens": item.consequence,
        "hantering": None if item.handling is None else _handling(item.handling),
        "omfattar": item.scope,
        "år": item.year,
    }


def _handling(handling: Handling) -> Plain:
    return {"genom": handling.kind.value, "kod": handling.by or None, "skäl": handling.reason or None}


def _activity(item: ControlActivity) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "prövas": item.tested,
        "tillfällen": list(item.occasions),
        "metoder": list(item.methods),
        "återrapport": item.focus_of_report or None,
        "ansvarig": item.responsible,
        "sannolikhet": item.likelihood,
        "konsekvens": item.consequence,
        "omfattar": item.scope,
        "år": item.year,
    }


def _result(item: ControlResult) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "kontrollmoment": item.control,
        "runda": item.round,
        "metod": item.method,
        "population": item.population,
        "stickprov": item.sample,
        "avvikelser": item.exceptions,
    }
