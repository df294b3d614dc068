"""The workbook read: whole, or not at all with a finding for each cell that has to be put right."""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from python_calamine import CalamineError, CalamineWorkbook

from utfall.domain import swedish
from utfall.domain.control import Handling, HandlingKind, Risk
from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finding import Finding, Severity, Value
from utfall.domain.indicators import (
    Comparator,
    DirectionOfGood,
    Indicator,
    IndicatorKind,
    IndicatorRelation,
    IndicatorRelationKind,
    Target,
    declared,
)
from utfall.domain.numerals import Numeral
from utfall.domain.organisation import OrgUnit, UnitKind, structure_problems
from utfall.domain.planning import (
    AnnualFocus,
    Assignment,
    AssignmentState,
    CommitteeGoal,
    StrategicArea,
    StrategicGoal,
)
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded
from utfall.integrations.folder.links import broken_links
from utfall.integrations.folder.organisation import FAULTS
from utfall.integrations.folder.source import Reading
from utfall.integrations.folder.values import BadValueError, day, exact, known_unit, period
from utfall.integrations.workbook.content import Goal, PersonRow, StartContent
from utfall.integrations.workbook.layout import (
    AREA,
    ASSIGNMENTS,
    COMMITTEE,
    EXAMPLE,
    FOCUS,
    GOALS,
    INDICATORS,
    MARK,
    PERSONS,
    RELATIONS,
    RISKS,
    SHEETS,
    STRATEGIC,
    UNITS,
    Sheet,
)
from utfall.locale import mark as _

T = TypeVar("T")
NOT_A_BOOK = _("Filen är ingen arbetsbok som går att läsa. Spara den som .xlsx.")
NO_SHEET = _("Bladet {sheet} saknas. Hämta mallen på nytt, eller lägg till bladet.")
NO_COLUMN = _("Kolumnen {column} saknas i bladet {sheet}. Lägg till den.")
UNKNOWN_COLUMN = _("Kolumnen {column} i bladet {sheet} är okänd och lästes inte.")
EMPTY = _("{column} är tom. Fyll i den.")
NOT_A_CHOICE = _("”{text}” går inte att välja. Välj någon av {expected}.")
NOT_A_CODE = _("”{text}” är ingen kod. Skriv versaler, siffror och bindestreck.")
RECKONED = _("{name} räknas ur andra indikatorer. Ta bort utfallet, eller sambandet.")
NOT_A_KEY_FIGURE = _(
    "”{text}” är inget nyckeltal i Kolada. Skriv en bokstav och fem siffror, till exempel N01951."
)
NOT_POSSIBLE = _("Raden kan inte läsas: {why}")
TWICE = _("{code} står redan på {other}. Ta bort den ena raden.")
NO_SUCH_UNIT = _("Enheten {code} finns inte i bladet Organisation.")
_KEY_FIGURE = re.compile(r"[A-Z]\d{5}")
_CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")


class _CellError(Exception):
    """A cell that cannot be read: its column and the sentence to show."""

    def __init__(self, column: str, message: str, /, **values: Value) -> None:
        super().__init__(message)
        self.column, self.message, self.values = column, message, values


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet, its cells as text by column title."""

    sheet: Sheet
    number: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        return f"{self.sheet.name}, rad {self.number}"

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def code(self, column: str = "Kod") -> str:
        return self.read(column, _code)

    def texts(self, column: str) -> tuple[str, ...]:
        return tuple(part for part in (one.strip() for one in self.text(column).split(";")) if part)

    def day(self, column: str) -> dt.date | None:
        return self.read(column, day) if self.text(column) else None

    def whole(self, column: str, otherwise: int | None = None) -> int:
        return otherwise if otherwise is not None and not self.text(column) else self.read(column, _whole)

    def one_of(self, column: str, kind: Callable[[str], T]) -> T:
        try:
            return kind(self.text(column))
        except ValueError:
            expected = next((one.choices for one in self.sheet.columns if one.title == column), ())
            words = tuple(str(word) for word in expected)
            raise _CellError(column, NOT_A_CHOICE, text=self.text(column), expected=words) from None

    def read(self, column: str, how: Callable[[str], T]) -> T:
        if not self.text(column):
            raise _CellError(column, EMPTY, column=column)
        try:
            return how(self.text(column))
        except BadValueError as problem:
            raise _CellError(column, problem.message, **problem.values) from None

    def finding(self, code: str, message: str, at: str = "", /, **values: Value) -> Finding:
        where = f"{self.place}, kolumn {at}" if at else self.place
        return Finding(f"workbook.{code}", Severity.ERROR, where, message, values)


def read_workbook(data: bytes, *, name: str, roles: Sequence[str]) -> Reading[StartContent | None]:
    """The content of the workbook, or None where a finding is an error; `roles` are the words that a role may have.

    `name` is the file's name, which outcomes have as their source.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, OSError, ValueError):
        return Reading(None, (Finding("workbook.file", Severity.ERROR, name, NOT_A_BOOK),))
    reader = _Reader(name, roles)
    content = reader.content(book)
    wrong = any(finding.severity is Severity.ERROR for finding in reader.findings)
    return Reading(None if wrong else content, tuple(reader.findings))


