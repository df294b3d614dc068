"""A saved mapping: which column of an extract is which part of a ledger row, and how its amounts are written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from utfall.domain.finding import Finding, Severity, Value
from utfall.integrations.kommunbas.values import Decimals
from utfall.locale import mark as _

SCHEMA = 1
NOT_A_MAPPING = _(
    "Kopplingen kan inte läsas ({place}): {reason}. Rätta filen eller låt programmet föreslå en ny."
)
_TWICE = _("Två kolumner är kopplade till {role}: {columns}. Koppla bort den ena.")
_LACKING = _("Kopplingen saknar kolumn för {role}. Välj vilken kolumn det är.")
_NO_YEAR = _("Månadskolumnerna säger inte vilket år de gäller. Ange året i kopplingen (year).")


class Shape(StrEnum):
    """A row for each posting; a row for each code string with months as columns; or one value a row."""

    ROWS = "rows"
    WIDE = "wide"
    LONG = "long"


class Sign(StrEnum):
    """Whose sign the amounts have: the ledger's (debit +) or the statement's (income +, cost −)."""

    LEDGER = "ledger"
    STATEMENT = "statement"


class Role(StrEnum):
    """What a column is; the value is its word in the saved mapping. NOTHING is a column that is not read."""

    NOTHING = ""
    ANSVAR = "ansvar"
    KONTO = "konto"
    VERKSAMHET = "verksamhet"
    PROJEKT = "projekt"
    AKTIVITET = "aktivitet"
    OBJEKT = "objekt"
    MOTPART = "motpart"
    CODE_STRING = "code_string"
    DAY = "day"
    PERIOD = "period"
    YEAR = "year"
    SERIES = "series"
    VOUCHER = "voucher"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    TEXT = "text"
    COUNTERPART = "counterpart"
    UNIT = "unit"
    MEASURE = "measure"
    COLUMN = "column"
    VALUE = "value"


FACTORS = {"kr": 1, "tkr": 1_000, "mnkr": 1_000_000}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The mapping as a value. `columns` names every column of the header, `months` the wide ones (`01` or `2024-01`).

    `year` completes months without one. `code_parts` says what the parts of a code string are, in order.
    """

    name: str
    shape: Shape
    columns: Mapping[str, Role]
    months: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    decimals: Decimals = Decimals.COMMA
    money_unit: str = "kr"
    sign: Sign = Sign.LEDGER
    code_separator: str = "-"
    code_parts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", MappingProxyType(dict(self.columns)))
        object.__setattr__(self, "months", MappingProxyType(dict(self.months)))

    @property
    def factor(self) -> int:
        """Kronor for each unit of its amounts."""
        return FACTORS[self.money_unit]

    def faults(self) -> tuple[Finding, ...]:
        """What keeps the mapping from being used: a role given twice, or one that a ledger row cannot be without."""
        found = []
        by_role: dict[Role, list[str]] = {}
        for column, role in self.columns.items():
            by_role.setdefault(role, []).append(column)
        for role, columns in by_role.items():
            if role is not Role.NOTHING and len(columns) > 1:
                values: dict[str, Value] = {"role": role.value, "columns": tuple(columns)}
                found.append(Finding("kommunbas.role-twice", Severity.ERROR, self.name, _TWICE, values))
        for lacking in self._lacking(set(by_role)):
            values = {"role": lacking}
            found.append(Finding("kommunbas.role-missing", Severity.ERROR, self.name, _LACKING, values))
        if self.shape is Shape.WIDE and self.year is None and any(len(m) == 2 for m in self.months.values()):
            found.append(Finding("kommunbas.no-year", Severity.ERROR, self.name, _NO_YEAR))
        return tuple(found)

    def _lacking(self, roles: set[Role]) -> list[str]:
        if self.shape is Shape.LONG:
            needed = (Role.PERIOD, Role.UNIT, Role.MEASURE, Role.COLUMN, Role.VALUE)
            return [role.value for role in needed if role not in roles]
        in_string = set(self.code_parts) if Role.CODE_STRING in roles else set()
        lacking = [part for part in ("ansvar", "konto") if Role(part) not in roles and part not in in_string]
        if self.shape is Shape.WIDE:
            return lacking if self.months else [*lacking, "months"]
        if not roles & {Role.DAY, Role.PERIOD}:
            lacking.append(Role.DAY.value)
        if Role.AMOUNT not in roles and not {Role.DEBIT, Role.CREDIT} <= roles:
            lacking.append(Role.AMOUNT.value)
        return lacking

    def as_json(self) -> dict[str, object]:
        """As it is saved; `load(json.dumps(m.as_json())) == m`."""
        content: dict[str, object] = {
            "schema": SCHEMA,
            "format": "kommunbas",
            "name": self.name,
            "shape": self.shape.value,
            "columns": {column: role.value for column, role in self.columns.items()},
            "months": dict(self.months),
            "year": self.year,
            "decimals": self.decimals.value,
            "money_unit": self.money_unit,
            "sign": self.sign.value,
        }
        if self.code_parts:
            content["code_string"] = {"separator": self.code_separator, "parts": list(self.code_parts)}
        return content


def load(text: str, *, where: str) -> ColumnMapping | Finding:
    """The mapping saved as JSON, or what is wrong with it and at which place; `where` is the file."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    try:
        content = json.loads(text)
    except ValueError as problem:
        return _not_a_mapping(where, "JSON", str(problem))
    fault = best_match(Draft202012Validator(_schema()).iter_errors(content))
    if fault is not None:
        return _not_a_mapping(where, "/".join(map(str, fault.absolute_path)) or "/", fault.message)
    string = content.get("code_string", {"separator": "-", "parts": []})
    return ColumnMapping(
        name=content["name"],
        shape=Shape(content["shape"]),
        columns={column: Role(role) for column, role in content["columns"].items()},
        months=content.get("months", {}),
        year=content.get("year"),
        decimals=Decimals(content.get("decimals", ",")),
        money_unit=content.get("money_unit", "kr"),
        sign=Sign(content.get("sign", "ledger")),
        code_separator=string["separator"],
        code_parts=tuple(string["parts"]),
    )


def _not_a_mapping(where: str, place: str, reason: str) -> Finding:
    values = {"place": place, "reason": reason}
    return Finding("kommunbas.mapping", Severity.ERROR, where, NOT_A_MAPPING, values)


@cache
def _schema() -> Any:
    return json.loads(resources.files(__package__).joinpath("mapping.schema.json").read_text("utf-8"))
