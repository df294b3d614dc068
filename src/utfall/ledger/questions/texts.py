"""The questions themselves: one SQL text each, with `:name` parameters and `{name}` for files, tables and columns.

`{source}` is the monthly sums or the entries; both have the columns that are used here, so that one text is asked of
either and must get the same answer. The small tables carry the months in which a code meant what they say.
"""

SUMS = """
SELECT {inner_keys}, CAST(SUM(b.ore) AS BIGINT) AS ore
FROM {source} b
{joins}
WHERE b.month BETWEEN :first_month AND :last_month {filters}
GROUP BY {inner_groups}
"""

STATEMENT = """
WITH sums AS ({sums})
SELECT {outer_keys}, c.name AS name, CAST(-SUM(s.ore) AS BIGINT) AS amount
FROM sums s
JOIN {asked} c ON c.municipality = s.municipality AND c.scenario = s.scenario AND c.version = s.version
              AND s.month BETWEEN c.first_month AND c.last_month
GROUP BY {outer_groups}, c.name
ORDER BY {outer_groups}, c.name
"""

MOVERS = """
WITH cells AS ({statement}),
pairs AS (
  SELECT {keys},
         CAST(SUM(CASE WHEN name = :ours THEN amount ELSE 0 END) AS BIGINT) AS ours,
         CAST(SUM(CASE WHEN name = :theirs THEN amount ELSE 0 END) AS BIGINT) AS theirs
  FROM cells GROUP BY {keys}),
changes AS (SELECT {keys}, ours, theirs, ours - theirs AS change FROM pairs)
SELECT {keys}, ours, theirs, change,
       CAST(SUM(change) OVER () AS BIGINT) AS whole, COUNT(*) OVER () AS rows_in_all
FROM changes
WHERE change <> 0
ORDER BY ABS(change) DESC, {keys}
LIMIT :size
"""

_CELL = """
FROM {source} b {joins}
JOIN {asked} c ON c.municipality = b.municipality AND c.scenario = b.scenario AND c.version = b.version
              AND b.month BETWEEN c.first_month AND c.last_month
WHERE b.month BETWEEN :first_month AND :last_month {filters}
"""

ALL_ENTRIES = (
    """
SELECT b.batch, b.row_no, b.day, b.voucher, b.ansvar, b.konto, b.verksamhet, b.projekt, b.aktivitet, b.objekt,
       b.motpart, b.ore, b.text, b.counterpart
"""
    + _CELL
    + """
ORDER BY b.day, b.voucher, b.batch, b.row_no
"""
)

ENTRIES = (
    ALL_ENTRIES.replace(
        "ORDER BY",
        "AND b.day BETWEEN CAST(:first_day AS DATE) AND CAST(:last_day AS DATE) ORDER BY",
    )
    + "LIMIT :size OFFSET :skip"
)

ENTRIES_BY_DAY = "SELECT b.day, COUNT(*) AS entries" + _CELL + "GROUP BY b.day ORDER BY b.day"

ENTRIES_BY_MONTH = (
    "SELECT b.month, CAST(SUM({each}) AS BIGINT) AS entries, CAST(SUM(b.ore) AS BIGINT) AS ore"
    + _CELL
    + "GROUP BY b.month ORDER BY b.month"
)
"""`each` is how many entries a row of the source stands for."""

JOINS = {
    "accounts": "JOIN {accounts} a ON a.konto = b.konto",
    "units": "JOIN {units} u ON u.ansvar = b.ansvar",
    "projects": "JOIN {projects} p ON p.projekt = b.projekt",
    "internal": "LEFT JOIN {internal} i ON i.motpart = b.motpart AND i.node = u.node",
}
SAME_MUNICIPALITY = " AND {alias}.municipality = b.municipality"
IN_MONTHS = " AND b.month BETWEEN {alias}.first_month AND {alias}.last_month"
"""How a row meets its codes; what is added where the files are of several municipalities, and where a code meant
different things in the months of the question."""

NOT_INTERNAL = "AND i.motpart IS NULL"
