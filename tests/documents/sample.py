"""A document with every kind of node, small enough to look at, and the same repeated to a report's length."""

from decimal import Decimal

from utfall.documents.model import (
    Appendix,
    Block,
    Cell,
    Chart,
    ChartKind,
    Contents,
    Cover,
    DecisionItem,
    Document,
    Emphasis,
    Footnote,
    FootnoteMark,
    HeaderRole,
    Heading,
    IndicatorRow,
    IndicatorTable,
    Inlines,
    Link,
    ListBlock,
    Missing,
    Name,
    Number,
    Paragraph,
    PeriodName,
    RiskCard,
    Row,
    RowKind,
    Series,
    StatusLine,
    Table,
    Text,
)
from utfall.domain import swedish
from utfall.domain.period import Period
from utfall.domain.unit import MNKR, PERCENT, RISK_VALUE, TKR, Unit

PERIOD = Period.parse("2024-01..2024-08")


def number(value: str, *, unit: Unit | None = None, address: str | None = None, plus: bool = False) -> Number:
    """A number as the formatter prints it: with its unit if it has one of its own."""
    amount = Decimal(value)
    decimals = max(-int(amount.as_tuple().exponent), 0)
    if unit is None:
        return Number(swedish.number(amount, decimals), amount, decimals, address=address)
    return Number(
        swedish.quantity(amount, unit, decimals, plus=plus), amount, decimals, unit, address=address
    )


def text(words: str) -> Inlines:
    return (Text(words),)


def heads(*names: str) -> Row:
    return Row(tuple(Cell(text(name), HeaderRole.COLUMN) for name in names), RowKind.HEADER)


def line(label: str, *values: str | None, kind: RowKind = RowKind.BODY, measure: str = "") -> Row:
    cells = [Cell(text(label), HeaderRole.ROW)]
    for position, value in enumerate(values):
        address = f"{measure}.k{position}:SEN:2024-01..2024-08:utfall" if measure else None
        node = Missing("Uppgift saknas") if value is None else number(value, address=address)
        cells.append(Cell((node,)))
    return Row(tuple(cells), kind)


STATEMENT = Table(
    text("Resultaträkning, mnkr"),
    (
        heads("Post", "Utfall 2023", "Utfall 2024", "Budget 2024", "Avvikelse", "Prognos helår"),
        Row((Cell(text("Verksamhetens intäkter"), HeaderRole.ROW, colspan=6),), RowKind.GROUP),
        line("Externa intäkter", "20.1", "22.4", "21.0", "1.4", "33.1", measure="extern"),
        line("Interna intäkter", "512.9", "532.5", "539.6", "-7.1", "795.8", measure="intern"),
        line("Summa intäkter", "533.0", "554.9", "560.6", "-5.7", "828.9", kind=RowKind.SUBTOTAL),
        line("Personal", "-290.4", "-306.3", "-319.3", "13.0", "-463.7", measure="personal"),
        line("Övriga kostnader", "-236.0", "-232.9", "-241.3", "8.4", "-1365.2"),
        line("Summa kostnader", "-526.4", "-539.2", "-560.6", "21.4", "-1828.9", kind=RowKind.SUBTOTAL),
        line("Rullat underskott", None, "-4.7", "0.0", "-4.7", None),
        line("Resultat", "6.6", "11.0", "0.0", "11.0", "-3.0", kind=RowKind.TOTAL, measure="resultat"),
    ),
    MNKR,
    "Plus är bättre än budget",
    (
        Footnote("1", text("Rullat underskott fördelas med åtta tolftedelar.")),
        Footnote("", text("Summor kan avvika på grund av avrundning.")),
    ),
    "resultatrakning",
)

SICK_LEAVE = Table(
    text("Sjukfrånvaro, rullande tolv månader, procent"),
    (
        Row(
            (
                Cell(text("Grupp"), HeaderRole.COLUMN, rowspan=2),
                Cell(text("Augusti 2023–juli 2024"), HeaderRole.COLUMN, colspan=2),
                Cell(text("Förändring"), HeaderRole.COLUMN, rowspan=2),
            ),
            RowKind.HEADER,
        ),
        Row((Cell(text("I år"), HeaderRole.COLUMN), Cell(text("I fjol"), HeaderRole.COLUMN)), RowKind.HEADER),
        line("Kvinnor", "6.9", "7.4", "-0.5"),
        line("Män", "4.2", "4.8", "-0.6"),
        line("Totalt", "6.1", "6.6", "-0.5", kind=RowKind.TOTAL),
    ),
    PERCENT,
    anchor="sjukfranvaro",
)

MEASURES = Table(
    text("Åtgärder för ekonomi i balans, beslutade, effekt i tkr"),
    (
        heads("Åtgärd", "Enhet", "Effekt 2024", "Effekt 2025"),
        Row(
            (
                Cell(
                    text("Vakanta tjänster tillsätts först efter prövning i ledningsgruppen"), HeaderRole.ROW
                ),
                Cell(text("Ekonomi och upphandling")),
                Cell((number("1600"),)),
                Cell((number("2400"),)),
            )
        ),
        Row(
            (
                Cell(text("Färre körningar till de kök som ligger längst bort"), HeaderRole.ROW),
                Cell(text("Måltidsservice")),
                Cell((number("350"),)),
                Cell((Missing("Inte aktuellt"),)),
            )
        ),
        line("Summa", None, "1950", "2400", kind=RowKind.TOTAL),
    ),
    TKR,
)

