"""Everything that can be wrong with a SIE file, each with a sentence that says what to do."""

from collections.abc import Iterable
from enum import Enum

from utfall.domain.finding import Finding, Severity, Value
from utfall.locale import mark as _

_ERROR, _QUESTION = Severity.ERROR, Severity.QUESTION
_LONGEST = 120


class Problem(Enum):
    """A kind of fault: stable code, severity, and the Swedish sentence with `{names}` to fill in.

    A question is something that was read in spite of being written wrongly; an error is something that was not
    read, or does not add up.
    """

    NOT_SIE = (
        "sie.not-sie",
        _ERROR,
        _("Filen innehåller ingen SIE-post. Kontrollera att rätt fil valdes; en SIE-fil börjar med #FLAGGA."),
    )
    SIE_5 = (
        "sie.version-5",
        _ERROR,
        _("Filen är SIE 5 (XML), som inte läses. Hämta ut samma uppgifter som SIE 4 ur ekonomisystemet."),
    )
    ENCODING = (
        "sie.encoding",
        _QUESTION,
        _(
            "Filen ska vara skriven i teckentabell 437 (PC8) men är skriven i {encoding}. Den lästes som {encoding}; "
            "kontrollera att å, ä och ö är rätt."
        ),
    )
    NO_TYPE = ("sie.no-type", _QUESTION, _("Posten #SIETYP saknas; filen läses som typ 1."))
    UNKNOWN_TYPE = (
        "sie.unknown-type",
        _ERROR,
        _("SIE-typen ”{text}” finns inte. Typen ska vara 1, 2, 3 eller 4."),
    )
    OUTSIDE = ("sie.not-a-record", _QUESTION, _("Raden är ingen SIE-post och hoppades över: ”{text}”."))
    UNKNOWN_LABEL = (
        "sie.unknown-label",
        _QUESTION,
        _("Etiketten {label} finns inte i SIE och hoppades över ({count} rader)."),
    )
    CONTROL_CHARACTER = (
        "sie.control-character",
        _QUESTION,
        _("Raden innehåller styrtecken, som inte får finnas i SIE; de lästes som blanksteg."),
    )
    STRAY_QUOTE = (
        "sie.stray-quote",
        _QUESTION,
        _(
            "Ett citattecken står mitt i en text: ”{text}”. Ofta är det ett ö som blivit fel när filen sparades om; "
            "hämta filen på nytt ur ekonomisystemet om namnet är fel."
        ),
    )
    OPEN_QUOTE = (
        "sie.open-quote",
        _QUESTION,
        _("Ett citattecken avslutas aldrig; texten lästes till radens slut: ”{text}”."),
    )
    STRAY_BRACE = ("sie.stray-brace", _QUESTION, _("En klammer står fel på raden: ”{text}”."))
    OPEN_LIST = (
        "sie.open-list",
        _QUESTION,
        _("Objektlistan avslutas aldrig; den lästes till radens slut: ”{text}”."),
    )
    ODD_LIST = (
        "sie.odd-list",
        _ERROR,
        _("Objektlistan har en dimension utan objekt: ”{text}”. Den sista delen hoppades över."),
    )
    NO_LIST = (
        "sie.no-list",
        _QUESTION,
        _("Posten {label} saknar objektlista; den lästes som ett belopp utan objekt."),
    )
    MISSING_FIELD = (
        "sie.missing-field",
        _ERROR,
        _("Posten {label} saknar {column} och lästes inte: ”{text}”."),
    )
    AMOUNT = ("sie.amount", _ERROR, _("”{text}” är inget belopp; posten {label} lästes inte."))
    AMOUNT_FORM = (
        "sie.amount-form",
        _QUESTION,
        _(
            "Beloppet ”{text}” är inte skrivet som SIE föreskriver (punkt som decimaltecken, inga mellanrum, inget "
            "plustecken) men kunde läsas."
        ),
    )
    AMOUNT_DECIMALS = (
        "sie.amount-decimals",
        _QUESTION,
        _("Beloppet ”{text}” har fler än två decimaler och avrundades till hela ören."),
    )
    QUANTITY = ("sie.quantity", _QUESTION, _("”{text}” är ingen kvantitet och lästes som ingen alls."))
    DATE = (
        "sie.date",
        _ERROR,
        _("”{text}” är inget datum (ska vara ÅÅÅÅMMDD); posten {label} saknar därför datum."),
    )
    DATE_FORM = (
        "sie.date-form",
        _QUESTION,
        _("Datumet ”{text}” är inte skrivet som ÅÅÅÅMMDD men kunde läsas."),
    )
    TEXT_AS_DATE = (
        "sie.text-as-date",
        _QUESTION,
        _("Texten ”{text}” står på datumets plats; den lästes som text och verifikationens datum används."),
    )
    NUMBER = ("sie.number", _ERROR, _("”{text}” är inget heltal; posten {label} lästes inte."))
    PERIOD = (
        "sie.period",
        _ERROR,
        _("”{text}” är ingen period (ska vara ÅÅÅÅMM); posten {label} lästes inte."),
    )
    ACCOUNT = ("sie.account", _QUESTION, _("Kontot ”{text}” är inte ett nummer; det lästes ändå."))
    SMALL_LETTERS = (
        "sie.small-letters",
        _QUESTION,
        _("Etiketten {label} är skriven med små bokstäver men lästes."),
    )
    NO_VOUCHER = (
        "sie.no-voucher",
        _ERROR,
        _("Posten {label} står utanför en verifikation och lästes inte: ”{text}”."),
    )
    OPEN_VOUCHER = (
        "sie.open-voucher",
        _ERROR,
        _("Verifikation {voucher} avslutas aldrig med en klammer; filen kan vara avkortad."),
    )
    NO_BRACE = ("sie.no-brace", _QUESTION, _("Verifikation {voucher} saknar inledande klammer men lästes."))
    NO_DATE = (
        "sie.no-voucher-date",
        _ERROR,
        _("Verifikation {voucher} saknar giltigt datum; den kan inte läggas i en månad."),
    )
    OUTSIDE_YEARS = (
        "sie.outside-years",
        _QUESTION,
        _(
            "Verifikation {voucher} har datum {day}, utanför filens räkenskapsår; den ingår i inget års avstämning."
        ),
    )
    UNBALANCED = (
        "sie.unbalanced",
        _ERROR,
        _(
            "Verifikation {voucher} summerar till {amount} kr, inte till noll. Rätta i ekonomisystemet och hämta "
            "filen på nytt."
        ),
    )
    CHECKSUM = (
        "sie.checksum",
        _QUESTION,
        _(
            "Kontrollsumman i #KSUMMA är {stated} men innehållet ger {computed}. Filen har ändrats sedan den skrevs; "
            "hämta den på nytt ur ekonomisystemet."
        ),
    )
    TRUNCATED = (
        "sie.truncated",
        _ERROR,
        _(
            "Filen inleder en kontrollsumma (#KSUMMA) men avslutar den aldrig. Den är avkortad och ska inte läsas in; "
            "hämta den på nytt ur ekonomisystemet."
        ),
    )
    OPENING_SUM = (
        "sie.opening-sum",
        _ERROR,
        _("Ingående balanser för år {year} summerar till {amount} kr, inte till noll."),
    )
    CLOSING_SUM = (
        "sie.closing-sum",
        _ERROR,
        _("Utgående balanser plus resultat för år {year} summerar till {amount} kr, inte till noll."),
    )
    CHANGE = (
        "sie.change",
        _ERROR,
        _(
            "Konto {account}, år {year}: ingående balans plus verifikationer ger {found} kr men utgående balans är "
            "{expected} kr."
        ),
    )
    OUTCOME = (
        "sie.outcome",
        _ERROR,
        _(
            "Konto {account}, år {year}: verifikationerna summerar till {found} kr men resultatet är {expected} kr."
        ),
    )
    MONTHS = (
        "sie.months",
        _ERROR,
        _(
            "Konto {account}, år {year}: periodsaldona summerar till {found} kr men resultatet är {expected} kr."
        ),
    )
    NO_START = (
        "sie.checksum-unopened",
        _QUESTION,
        _("Kontrollsumman #KSUMMA avslutas utan att ha inletts och kan inte prövas."),
    )
    TWO_YEARS = ("sie.year-twice", _ERROR, _("Räkenskapsår {number} anges två gånger med olika datum."))
    OBJECTS_IN_TYPE_2 = (
        "sie.objects-in-type-2",
        _QUESTION,
        _("Filen är av typ 2 men har {count} periodbelopp med objekt; de räknas inte, som SIE föreskriver."),
    )

    def __init__(self, code: str, severity: Severity, message: str) -> None:
        self.code = code
        self.severity = severity
        self.message = message

    def at(self, where: str, values: dict[str, Value] | None = None) -> Finding:
        """The finding at a place (`fil.se, rad 12`); long texts are cut, so that the list can be read."""
        shown = {name: _cut(value) for name, value in (values or {}).items()}
        return Finding(self.code, self.severity, where, self.message, shown)


_LOST = frozenset(
    problem.code
    for problem in (
        Problem.NOT_SIE, Problem.SIE_5, Problem.ODD_LIST, Problem.MISSING_FIELD, Problem.AMOUNT, Problem.NUMBER,
        Problem.PERIOD, Problem.NO_VOUCHER, Problem.OPEN_VOUCHER, Problem.NO_DATE, Problem.TRUNCATED,
    )
)  # fmt: skip


def is_incomplete(findings: Iterable[Finding]) -> bool:
    """Whether something of the file was lost in reading, so that it must not be imported.

    Sums that disagree are not a loss: the rows are there, and the finance system must be asked about them.
    """
    return any(finding.code.removesuffix(".more") in _LOST for finding in findings)


def _cut(value: Value) -> Value:
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[: _LONGEST - 1]}…"
    return value
