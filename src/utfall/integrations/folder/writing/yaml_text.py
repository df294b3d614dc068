"""YAML text that reads back as it was: plain where it can be, quoted where the reader would take it otherwise."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import yaml

from utfall.domain.money import Money
from utfall.domain.unit import Unit

Plain = str | int | bool | None | Sequence["Plain"] | Mapping[str, "Plain"]
"""What a field may hold. None is "not written"."""

_TAKEN_OTHERWISE = re.compile(r"-?(?:0|[1-9]\d*)|ja|nej")
_TEXT = "tag:yaml.org,2002:str"
_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Writes without anchors, and lists indented under their keys as people write them."""

    def ignore_aliases(self, data: object) -> bool:
        """An anchor saves nothing here and reads badly."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand below their key, not level with it."""
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    quoted = _TAKEN_OTHERWISE.fullmatch(value) or "\n" in value
    return dumper.represent_scalar(_TEXT, value, style='"' if quoted else None)


def _yes_or_no(dumper: yaml.SafeDumper, value: bool) -> yaml.ScalarNode:
    return dumper.represent_scalar(_TEXT, "ja" if value else "nej")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(bool, _yes_or_no)


def yaml_text(fields: Mapping[str, Plain]) -> str:
    """The fields as YAML in their order, without those that are None."""
    return str(yaml.dump(written(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH))


def written(value: Plain) -> Plain:
    """The value without the fields that are None, at every depth, in lists and dictionaries of its own."""
    if isinstance(value, Mapping):
        return {key: written(item) for key, item in value.items() if item is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [written(item) for item in value]
    return value


def number(value: Decimal) -> int | str:
    """The number exactly: whole ones as they are, others as text with a decimal comma, every written decimal kept."""
    exponent = value.as_tuple().exponent
    whole = isinstance(exponent, int) and exponent >= 0
    return int(value) if whole and value else decimal_text(value)


def decimal_text(value: Decimal) -> str:
    """The number as Swedish files write it, without blanks between thousands."""
    return format(value, "f").replace(".", ",")


def amount(value: Money, unit: Unit) -> int | str:
    """The amount in the unit, exact; whole units without decimals."""
    exact = value.amount(unit)
    return int(exact) if exact == exact.to_integral_value() else decimal_text(exact.normalize())