INDICATORS = IndicatorTable(
    text("Indikatorer"),
    ("Titel", "Utfall", "Mål 2027", "Status", "Kommentar"),
    (
        IndicatorRow(
            text("Andel medarbetare som upplever en tillitsfull förbättringskultur"),
            number("68.3", unit=PERCENT, address="forbattringskultur:SEN:2024:utfall"),
            number("75", unit=PERCENT),
            "Uppnås delvis",
            text(
                "Första mätningen i mandatperioden. Svarsfrekvensen blev hög och enheterna har fått sitt resultat."
            ),
        ),
        IndicatorRow(
            text("Andel kunder som är nöjda"),
            Missing("Mäts i november"),
            number("8.0"),
            "Kan inte bedömas",
            (),
        ),
    ),
)


def _series(name: str, *values: str | None) -> Series:
    return Series(name, tuple(None if value is None else number(value) for value in values))


CHARTS = (
    Chart(
        ChartKind.VARIANCE_BARS,
        "Område 2 går bäst mot budget",
        "Liggande staplar. Område 1 är 0,4 under budget, område 2 är 9,1 över och område 3 är 2,3 över.",
        ("Område 1", "Område 2", "Område 3 – Måltidsservice"),
        (_series("Avvikelse", "-0.4", "9.1", "2.3"),),
        MNKR,
        "diagram-avvikelse",
    ),
    Chart(
        ChartKind.LINE_AND_TARGET,
        "Sjukfrånvaron sjunker för tredje året",
        "Linjer. Kvinnor går från 7,8 till 6,9 procent, män från 5,0 till 4,2. Målet är 5,5.",
        ("2021", "2022", "2023", "2024"),
        (
            _series("Kvinnor", "7.8", "7.9", "7.4", "6.9"),
            _series("Män", "5.0", None, "4.8", "4.2"),
            _series("Mål", "5.5", "5.5", "5.5", "5.5"),
        ),
        PERCENT,
    ),
    Chart(
        ChartKind.BARS,
        "Flest portioner lagas i Rekarneköket",
        "Staplar för tre kök.",
        ("Rekarneköket", "Slottsköket", "Åköket"),
        (_series("Portioner", "4200", "3100", "1750"),),
    ),
    Chart(
        ChartKind.GROUPED_BARS,
        "Intäkterna når inte budget",
        "Parvisa staplar för utfall och budget.",
        ("Externa", "Interna"),
        (_series("Utfall", "22.4", "532.5"), _series("Budget", "21.0", "539.6")),
        MNKR,
    ),
    Chart(
        ChartKind.STACKED_SHARE,
        "Fyra av tio enheter har övat",
        "Andelar: 43 procent har övat, 3 procent delvis och 54 procent inte.",
        ("Övning", "Krispärm"),
        (_series("Ja", "43", "61"), _series("Delvis", "3", "12"), _series("Nej", "54", "27")),
        PERCENT,
    ),
    Chart(
        ChartKind.BULLET,
        "Två av tre mål är nära",
        "Utfall mot mål för tre indikatorer.",
        ("Förbättringskultur", "Uppdrag", "Kunddialog"),
        (_series("Utfall", "68.3", "40", "76.5"), _series("Mål", "75", "80", "70")),
        PERCENT,
    ),
)


def _card(title: str, likelihood: str, consequence: str, value: str, word: str, anchor: str) -> RiskCard:
    values = (
        Number(value, Decimal(value), 0, RISK_VALUE, address=f"riskvarde.{anchor}:SEN:2024:utfall"),
        Number(likelihood, Decimal(likelihood), 0),
        Number(consequence, Decimal(consequence), 0),
    )
    cells = (Cell((values[0],)), Cell(text(word)), Cell((values[1],)), Cell((values[2],)))
    table = Table(
        text(f"Riskvärde: {title}"), (heads("Riskvärde", "Nivå", "Sannolikhet", "Konsekvens"), Row(cells))
    )
    return RiskCard(
        text(title),
        table,
        (
            Paragraph(
                text(
                    "Risken att behov beskrivs för sent, vilket leder till att förberedelserna inte hinns med."
                )
            ),
            Paragraph(
                (Text("Hanteras genom inriktningen "), Name("Samverkan", "I4"), Text(".")), "Hantering"
            ),
            ListBlock(
                (
                    (Paragraph(text("Behoven samlas in före sommaren.")),),
                    (Paragraph(text("Planen prövas i en övning.")), Paragraph(text("Övningen utvärderas."))),
                ),
                ordered=True,
            ),
        ),
        anchor,
    )


