"""A whole source folder: every file recognised, read in the order they need each other, and checked together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from utfall.domain.control import RiskLimits
from utfall.domain.figure import Address, Figure
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import Indicator
from utfall.domain.indicators.work import IndicatorWork
from utfall.domain.organisation import Organisation
from utfall.domain.planning.work import Work
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded, TextKey, WrittenText
from utfall.domain.statement import Balances, total
from utfall.domain.surveys import Question
from utfall.integrations.folder import (
    agreements,
    budget,
    control,
    finance,
    forecast,
    indicator_work,
    indicators,
    ledger,
    measures,
    needs,
    organisation,
    plan,
    registers,
    series,
    settings,
    texts,
    work,
)
from utfall.integrations.folder.links import broken_links
from utfall.integrations.folder.objects import SAME_CODE, Objects
from utfall.integrations.folder.organisation import Units
from utfall.integrations.folder.postings import Register
from utfall.integrations.folder.registers import Registers
from utfall.integrations.folder.scans import Scans
from utfall.integrations.folder.series import MeasureDefinition
from utfall.integrations.folder.settings import Settings
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.locale import mark as _

T = TypeVar("T")

NOT_A_FOLDER = _("Mappen {folder} finns inte. Ange en mapp med källfiler.")
NO_FILE = _("Filen som innehåller {kind} saknas. Lägg den i mappen; den börjar med innehåll: {kind}.")
SEVERAL = _("Flera filer innehåller {kind}: {files}. Behåll en.")
UNKNOWN_FILE = _(
    "Filen känns inte igen och lästes inte. Ta bort den, eller rätta rubrikraden enligt beskrivningen."
)
SAME_VOUCHER = _(
    "Verifikation {voucher} finns också i {other}. Samma verifikation räknas då två gånger; ta bort den ena filen."
)
SAME_FIGURE = _("{address} finns också i {other}. Ta bort det ena mätvärdet.")
SAME_TEXT = _("En text av samma slag om {object} finns redan på {first}. Slå ihop dem.")
SAME_BALANCES = _("Två filer har {scenario} för samma år: {files}. Behåll den som gäller.")
IGNORED = ("readme.md", "mall.yaml", ".gitignore")
"""Files that belong to the folder but are read by others, or by people."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a folder holds. `places` says where each object is written; `sources` names the files of each scenario.

    `settings` and `organisation` are None where they could not be read; then the rest is empty.
    """

    settings: Settings | None = None
    organisation: Organisation | None = None
    objects: Mapping[str, Coded] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    wrong_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figures: Mapping[Address, Figure] = field(default_factory=dict)
    texts: Mapping[TextKey, WrittenText] = field(default_factory=dict)
    balances: Balances = field(default_factory=dict)
    sources: Mapping[Scenario, str] = field(default_factory=dict)
    work: Work = field(default_factory=Work)
    """What the pages of plans keep beside the plan; no report prints it."""
    indicator_work: IndicatorWork = field(default_factory=IndicatorWork)
    """What the pages of indicators keep beside their values; no report prints it."""
    findings: tuple[Finding, ...] = ()


def scanning(folder: Path) -> Scans:
    """The scans of the folder's ledgers and budgets, begun; for who wants their rows besides what `read_folder` says."""
    return Scans(_files(folder))


def read_folder(folder: Path, *, scans: Scans | None = None) -> Contents:
    """Everything in the folder and its sub-folders. Never raises on what the files hold.

    `scans` are those of the folder, where they have begun already.
    """
    if scans is None:
        with scanning(folder) as own:
            return read_folder(folder, scans=own)
    if not folder.is_dir():
        missing = Finding("source.folder", Severity.ERROR, str(folder), NOT_A_FOLDER, {"folder": str(folder)})
        return Contents(findings=(missing,))
    return _FolderReader(_files(folder), scans).contents()


