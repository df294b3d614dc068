"""A review as strings for a terminal, and as plain values for JSON."""

from utfall.domain.finding import ORDER, Finding, Severity
from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _
from utfall.review.output.proof import NOTHING_CHECKED, proof_sheet
from utfall.review.result import Review

SCHEMA = 1
NOTHING_FOUND = _("Inga påpekanden.")
SHOWN = (Severity.ERROR, Severity.QUESTION)
"""What is shown unless everything is asked for."""


def in_order(findings: tuple[Finding, ...], *, everything: bool = False) -> tuple[Finding, ...]:
    """The findings to show, errors first, otherwise as the review gave them."""
    chosen = [finding for finding in findings if everything or finding.severity in SHOWN]
    return tuple(sorted(chosen, key=lambda finding: ORDER[finding.severity]))


def terminal(review: Review, *, language: str = SWEDISH, everything: bool = False) -> tuple[str, ...]:
    """The review as lines without colours or control characters: findings, then the proof sheet.

    A finding is its severity and place on one line, its sentence on the next. Control characters that a foreign
    document carries are taken away, so that it cannot write on the reader's screen.
    """
    lines: list[str] = []
    for finding in in_order(review.findings, everything=everything):
        lines.append(f"{translate(finding.severity.word, language)}: {finding.where}")
        lines.append(f"  {finding.sentence(language)}")
    if not lines:
        lines.append(translate(NOTHING_FOUND, language))
    lines.append("")
    for words, count, percent in proof_sheet(review.proof, language=language):
        share = "" if percent is None else f" ({percent} %)"
        lines.append(f"{words}: {count}{share}")
    if not review.proof.checked:
        lines.append(translate(NOTHING_CHECKED, language))
    return tuple(_harmless(line) for line in lines)


def _harmless(line: str) -> str:
    return "".join(character for character in line if character.isprintable() or character == "\u00a0")


def as_json(review: Review, *, language: str = SWEDISH) -> dict[str, object]:
    """The review as plain values: `{"schema": 1, "findings": [...], "proof": {...}}`, errors first, none left out."""
    found = in_order(review.findings, everything=True)
    return {
        "schema": SCHEMA,
        "findings": [finding.as_json(language) for finding in found],
        "proof": review.proof.as_json(),
    }