class _Reader:
    """Reads the sheets one after the other and keeps what is found."""

    def __init__(self, name: str, roles: Sequence[str]) -> None:
        self.name = name
        self.roles = tuple(roles)
        self.findings: list[Finding] = []
        self.places: dict[str, str] = {}

    def content(self, book: CalamineWorkbook) -> StartContent:
        sheets = {sheet.name: list(self._rows(book, sheet)) for sheet in SHEETS}
        units = self._coded(sheets[UNITS.name], _unit)
        goals = self._coded(sheets[GOALS.name], _goal)
        indicators, outcomes = self._indicators(sheets[INDICATORS.name])
        relations = self._coded(sheets[RELATIONS.name], _relation)
        assignments = self._coded(sheets[ASSIGNMENTS.name], _assignment)
        risks = self._coded(sheets[RISKS.name], _risk)
        codes = {unit.code for unit in units}
        persons = tuple(self._persons(sheets[PERSONS.name], codes))
        self.findings += (
            Finding(f"workbook.organisation.{fault.kind.name.lower()}", Severity.ERROR, self.places[fault.code],
                    FAULTS[fault.kind], {"code": fault.code, "other": fault.other})
            for fault in structure_problems(units)
        )  # fmt: skip
        objects = {
            item.code: item for item in (*units, *goals, *indicators, *relations, *assignments, *risks)
        }
        self.findings += self._formulas(objects, outcomes)
        for committee in units[:1]:
            self.findings += broken_links(objects, self.places, {}, committee=committee.code)
        return StartContent(units, persons, goals, indicators, outcomes, relations, assignments, risks)

    def _formulas(self, objects: Mapping[str, Coded], outcomes: Sequence[Figure]) -> Iterator[Finding]:
        """Formulas that cannot be, and outcomes that are written though they are reckoned."""
        formulas = declared(objects)
        reckoned = {(one.subject.measure, one.subject.scope): one.subject.name for one in formulas.ordered}
        for figure in outcomes:
            name = reckoned.get((figure.address.measure, figure.scope.code))
            if name:
                yield Finding(
                    "workbook.derived", Severity.ERROR, figure.source.place, RECKONED, {"name": name}
                )
        for code, problem in formulas.problems.items():
            yield Finding(
                f"workbook.{problem.code}",
                Severity.ERROR,
                self.places[code],
                problem.reason,
                dict(problem.values),
            )

    def _rows(self, book: CalamineWorkbook, sheet: Sheet) -> Iterator[_Row]:
        if sheet.name not in book.sheet_names:
            if sheet.newer:
                return
            self._fault(NO_SHEET, sheet=sheet.name)
            return
        rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        titles = [_text(cell) for cell in rows[0]] if rows else []
        known = {MARK, *(column.title for column in sheet.columns)}
        for column in sheet.columns:
            if column.title not in titles and not column.newer:
                self._fault(NO_COLUMN, column=column.title, sheet=sheet.name)
        for title in titles:
            if title and title not in known:
                self._fault(UNKNOWN_COLUMN, severity=Severity.QUESTION, column=title, sheet=sheet.name)
        for number, cells in enumerate(rows[1:], start=2):
            row = _Row(sheet, number, dict(zip(titles, map(_text, cells), strict=False)))
            if any(row.cells.values()) and row.text(MARK).lower() != EXAMPLE and self._is_whole(row):
                yield row

    def _is_whole(self, row: _Row) -> bool:
        empty = [one.title for one in row.sheet.columns if one.needed and not row.text(one.title)]
        for title in empty:
            where = f"{row.place}, kolumn {title}"
            self.findings.append(Finding("workbook.empty", Severity.ERROR, where, EMPTY, {"column": title}))
        return not empty

    def _fault(self, message: str, *, severity: Severity = Severity.ERROR, **values: Value) -> None:
        self.findings.append(Finding("workbook.layout", severity, self.name, message, values))

    def _made(self, row: _Row, make: Callable[[_Row], T]) -> T | None:
        try:
            return make(row)
        except _CellError as problem:
            where = f"{row.place}, kolumn {problem.column}"
            self.findings.append(
                Finding("workbook.value", Severity.ERROR, where, problem.message, problem.values)
            )
        except ValueError as problem:
            self.findings.append(row.finding("row", NOT_POSSIBLE, why=str(problem)))
        return None

    def _coded(self, rows: Sequence[_Row], make: Callable[[_Row], T]) -> tuple[T, ...]:
        found = []
        for row in rows:
            item = self._made(row, make)
            if item is not None and self._is_first(row, row.text("Kod")):
                found.append(item)
        return tuple(found)

    def _is_first(self, row: _Row, key: str) -> bool:
        if key in self.places:
            self.findings.append(row.finding("twice", TWICE, code=key, other=self.places[key]))
            return False
        self.places[key] = row.place
        return True

    def _persons(self, rows: Sequence[_Row], units: set[str]) -> Iterator[PersonRow]:
        for row in rows:
            person = self._made(row, self._person)
            if person is None:
                continue
            if person.unit not in units:
                self.findings.append(row.finding("unit", NO_SUCH_UNIT, "Enhet", code=person.unit))
            if self._is_first(row, f"{person.username}, {person.role}, {person.unit}, {person.start}"):
                yield person

    def _person(self, row: _Row) -> PersonRow:
        if row.text("Roll") not in self.roles:
            raise _CellError("Roll", NOT_A_CHOICE, text=row.text("Roll"), expected=self.roles)
        return PersonRow(
            row.text("Användarnamn"), row.text("Namn"), row.text("E-post"), row.text("Roll"), row.code("Enhet"),
            row.day("Från"), row.day("Till"),
        )  # fmt: skip

    def _indicators(self, rows: Sequence[_Row]) -> tuple[tuple[Indicator, ...], tuple[Figure, ...]]:
        found: dict[str, Indicator] = {}
        outcomes: list[Figure] = []
        for row in rows:
            code = row.text("Kod")
            if row.text("Namn") or code not in found:
                indicator = self._made(row, _indicator)
                if indicator is None or not self._is_first(row, code):
                    continue
                found[code] = indicator
            more = self._made(row, _targets)
            found[code] = replace(found[code], targets=(*found[code].targets, *(more or ())))
            known = found[code]
            outcome = self._made(row, lambda one, known=known: _outcome(one, known, self.name))  # type: ignore[misc]
            if outcome and self._is_first(row, str(outcome[0].address)):
                outcomes += outcome
        return tuple(found.values()), tuple(outcomes)


