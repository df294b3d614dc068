"""What a committee's report is made by until it says otherwise: how it is reckoned, and a template of our own.

A source folder brings both; a workbook holds neither, and without them no round could be locked.
"""

import dataclasses
from importlib import resources

from utfall.domain.control import RiskLimits
from utfall.domain.finance import Treatment
from utfall.domain.statement import Financing, form_for
from utfall.integrations.folder.objects import Objects
from utfall.integrations.folder.settings import PlacedForm, Settings
from utfall.records.finance.models import ReportSettings
from utfall.records.loading.workbook.recorder import Recorder
from utfall.records.organisation.models import Authority
from utfall.records.reporting.models import Template
from utfall.records.sources.codec import plain

TEMPLATE = "mall.yaml"
# The classes of Kommunbas, which every municipality's chart of accounts follows; the balance sheet stands outside.
_ACCOUNTS = {
    "intakter": ("3",),
    "personal": ("5",),
    "lokaler": ("60", "61"),
    "kop-verksamhet": ("46",),
    "ovriga-kostnader": ("4", "6", "7"),
    "finansnetto": ("84", "85"),
}
_OUTSIDE = ("1", "2")


def lacks(authority: Authority) -> bool:
    """Whether no report could be made for want of settings or of a template."""
    return not (
        ReportSettings.objects.filter(authority=authority).exists()
        and Template.objects.filter(authority=authority).exists()
    )


def give(authority: Authority, to: Recorder) -> None:
    """Make what is missing; what is there is left as it is."""
    if not ReportSettings.objects.filter(authority=authority).exists():
        to.make(
            ReportSettings(
                authority=authority, content=plain(dataclasses.replace(settings(authority), rounds=Objects()))
            )
        )
    if not Template.objects.filter(authority=authority).exists():
        to.make(Template(authority=authority, text=template()))


def settings(authority: Authority) -> Settings:
    """The income statement by the classes of Kommunbas, the usual limits of risks, carried-over results by the month."""
    return Settings(
        municipality=authority.municipality,
        committee=authority.code,
        treatment=Treatment.PRORATED,
        limits=RiskLimits(),
        forms=(PlacedForm(form_for(Financing.INCOME, _ACCOUNTS), authority.code),),
        outside=_OUTSIDE,
        rounds=Objects(),
    )


def template() -> str:
    """The template as YAML."""
    return resources.files(__package__).joinpath(TEMPLATE).read_text("utf-8")
