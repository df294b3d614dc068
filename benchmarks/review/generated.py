"""Interim reports made up from a seed, in many shapes, right down to the last figure: what a checker must leave alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from utfall.documents.model import (
    Appendix,
    Block,
    Cell,
    Document,
    HeaderRole,
    Heading,
    Inline,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
)  # fmt: skip
from utfall.domain.swedish import number as formatted
from utfall.domain.unit import MNKR, PERCENT, TKR, Unit

_FIRST = (
    "Teknik", "Kultur", "Omsorgs", "Utbildnings", "Miljö", "Fritids", "Arbetsmarknads", "Byggnads", "Social", "Drift",
)  # fmt: skip
_AREAS = (
    "Lokalvård", "Gatudrift", "Bibliotek", "Hemtjänst", "Förskola", "Musikskola", "Parkskötsel", "Simhallar",
    "Stadsarkiv", "Växthuset", "Bostadsstöd", "Lantmäteri", "Verkstäder", "Turistbyrå", "Fältgruppen", "Vuxenskola",
)  # fmt: skip
_INCOME = ("Försäljning", "Avgifter", "Hyresintäkter", "Bidrag", "Interna intäkter", "Övriga intäkter")
_COST = (
    "Personalkostnader", "Lokalkostnader", "Köp av tjänster", "Material", "Kapitalkostnader", "Transporter",
    "Livsmedel", "Övriga kostnader", "Konsulter",
)  # fmt: skip
_MEASURES = (
    "Vakanshålla tjänst", "Lägre inköp", "Samordna scheman", "Avsluta hyresavtal", "Minska konsulter",
    "Se över avtal", "Senarelägga projekt", "Gemensam bemanning", "Digital utskrift",
)  # fmt: skip
_PROJECTS = (
    "Ny ventilation",
    "Laddplatser",
    "Fordon",
    "Möbler",
    "Verksamhetssystem",
    "Ombyggnad entré",
    "Belysning",
)
_INDICATORS = ("nöjda brukare", "svar i tid", "avtalstrohet", "förnybart drivmedel", "ekologiska livsmedel")

Columns = dict[str, Decimal]


@dataclass(frozen=True)
class Shape:
    """How one report prints: money unit and decimals, forced sums, order of columns and of sections."""

    random: Random
    year: int
    month: str
    unit: Unit
    decimals: int
    forced: bool
    hyphen: bool

    def rounded(self, kronor: Decimal) -> Decimal:
        """An amount in kronor as printed in the shape's unit."""
        return _rounded(kronor / self.unit.factor, self.decimals)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def report(seed: int) -> Document:
    """The report of that seed: tables and prose over one set of amounts, every figure right."""
    random = Random(seed)
    unit = random.choice((MNKR, MNKR, TKR))
    shape = Shape(
        random=random, year=random.choice((2021, 2022, 2023, 2025)), month=random.choice(("april", "augusti", "juli")),
        unit=unit, decimals=1 if unit is MNKR else 0, forced=random.random() < 0.3, hyphen=random.random() < 0.3,
    )  # fmt: skip
    name = f"{random.choice(_FIRST)}nämnden"
    areas = random.sample(_AREAS, random.randint(4, 9))
    money = {area: _area(random) for area in areas}
    parts = [
        _statement(shape, name, money), _by_area(shape, name, money), _measures(shape), _costs(shape, areas[0]),
        _investments(shape), _staff(shape, areas), _indicators(shape),
    ]  # fmt: skip
    random.shuffle(parts)
    kept = parts[: random.randint(5, 7)]
    blocks: list[Block] = [Heading(1, (Text(f"Delårsrapport {shape.year}, {name}"),), "top")]
    blocks += _summary(shape, name, money)
    for part in kept:
        blocks += part
    if random.random() < 0.6:
        blocks.append(
            Appendix((Text("Bilaga: resultat per område"),), tuple(_appendix(shape, name, money)), "bilaga")
        )
    return Document(f"Delårsrapport {name}", "sv", tuple(blocks), organisation=name)


# The amounts ----------------------------------------------------------------------------------------------------

COLUMNS = ("before", "now", "budget", "year_budget", "forecast")


def _area(random: Random) -> dict[str, Columns]:
    """Income and cost lines of one area in kronor, costs negative; forecasts and budgets vary around the outcome."""
    lines = {}
    for name in _INCOME[:3] + _COST[:4]:
        size = Decimal(random.randint(200_000, 30_000_000)) * (1 if name in _INCOME else -1)
        spread = {key: Decimal(random.randint(90, 110)) / 100 for key in COLUMNS}
        lines[name] = {
            key: (
                size * spread[key] * (Decimal("1.5") if key in ("year_budget", "forecast") else 1)
            ).quantize(Decimal(1))
            + random.randint(-9_000, 9_000)
            for key in COLUMNS
        }
    return lines


