"""Short invented reports for the tests of running text."""

from utfall.documents.model import Document
from utfall.documents.read.text import read
from utfall.domain.finding import Finding, Severity
from utfall.review.context import Context, Layered
from utfall.review.languages import language
from utfall.review.prose.layer import check
from utfall.review.relation import RelationKind, Verdict, judge

RESULT = """Resultaträkning

Rad\tUtfall apr 2021\tUtfall apr 2022\tBudget apr 2022\tBudgetavvikelse apr 2022\tÅrsprognos
Avgifter\t80,4\t82,1\t81,6\t0,5\t245,0
Summa intäkter\t80,4\t82,1\t81,6\t0,5\t245,0
Lärare\t-61,3\t-63,7\t-64,0\t0,3\t-190,4
Hyror\t-14,9\t-15,2\t-15,1\t-0,1\t-45,6
Summa kostnader\t-76,2\t-78,9\t-79,1\t0,2\t-236,0
Årets resultat\t4,2\t3,2\t2,5\t0,7\t9,0
"""
UNITS = """Resultat per enhet

Enhet\tUtfall apr 2022\tBudget apr 2022\tAvvikelse\tÅrsprognos
Område 1: Grundskolor\t2,1\t1,5\t0,6\t4,4
Område 2: Gymnasium och vuxenutbildning\t-0,8\t0,2\t-1,0\t1,3
Område 3: Bibliotek\t1,9\t0,8\t1,1\t3,3
Summa\t3,2\t2,5\t0,7\t9,0
"""


def document(text: str) -> Document:
    """The report in the text, as its reader makes it."""
    result = read(text.encode(), name="rapport.txt")
    assert result.document is not None
    return result.document


def context(text: str, code: str = "sv") -> Context:
    """The report under review, in the language."""
    return Context(document(text), language(code))


def layered(text: str, code: str = "sv") -> Layered:
    """What the rules about running text say of it."""
    return check(context(text, code))


def found(text: str, code: str = "sv") -> list[Finding]:
    """The findings that need no arithmetic."""
    return list(layered(text, code).findings)


def errors(text: str, code: str = "sv") -> list[str]:
    """The codes of the findings of level error."""
    return [finding.code for finding in found(text, code) if finding.severity is Severity.ERROR]


def tied(text: str, code: str = "sv") -> dict[str, tuple[str, str]]:
    """By the printed figure: what it is tied to, and whether the relation holds."""
    under = context(text, code)
    numbers = under.numbers
    return {
        numbers[relation.target].printed: (
            " ".join(numbers[term.path].printed for term in relation.terms),
            judge(relation, numbers).verdict.value,
        )
        for relation in check(under).relations
    }


def broken(text: str, code: str = "sv") -> list[tuple[str, ...]]:
    """The printed figures of each relation that announces itself in words and does not hold."""
    under = context(text, code)
    return [
        tuple(under.numbers[path].printed for path in relation.paths)
        for relation in check(under).relations
        if relation.cue and judge(relation, under.numbers).verdict is Verdict.BROKEN
    ]


def kinds(text: str, code: str = "sv") -> set[RelationKind]:
    """The kinds of relation found."""
    return {relation.kind for relation in layered(text, code).relations}