def _unit(row: _Row) -> OrgUnit:
    return OrgUnit(
        row.code(), row.text("Namn"), row.one_of("Slag", UnitKind), row.text("Under"), row.text("Kort namn"),
        row.text("Förkortning"), row.texts("Ansvar"), row.texts("Andra namn"), row.texts("Fel namn"),
        row.text("Leds av"), row.day("Från"), row.day("Till"),
    )  # fmt: skip


def _goal(row: _Row) -> Goal:
    code, name = row.code(), row.text("Namn")
    match row.text("Slag"):
        case word if word == AREA:
            return StrategicArea(code, name)
        case word if word == STRATEGIC:
            return StrategicGoal(code, name, row.code("Under"), row.whole("Antal år", 4))
        case word if word == COMMITTEE:
            years = row.whole("Antal år", 4)
            return CommitteeGoal(code, name, row.code("Under"), row.code("Nämnd"), row.whole("År"), years)
        case word if word == FOCUS:
            return AnnualFocus(code, name, row.code("Under"), row.whole("År"))
        case word:
            raise _CellError("Slag", NOT_A_CHOICE, text=word, expected=(AREA, STRATEGIC, COMMITTEE, FOCUS))


def _indicator(row: _Row) -> Indicator:
    if not row.text("Namn"):
        raise _CellError("Namn", EMPTY, column="Namn")
    return Indicator(
        code=row.code(), name=row.text("Namn"), measure=row.read("Mått", str), unit=row.read("Måttenhet", known_unit),
        decimals=row.whole("Decimaler", 0), kind=row.one_of("Slag", IndicatorKind),
        direction=row.one_of("Riktning", DirectionOfGood), scope=row.code("Omfattar"), parent=row.text("Hör till"),
        base_year=row.whole("Basår") if row.text("Basår") else None, source=row.text("Källa"),
        no_value=row.text("Saknas för att"), kolada=row.read("Kolada", _kolada) if row.text("Kolada") else "",
    )  # fmt: skip