def _total(lines: Sequence[Columns]) -> Columns:
    return {key: sum((line[key] for line in lines), Decimal(0)) for key in COLUMNS}


def _all(money: dict[str, dict[str, Columns]], name: str) -> Columns:
    return _total([area[name] for area in money.values()])


# Cells ----------------------------------------------------------------------------------------------------------


def _cell(
    shape: Shape, value: Decimal | None, decimals: int, unit: Unit | None = None, suffix: str = ""
) -> Cell:
    if value is None:
        return Cell()
    return Cell((figure(shape, value, decimals, unit, suffix),))


def figure(shape: Shape, value: Decimal, decimals: int, unit: Unit | None = None, suffix: str = "") -> Number:
    """A number as the shape prints it."""
    printed = formatted(value, decimals)
    if shape.hyphen:
        printed = printed.replace("\u2212", "-")
    return Number(printed + suffix, _rounded(value, decimals), decimals, unit)


def _head(labels: Sequence[str], *, split: bool) -> list[Row]:
    """The header row; `split` sets it over two rows where a label has two words or more."""
    if not split:
        return [
            Row(
                tuple(Cell((Text(label),) if label else (), HeaderRole.COLUMN) for label in labels),
                RowKind.HEADER,
            )
        ]
    top = [label.rpartition(" ")[0] for label in labels]
    low = [label.rpartition(" ")[2] for label in labels]
    return [
        Row(tuple(Cell((Text(t),) if t else (), HeaderRole.COLUMN) for t in each), RowKind.HEADER)
        for each in (top, low)
    ]


def _row(label: str, cells: Sequence[Cell], kind: RowKind = RowKind.BODY) -> Row:
    return Row((Cell((Text(label),) if label else (), HeaderRole.ROW), *cells), kind)


def _columns(shape: Shape) -> list[tuple[str, Callable[[Columns], Decimal], str]]:
    """Header, amount and kind of the money columns, in this report's order."""
    y, m = shape.year, shape.month
    outcome = [
        (f"Utfall {m} {y - 1}", lambda c: c["before"], "base"),
        (f"Utfall {m} {y}", lambda c: c["now"], "base"),
        (f"Budget {m} {y}", lambda c: c["budget"], "base"),
        (f"Budgetavvikelse {m} {y}", lambda c: c["now"] - c["budget"], "difference"),
    ]
    year = [
        (f"Helårsbudget {y}", lambda c: c["year_budget"], "base"),
        (f"Helårsprognos {y}", lambda c: c["forecast"], "base"),
        (f"Prognosavvikelse {y}", lambda c: c["forecast"] - c["year_budget"], "difference"),
    ]
    if shape.random.random() < 0.4:
        outcome[1:3] = outcome[2:0:-1]
    groups = [outcome, year]
    if shape.random.random() < 0.3:
        groups.reverse()
    chosen = [column for group in groups for column in group]
    return chosen if shape.random.random() < 0.7 else groups[0]


def _money_table(
    shape: Shape,
    caption: str,
    corner: str,
    lines: Sequence[tuple[str, Columns, RowKind]],
    parts: dict[int, list[int]],
) -> Table:
    """A table of amounts; `parts` gives for a total's row the rows that it sums, for forced rounding."""
    columns = _columns(shape)
    values = [[shape.rounded(amount(line)) for _h, amount, _k in columns] for _l, line, _kind in lines]
    if shape.forced:
        for x, (_header, _amount, _kind) in enumerate(columns):
            for total in sorted(parts):
                values[total][x] = sum((values[row][x] for row in parts[total]), Decimal(0))
    rows = [
        _row(label, [_cell(shape, value, shape.decimals) for value in values[y]], kind)
        for y, (label, _line, kind) in enumerate(lines)
    ]
    head = _head([corner, *(header for header, _a, _k in columns)], split=shape.random.random() < 0.3)
    return Table((Text(f"{caption} ({shape.unit.symbol})"),), (*head, *rows), shape.unit)


# The parts ------------------------------------------------------------------------------------------------------


def _statement(shape: Shape, name: str, money: dict[str, dict[str, Columns]]) -> list[Block]:
    lines: list[tuple[str, Columns, RowKind]] = []
    parts: dict[int, list[int]] = {}
    income, cost = list(_INCOME[:3]), list(_COST[:4])
    for group, total in ((income, "Summa intäkter"), (cost, "Summa kostnader")):
        start = len(lines)
        lines += [(line, _all(money, line), RowKind.BODY) for line in group]
        parts[len(lines)] = list(range(start, len(lines)))
        lines.append((total, _total([_all(money, line) for line in group]), RowKind.SUBTOTAL))
    parts[len(lines)] = sorted(parts)
    lines.append(("Periodens resultat", _total([_all(money, line) for line in income + cost]), RowKind.TOTAL))
    table = _money_table(shape, "Resultaträkning", "Belopp", lines, parts)
    return [Heading(2, (Text("Ekonomiskt resultat"),), "ekonomi"), table]


