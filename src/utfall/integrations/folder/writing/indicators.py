"""indikatorer.yaml written: indicators with targets, how they depend on each other, and the surveys behind them."""

from collections.abc import Iterable

from utfall.domain.indicators import Awaited, Indicator, IndicatorRelation, Target
from utfall.domain.snapshot import Coded
from utfall.domain.surveys import Index, Question, Survey
from utfall.integrations.folder.writing.runs import of, runs
from utfall.integrations.folder.writing.yaml_text import Plain, number

KINDS = (Indicator, IndicatorRelation, Survey, (Question, Index))


def files(items: Iterable[Coded]) -> tuple[dict[str, Plain], ...]:
    """The fields of each file; one, unless the order of the objects needs several.

    Raises ValueError where a question or an index does not follow its survey, since it is written below it.
    """
    return tuple(_fields(run) for run in runs(items, KINDS))


def _fields(run: tuple[Coded, ...]) -> dict[str, Plain]:
    surveys = of(run, Survey)
    turn = {survey.code: position for position, survey in enumerate(surveys)}
    last = (0, False)
    for item in run:
        if isinstance(item, Question | Index):
            if item.survey not in turn:
                raise ValueError(f"{item.code} does not follow its survey {item.survey}.")
            now = (turn[item.survey], isinstance(item, Index))
            if now < last:
                raise ValueError(f"{item.code} does not stand in the order of the surveys.")
            last = now
    return {
        "innehåll": "indikatorer",
        "indikatorer": [_indicator(item) for item in of(run, Indicator)],
        "samband": [_relation(item) for item in of(run, IndicatorRelation)] or None,
        "enkäter": [_survey(item, run) for item in surveys] or None,
    }


def _indicator(item: Indicator) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "mått": item.measure,
        "enhet": item.unit.symbol,
        "decimaler": item.decimals,
        "slag": item.kind.value,
        "riktning": item.direction.value,
        "omfattar": item.scope,
        "hör_till": item.parent or None,
        "mål": [_target(target) for target in item.targets] or None,
        "basår": item.base_year,
        "källa": item.source or None,
        "saknas": item.no_value or None,
        "kolada": item.kolada or None,
        "väntar": [_awaited(one) for one in item.awaited] or None,
    }


def _awaited(one: Awaited) -> Plain:
    return {
        "period": str(one.period),
        "enhet": one.scope,
        "skäl": one.reason,
        "väntas": one.expected_on.isoformat() if one.expected_on else None,
    }


def _target(target: Target) -> Plain:
    return {
        "år": target.year,
        "jämförelse": target.comparator.value,
        "värde": None if target.value is None else number(target.value),
        "decimaler": target.decimals,
    }


def _relation(item: IndicatorRelation) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "slag": item.kind.value,
        "för": item.subject or None,
        "ingår": list(item.members),
        "fråga": item.question or None,
    }


def _survey(survey: Survey, run: tuple[Coded, ...]) -> Plain:
    questions = [item for item in of(run, Question) if item.survey == survey.code]
    indices = [item for item in of(run, Index) if item.survey == survey.code]
    return {
        "kod": survey.code,
        "namn": survey.name,
        "skala": survey.scale,
        "hur_ofta": survey.frequency,
        "antal_svar": survey.answers or None,
        "minsta_grupp": survey.smallest_group,
        "frågor": [_question(item) for item in questions] or None,
        "index": [_index(item) for item in indices] or None,
    }


def _question(item: Question) -> Plain:
    return {
        "kod": item.code,
        "namn": item.name,
        "mått": item.measure,
        "enhet": item.unit.symbol,
        "decimaler": item.decimals,
        "risker": list(item.risks) or None,
    }


def _index(item: Index) -> Plain:
    return {"kod": item.code, "namn": item.name, "indikator": item.indicator, "frågor": list(item.questions)}
