"""The real report: what the rules about running text find there, and what they must not say."""

import pytest

from tests.review.prose.reports import context
from utfall.domain.finding import Severity
from utfall.review.prose.layer import check
from utfall.review.relation import Verdict, judge

ERRORS = {
    ("prose.unit", "rad 174"),  # F06, F07
    ("prose.unit", "rad 430"),  # F08
    ("prose.nested-share", "rad 209"),  # F05
    ("prose.target-years", "rad 178"),  # F19
    ("prose.occasion-twice", ""),  # F09
    ("names.institution", "rad 39"),  # F10
    ("names.label", "rad 741"),  # F11
    ("names.reference", "rad 670"),  # F12
    ("names.label", "rad 516"),  # F13
    ("names.spelling", "rad 728"),  # F16
    ("prose.duplicate-section", "rad 25"),  # F23
    ("prose.duplicate-section", "rad 569"),  # F23
}
BROKEN = {
    ("rad 278", "rad 278"),  # F03
    ("rad 524", "rad 510"),  # F01
    ("rad 598", "rad 273"),  # F04
    ("rad 646", "rad 273"),
    ("rad 726", "rad 273"),
}


@pytest.fixture(scope="module")
def review(shared):
    under = context((shared / "seed" / "report.txt").read_text(encoding="utf-8"))
    return under, check(under)


def test_every_error_is_one_that_a_person_found_and_none_is_missing(review):
    _under, layer = review
    said = {
        (finding.code, finding.where.split(",")[0] if finding.where.startswith("rad") else "")
        for finding in layer.findings if finding.severity is Severity.ERROR
    }  # fmt: skip
    assert said == ERRORS


def test_only_figures_that_truly_disagree_are_broken(review):
    under, layer = review
    broken = {
        tuple(under.numbers[path].place for path in relation.paths)
        for relation in layer.relations
        if judge(relation, under.numbers).verdict is Verdict.BROKEN
    }
    assert broken == BROKEN