def _relation(row: _Row) -> IndicatorRelation:
    relation = IndicatorRelation(
        row.code(), row.text("Namn"), row.one_of("Slag", IndicatorRelationKind), row.texts("Ingår"), row.text("För"),
        row.text("Fråga"),
    )  # fmt: skip
    problem = relation.problem()
    if problem is not None:
        raise _CellError("Ingår", problem.reason, **problem.values)
    return relation


def _targets(row: _Row) -> tuple[Target, ...]:
    if not row.text("Målår"):
        return ()
    comparator = row.one_of("Jämförelse", Comparator)
    value = None if comparator is Comparator.INCREASE else row.read("Målvärde", exact)
    return (Target(row.whole("Målår"), comparator, value, row.whole("Målets decimaler", 0)),)


def _outcome(row: _Row, indicator: Indicator, document: str) -> tuple[Figure, ...]:
    if not row.text("Utfall"):
        return ()
    scope, months = row.code("Utfall för enhet"), row.read("Utfall för period", period)
    address = Address(indicator.measure, Scope(scope), months, Scenario.OUTCOME)
    value = row.read("Utfall", exact)
    written = swedish.read_number(row.text("Utfall"))
    decimals = written.decimals if isinstance(written, Numeral) else 0
    return (Figure(address, value, indicator.unit, decimals, Source(document, row.place), indicator.name),)


def _assignment(row: _Row) -> Assignment:
    return Assignment(
        row.code(), row.text("Namn"), row.code("Från"), row.read("Beslutat", day), row.text("Paragraf"),
        row.code("Ansvarig"), row.day("Klart senast"), row.one_of("Läge", AssignmentState),
    )  # fmt: skip


def _risk(row: _Row) -> Risk:
    handling = None
    if row.text("Hantering"):
        handling = Handling(row.one_of("Hantering", HandlingKind), row.text("Hanteras av"), row.text("Skäl"))
    return Risk(
        row.code(), row.text("Namn"), row.text("Händelse"), row.text("Orsak"), row.text("Verkan"),
        row.whole("Sannolikhet"), row.whole("Konsekvens"), handling, row.code("Omfattar"), row.whole("År"),
    )  # fmt: skip


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise BadValueError(NOT_A_CODE, text=text)
    return text


def _kolada(text: str) -> str:
    if not _KEY_FIGURE.fullmatch(text):
        raise BadValueError(NOT_A_KEY_FIGURE, text=text)
    return text


def _whole(text: str) -> int:
    number = exact(text)
    if number != number.to_integral_value():
        raise BadValueError(NOT_POSSIBLE, why=text)
    return int(number)


def _text(cell: object) -> str:
    """A cell as it would be written by hand: Excel keeps whole numbers as floats and dates as dates."""
    match cell:
        case None:
            return ""
        case float():
            return format(Decimal(repr(cell)).normalize(), "f").replace(".", ",")
        case dt.datetime():
            return cell.date().isoformat()
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell).strip()