def _result(lines: dict[str, Columns]) -> Columns:
    return _total(list(lines.values()))


def _by_area(shape: Shape, name: str, money: dict[str, dict[str, Columns]]) -> list[Block]:
    lines = [(area, _result(lines), RowKind.BODY) for area, lines in money.items()]
    total = _total([line for _label, line, _kind in lines])
    rows = [*lines, (f"Summa {name}", total, RowKind.TOTAL)]
    table = _money_table(shape, "Resultat per område", "Område", rows, {len(lines): list(range(len(lines)))})
    blocks: list[Block] = [Heading(2, (Text("Resultat per område"),), "omraden"), table]
    for area, line, _kind in lines:
        if shape.random.random() < 0.6:
            blocks.append(_area_text(shape, area, line))
    return blocks


def _area_text(shape: Shape, area: str, line: Columns) -> Paragraph:
    now, forecast = shape.rounded(line["now"]), shape.rounded(line["forecast"])
    return Paragraph((
        Text(f"{area} redovisar ett resultat på "), _amount(shape, now), Text(". Prognosen för helåret är "),
        _amount(shape, forecast), Text("."),
    ))  # fmt: skip


def _amount(shape: Shape, value: Decimal) -> Number:
    plus = "+" if value > 0 else ""
    number = figure(shape, value, shape.decimals, shape.unit, f"\u00a0{shape.unit.symbol}")
    return Number(plus + number.printed, number.value, number.decimals, number.unit)


def _summary(shape: Shape, name: str, money: dict[str, dict[str, Columns]]) -> list[Block]:
    total = _total([_result(lines) for lines in money.values()])
    income = _total([_all(money, line) for line in _INCOME[:3]])
    inlines: list[Inline] = [
        Text(f"{name} redovisar ett resultat på "), _amount(shape, shape.rounded(total["now"])),
        Text(" för perioden. Budgeterat resultat för perioden är "), _amount(shape, shape.rounded(total["budget"])),
        Text(". Prognosen för helåret är "), _amount(shape, shape.rounded(total["forecast"])), Text("."),
    ]  # fmt: skip
    change = _rounded(100 * (income["now"] / income["before"] - 1), 1)
    second: list[Inline] = [
        Text(f"Nämndens totala intäkter har {'ökat' if change >= 0 else 'minskat'} med "),
        Number(formatted(abs(change), 1) + "\u00a0%", abs(change), 1, PERCENT),
        Text(f" jämfört med samma period {shape.year - 1}."),
    ]
    return [
        Heading(2, (Text("Sammanfattning"),), "sammanfattning"),
        Paragraph(tuple(inlines)),
        Paragraph(tuple(second)),
    ]


def _measures(shape: Shape) -> list[Block]:
    names = shape.random.sample(_MEASURES, shape.random.randint(4, 9))
    effects = [
        [
            None if shape.random.random() < 0.2 else Decimal(shape.random.randint(5, 300) * 10)
            for _year in (0, 1)
        ]
        for _name in names
    ]
    rows = [_row(n, [_cell(shape, e, 0) for e in effect]) for n, effect in zip(names, effects, strict=True)]
    totals = [sum((effect[i] or Decimal(0) for effect in effects), Decimal(0)) for i in (0, 1)]
    rows.append(_row("Summa åtgärder", [_cell(shape, t, 0) for t in totals], RowKind.TOTAL))
    head = _head(["Åtgärd", f"Effekt {shape.year} (tkr)", f"Effekt {shape.year + 1} (tkr)"], split=False)
    return [Heading(2, (Text("Åtgärder"),), "atgarder"), Table((Text("Beslutade åtgärder"),), (*head, *rows))]


def _costs(shape: Shape, area: str) -> list[Block]:
    """Costs of one area in whole thousands that are not rounded, positive, with the variance turned round."""
    names = shape.random.sample(_COST, shape.random.randint(4, 7))
    amounts = [[Decimal(shape.random.randint(300, 90_000)) for _column in range(3)] for _name in names]
    rows = []
    totals = [sum((line[i] for line in amounts), Decimal(0)) for i in range(3)]
    for label, (before, now, budget) in [*zip(names, amounts, strict=True), ("Totalt", totals)]:
        figures = (before, now, before - now, budget, budget - now)
        kind = RowKind.TOTAL if label == "Totalt" else RowKind.BODY
        rows.append(_row(label, [_cell(shape, value, 0) for value in figures], kind))
    y, m = shape.year, shape.month
    labels = ["Kostnad", f"Utfall {m} {y - 1}", f"Utfall {m} {y}", "Förändring mot föregående år", f"Budget {m} {y}",
              "Avvikelse mot budget"]  # fmt: skip
    table = Table((Text(f"Kostnadsutveckling {area}, tkr"),), (*_head(labels, split=False), *rows), TKR)
    return [Heading(2, (Text(f"Kostnader för {area}"),), "kostnader"), table]


