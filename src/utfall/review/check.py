"""The review of a document: all layers, one network, one finding for each cause, and the proof."""

from collections import Counter
from collections.abc import Iterable, Sequence

from utfall.documents.model import Document
from utfall.domain.finding import ORDER, Finding
from utfall.domain.snapshot import Snapshot
from utfall.locale import mark as _
from utfall.review.causes import Network, findings, repairs
from utfall.review.context import Context
from utfall.review.conventions import two_meanings
from utfall.review.dismissals import Dismissal, apply
from utfall.review.languages import language as language_of
from utfall.review.relation import Verdict
from utfall.review.result import Proof, Review
from utfall.review.rules import layers

UNCERTAIN = _("Två sätt att läsa siffran ger olika svar")
ALONE = _("Ingen annan siffra att jämföra med")
UNTOLD = _("Jämförelsen går inte att räkna ut")


def check(
    document: Document,
    snapshot: Snapshot | None = None,
    *,
    language: str | None = None,
    dismissals: Iterable[Dismissal] = (),
) -> Review:
    """Review a document against itself, and against the facts where a snapshot is given.

    `language` is a code (`sv`, `en`); without it the document's own. Findings that `dismissals` explain are left
    out. The same input gives the same review: findings in order of weight, then of the document.
    """
    context = Context(document, language_of(language or document.language), snapshot)
    found = tuple(layers(context))
    network = Network.of([relation for each in found for relation in each.relations], context.numbers)
    said = (
        *findings(context, network, repairs(network, context.neighbours)),
        *two_meanings(context, network.relations),
        *(finding for each in found for finding in each.findings),
    )
    kept = apply(context, said, dismissals)
    return Review(
        _ordered(context, kept),
        proof(context, network, [f for each in found for f in each.findings]),
        document,
    )


def _ordered(context: Context, said: Sequence[Finding]) -> tuple[Finding, ...]:
    position = {path: number for number, path in enumerate(context.numbers)}
    last = len(position)

    def order(finding: Finding) -> tuple[int, int, str, str]:
        first = position.get(finding.spots[0], last) if finding.spots else last
        return (ORDER[finding.severity], first, finding.code, finding.where)

    return tuple(sorted(dict.fromkeys(said), key=order))


def proof(context: Context, network: Network, said: Sequence[Finding] = ()) -> Proof:
    """How many figures were read, tied and checked, and why the others were not.

    A figure that a rule without arithmetic has something to say of (`said`) is checked too.
    """
    tied: set[str] = set()
    checked: set[str] = set()
    for relation, judged in zip(network.relations, network.judged, strict=True):
        tied.update(relation.paths)
        if judged.verdict is not Verdict.UNKNOWN:
            checked.update(relation.paths)
    pointed = {path for finding in said for path in finding.spots if path in context.numbers}
    tied |= pointed
    checked |= pointed
    reasons: Counter[str] = Counter()
    for path, number in context.numbers.items():
        if path not in checked:
            reasons[UNCERTAIN if not number.certain else UNTOLD if path in tied else ALONE] += 1
    known = context.numbers.keys()
    return Proof(
        read=len(context.numbers),
        tied=len(tied & known),
        checked=len(checked & known),
        not_checked=dict(sorted(reasons.items())),
        layers=dict(sorted(Counter(relation.layer.value for relation in network.relations).items())),
    )
