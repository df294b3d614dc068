"""The facts of a round as the database has them: the same as its folder gives, by the same code."""

import datetime as dt
import functools

from utfall.documents.compose.template import Template
from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
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
    return gathered(contents, round.code, as_of=as_of, reckoning=_REMEMBERED)


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
