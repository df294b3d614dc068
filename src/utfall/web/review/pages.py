"""What the pages of reports and their findings show."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from utfall.documents.model import Document
from utfall.documents.render import words
from utfall.domain.finding import Finding, Severity
from utfall.domain.period import Period
from utfall.domain.reporting import RoundState
from utfall.locale import mark as _
from utfall.records.organisation.models import Round
from utfall.records.reporting.models import Edition
from utfall.records.review.models import Explanation
from utfall.records.review.queries import Seen
from utfall.review.output import Parts, Shown, parts
from utfall.review.output.plain import in_order
from utfall.review.result import Proof, Review
from utfall.web.reporting.asking import Asking, language
from utfall.web.reporting.wording import moment
from utfall.web.review.current import Reviewed
from utfall.web.review.forms import Explain

_FORMS = {"pdf": _("PDF"), "docx": _("Word"), "json": _("JSON"), "txt": _("Text")}


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list of reports; an address is empty where it is not open to her."""

    name: str
    period: str
    state: str
    href: str
    findings: str


@dataclass(frozen=True, slots=True)
class Start:
    """The reports of an authority."""

    authority: str
    rounds: tuple[RoundRow, ...]
    check: str

    @property
    def has_findings(self) -> bool:
        """Whether she may see the findings of any of them."""
        return any(one.findings for one in self.rounds)


@dataclass(frozen=True, slots=True)
class Report:
    """A report in the frame: its text, what is said about it, and the ways on from here.

    `findings` are those that nobody has answered for; `findings_href` is empty for those who only read.
    """

    title: str
    authority: str
    period: str
    state: str
    body: Markup
    language: str
    trail: tuple[tuple[str, str], ...]
    downloads: tuple[tuple[str, str], ...]
    findings: tuple[Shown, ...]
    findings_href: str
    note: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with its places in the report; `form` is None where it may not be explained."""

    number: int
    severity: str
    word: str
    where: str
    sentence: str
    places: tuple[tuple[str, str], ...]
    form: Explain | None


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """A finding that somebody has answered for."""

    sentence: str
    text: str
    by: str
    at: str
    key: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a report, with those that are answered for below."""

    title: str
    authority: str
    period: str
    trail: tuple[tuple[str, str], ...]
    lead: str
    rows: tuple[FindingRow, ...]
    explained: tuple[ExplainedRow, ...]
    failed: Explain | None
    explain: str
    take_back: str
    proof: tuple[tuple[str, int, int | None], ...]
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Unmade:
    """Why there is no report."""

    title: str
    trail: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The remarks beside a contribution."""

    title: str
    remarks: tuple[tuple[str, str], ...]
    back: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The review of a report made elsewhere."""

    title: str
    name: str
    language: str
    body: Markup
    findings: tuple[Shown, ...]
    proof: tuple[tuple[str, int, int | None], ...]
    checked: int


def start(asked: Asking, rounds: Iterable[Round], seen: Mapping[int, Seen], *, check: str) -> Start:
    """The rounds in the order given, with the ways to the report and to its findings that are open to her."""
    return Start(
        authority=asked.authority.name if asked.authority else "",
        rounds=tuple(_round_row(asked, one, seen[one.pk]) for one in rounds),
        check=check,
    )


def draft(asked: Asking, round: Round, reviewed: Reviewed, explained: Iterable[Explanation]) -> Report:
    """The report as it is now, with what nobody has answered for beside it."""
    shown = parts(_unanswered(reviewed, explained), language=language())
    return Report(
        **_head(asked, round, shown.title, ("report", round.code)),
        body=shown.body,
        language=words.tag(shown.language),
        findings=shown.findings,
        findings_href=asked.href("reports:findings", round.code),
        note=gettext(_("Rapporten är ett utkast och visar det som är sparat just nu.")),
    )


def edition(asked: Asking, frozen: Edition, document: Document) -> Report:
    """The report as it was locked."""
    shown = parts(Review((), Proof(), document), language=language())
    return Report(
        **_head(asked, frozen.round, shown.title, ("edition", frozen.round.code, frozen.number)),
        body=shown.body,
        language=words.tag(shown.language),
        findings=(),
        findings_href="",
        note="",
    )


