"""The database back into a source folder: what nobody changed as the same bytes, the rest written anew."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from utfall.domain.finding import Finding
from utfall.domain.scenario import Scenario
from utfall.integrations.folder import (
    agreements,
    control,
    finance,
    forecast,
    indicator_work,
    indicators,
    measures,
    needs,
    organisation,
    plan,
    settings,
    work,
)
from utfall.integrations.folder.source import SourceFile
from utfall.integrations.folder.writing import store, write_folder
from utfall.integrations.folder.writing.forecast import forecast_files
from utfall.integrations.folder.writing.indicator_work import COMPARISONS_FILE, ENTERED_FILE
from utfall.records.audit.actions import note
from utfall.records.finance.ledger import store as site_ledger
from utfall.records.loading.changes import Changes, changes
from utfall.records.loading.contents import contents_of
from utfall.records.loading.parts import ORGANISATION, SETTINGS, STEMS, WORK
from utfall.records.organisation.models import Authority
from utfall.records.reporting.models import Template
from utfall.records.sources.files import files
from utfall.report.produce import TEMPLATE_FILE

_MODULES = {
    SETTINGS: settings, ORGANISATION: organisation, "plan": plan, "indikatorer": indicators,
    "internkontroll": control, "atgarder": measures, "ekonomi": finance,
    "avtal": agreements, "behov": needs, WORK: work,
}  # fmt: skip


_BESIDE = {ENTERED_FILE: indicator_work.is_of_entered, COMPARISONS_FILE: indicator_work.is_of_comparisons}
"""The files of what is kept beside values; a loaded one may have another name, and there may be several."""


@dataclass(frozen=True, slots=True)
class Dumped:
    """The files by name; which of them were written anew; and what in them would not be read again."""

    files: Mapping[str, bytes]
    written: frozenset[str]
    findings: tuple[Finding, ...] = ()


def dump(authority: Authority, folder: Path, *, by: str, at: dt.datetime) -> Dumped:
    """Write the authority's folder, with an audit row; other files in the folder are left alone.

    The ledger's files are those that were loaded, and so is the forecast until another one is adopted. What is marked
    secret is not written. Raises ValueError for an authority that nothing was loaded into or set up for.
    """
    dumped = dumped_files(authority)
    store(dumped.files, folder)
    with transaction.atomic():
        note(
            "folder.dump", by=by, at=at, authority=authority.code,
            details={"files": len(dumped.files), "written": sorted(dumped.written)},
        )  # fmt: skip
    return dumped


def dumped_files(authority: Authority) -> Dumped:
    """The files of the authority's folder, as the database has them now."""
    contents = contents_of(authority, with_ledger=False, with_work=True)
    if contents.settings is None:
        raise ValueError(f"{authority.code} has no settings.")
    originals = dict(files(authority, originals=site_ledger().folder / "originals"))
    changed = changes(authority)
    if not changed:
        return Dumped(originals, frozenset())
    new = write_folder(contents)
    kept = dict(originals)
    written: dict[str, bytes] = {}
    for stem in STEMS:
        if stem in changed.stems:
            old = _files_of(stem, originals)
            kept = {name: content for name, content in kept.items() if name not in old}
            written |= _renamed(stem, new.files, old)
    for name in changed.files:
        kept.pop(name, None)
        kept = _without(kept, name)
        if name in new.files:
            written[name] = new.files[name]
    written |= _template(authority, changed)
    if changed.forecast:
        new_forecast = forecast_files(contents)
        years = {key.month // 12 for key in contents.balances if key.scenario is Scenario.FORECAST}
        kept = {name: content for name, content in kept.items() if not _is_forecast(name, years)}
        written |= new_forecast
    return Dumped({**kept, **written}, frozenset(written), new.findings)


def _without(kept: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The files but those of the same kind as the one of that name, where it is kept beside values."""
    is_of = _BESIDE.get(name)
    return {
        each: content
        for each, content in kept.items()
        if is_of is None or not is_of(SourceFile(Path(each), each, content))
    }


def _is_forecast(name: str, years: set[int]) -> bool:
    """Whether the name is that of a workbook with the forecast of one of the years."""
    return forecast.identify(SourceFile(Path(name), name)) and any(str(year) in name for year in years)


def _files_of(stem: str, originals: Mapping[str, bytes]) -> tuple[str, ...]:
    """The names of the loaded files of that kind, told by what they hold."""
    return tuple(
        name
        for name, content in originals.items()
        if _MODULES[stem].identify(SourceFile(Path(name), name, content))
    )


def _renamed(stem: str, new: Mapping[str, bytes], old: tuple[str, ...]) -> dict[str, bytes]:
    """The new files of the stem; one that takes the place of one keeps its name."""
    found = {name: content for name, content in new.items() if _is_of(stem, name)}
    if len(found) == len(old) == 1:
        return dict(zip(old, found.values(), strict=True))
    return found


def _is_of(stem: str, name: str) -> bool:
    rest = name.removeprefix(stem).removesuffix(".yaml")
    return name.startswith(stem) and name.endswith(".yaml") and (not rest or rest[1:].isdecimal())


def _template(authority: Authority, changed: Changes) -> dict[str, bytes]:
    row = Template.objects.filter(authority=authority).first()
    return {TEMPLATE_FILE: row.text.encode()} if changed.template and row else {}
