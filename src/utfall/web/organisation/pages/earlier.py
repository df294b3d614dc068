"""What the pages of an earlier system's texts show, and what was chosen on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.finding import Finding
from utfall.domain.indicators import Comparator
from utfall.domain.numerals import Numeral
from utfall.integrations.word_export import Match, Named, Unmatched
from utfall.locale import mark as _
from utfall.records.organisation.models import Authority
from utfall.records.reporting.actions.earlier import Aim, Outcome, Taken, Text, last_import
from utfall.web.organisation.pages.start import home
from utfall.web.organisation.pages.workbook import FindingLine, lines
from utfall.web.organisation.uploads import File
from utfall.web.reporting.asking import Asking
from utfall.web.reporting.wording import moment

_SHOWN = 160
_COMPARATORS = {
    "minst": Comparator.AT_LEAST, "lägst": Comparator.AT_LEAST, "≥": Comparator.AT_LEAST, ">=": Comparator.AT_LEAST,
    "högst": Comparator.AT_MOST, "max": Comparator.AT_MOST, "≤": Comparator.AT_MOST, "<=": Comparator.AT_MOST,
    "över": Comparator.MORE_THAN, "mer än": Comparator.MORE_THAN, ">": Comparator.MORE_THAN,
}  # fmt: skip
_INCREASES = ("öka", "högre", "fler")


@dataclass(frozen=True, slots=True)
class EarlierPage:
    """Where the export is sent in."""

    authority: str
    trail: tuple[tuple[str, str], ...]
    action: str
    undo: str
    """Where the last import is undone; empty where there is none."""
    last: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A name that is not known here, and what it may be: pairs of code and name."""

    field: str
    name: str
    kind: str
    count: int
    likely: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text with what it will be about."""

    object: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """An outcome with its target, as the file prints them; `left_out` says why it is not stored."""

    object: str
    outcome: str
    target: str
    left_out: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file would store."""

    title: str
    authority: str
    trail: tuple[tuple[str, str], ...]
    findings: tuple[FindingLine, ...]
    choices: tuple[Choice, ...]
    texts: tuple[TextRow, ...]
    values: tuple[ValueRow, ...]
    action: str
    token: str
    round: str
    back: str


def earlier(asked: Asking, authority: Authority) -> EarlierPage:
    """The page where an export is sent in."""
    last = last_import(authority)
    values = {"file": last.details["file"], "when": moment(last.at, today=asked.today)} if last else {}
    return EarlierPage(
        authority.name, home(asked), asked.href("organisation:earlier_preview"),
        undo=asked.href("organisation:earlier_undo") if last else "",
        last=gettext(_("%(file)s lästes in %(when)s.")) % values if last else "",
    )  # fmt: skip


def preview(
    asked: Asking, authority: Authority, file: File, round: str, found: Match, objects: tuple[Named, ...],
    units: tuple[Named, ...], findings: Iterable[Finding],
) -> Preview:  # fmt: skip
    """What is matched, and what has to be chosen."""
    names = {one.code: one.name for one in (*objects, *units)}
    something = found.texts or found.values or found.unmatched
    return Preview(
        title=gettext(_("Förhandsgranskning av %(file)s")) % {"file": file.name},
        authority=authority.name,
        trail=(*home(asked), (gettext(_("Tidigare kommentarer")), asked.href("organisation:earlier"))),
        findings=lines(findings),
        choices=tuple(
            _choice(n, one, units if one.is_unit else objects) for n, one in enumerate(found.unmatched)
        ),
        texts=tuple(
            TextRow(names[one.object], names.get(one.unit, authority.name), _short(one.text.markdown))
            for one in found.texts
        ),
        values=tuple(
            ValueRow(names[one.object], one.value.outcome, one.value.target, _left_out(one.value.outcome))
            for one in found.values
        ),
        action=asked.href("organisation:earlier_store") if something else "",
        token=file.token,
        round=round,
        back=asked.href("organisation:earlier"),
    )


def chosen(sent: Mapping[str, str]) -> dict[str, str]:
    """What each unknown name was said to be."""
    return {
        value: sent.get(f"code-{key.removeprefix('name-')}", "")
        for key, value in sent.items()
        if key.startswith("name-")
    }


def texts(found: Match) -> Iterator[Text]:
    """The matched texts as they are stored."""
    for one in found.texts:
        yield Text(one.object, one.text.kind, one.unit, one.text.markdown, one.text.place)


def outcomes(found: Match) -> Iterator[Outcome]:
    """The matched outcomes that are numbers; others are shown and left out."""
    for one in found.values:
        number = swedish.read_number(one.value.outcome) if one.value.outcome else None
        if isinstance(number, Numeral) and not one.unit:
            yield Outcome(one.object, number.value, number.decimals, one.value.place)


def targets(found: Match) -> Iterator[Aim]:
    """The matched targets that are numbers, with the words that say how they are meant, or that say only more."""
    for one in found.values:
        aim = None if one.unit else _aim(one.object, one.value.target)
        if aim is not None:
            yield aim


def _aim(indicator: str, printed: str) -> Aim | None:
    text = printed.strip().lower()
    if any(word in text for word in _INCREASES) and not any(sign.isdigit() for sign in text):
        return Aim(indicator, None, 0, Comparator.INCREASE)
    comparator = next((found for word, found in _COMPARATORS.items() if text.startswith(word)), None)
    for word in _COMPARATORS:
        text = text.removeprefix(word).strip()
    number = swedish.read_number(text) if text else None
    return Aim(indicator, number.value, number.decimals, comparator) if isinstance(number, Numeral) else None


def stored(taken: Taken) -> str:
    """What has been stored."""
    words = gettext(
        _(
            "Sparat: %(texts)s texter, %(outcomes)s utfall och %(targets)s mål. %(kept)s fanns redan eller gick inte att spara."
        )
    )
    return words % {
        "texts": taken.texts, "outcomes": taken.outcomes, "targets": taken.targets, "kept": taken.kept,
    }  # fmt: skip


def _choice(number: int, one: Unmatched, known: tuple[Named, ...]) -> Choice:
    likely = {named.code for named in one.proposals}
    return Choice(
        field=str(number),
        name=one.name,
        kind=gettext(_("Enhet")) if one.is_unit else gettext(_("Rubrik")),
        count=one.count,
        likely=tuple((named.code, named.name) for named in one.proposals),
        others=tuple((named.code, named.name) for named in known if named.code not in likely),
    )


def _left_out(outcome: str) -> str:
    if not outcome or isinstance(swedish.read_number(outcome), Numeral):
        return ""
    return gettext(_("Inget tal. Sparas inte."))


def _short(markdown: str) -> str:
    words = " ".join(markdown.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
