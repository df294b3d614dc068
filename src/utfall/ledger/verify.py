"""The proof: every file of every batch is what it was, and its sums are what was noted when it was stored."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from utfall.domain.finding import Finding, Severity
from utfall.ledger import control
from utfall.ledger.batch import Batch, StoredFile
from utfall.ledger.columns import CODES, CUBE, SLOT, monthly_sql, parquet
from utfall.ledger.control import BLOCK, Fingerprints, Stated
from utfall.ledger.durable import sha256_of
from utfall.ledger.staging import builder
from utfall.ledger.store import Store
from utfall.locale import mark as _

if TYPE_CHECKING:
    import duckdb

MISSING = _("Filen saknas. Hämta den från en säkerhetskopia.")
CHANGED = _("Filen har ändrats sedan den lagrades. Hämta den från en säkerhetskopia.")
UNREADABLE = _("Filen går inte att läsa ({reason}). Hämta den från en säkerhetskopia.")
SUM = _("Kontrollsumman för {dimension} {code} är {found} öre, men {stored} öre lagrades.")
ROWS = _("Antalet rader är {found}, men {stored} lagrades.")
ROW = _("Rad {row} har ändrats: konto {konto}, ansvar {ansvar}, verifikation {voucher}, {amount}.")
ROW_GONE = _("Rad {row} finns inte längre.")
CUBE_ROW = _("Månadssumman för {codes} i {month} är inte summan av posterna ({amount} lagrade).")
BALANCE = _(
    "Konto {konto} {first}–{last}: posterna ger {found} öre, men filen anger saldot {stated} öre. "
    "Kontrollera att hela filen är exporterad."
)
_LISTED = 20


def verify(store: Store, *, each: Callable[[Batch], None] = lambda _batch: None) -> tuple[Finding, ...]:
    """What differs, in every batch there has been: hashes of all files, control sums, rows, monthly sums, balances.

    A changed row is named by its number in the imported file; `each` is called before each batch. Raises
    `ManifestError` where the manifest itself was changed.
    """
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory() as folder:
        engine = builder(Path(folder))
        try:
            for batch in store.manifest.history():
                each(batch)
                findings += _batch(store, batch, engine)
        finally:
            engine.close()
    return tuple(findings)


def reconcile(
    stated: Iterable[Stated], *, by_month: Mapping[tuple[str, int], int], where: str
) -> Iterator[Finding]:
    """The stated balances that the entries do not make; `by_month` are the entries' sums by account and month."""
    for one in stated:
        months = range(one.first_month, one.last_month + 1)
        öre = sum(by_month.get((one.konto, month), 0) for month in months)
        if öre != one.öre:
            values = {
                "konto": one.konto,
                "first": str(one.first_month),
                "last": str(one.last_month),
                "found": str(öre),
                "stated": str(one.öre),
            }
            yield Finding("ledger.balance", Severity.ERROR, where, BALANCE, values)


def _batch(store: Store, batch: Batch, engine: "duckdb.DuckDBPyConnection") -> Iterator[Finding]:
    original = batch.original
    yield from _file(store, StoredFile(original.path, original.sha256, original.size))
    sound = {}
    for name, file in batch.files.items():
        wrong = list(_file(store, file))
        sound[name] = not wrong
        yield from wrong
    if not (sound["control"] and sound["fingerprints"]):
        return
    yield from _readable(store, batch, engine)


def _file(store: Store, file: StoredFile) -> Iterator[Finding]:
    path = store.folder / file.path
    if not path.is_file():
        yield Finding("ledger.file-missing", Severity.ERROR, file.path, MISSING)
    elif path.stat().st_size != file.size or sha256_of(path) != file.sha256:
        yield Finding("ledger.file-changed", Severity.ERROR, file.path, CHANGED)


def _readable(store: Store, batch: Batch, engine: "duckdb.DuckDBPyConnection") -> Iterator[Finding]:
    """What the contents say; a file that cannot be read at all is one finding."""
    import duckdb

    where = batch.files["entries"].path
    if not store.path(batch, "entries").is_file():
        return
    relation = parquet(str(store.path(batch, "entries")))
    try:
        yield from _sums(store, batch, engine, relation)
        yield from _rows(store, batch, engine, relation)
        for name, dimensions in (("cube", CUBE), ("codes", CODES)):
            if store.path(batch, name).is_file():
                where = batch.files[name].path
                yield from _monthly(engine, relation, str(store.path(batch, name)), dimensions, where)
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0]
        yield Finding("ledger.file-unreadable", Severity.ERROR, where, UNREADABLE, {"reason": reason})


