"""SIE records turned into rows of the municipal ledger."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from utfall.domain.entry import Entry
from utfall.domain.finding import Finding, Severity, Value
from utfall.domain.period import Period
from utfall.integrations.sie import records as r
from utfall.integrations.sie.dimensions import DimensionMapping
from utfall.integrations.sie.values import last_day
from utfall.integrations.tally import Tally
from utfall.locale import mark as _

_NOT_MAPPED = _(
    "Dimension {dimension} används på {count} rader men är inte kopplad till någon del av kodsträngen; koderna "
    "följer inte med. Lägg till den i kopplingen om den behövs."
)
_NO_DATE = _("Verifikation {voucher} saknar datum; {count} rader lästes inte in.")


class Conversion:
    """One pass from records to entries, by a confirmed mapping; what was found is complete after the last entry."""

    def __init__(self, mapping: DimensionMapping) -> None:
        self._mapping = mapping
        self._tally = Tally()
        self._not_mapped: Counter[str] = Counter()
        self._known: dict[r.Pairs, dict[str, str]] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What did not come along, and why."""
        for dimension, count in self._not_mapped.items():
            self._note(
                "sie.dimension-not-mapped",
                Severity.QUESTION,
                "",
                _NOT_MAPPED,
                dimension=dimension,
                count=count,
            )
        self._not_mapped.clear()
        return self._tally.findings

    def transactions(self, records: Iterable[r.Record]) -> Iterator[Entry]:
        """An entry for each booked row of the vouchers, in the file's order; öre, debit +.

        A row without a date has its voucher's; a row without a text has its voucher's.
        """
        for record in records:
            if not isinstance(record, r.Voucher):
                continue
            undated = 0
            for row in record.rows:
                if row.booking is not r.Booking.BOOKED:
                    continue
                day = row.day or record.day
                if day is None:
                    undated += 1
                    continue
                codes = self._codes(row.objects)
                yield Entry(
                    konto=row.account, day=day, voucher=record.name, öre=row.öre,
                    text=row.text or record.text, **_filled(codes),
                )  # fmt: skip
            if undated:
                self._note(
                    "sie.entry-without-date", Severity.ERROR, f"rad {record.line}", _NO_DATE,
                    voucher=record.name, count=undated,
                )  # fmt: skip

    def months(
        self, records: Iterable[r.Record], *, of: type[r.PeriodAmount] = r.PeriodBalance, year: int = 0
    ) -> Iterator[Entry]:
        """An entry for each account, month and object of #PSALDO (or #PBUDGET), dated the month's last day.

        Amounts with and without object are the same money seen twice, and so are the objects of two dimensions.
        So one dimension is followed, the first of the mapping that occurs; what of an account's amount has no
        object there becomes an entry without codes. The entries of an account and month sum to its amount
        without object.
        """
        totals: dict[tuple[Period, str], int] = defaultdict(int)
        parts: dict[tuple[Period, str, r.Pairs], int] = defaultdict(int)
        for record in records:
            if isinstance(record, of) and record.year == year:
                if record.objects:
                    parts[record.period, record.account, record.objects] += record.öre
                else:
                    totals[record.period, record.account] += record.öre
        followed = self._followed(objects for _period, _account, objects in parts)
        rest = dict(totals)
        for (period, account, objects), öre in parts.items():
            if not any(dimension == followed for dimension, _code in objects):
                continue
            if (period, account) in rest:
                rest[period, account] -= öre
            yield _of_month(period, account, öre, self._codes(objects))
        for (period, account), öre in rest.items():
            if öre:
                yield _of_month(period, account, öre, {})

    def _followed(self, lists: Iterable[r.Pairs]) -> str | None:
        present = {dimension for objects in lists for dimension, _code in objects}
        return next((dimension for dimension in self._mapping.parts if dimension in present), None)

    def _codes(self, objects: r.Pairs) -> dict[str, str]:
        """The codes by part of the code string; a dimension given twice keeps its first object."""
        if (known := self._known.get(objects)) is None:
            known = {}
            for dimension, code in objects:
                if part := self._mapping.parts.get(dimension):
                    known.setdefault(part, code)
            if len(self._known) < 100_000:
                self._known[objects] = known
        if len(known) < len(objects):
            self._not_mapped.update(d for d, code in objects if d not in self._mapping.parts and code)
        return known

    def _note(self, code: str, severity: Severity, where: str, message: str, **values: Value) -> None:
        self._tally.add(Finding(code, severity, where, message, values))


def _filled(codes: dict[str, str]) -> dict[str, str]:
    return {part: codes.get(part, "") for part in _CODED}


_CODED = ("ansvar", "verksamhet", "projekt", "aktivitet", "objekt", "motpart", "counterpart")


def _of_month(period: Period, account: str, öre: int, codes: dict[str, str]) -> Entry:
    return Entry(konto=account, day=last_day(period), voucher="", öre=öre, text="", **_filled(codes))