def findings(
    asked: Asking,
    round: Round,
    reviewed: Reviewed,
    explained: Iterable[Explanation],
    *,
    may_answer: bool,
    failed: Explain | None = None,
) -> Findings:
    """What nobody has answered for, errors first; each link leads to the place in the report."""
    said = tuple(explained)
    left = _unanswered(reviewed, said)
    shown = parts(left, language=language())
    key_of = dict(zip(reviewed.review.findings, reviewed.keys, strict=True))
    keys = [key_of[one] for one in in_order(left.findings)]
    report_href = asked.href("reports:report", round.code)
    return Findings(
        title=gettext(_("Påpekanden")),
        authority=round.authority.name,
        period=_period(round),
        trail=(
            (gettext(_("Rapporter")), asked.href("reports:start")),
            (shown.title, report_href),
        ),
        lead=_counted(shown.findings),
        rows=tuple(
            _row(one, key, report_href, may_answer, failed)
            for one, key in zip(shown.findings, keys, strict=True)
        ),
        explained=tuple(_explained(one, asked) for one in said),
        failed=failed,
        explain=asked.href("reports:explain", round.code),
        take_back=asked.href("reports:take_back", round.code),
        proof=shown.proof,
        may_answer=may_answer,
    )


def panel(title: str, found: Iterable[Finding], *, back: str) -> Panel:
    """The remarks as word and sentence."""
    remarks = tuple((gettext(one.severity.word), one.sentence(language())) for one in found)
    return Panel(title, remarks, back)


def checked(shown: Parts, *, name: str) -> Checked:
    """The review of a file."""
    return Checked(
        title=shown.title or name,
        name=name,
        language=words.tag(shown.language),
        body=shown.body,
        findings=shown.findings,
        proof=shown.proof,
        checked=shown.checked,
    )


def finding_with(reviewed: Reviewed, key: str) -> Finding | None:
    """The finding that the key names."""
    pairs = zip(reviewed.keys, reviewed.review.findings, strict=True)
    return next((finding for known, finding in pairs if known == key), None)


def round_word(round: Round) -> str:
    """The state of the round as a word of the page."""
    return gettext(RoundState(round.state).word)


def unmade(asked: Asking, round: Round, found: Iterable[Finding]) -> Unmade:
    """Why there is no report, in sentences."""
    return Unmade(
        title=gettext(_("%(round)s kan inte sättas samman")) % {"round": round.name},
        trail=((gettext(_("Rapporter")), asked.href("reports:start")),),
        reasons=tuple(one.sentence(language()) for one in found if one.severity is Severity.ERROR),
    )


def _round_row(asked: Asking, round: Round, seen: Seen) -> RoundRow:
    return RoundRow(
        name=round.name,
        period=_period(round),
        state=round_word(round),
        href=asked.href("reports:report", round.code) if seen.report else "",
        findings=asked.href("reports:findings", round.code) if seen.findings else "",
    )


def _period(round: Round) -> str:
    return Period.parse(round.period).label


def _head(asked: Asking, round: Round, title: str, file: tuple[str, *tuple[object, ...]]) -> dict[str, Any]:
    return {
        "title": title,
        "authority": round.authority.name,
        "period": _period(round),
        "state": round_word(round),
        "trail": ((gettext(_("Rapporter")), asked.href("reports:start")),),
        "downloads": tuple((gettext(word), asked.href(*file, form)) for form, word in _FORMS.items()),
    }


def _unanswered(reviewed: Reviewed, explained: Iterable[Explanation]) -> Review:
    """The review without what somebody has answered for."""
    known = {one.key for one in explained}
    pairs = zip(reviewed.keys, reviewed.review.findings, strict=True)
    return dataclasses.replace(
        reviewed.review, findings=tuple(finding for key, finding in pairs if key not in known)
    )


def _row(shown: Shown, key: str, report: str, may_answer: bool, failed: Explain | None) -> FindingRow:
    own = failed if failed is not None and failed.data.get("key") == key else None
    form = own or Explain(initial={"key": key}, auto_id=f"id_{shown.number}_%s")
    return FindingRow(
        number=shown.number,
        severity=shown.severity,
        word=shown.word,
        where=shown.where,
        sentence=shown.sentence,
        places=tuple((f"{report}#{place}", name) for place, name in shown.places),
        form=form if may_answer else None,
    )


def _explained(one: Explanation, asked: Asking) -> ExplainedRow:
    return ExplainedRow(one.sentence, one.text, str(one.by), moment(one.at, today=asked.today), one.key)


def _counted(shown: Iterable[Shown]) -> str:
    severities = [one.severity for one in shown]
    errors = severities.count(Severity.ERROR.value)
    rest = len(severities) - errors
    if not severities:
        return gettext(_("Inga påpekanden."))
    return gettext(_("%(errors)s fel och %(questions)s frågor. Ett fel hindrar låsning tills det är rättat eller förklarat.")) % {
        "errors": errors, "questions": rest,
    }  # fmt: skip