def _sums(
    store: Store, batch: Batch, engine: "duckdb.DuckDBPyConnection", relation: str
) -> Iterator[Finding]:
    where = batch.files["entries"].path
    totals = control.totals(engine, relation)
    if totals.rows != batch.totals.rows:
        values = {"found": str(totals.rows), "stored": str(batch.totals.rows)}
        yield Finding("ledger.rows-differ", Severity.ERROR, where, ROWS, values)
    noted = store.control(batch)
    for dimension, found in control.sums(engine, relation).items():
        stored = noted.sums[dimension]
        differing = sorted(
            code for code in found.keys() | stored.keys() if found.get(code) != stored.get(code)
        )
        for code in differing[:_LISTED]:
            values = {
                "dimension": dimension,
                "code": code,
                "found": str(found.get(code, 0)),
                "stored": str(stored.get(code, 0)),
            }
            yield Finding("ledger.sum-differs", Severity.ERROR, where, SUM, values)
    if noted.stated:
        rows = engine.execute(
            f"SELECT konto, month, SUM(ore) FROM {relation} GROUP BY konto, month"
        ).fetchall()
        by_month = {(str(konto), int(month)): int(öre) for konto, month, öre in rows}
        yield from reconcile(noted.stated, by_month=by_month, where=batch.original.name)


def _rows(
    store: Store, batch: Batch, engine: "duckdb.DuckDBPyConnection", relation: str
) -> Iterator[Finding]:
    """The rows whose two fingerprints both differ."""
    noted = Fingerprints.from_bytes(store.path(batch, "fingerprints").read_bytes())
    blocks, places = noted.suspects(control.fingerprints(engine, relation))
    wanted = [block * BLOCK + place for block in blocks for place in places][:_LISTED]
    if not wanted:
        return
    listed = ", ".join(map(str, wanted))
    found = engine.execute(
        f"SELECT row_no, konto, ansvar, voucher, ore FROM {relation} WHERE row_no IN ({listed}) ORDER BY row_no"
    ).fetchall()
    where = batch.files["entries"].path
    there = set()
    for number, konto, ansvar, voucher, öre in found:
        there.add(int(number))
        values = {
            "row": str(number),
            "konto": konto,
            "ansvar": ansvar,
            "voucher": voucher or "–",
            "amount": str(öre),
        }
        yield Finding("ledger.row-differs", Severity.ERROR, f"{where}, rad {number}", ROW, values)
    if len(wanted) == 1 and not there:
        yield Finding(
            "ledger.row-gone", Severity.ERROR, f"{where}, rad {wanted[0]}", ROW_GONE, {"row": str(wanted[0])}
        )


def _monthly(
    engine: "duckdb.DuckDBPyConnection", entries: str, path: str, dimensions: tuple[str, ...], where: str
) -> Iterator[Finding]:
    """The rows of a file of monthly sums that the entries do not give."""
    columns = ", ".join((*SLOT, *dimensions, "month", "ore", "entries"))
    made = f"(SELECT {columns} FROM ({monthly_sql(f'(SELECT *, 1 AS entries FROM {entries})', dimensions)}))"
    kept = f"(SELECT {columns} FROM {parquet(path)})"
    keys = ", ".join(dimensions)
    rows = engine.execute(f"""
        SELECT DISTINCT {keys}, month, ore FROM ((SELECT * FROM {kept} EXCEPT SELECT * FROM {made})
        UNION ALL (SELECT * FROM {made} EXCEPT SELECT * FROM {kept})) ORDER BY ALL LIMIT {_LISTED}""").fetchall()
    for *codes, month, öre in rows:
        values = {
            "codes": " · ".join(code for code in codes if code),
            "month": str(month),
            "amount": str(öre),
        }
        yield Finding("ledger.cube-differs", Severity.ERROR, where, CUBE_ROW, values)
