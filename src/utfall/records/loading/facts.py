"""The facts of a round as the database has them: the same as its folder gives, by the same code."""

import dataclasses
import datetime as dt
import functools

from django.db.models import F

from utfall.documents.compose.template import Template
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import Indicator, NoValueYet
from utfall.locale import mark as _
from utfall.records.indicators.models import NoValue
from utfall.records.loading.contents import contents_of
from utfall.records.organisation.models import Authority, Round
from utfall.records.reporting.models import Template as TemplateRow
from utfall.report.gather import Gathered, gathered
from utfall.report.money import Remembered
from utfall.report.produce import Facts, facts_of, template_of

_REMEMBERED = Remembered()
"""Most changes touch no money, and the statements are nearly all of the work."""

NO_TEMPLATE = _("{authority} har ingen rapportmall. Läs in en, eller kopiera en annan nämnds.")


def facts(authority: Authority, round: Round, *, as_of: dt.datetime) -> Facts:
    """The snapshot of the round, with the template's derived figures in it; what is wrong is in its findings.

    The ledger is read as it was when the round's figures were released, if they were.
    """
    return facts_of(
        gather_round(authority, round, as_of=as_of), template_of_authority(authority), as_of=as_of
    )


def gather_round(authority: Authority, round: Round, *, as_of: dt.datetime) -> Gathered:
    """Everything that the round's snapshot needs except the template."""
    contents = contents_of(authority, ledger_as_of=round.facts_as_of or as_of, until=round)
    return _with_reasons(gathered(contents, round.code, as_of=as_of, reckoning=_REMEMBERED), round)


def _with_reasons(found: Gathered, round: Round) -> Gathered:
    """Indicators without an outcome for the round's period say why and when, as somebody has said on their page."""
    rows = NoValue.objects.filter(
        indicator__authority=round.authority_id, period=round.period, scope=F("indicator__scope")
    )
    said = {
        row.indicator.code: NoValueYet(row.reason, row.expected_on).sentence()
        for row in rows.select_related("indicator")
    }
    told = {
        code: dataclasses.replace(item, no_value=said[code])
        for code, item in found.objects.items()
        if code in said and isinstance(item, Indicator)
    }
    return dataclasses.replace(found, objects={**found.objects, **told}) if told else found


def template_of_authority(authority: Authority) -> Template | Finding:
    """The authority's template, or what is wrong with it."""
    row = TemplateRow.objects.filter(authority=authority).first()
    if row is None:
        values = {"authority": authority.name}
        return Finding("template.missing", Severity.ERROR, authority.code, NO_TEMPLATE, values)
    return _read(row.text)


@functools.lru_cache(maxsize=16)
def _read(text: str) -> Template | Finding:
    return template_of(text)
