"""Causes put into words: what stands there, what it should be, why, and the arithmetic."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from utfall.domain.finding import Finding, Severity
from utfall.domain.numerals import NBSP
from utfall.domain.swedish import number as formatted
from utfall.locale import mark as _
from utfall.review.causes.explanation import Slip
from utfall.review.causes.network import Network
from utfall.review.causes.repair import Repair
from utfall.review.context import Context
from utfall.review.relation import Layer, RelationKind, Verdict

MOST_SPOTS = 40
MOST_TERMS = 12
MOST_FORMULAS = 6
SAME: Mapping[Slip, str] = {
    Slip.COPIED: _(
        "{printed} ska troligen vara {proposed}: siffran bredvid har kopierats hit. Samma uppgift är {other} på annan plats ({other_place}). {formula}"
    ),
    Slip.SIGN: _(
        "{printed} ska troligen vara {proposed}: tecknet är fel. Samma uppgift är {other} på annan plats ({other_place}). {formula}"
    ),
    Slip.SHIFT: _(
        "{printed} ska troligen vara {proposed}: decimaltecknet har flyttats. Samma uppgift är {other} på annan plats ({other_place}). {formula}"
    ),
    Slip.SWAPPED: _(
        "{printed} ska troligen vara {proposed}: två siffror har bytt plats. Samma uppgift är {other} på annan plats ({other_place}). {formula}"
    ),
    Slip.DIGIT: _(
        "{printed} ska troligen vara {proposed}: en siffra skiljer. Samma uppgift är {other} på annan plats ({other_place}). {formula}"
    ),
    Slip.STALE: _(
        "{printed} har inte följt med när delarna ändrades och ska troligen vara {proposed}. Samma uppgift är {other} på annan plats ({other_place}). {formula}"
    ),
    Slip.OUTDATED: _(
        "{printed} och fler siffror här är troligen från ett äldre underlag än resten av rapporten. Samma uppgift är {other} på annan plats ({other_place}). {formula}"
    ),
    Slip.UNKNOWN: _(
        "Samma uppgift anges som {printed} här och som {other} på annan plats ({other_place}). {formula}"
    ),
}
COMPUTED: Mapping[Slip, str] = {
    Slip.COPIED: _(
        "{printed} ska troligen vara {proposed}: siffran bredvid har kopierats hit. Räkna efter: {formula}"
    ),
    Slip.SIGN: _("{printed} ska troligen vara {proposed}: tecknet är fel. Räkna efter: {formula}"),
    Slip.SHIFT: _(
        "{printed} ska troligen vara {proposed}: decimaltecknet har flyttats. Räkna efter: {formula}"
    ),
    Slip.SWAPPED: _(
        "{printed} ska troligen vara {proposed}: två siffror har bytt plats. Räkna efter: {formula}"
    ),
    Slip.DIGIT: _("{printed} ska troligen vara {proposed}: en siffra skiljer. Räkna efter: {formula}"),
    Slip.STALE: _(
        "{printed} stämmer inte med sina delar, som ger {proposed}: troligen har delarna ändrats men inte summan. Räkna efter: {formula}"
    ),
    Slip.OUTDATED: _(
        "{printed} och fler siffror här är troligen från ett äldre underlag. Räkna efter: {formula}"
    ),
    Slip.UNKNOWN: _("{printed} går inte ihop med övriga siffror, som ger {proposed}. Räkna efter: {formula}"),
}
ROUNDING = _("Skillnaden {difference} förklaras av avrundning: {formula}")
_CODES = {
    RelationKind.SUM: "sum",
    RelationKind.MEAN: "mean",
    RelationKind.RATIO: "ratio",
    RelationKind.CHANGE: "change",
    RelationKind.SAME: "same",
    RelationKind.BETWEEN: "between",
    RelationKind.AT_MOST: "at-most",
}


def findings(context: Context, network: Network, causes: Sequence[Repair]) -> tuple[Finding, ...]:
    """One finding for each cause, and one for each relation that rounding explains."""
    errors = tuple(_cause(context, network, cause) for cause in causes)
    rounded = tuple(
        _rounding(context, network, number)
        for number, judged in enumerate(network.judged)
        if judged.verdict is Verdict.ROUNDING
    )
    return (*errors, *rounded)


def severity(network: Network, cause: Repair) -> Severity:
    """Error with two lines of evidence, or with one whose words announce it, beyond the worst rounding.

    A sum that only its label announces, and whatever rounding could explain at worst, is asked about.
    """
    beyond = [n for n in cause.explained if abs(network.judged[n].residual) > _worst(network, n)]
    firm = [n for n in beyond if network.relations[n].evidence >= 0.3]
    announced = [n for n in firm if network.relations[n].cue]
    against = len(cause.violated)
    if announced and against < len(announced) + 1:
        return Severity.ERROR
    if len(firm) >= 2 and against < len(firm):
        return Severity.ERROR
    return Severity.QUESTION


def _worst(network: Network, number: int) -> Decimal:
    """What rounding could explain at worst. That figures with decimals are not rounded is a guess, so they may be."""
    relation, judged = network.relations[number], network.judged[number]
    decimals = network.numbers[relation.target].decimals
    if not relation.exact or decimals == 0:
        return judged.worst
    return max(judged.worst, Decimal(len(relation.paths)).scaleb(-decimals) / 2)


def _cause(context: Context, network: Network, cause: Repair) -> Finding:
    first = _telling(network, cause)
    relation = network.relations[first]
    same = relation.kind is RelationKind.SAME
    figure = network.numbers[cause.suspect]
    proposed = dict(cause.changes)[cause.suspect]
    other = next((path for path in relation.paths if path != cause.suspect), relation.target)
    changed = [path for path, _value in cause.changes]
    spots = [*changed, *(path for n in cause.explained for path in network.relations[n].paths)]
    values: dict[str, str | int | bool | tuple[str, ...]] = {
        "printed": figure.printed,
        "proposed": formatted(proposed, decimals=figure.decimals),
        "formula": "; ".join(
            list(dict.fromkeys(formula(network, n) for n in cause.explained))[:MOST_FORMULAS]
        ),
        "slip": cause.slip.value,
    }
    if same:
        values |= {"other": network.numbers[other].printed, "other_place": place(context, other)}
    return Finding(
        code=f"{_LAYERS[relation.layer]}.{_CODES[relation.kind]}",
        severity=severity(network, cause),
        where=place(context, cause.suspect),
        message=(SAME if same else COMPUTED)[cause.slip],
        values=values,
        spots=tuple(dict.fromkeys(spots))[:MOST_SPOTS],
    )


_LAYERS = {Layer.TABLE: "table", Layer.TABLES: "tables", Layer.PROSE: "prose", Layer.FACTS: "facts"}


def _telling(network: Network, cause: Repair) -> int:
    """The broken relation that says most: with the suspect in it, announced by words, with the most evidence."""
    return max(
        cause.explained,
        key=lambda n: (
            cause.suspect in network.relations[n].paths,
            network.relations[n].cue,
            network.relations[n].evidence,
            -n,
        ),
    )


def _rounding(context: Context, network: Network, number: int) -> Finding:
    relation, judged = network.relations[number], network.judged[number]
    decimals = network.numbers[relation.target].decimals
    return Finding(
        code=f"{_LAYERS[relation.layer]}.{_CODES[relation.kind]}",
        severity=Severity.ROUNDING,
        where=place(context, relation.target),
        message=ROUNDING,
        values={
            "difference": formatted(judged.residual, decimals=decimals),
            "formula": formula(network, number),
        },
        spots=relation.paths[:MOST_SPOTS],
    )


def formula(network: Network, number: int) -> str:
    """The recomputation in signs that need no translation: `−0,7 − 3,8 + 2,5 = −2,0 ≠ −2,6`."""
    relation, judged = network.relations[number], network.judged[number]
    target = network.numbers[relation.target]
    parts = [(network.numbers[term.path].printed, term.factor) for term in relation.terms]
    match relation.kind:
        case RelationKind.SUM:
            left = _added(parts)
        case RelationKind.MEAN:
            left = f"({_added(parts)}) / {len(parts)}"
        case RelationKind.RATIO:
            left = f"100 · {_amount(parts[0][0])} / {_amount(parts[1][0])}"
        case RelationKind.CHANGE:
            left = f"100 · ({_amount(parts[0][0])} / {_amount(parts[1][0])} − 1)"
        case RelationKind.SAME:
            sign = "=" if judged.verdict is not Verdict.BROKEN else "≠"
            return f"{target.printed} {sign} {parts[0][0]}"
        case RelationKind.BETWEEN | RelationKind.AT_MOST:
            bounds = " … ".join(printed for printed, _factor in parts)
            sign = "∈" if judged.verdict is not Verdict.BROKEN else "∉"
            return f"{target.printed} {sign} [{bounds}]" if len(parts) > 1 else f"{target.printed} ≤ {bounds}"
    recomputed = formatted(judged.recomputed, decimals=target.decimals)
    sign = "=" if judged.residual == 0 else "≈" if judged.verdict is not Verdict.BROKEN else "≠"
    return f"{left} = {recomputed} {sign} {target.printed}"


def _added(parts: Sequence[tuple[str, Decimal]]) -> str:
    shown = parts if len(parts) <= MOST_TERMS else [*parts[: MOST_TERMS - 1]]
    text = ""
    for printed, factor in shown:
        sign = "−" if factor < 0 else "+" if text else ""
        text += f" {sign} {_amount(printed, inside=bool(text) or factor < 0)}"
    return text.strip() + (" + …" if len(shown) < len(parts) else "")


def _amount(printed: str, *, inside: bool = True) -> str:
    """A printed figure inside a formula: a negative one in parentheses, a positive one without its plus."""
    bare = printed.strip().removeprefix("+")
    return f"({bare})" if inside and bare[:1] in "-−–" else bare


def place(context: Context, path: str) -> str:
    """Where a figure stands, in words: the reader's own place, and the labels of its row and column."""
    number = context.numbers[path]
    known = context.places.get(path)
    if known is None:
        return number.place or path
    table = next((t.caption for t in context.tables if t.path == known.table), "")
    labels = " / ".join(
        " ".join(label.split()) for label in (table, known.row.label, known.column.label) if label
    )
    return f"{labels} ({number.place})" if number.place else labels.replace(NBSP, " ")