def _files(folder: Path) -> tuple[SourceFile, ...]:
    """The files by name; hidden ones and those that others read are left out."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
        if path.is_file() and not hidden and name.lower() not in IGNORED:
            found.append(SourceFile(path, name))
    return tuple(found)


class _FolderReader:
    """Reads the files one kind after the other, and keeps what is found."""

    def __init__(self, files: tuple[SourceFile, ...], scans: Scans) -> None:
        self.left = list(files)
        self.scans = scans
        self.findings: list[Finding] = []
        self.objects: dict[str, Coded] = {}
        self.places: dict[str, str] = {}

    def contents(self) -> Contents:
        settings_found = self._one("kommun", settings.identify, settings.read)
        units = self._one("organisation", organisation.identify, organisation.read)
        if settings_found is None or units is None or units.organisation is None:
            return Contents(findings=tuple(self.findings))
        self._add(settings_found.rounds)
        self._add(units.objects)
        for source in self._take(plan.identify):
            self._add(self._kept(plan.read(source)))
        for source in self._take(indicators.identify):
            self._add(self._kept(indicators.read(source)))
        self._rest_of_objects(settings_found.limits)
        beside_values = self._indicator_work(units)
        figures = self._figures(units)
        balances, sources = self._balances(units)
        texts_found = self._texts(settings_found)
        done = self._work()
        self.findings += [
            source.finding("unknown-file", UNKNOWN_FILE, severity=Severity.QUESTION) for source in self.left
        ]
        self.findings += broken_links(
            self.objects, self.places, texts_found, committee=settings_found.committee
        )
        return Contents(
            settings=settings_found,
            organisation=units.organisation,
            objects=self.objects,
            places=self.places,
            wrong_names=units.wrong_names,
            figures=figures,
            texts=texts_found,
            balances=balances,
            sources=sources,
            work=done,
            indicator_work=beside_values,
            findings=tuple(self.findings),
        )

    def _rest_of_objects(self, limits: RiskLimits) -> None:
        for source in self._take(control.identify):
            self._add(self._kept(control.read(source, limits=limits)))
        for source in self._take(measures.identify):
            self._add(self._kept(measures.read(source)))
        for source in self._take(finance.identify):
            self._add(self._kept(finance.read(source)))
        for source in self._take(agreements.identify):
            self._add(self._kept(agreements.read(source)))
        for source in self._take(needs.identify):
            self._add(self._kept(needs.read(source)))

    def _work(self) -> Work:
        found = self._take(work.identify)
        if not found:
            return Work()
        if len(found) > 1:
            names = tuple(source.name for source in found)
            self.findings.append(found[1].finding("several-files", SEVERAL, kind=work.KIND, files=names))
        read = self._kept(work.read(found[0]))
        self.findings += work.unknown_codes(read, self.objects, where=found[0].name)
        return read

    def _indicator_work(self, units: Units) -> IndicatorWork:
        assert units.organisation is not None
        found = [
            self._kept(indicator_work.read(source, objects=self.objects, organisation=units.organisation))
            for source in self._take(indicator_work.identify)
        ]
        return IndicatorWork(
            tuple(one for part in found for one in part.entered),
            tuple(one for part in found for one in part.comparisons),
        )

    def _take(self, identify: Callable[[SourceFile], bool]) -> list[SourceFile]:
        taken = [source for source in self.left if identify(source)]
        self.left = [source for source in self.left if source not in taken]
        return taken

    def _kept(self, reading: Reading[T]) -> T:
        self.findings += reading.findings
        return reading.values

    def _one(
        self,
        kind: str,
        identify: Callable[[SourceFile], bool],
        read: Callable[[SourceFile], Reading[T | None]],
    ) -> T | None:
        found = self._take(identify)
        if not found:
            self.findings.append(Finding("source.missing-file", Severity.ERROR, "", NO_FILE, {"kind": kind}))
            return None
        if len(found) > 1:
            names = tuple(source.name for source in found)
            self.findings.append(found[1].finding("several-files", SEVERAL, kind=kind, files=names))
        return self._kept(read(found[0]))

    def _add(self, objects: Objects) -> None:
        for item in objects.items:
            place = objects.places.get(item.code, "")
            if item.code in self.objects:
                values = {"code": item.code, "other": self.places[item.code]}
                self.findings.append(
                    Finding("source.duplicate-code", Severity.ERROR, place, SAME_CODE, values)
                )
                continue
            self.objects[item.code] = item
            self.places[item.code] = place

    def _figures(self, units: Units) -> dict[Address, Figure]:
        assert units.organisation is not None
        definitions = {
            item.measure: MeasureDefinition(item.name, item.unit)
            for item in self.objects.values()
            if isinstance(item, Indicator | Question)
        }
        found: dict[Address, Figure] = {}
        for source in self._take(series.identify):
            values = self._kept(series.read(source, measures=definitions, organisation=units.organisation))
            for address, figure in values.items():
                if address in found:
                    other = str(found[address].source)
                    self.findings.append(
                        Finding("source.duplicate-key", Severity.ERROR, str(figure.source), SAME_FIGURE,
                                {"address": str(address), "other": other})
                    )  # fmt: skip
                else:
                    found[address] = figure
        return found

    def _balances(self, units: Units) -> tuple[Balances, dict[Scenario, str]]:
        assert units.organisation is not None
        known = Registers()
        for source in self._take(registers.identify):
            known = known.joined(self._kept(registers.read(source)))
        register = Register(units.organisation, known)
        parts: list[Balances] = []
        files: dict[Scenario, list[tuple[SourceFile, Balances]]] = {}
        vouchers: dict[str, str] = {}
        for source in self._take(ledger.identify):
            book = self._kept(ledger.read(self.scans.of(source), register=register))
            self._same_vouchers(source, book.vouchers, vouchers)
            files.setdefault(Scenario.OUTCOME, []).append((source, book.balances))
        for source in self._take(budget.identify):
            plan_of_year = self._kept(budget.read(self.scans.of(source), register=register))
            files.setdefault(Scenario.BUDGET, []).append((source, plan_of_year.balances))
        for source in self._take(forecast.identify):
            forecast_found = self._kept(forecast.read(source, organisation=units.organisation))
            files.setdefault(Scenario.FORECAST, []).append((source, forecast_found.balances))
        for scenario, found in files.items():
            parts += self._once_a_year(scenario, found)
        sources = {
            scenario: ", ".join(source.name for source, _b in found) for scenario, found in files.items()
        }
        return total(parts), sources

    def _same_vouchers(self, source: SourceFile, found: Mapping[str, int], seen: dict[str, str]) -> None:
        twice = [voucher for voucher in found if voucher in seen]
        if twice:
            first = twice[0]
            self.findings.append(
                source.finding(
                    "duplicate-voucher", SAME_VOUCHER, line=found[first], voucher=first, other=seen[first]
                )
            )
        seen.update(dict.fromkeys(found, source.name))

    def _once_a_year(
        self, scenario: Scenario, found: list[tuple[SourceFile, Balances]]
    ) -> Iterable[Balances]:
        """A year's budget and a year's forecast come from one file; a second one is a finding and is not added."""
        years: dict[int, str] = {}
        for source, balances in found:
            own = {key.month // 12 for key in balances}
            clash = [years[year] for year in own if year in years]
            if clash and scenario is not Scenario.OUTCOME:
                self.findings.append(
                    source.finding(
                        "same-year", SAME_BALANCES, scenario=scenario.value, files=(clash[0], source.name)
                    )
                )
                continue
            years.update(dict.fromkeys(own, source.name))
            yield balances

    def _texts(self, known: Settings) -> dict[TextKey, WrittenText]:
        found: dict[TextKey, WrittenText] = {}
        for source in self._take(texts.identify):
            for key, text in self._kept(texts.read(source, committee=known.committee)).items():
                if key in found:
                    values = {"object": key.object, "first": found[key].source}
                    self.findings.append(
                        Finding("source.duplicate-key", Severity.ERROR, text.source, SAME_TEXT, values)
                    )
                else:
                    found[key] = text
        return found
