"""A trial and a mapping as plain values of the database, and back."""

import json
from collections.abc import Mapping
from typing import Any

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding, Severity
from utfall.integrations import kommunbas, sie
from utfall.integrations.kommunbas import ColumnMapping
from utfall.report.ledger_trial import Mapped, Trial

Plain = Any
"""What JSON holds: None, bool, int, str, lists and dicts of them."""


def mapping_plain(mapping: Mapped | Finding) -> Plain:
    """The mapping as it is saved; None for a table that says itself what its columns are, or where none was found."""
    if mapping is None or isinstance(mapping, Finding):
        return None
    # As a text, for PostgreSQL sorts the keys of its JSON, and the columns have an order.
    return {"text": json.dumps(mapping.as_json(), ensure_ascii=False)}


def mapping_of(content: Plain) -> Mapped:
    """The mapping that `mapping_plain` wrote. Raises ValueError for anything else."""
    if content is None:
        return None
    text = content["text"]
    load = sie.load if json.loads(text).get("format") == "sie" else kommunbas.load
    found: ColumnMapping | sie.DimensionMapping | Finding = load(text, where="")
    if isinstance(found, Finding):
        raise ValueError(found.sentence())
    return found


def as_plain(trial: Trial) -> dict[str, Plain]:
    """The trial without its refusal, which is kept beside it."""
    return {
        "years": list(trial.years),
        "rows": trial.rows,
        "debit": trial.debit,
        "credit": trial.credit,
        "lines": [list(pair) for pair in trial.lines],
        "months": [list(pair) for pair in trial.months],
        "unread": trial.unread,
        "findings": [_finding_plain(one) for one in trial.findings],
    }


def trial_of(content: Mapping[str, Plain]) -> Trial:
    """The trial that `as_plain` wrote."""
    return Trial(
        years=tuple(content["years"]),
        rows=content["rows"],
        debit=content["debit"],
        credit=content["credit"],
        lines=tuple((line, öre) for line, öre in content["lines"]),
        months=tuple((month, öre) for month, öre in content["months"]),
        unread=content["unread"],
        findings=tuple(_finding(one) for one in content["findings"]),
    )


def denied_plain(denied: Denied) -> dict[str, Plain]:
    """A refusal, to be said in the reader's language later."""
    return {"code": denied.code, "reason": denied.reason, "values": dict(denied.values)}


def denied_of(content: Mapping[str, Plain]) -> Denied:
    """The refusal that `denied_plain` wrote."""
    return Denied(content["code"], content["reason"], content["values"])


def _finding_plain(one: Finding) -> dict[str, Plain]:
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in one.values.items()}
    return {
        "code": one.code,
        "severity": one.severity.value,
        "where": one.where,
        "message": one.message,
        "values": values,
    }


def _finding(content: Mapping[str, Plain]) -> Finding:
    values = {
        name: tuple(value) if isinstance(value, list) else value for name, value in content["values"].items()
    }
    return Finding(
        content["code"], Severity(content["severity"]), content["where"], content["message"], values
    )
