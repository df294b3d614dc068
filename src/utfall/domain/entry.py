"""One posting of a ledger, whatever file it came from: the neutral row between readers and store."""

import datetime as dt
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the general ledger with its whole code string.

    Codes are texts, for leading zeros matter; an empty text is "not coded". `day` is the booking date (a row known
    only by month carries the month's last day). `voucher` is series and number as one text, empty for a balance or
    a budget row. `öre` has the ledger's sign: debit +, credit −. `text` is the voucher row's text, `counterpart`
    the supplier's or customer's name or code where the file has one (motpart is the code of another part of the
    municipality). The municipality and the scenario belong to the batch, not to the row.
    """

    ansvar: str
    konto: str
    verksamhet: str
    projekt: str
    aktivitet: str
    objekt: str
    motpart: str
    day: dt.date
    voucher: str
    öre: int
    text: str
    counterpart: str = ""


FIELDS = tuple(field.name for field in fields(Entry))
DIMENSIONS = ("ansvar", "konto", "verksamhet", "projekt", "aktivitet", "objekt", "motpart")
"""The parts of the code string, in the order of the fields."""
