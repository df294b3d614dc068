"""Statement arithmetic: from monthly balances to report lines, results, variances and proposals as figures."""

from utfall.domain.statement.balances import BalanceKey, Balances, ProjectClass, total
from utfall.domain.statement.columns import FormColumn
from utfall.domain.statement.figures import StatementTerms, statement, statement_of_lines
from utfall.domain.statement.form import Financing, LineKind, ReportLine, StatementForm, form_for
from utfall.domain.statement.lines import Column, Lines, line_amounts, roll_up, unmapped, with_subtotals

__all__ = [
    "BalanceKey", "Balances", "ProjectClass", "total",
    "Financing", "LineKind", "ReportLine", "StatementForm", "form_for",
    "Column", "Lines", "line_amounts", "roll_up", "unmapped", "with_subtotals",
    "StatementTerms", "statement", "statement_of_lines",
    "FormColumn",
]  # fmt: skip
