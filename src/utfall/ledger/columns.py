"""The columns of the stored files, and the SQL that makes one file from another."""

from utfall.domain.entry import DIMENSIONS

SLOT = ("municipality", "scenario", "version")
"""Columns that say in every row whose it is, so that the files need no folder names to be understood."""

CUBE = ("ansvar", "konto", "projekt", "motpart")
CODES = DIMENSIONS
"""The dimensions of the two monthly files: those of an income statement, and the whole code string."""

ROW = {
    **dict.fromkeys(DIMENSIONS, "VARCHAR"),
    "day": "DATE",
    "voucher": "VARCHAR",
    "ore": "BIGINT",
    "text": "VARCHAR",
    "counterpart": "VARCHAR",
    "row_no": "BIGINT",
}
"""What a reader delivers, in order: the code string, day, voucher, öre, texts and the number of the row."""

_MONTH = "CAST(year(day) * 100 + month(day) AS INTEGER)"


def entries_sql(source: str) -> str:
    """The stored entries of a relation with the columns of `ROW`; `$municipality` and its like are filled in."""
    codes = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in DIMENSIONS)
    return f"""
        SELECT $municipality AS municipality, $scenario AS scenario, $version AS version, $batch AS batch,
               {codes}, {_MONTH} AS month, CAST(day AS DATE) AS day, CAST(voucher AS VARCHAR) AS voucher,
               CAST(ore AS BIGINT) AS ore, CAST(text AS VARCHAR) AS text,
               CAST(counterpart AS VARCHAR) AS counterpart, CAST(row_no AS BIGINT) AS row_no
        FROM ({source}) WHERE year(day) = $year"""


def monthly_sql(source: str, dimensions: tuple[str, ...]) -> str:
    """The monthly sums of a relation by some of its dimensions, in an order that packs well."""
    keys = ", ".join((*SLOT, *dimensions, "month"))
    return f"""
        SELECT {keys}, CAST(SUM(ore) AS BIGINT) AS ore, CAST(SUM(entries) AS BIGINT) AS entries
        FROM {source} GROUP BY {keys} ORDER BY {keys}"""


def parquet(*paths: str) -> str:
    """A relation of exactly these files; a pattern with * would let the engine guess, and guess badly."""
    listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"
