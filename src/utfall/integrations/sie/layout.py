"""Which fields each SIE record has, in order: one table that both the reader and the writer follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from utfall.integrations.sie import records as r
from utfall.locale import mark as _


class Kind(Enum):
    """How a field is written."""

    TEXT = auto()
    ACCOUNT = auto()
    WHOLE = auto()
    AMOUNT = auto()
    QUANTITY = auto()
    DAY = auto()
    PERIOD = auto()
    OBJECTS = auto()


class Group(Enum):
    """The four parts of a file, in the order the standard prescribes."""

    FLAG = 0
    IDENTIFICATION = 1
    CHART = 2
    AMOUNTS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A field: the attribute it becomes, how it is written, what it is called in a finding, and if it must be there."""

    attribute: str
    kind: Kind
    swedish: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A label with the record it becomes and its fields in order."""

    label: str
    make: Callable[..., r.Record]
    group: Group
    columns: tuple[Column, ...]


def _text(attribute: str, swedish: str, *, required: bool = False) -> Column:
    return Column(attribute, Kind.TEXT, swedish, required)


_NUMBER = _("nummer")
_NAME = _("namn")
_CODE = _("kod")
_YEAR = Column("year", Kind.WHOLE, _("årsnummer"), required=True)
_ACCOUNT = Column("account", Kind.ACCOUNT, _("kontonummer"), required=True)
_OBJECTS = Column("objects", Kind.OBJECTS, _("objektlista"), required=True)
_PERIOD = Column("period", Kind.PERIOD, _("period"), required=True)
_AMOUNT = Column("öre", Kind.AMOUNT, _("belopp"), required=True)
_QUANTITY = Column("quantity", Kind.QUANTITY, _("kvantitet"))
_OF_ACCOUNT = (_YEAR, _ACCOUNT, _AMOUNT, _QUANTITY)
_OF_OBJECT = (_YEAR, _ACCOUNT, _OBJECTS, _AMOUNT, _QUANTITY)
_OF_PERIOD = (_YEAR, _PERIOD, _ACCOUNT, _OBJECTS, _AMOUNT, _QUANTITY)
_G = Group

LAYOUTS = (
    Layout("#FLAGGA", r.Flag, _G.FLAG, (Column("imported", Kind.WHOLE, _("flagga"), required=True),)),
    Layout("#PROGRAM", r.Program, _G.IDENTIFICATION, (
        _text("name", _NAME, required=True), _text("version", _("version")))),
    Layout("#FORMAT", r.Charset, _G.IDENTIFICATION, (_text("name", _("teckentabell"), required=True),)),
    Layout("#GEN", r.Generated, _G.IDENTIFICATION, (
        Column("day", Kind.DAY, _("datum"), required=True), _text("sign", _("signatur")))),
    Layout("#SIETYP", r.FileType, _G.IDENTIFICATION, (Column("number", Kind.WHOLE, _("typ"), required=True),)),
    Layout("#PROSA", r.Prose, _G.IDENTIFICATION, (_text("text", _("text"), required=True),)),
    Layout("#FTYP", r.CompanyForm, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#FNR", r.CompanyCode, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#ORGNR", r.CorporateId, _G.IDENTIFICATION, (
        _text("number", _NUMBER, required=True), _text("acquisition", _("förvärvsnummer")),
        _text("activity", _("verksamhetsnummer")))),
    Layout("#BKOD", r.Industry, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#ADRESS", r.PostalAddress, _G.IDENTIFICATION, (
        _text("contact", _("kontakt")), _text("street", _("gatuadress")), _text("post", _("postadress")),
        _text("telephone", _("telefon")))),
    Layout("#FNAMN", r.CompanyName, _G.IDENTIFICATION, (_text("name", _NAME, required=True),)),
    Layout("#RAR", r.FiscalYear, _G.IDENTIFICATION, (
        Column("number", Kind.WHOLE, _("årsnummer"), required=True), Column("start", Kind.DAY, _("startdatum")),
        Column("end", Kind.DAY, _("slutdatum")))),
    Layout("#TAXAR", r.TaxYear, _G.IDENTIFICATION, (_text("year", _("år"), required=True),)),
    Layout("#OMFATTN", r.CoveredThrough, _G.IDENTIFICATION, (Column("day", Kind.DAY, _("datum"), required=True),)),
    Layout("#KPTYP", r.ChartKind, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#VALUTA", r.Currency, _G.IDENTIFICATION, (_text("code", _CODE, required=True),)),
    Layout("#KONTO", r.Account, _G.CHART, (
        Column("number", Kind.ACCOUNT, _("kontonummer"), required=True), _text("name", _NAME))),
    Layout("#KTYP", r.AccountKind, _G.CHART, (_ACCOUNT, _text("kind", _("kontotyp")))),
    Layout("#ENHET", r.AccountUnit, _G.CHART, (_ACCOUNT, _text("unit", _("enhet"), required=True))),
    Layout("#SRU", r.TaxCode, _G.CHART, (_ACCOUNT, _text("code", _CODE, required=True))),
    Layout("#DIM", r.Dimension, _G.CHART, (
        _text("number", _("dimension"), required=True), _text("name", _NAME, required=True))),
    Layout("#UNDERDIM", r.SubDimension, _G.CHART, (
        _text("number", _("dimension"), required=True), _text("name", _NAME, required=True),
        _text("parent", _("överordnad dimension"), required=True))),
    Layout("#OBJEKT", r.DimensionObject, _G.CHART, (
        _text("dimension", _("dimension"), required=True), _text("code", _("objektnummer"), required=True),
        _text("name", _NAME))),
    Layout("#IB", r.OpeningBalance, _G.AMOUNTS, _OF_ACCOUNT),
    Layout("#UB", r.ClosingBalance, _G.AMOUNTS, _OF_ACCOUNT),
    Layout("#OIB", r.ObjectOpeningBalance, _G.AMOUNTS, _OF_OBJECT),
    Layout("#OUB", r.ObjectClosingBalance, _G.AMOUNTS, _OF_OBJECT),
    Layout("#RES", r.Result, _G.AMOUNTS, _OF_ACCOUNT),
    Layout("#PSALDO", r.PeriodBalance, _G.AMOUNTS, _OF_PERIOD),
    Layout("#PBUDGET", r.PeriodBudget, _G.AMOUNTS, _OF_PERIOD),
)  # fmt: skip
BY_LABEL: Mapping[str, Layout] = {layout.label: layout for layout in LAYOUTS}
BY_RECORD: Mapping[type, Layout] = {
    layout.make: layout for layout in LAYOUTS if isinstance(layout.make, type)
}

VOUCHER = (
    _text("series", _("serie"), required=True), _text("number", _("verifikationsnummer"), required=True),
    Column("day", Kind.DAY, _("datum"), required=True), _text("text", _("text")),
    Column("registered_on", Kind.DAY, _("registreringsdatum")), _text("sign", _("signatur")),
)  # fmt: skip
TRANSACTION = (
    _ACCOUNT, _OBJECTS, _AMOUNT, Column("day", Kind.DAY, _("datum")), _text("text", _("text")), _QUANTITY,
    _text("sign", _("signatur")),
)  # fmt: skip


def group_of(record: r.Record) -> Group:
    """The part of the file that the record belongs to."""
    return Group.AMOUNTS if isinstance(record, r.Voucher) else BY_RECORD[type(record)].group