def _investments(shape: Shape) -> list[Block]:
    names = shape.random.sample(_PROJECTS, shape.random.randint(3, 6))
    amounts = [
        (Decimal(shape.random.randint(300, 9000)), Decimal(shape.random.randint(1000, 12000))) for _n in names
    ]
    total = (sum((a for a, _b in amounts), Decimal(0)), sum((b for _a, b in amounts), Decimal(0)))
    rows = []
    for label, (now, budget) in [*zip(names, amounts, strict=True), ("Summa investeringar", total)]:
        used = _rounded(100 * now / budget, 1)
        cells = [
            _cell(shape, now, 0),
            _cell(shape, budget, 0),
            _cell(shape, budget - now, 0),
            _cell(shape, used, 1),
        ]
        rows.append(_row(label, cells, RowKind.TOTAL if label.startswith("Summa") else RowKind.BODY))
    labels = ["Projekt", "Utfall (tkr)", "Budget (tkr)", "Avvikelse (tkr)", "Andel av budget, %"]
    table = Table((Text("Investeringar"),), (*_head(labels, split=False), *rows))
    return [Heading(2, (Text("Investeringar"),), "investeringar"), table]


def _staff(shape: Shape, areas: Sequence[str]) -> list[Block]:
    counts = [(Decimal(shape.random.randint(8, 240)), Decimal(shape.random.randint(5, 90))) for _a in areas]
    total = (sum((w for w, _m in counts), Decimal(0)), sum((m for _w, m in counts), Decimal(0)))
    rows = []
    for label, (women, men) in [*zip(areas, counts, strict=True), ("Totalt", total)]:
        share = _rounded(100 * women / (women + men), 1)
        cells = [
            _cell(shape, women, 0),
            _cell(shape, men, 0),
            _cell(shape, women + men, 0),
            _cell(shape, share, 1),
        ]
        rows.append(_row(label, cells, RowKind.TOTAL if label == "Totalt" else RowKind.BODY))
    labels = ["Antal anställda", "Kvinnor", "Män", "Totalt", "Andel kvinnor, %"]
    table = Table((Text("Antal anställda per område"),), (*_head(labels, split=False), *rows))
    return [Heading(2, (Text("Personal"),), "personal"), table]


def _indicators(shape: Shape) -> list[Block]:
    names = shape.random.sample(_INDICATORS, 3)
    outcomes = [Decimal(shape.random.randint(350, 950)) / 10 for _n in names]
    rows = [
        _row(
            f"Andel {n}",
            [_cell(shape, o, 1, PERCENT, "\u00a0%"), _cell(shape, Decimal(t), 0, PERCENT, "\u00a0%")],
        )
        for n, o, t in zip(names, outcomes, (75, 80, 95), strict=True)
    ]
    if shape.random.random() < 0.6:
        mean = _rounded(sum(outcomes, Decimal(0)) / 3, 1)
        rows.append(_row("Genomsnitt", [_cell(shape, mean, 1, PERCENT, "\u00a0%"), Cell()]))
    head = _head(["Indikator", "Utfall", f"Mål {shape.year + 2}"], split=False)
    return [Heading(2, (Text("Indikatorer"),), "indikatorer"), Table((Text("Indikatorer"),), (*head, *rows))]


def _appendix(shape: Shape, name: str, money: dict[str, dict[str, Columns]]) -> list[Block]:
    """The areas once more, in thousands, some with the areas as columns."""
    keys = (("Utfall", "now"), ("Budget", "budget"), ("Helårsprognos", "forecast"))
    results = {area: _result(lines) for area, lines in money.items()}
    results[f"Summa {name}"] = _total(list(results.values()))
    in_thousands = {a: [_rounded(line[key] / 1000, 0) for _h, key in keys] for a, line in results.items()}
    headers = [
        f"{h} {shape.year}" if key == "forecast" else f"{h} {shape.month} {shape.year}" for h, key in keys
    ]
    if shape.random.random() < 0.4:
        head = _head(["Tkr", *results], split=False)
        rows = [
            _row(header, [_cell(shape, in_thousands[area][i], 0) for area in results])
            for i, header in enumerate(headers)
        ]
    else:
        head = _head(["Tkr", *headers], split=False)
        rows = [
            _row(area, [_cell(shape, value, 0) for value in values]) for area, values in in_thousands.items()
        ]
    return [Table((Text("Resultat per område i tkr"),), (*head, *rows), TKR)]