def _front() -> tuple[Block, ...]:
    return (
        Heading(1, text("Servicenämndens delårsrapport 2 år 2024"), "titel"),
        Heading(2, text("Förslag till beslut"), "beslut"),
        DecisionItem(1, text("Delårsrapporten godkänns och överlämnas till kommunstyrelsen.")),
        DecisionItem(
            2,
            (
                Text("Prognosen på "),
                number("-3.0", unit=MNKR, address="resultat.inkl:SEN:2024:prognos"),
                Text(" noteras."),
            ),
        ),
        Cover("Delårsrapport 2, 2024", "Servicenämnden", "januari–augusti 2024"),
        StatusLine(
            (("Status", text("Utkast")), ("Rapportperiod", (PeriodName("januari–augusti 2024", PERIOD),)))
        ),
        Contents("Innehåll", 2),
    )


def _summary() -> tuple[Block, ...]:
    return (
        Heading(2, text("Sammanfattning"), "sammanfattning"),
        Paragraph(
            (
                Text("Resultatet till och med augusti är "),
                number("11.0", unit=MNKR, plus=True, address="resultat.inkl:SEN:2024-01..2024-08:utfall"),
                Text(" och prognosen för helåret "),
                number("-3.0", unit=MNKR, address="resultat.inkl:SEN:2024:prognos"),
                Text(". Det visar "),
                Link(text("resultaträkningen"), "#resultatrakning"),
                Text(" och "),
                Link(text("kommunens sidor"), "https://example.org/delar"),
                Text("."),
                FootnoteMark("a"),
                Text(" "),
                Emphasis(text("Måltidsservice"), strong=True),
                Text(" bär den största delen, "),
                Emphasis(text("trots högre priser"), strong=False),
                Text("."),
            )
        ),
        Footnote("a", text("Beloppen är avrundade var för sig.")),
        Paragraph(text("Upphandlingarna är många & kräver tid <särskilt> i höst."), "Kommentar"),
        ListBlock(
            (
                (Paragraph(text("Rekarneköket är i drift sedan skolstarten.")),),
                (
                    Paragraph(text("Nätet är delat i zoner:")),
                    ListBlock(((Paragraph(text("servrar")),), (Paragraph(text("arbetsplatser")),))),
                ),
            )
        ),
    )


def _chapter() -> tuple[Block, ...]:
    row = STATEMENT.rows[8]
    marked = Row((Cell((*row.cells[0].inlines, FootnoteMark("1")), HeaderRole.ROW), *row.cells[1:]), row.kind)
    statement = Table(
        STATEMENT.caption,
        (*STATEMENT.rows[:8], marked, *STATEMENT.rows[9:]),
        STATEMENT.unit,
        STATEMENT.sign,
        STATEMENT.notes,
        STATEMENT.anchor,
    )
    return (
        Heading(2, text("Effektiv organisation"), "effektiv"),
        Paragraph(text("Området samlar mål om ekonomi, medarbetare och utveckling.")),
        Heading(3, text("4-årigt strategiskt mål – Ökad utvecklingstakt"), "utveckling"),
        Paragraph(text("Arbetet går framåt i alla enheter."), "Kommentar"),
        INDICATORS,
        Heading(3, text("4-årigt strategiskt mål – Stabil ekonomi"), "ekonomi"),
        statement,
        Paragraph(text("Personalkostnaderna är lägre än budget, eftersom tjänster har varit vakanta.")),
        *CHARTS[:2],
        Heading(4, text("Åtgärder")),
        MEASURES,
        SICK_LEAVE,
        *CHARTS[2:],
    )


def _appendix() -> Appendix:
    return Appendix(
        text("Bilaga: Intern styrning och kontroll"),
        (
            Heading(3, text("Risker 2024"), "risker"),
            _card("Sent definierade behov", "4", "4", "16", "Hög", "r1"),
            _card("Drift trängs undan av utveckling", "2", "3", "6", "Låg", "r2"),
        ),
        "bilaga",
    )


def small() -> Document:
    """Every kind of node, some six pages."""
    return Document(
        title="Servicenämndens delårsrapport 2 år 2024",
        language="sv",
        blocks=(*_front(), *_summary(), *_chapter(), _appendix()),
        organisation="Servicenämnden",
        made_at="2024-09-12T10:42:00+02:00",
        identity="a1b2c3",
    )


def large(chapters: int = 7) -> Document:
    """A report of some 28 pages, for measuring."""
    prose = Paragraph(
        text(
            "Enheterna har under perioden arbetat med att hålla kostnaderna nere utan att tappa fart i utvecklingen. "
            "Fler ärenden löses vid första kontakten och väntetiden har blivit kortare än i fjol. Samarbetet över "
            "gränserna fungerar, men två enheter har haft svårt att rekrytera och har därför skjutit på planerade "
            "insatser till nästa år."
        )
    )
    body: list[Block] = []
    for _chapter_number in range(chapters):
        body += [*_chapter(), *(prose for _ in range(12))]
    return Document(
        title="Servicenämndens delårsrapport 2 år 2024",
        language="sv",
        blocks=(*_front(), *_summary(), *body, _appendix()),
        organisation="Servicenämnden",
        made_at="2024-09-12T10:42:00+02:00",
    )
