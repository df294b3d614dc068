"""What the review and the readers say about data: a finding is a value, never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _

Value = str | int | bool | tuple[str, ...]


class Severity(StrEnum):
    """How much a finding weighs; the same four words in JSON, in code and (translated) on screen."""

    ERROR = "error"
    QUESTION = "question"
    ROUNDING = "rounding"
    NOT_CHECKED = "not_checked"

    @property
    def word(self) -> str:
        """The Swedish word, as a message to be translated."""
        return _WORDS[self]


_WORDS = {
    Severity.ERROR: _("Fel"),
    Severity.QUESTION: _("Fråga"),
    Severity.ROUNDING: _("Avrundning"),
    Severity.NOT_CHECKED: _("Ej kontrollerad"),
}
ORDER = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not add up, or could not be read.

    `code` is dotted and stable (`table.sum`, `source.unknown-column`). `where` is the place in words, for a
    person: file and line, or table, row and column. `message` is a Swedish sentence with `{names}` that are
    keys of `values`; it is also the key in the gettext catalogue. `values` are printed texts, whole numbers or
    tuples of texts, never floats. `spots` are paths in the Document (`documents.model.walk`), the first being
    the suspect, so that a page or an annotated copy can point at both places.
    """

    code: str
    severity: Severity
    where: str
    message: str
    values: Mapping[str, Value] = field(default_factory=dict)
    spots: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def __hash__(self) -> int:
        return hash((self.code, self.where, self.message, tuple(sorted(map(str, self.values.items())))))

    def sentence(self, language: str = SWEDISH) -> str:
        """The message in the language (`sv` or `en`) with its values filled in."""
        shown = {k: ", ".join(v) if isinstance(v, tuple) else v for k, v in self.values.items()}
        return translate(self.message, language).format_map(shown)

    def as_json(self, language: str = SWEDISH) -> dict[str, object]:
        """The finding as `{code, severity, where, message, values}`, ready for `json.dumps`."""
        values = {k: list(v) if isinstance(v, tuple) else v for k, v in self.values.items()}
        return {
            "code": self.code,
            "severity": self.severity.value,
            "where": self.where,
            "message": self.sentence(language),
            "values": values,
        }
