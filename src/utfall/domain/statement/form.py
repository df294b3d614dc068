"""The form of a statement: which accounts make which report line, and which lines make which subtotal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from utfall.domain.statement.balances import ProjectClass


class LineKind(StrEnum):
    """What a report line is; the value is its word in source files."""

    INCOME = "intäkt"
    COST = "kostnad"
    NET = "netto"
    SUBTOTAL = "summa"
    RESULT = "resultat"
    CARRIED = "rullat"
    """The result carried over from earlier years: not from accounts, and without a budget."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of a statement.

    `key` is its measure in addresses. `accounts` are account prefixes; of two prefixes that fit an account the
    longer wins. `terms` are the keys of the earlier lines that a subtotal or a result adds up.
    """

    key: str
    name: str
    kind: LineKind
    accounts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementForm:
    """The lines of a statement from top to bottom, and the classes of projects that it takes in.

    Raises ValueError with a sentence where a line is named twice, adds up a line that does not stand above it, or
    shares an account prefix with another.
    """

    code: str
    name: str
    lines: tuple[ReportLine, ...]
    project_classes: tuple[ProjectClass, ...] = (ProjectClass.OPERATION, ProjectClass.OPERATION_PROJECT)
    _by_prefix: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        seen: set[str] = set()
        by_prefix: dict[str, str] = {}
        for line in self.lines:
            if line.key in seen:
                raise ValueError(f"The line {line.key} stands twice.")
            for term in line.terms:
                if term not in seen:
                    raise ValueError(f"The line {line.key} adds up {term}, which does not stand above it.")
            for prefix in line.accounts:
                if prefix in by_prefix:
                    raise ValueError(f"Accounts {prefix} belong to both {by_prefix[prefix]} and {line.key}.")
                by_prefix[prefix] = line.key
            seen.add(line.key)
        object.__setattr__(self, "_by_prefix", by_prefix)

    def __getitem__(self, key: str) -> ReportLine:
        """The line with the key. Raises KeyError."""
        for line in self.lines:
            if line.key == key:
                return line
        raise KeyError(key)

    def line_of(self, account: str) -> str | None:
        """The key of the line that the account belongs to, or None where no prefix fits."""
        for length in range(len(account), 0, -1):
            key = self._by_prefix.get(account[:length])
            if key is not None:
                return key
        return None


class Financing(StrEnum):
    """How a committee is paid for; the value is its word in source files."""

    INCOME = "intäktsfinansierad"
    """By what others pay for its services; its budget is balanced."""
    TAX = "anslagsfinansierad"
    """By a grant from the council (kommunbidrag), held against its net cost."""


_INCOME = (("intakter", "Övriga intäkter"),)
_COSTS = (
    ("personal", "Personalkostnader"),
    ("lokaler", "Lokalkostnader"),
    ("kop-verksamhet", "Köp av verksamhet"),
    ("ovriga-kostnader", "Övriga kostnader"),
)


def form_for(financing: Financing, accounts: Mapping[str, tuple[str, ...]]) -> StatementForm:
    """The income statement of a committee, given the account prefixes of its lines.

    The lines are `intakter`, `personal`, `lokaler`, `kop-verksamhet`, `ovriga-kostnader`, `finansnetto` and, for a
    tax-financed committee, `kommunbidrag`; the subtotals and results follow from the kind of committee. Raises
    ValueError where accounts are given for a line that the statement does not have.
    """
    income = tuple(ReportLine(key, name, LineKind.INCOME, accounts.get(key, ())) for key, name in _INCOME)
    costs = tuple(ReportLine(key, name, LineKind.COST, accounts.get(key, ())) for key, name in _COSTS)
    sums = (
        ReportLine(
            "intakter.summa", "Summa intäkter", LineKind.SUBTOTAL, terms=tuple(row.key for row in income)
        ),
        ReportLine(
            "kostnader.summa", "Summa kostnader", LineKind.SUBTOTAL, terms=tuple(row.key for row in costs)
        ),
    )
    net = ReportLine("finansnetto", "Finansnetto", LineKind.NET, accounts.get("finansnetto", ()))
    middle: tuple[ReportLine, ...]
    match financing:
        case Financing.INCOME:
            middle, result = (), ("intakter.summa", "kostnader.summa", "finansnetto")
        case Financing.TAX:
            middle = (
                ReportLine(
                    "nettokostnad", "Nettokostnad", LineKind.SUBTOTAL, terms=tuple(row.key for row in sums)
                ),
                ReportLine("kommunbidrag", "Kommunbidrag", LineKind.INCOME, accounts.get("kommunbidrag", ())),
            )
            result = ("nettokostnad", "kommunbidrag", "finansnetto")
    lines = (
        *income, sums[0], *costs, sums[1], *middle, net,
        ReportLine("resultat.exkl", "Årets resultat exkl. över-/underskott", LineKind.RESULT, terms=result),
        ReportLine("rullat", "Över-/underskott", LineKind.CARRIED),
        ReportLine("resultat.inkl", "Årets resultat inkl. över-/underskott", LineKind.RESULT,
                   terms=("resultat.exkl", "rullat")),
    )  # fmt: skip
    for key in accounts:
        if key not in {line.key for line in lines if not line.terms and line.kind is not LineKind.CARRIED}:
            raise ValueError(f"The statement has no line {key} that takes accounts.")
    return StatementForm("rr", "Resultaträkning", lines)
