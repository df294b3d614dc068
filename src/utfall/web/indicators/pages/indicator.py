"""What the page of one indicator shows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from utfall.domain.denied import Denied
from utfall.domain.finding import Finding
from utfall.domain.indicators import TargetStatus, target_path
from utfall.domain.period import MONTHS, Period
from utfall.domain.swedish import number, quantity
from utfall.domain.unit import Unit, unit_named
from utfall.locale import mark as _
from utfall.records.indicators.models import Comparison, NoValue, Value
from utfall.records.indicators.queries.measured import (
    Measured,
    Standing,
    Whole,
    in_unit,
    measured,
    standing_of,
)
from utfall.records.indicators.queries.reckoning import Input, Reckoned
from utfall.web.indicators.pages import comparison, words
from utfall.web.indicators.pages.comparison import Compared
from utfall.web.shell.asking import said, said_finding
from utfall.web.shell.drawing import Line, Point, Sparkline, line, sparkline

CUTS = (("", _("Totalt")), ("kon", _("Kvinnor och män")), ("enhet", _("Enheter")))
OTHERS = "kommuner"
"""The cut that compares with other municipalities, of a key figure in Kolada."""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome in a table."""

    name: str
    period: str
    value: str
    parts: str
    answers: str
    source: str
    spark: Sparkline | None
    trend: str


@dataclass(frozen=True, slots=True)
class InputRow:
    """A part of the formula."""

    name: str
    href: str
    period: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A value that was replaced, and why."""

    what: str
    value: str
    entered: str
    replaced: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """An indicator with its drawing, its values in the chosen cut, where they come from, what was corrected."""

    title: str
    committee: str
    trail: tuple[tuple[str, str], ...]
    value: str
    period: str
    trend: str
    status: str
    target: str
    left: str
    line: Line | None
    cuts: tuple[tuple[str, str, bool], ...]
    cut: str
    rows: tuple[OutcomeRow, ...]
    has_parts: bool
    has_answers: bool
    facts: tuple[tuple[str, str], ...]
    formulas: tuple[str, ...]
    reckoned: str
    inputs: tuple[InputRow, ...]
    source: str
    questions: tuple[str, ...]
    correct: str
    compared: Compared | None
    waiting: tuple[str, ...]
    corrections: tuple[CorrectionRow, ...]
    since: str
    years: tuple[str, ...]
    enter: str
    missing: str
    define: str
    fetch: str
    text: tuple[str, str] | None
    """The round that is open, and the address of the text about the indicator in it."""


def indicator(
    found: Whole, *, cut: str, since: int | None, reckoned: Reckoned | None, may_enter: bool, may_define: bool,
    today: dt.date, others: Sequence[Comparison] = (), year: int | None = None,
    questions: Sequence[Finding] = (), text: tuple[str, str] | None = None,
) -> IndicatorPage:  # fmt: skip
    """The page; `cut` is one of CUTS or OTHERS, `since` the first year that is shown, `year` the one compared in."""
    one = found.standing
    row, unit = one.row, one.definition.unit
    here = reverse("indicators:indicator", args=(row.pk,))
    cuts = [*CUTS, *([(OTHERS, _("Liknande kommuner (Kolada)"))] if row.kolada else [])]
    chosen = cut if cut in dict(cuts) else ""
    rows = tuple(_rows(found, chosen, since))
    follows = one.last is not None and one.last.row is None
    years = sorted({each.period.end_year for each in one.outcomes})
    return IndicatorPage(
        title=row.name,
        committee=row.authority.name,
        trail=((gettext(_("Indikatorer")), reverse("indicators:indicators", args=(row.authority.code,))),),
        value=words.printed(one.last, unit) if one.last else "",
        period=one.last.period.label if one.last else "",
        trend=one.trend.value if one.trend else "",
        status=(TargetStatus.NO_OUTCOME if one.last is None else one.status).value,
        target=words.target(one.target, unit),
        left=_left(one),
        line=_line(one, since),
        cuts=tuple(
            (gettext(word), f"{here}?uppdelning={key}" if key else here, key == chosen) for key, word in cuts
        ),
        cut=chosen,
        rows=rows,
        has_parts=any(each.parts for each in rows),
        has_answers=any(each.answers for each in rows),
        facts=tuple((gettext(word), value) for word, value in _facts(one) if value),
        formulas=tuple(filter(None, (words.formula(row, each, found.related) for each in found.relations))),
        reckoned=_reckoned(reckoned, one),
        inputs=tuple(_inputs(reckoned, found)),
        source=_source(one),
        questions=tuple(said_finding(each) for each in questions),
        correct=_correct(one) if may_enter and questions else "",
        compared=comparison.compared(one, others, year) if chosen == OTHERS else None,
        waiting=tuple(_waiting(found, today)),
        corrections=tuple(
            _correction(each, unit_named(row.unit_of_measure).symbol) for each in found.corrected
        ),
        since=str(since or ""),
        years=tuple(map(str, years)),
        enter=reverse("indicators:enter", args=(row.pk,)) if may_enter and not follows else "",
        missing=reverse("indicators:missing", args=(row.pk,)) if may_enter and not follows else "",
        define=reverse("indicators:define", args=(row.pk,)) if may_define else "",
        fetch=reverse("indicators:kolada", args=(row.authority.code,)) if may_define else "",
        text=text,
    )


def _source(one: Standing) -> str:
    """Where the latest outcome comes from: the source, how many answered, and when it came here."""
    if one.last is None:
        return ""
    row = one.last.row
    if row is None:
        return gettext(_("Källa: %(source)s")) % {"source": one.last.source}
    answers = row.answers
    count = ngettext("%(num)s svar", "%(num)s svar", answers or 0) % {"num": number(Decimal(answers or 0), 0)}
    words = filter(None, (one.last.source, count if answers is not None else ""))
    when = timezone.localtime(row.entered_at).date().isoformat()
    return gettext(_("Källa: %(source)s, hämtad %(date)s")) % {"source": ", ".join(words), "date": when}


def _correct(one: Standing) -> str:
    """Where the latest outcome is put right or explained."""
    assert one.last is not None
    query = urlencode({"enhet": one.row.scope.code, "period": str(one.last.period)})
    return f"{reverse('indicators:enter', args=(one.row.pk,))}?{query}"


def _left(one: Standing) -> str:
    """How far it is to the target; empty where it is reached, or where there is nothing to reach."""
    goal = one.target.value if one.target else None
    if one.last is None or goal is None or one.status is TargetStatus.REACHED:
        return ""
    far = words.distance(one.last.value, goal, one.definition.unit, one.definition.decimals)
    return gettext(_("kvar %(far)s")) % {"far": far}


def _line(one: Standing, since: int | None) -> Line | None:
    """The outcomes with the path of targets; None where there is no outcome to draw."""
    unit, decimals = one.definition.unit, one.definition.decimals
    shown = [each for each in one.outcomes if since is None or each.period.end_year >= since]
    if not shown:
        return None
    path = {point.year: point.value for point in target_path(one.definition, base=one.base)}
    # Twelve rolling months are a measure of their own, never drawn on one line with calendar periods.
    shown = [each for each in shown if each.period.rolling is shown[-1].period.rolling]
    points = [
        Point(
            _time(each.period),
            words.printed(each, unit),
            each.value,
            *_target(path, each.period.end_year, one),
        )
        for each in shown
    ]
    last_year = shown[-1].period.end_year
    points += [
        Point(str(year), "", None, value, quantity(value, unit, decimals))
        for year, value in path.items()
        if year > last_year
    ]
    return line(
        points,
        title=_finding(one, shown),
        time_word=gettext(_("Rullande tolv månader till") if shown[-1].period.rolling else _("Period")),
        value_word=gettext(_("Utfall")),
        target_label=gettext(_("Mål %(target)s")) % {"target": words.target(one.target, unit)}
        if one.target
        else "",
    )


def _target(path: Mapping[int, Decimal], year: int, one: Standing) -> tuple[Decimal | None, str]:
    value = path.get(year)
    if value is None:
        # A single target is a line across the drawing, but belongs to no other year than its own.
        only = next(iter(path.values()), None) if len(path) == 1 else None
        return only, ""
    return value, quantity(value, one.definition.unit, one.definition.decimals)


def _finding(one: Standing, shown: list[Measured]) -> str:
    """The title of the drawing: what it shows, not what it is."""
    unit = one.definition.unit
    aim = gettext(_(", mål %(target)s")) % {"target": words.target(one.target, unit)} if one.target else ""
    if len(shown) == 1:
        return gettext(_("%(name)s: %(last)s %(when)s%(aim)s")) % {
            "name": one.row.name, "last": words.printed(shown[0], unit), "when": shown[0].period.label, "aim": aim,
        }  # fmt: skip
    return gettext(_("%(name)s: från %(first)s till %(last)s%(aim)s")) % {
        "name": one.row.name, "first": words.printed(shown[0], unit), "last": words.printed(shown[-1], unit),
        "aim": aim,
    }  # fmt: skip


def _time(period: Period) -> str:
    """Short enough to stand under a drawing."""
    if period.rolling:
        return f"{MONTHS[period.last % 12][:3]} {period.end_year}"
    text = str(period)
    return f"{text[:4]} {text[5:7]}–{text[-2:]}" if ".." in text and text[:4] == text[9:13] else text


def _rows(found: Whole, cut: str, since: int | None) -> Iterable[OutcomeRow]:
    one = found.standing
    match cut:
        case "kon":
            groups = [(gettext(words.SEX_WORDS[sex]), rows) for sex, rows in found.by_sex.items()]
            for name, rows in [*groups, (gettext(_("Totalt")), one.outcomes)]:
                yield from (
                    _outcome(each, one, name=name) for each in reversed(rows) if _is_since(each, since)
                )
        case "kommuner":
            return
        case "enhet":
            for scope, rows in found.by_unit.items():
                yield _outcome(rows[-1], one, name=scope.name, rows=rows)
        case _:
            yield from (_outcome(each, one) for each in reversed(one.outcomes) if _is_since(each, since))


def _is_since(one: Measured, since: int | None) -> bool:
    return since is None or one.period.end_year >= since


def _outcome(each: Measured, one: Standing, *, name: str = "", rows: tuple[Measured, ...] = ()) -> OutcomeRow:
    row = each.row
    parts = ""
    if row is not None and row.numerator is not None and row.denominator is not None:
        parts = f"{_plain(row.numerator)} / {_plain(row.denominator)}"
    moved = standing_of(one.row, one.definition, rows).trend if rows else None
    return OutcomeRow(
        name=name,
        period=each.period.label,
        value=words.printed(each, one.definition.unit),
        parts=parts,
        answers=number(Decimal(row.answers), 0) if row is not None and row.answers is not None else "",
        source=each.source,
        spark=sparkline([value.value for value in rows]),
        trend=moved.value if moved else "",
    )


def _plain(value: Decimal) -> str:
    """Without the zeros that the database keeps."""
    whole = value == value.to_integral_value()
    return number(value, 0 if whole else max(0, -int(value.normalize().as_tuple().exponent)))


def _facts(one: Standing) -> tuple[tuple[str, str], ...]:
    row = one.row
    stored = one.last.row if one.last else None
    targets = sorted(one.definition.targets, key=lambda target: target.year)
    return (
        (_("Mäter"), row.scope.name),
        (_("Måttenhet"), row.unit_of_measure),
        (_("Riktning"), gettext(words.DIRECTION_WORDS[one.definition.direction])),
        (_("Mål"), ", ".join(words.target(target, one.definition.unit) for target in targets)),
        (_("Basår"), str(row.base_year or "")),
        (_("Källa"), row.source or (one.last.source if one.last else "")),
        (_("Svar"), number(Decimal(stored.answers), 0) if stored and stored.answers is not None else ""),
        (_("Kolada"), row.kolada),
        (_("Beteckning"), row.code),
        (_("Adress"), one.last.address if one.last else f"{row.measure}:{row.scope.code}:…"),
    )


def _reckoned(found: Reckoned | None, one: Standing) -> str:
    if found is None:
        return ""
    if isinstance(found.value, Denied):
        return f"{found.period.label}: {said(found.value)}"
    return gettext(_("Formeln ger %(value)s för %(period)s.")) % {
        "value": words.printed(one.last, one.definition.unit), "period": found.period.label,
    }  # fmt: skip


def _inputs(found: Reckoned | None, whole: Whole) -> Iterable[InputRow]:
    for one in found.inputs if found else ():
        other = whole.related.get(one.code)
        yield InputRow(
            name=one.name,
            href=reverse("indicators:indicator", args=(other.pk,)) if other else "",
            period=one.period.label,
            value=_input_value(one, unit_named(other.unit_of_measure) if other else one.unit),
            source=one.source,
        )


def _input_value(one: Input, unit: Unit) -> str:
    """In the part's own unit; money is kept in kronor."""
    if one.value is None:
        return "–"
    value, decimals = in_unit(one.value, one.decimals, one.unit, unit)
    return quantity(value, unit, max(0, decimals))


def _waiting(found: Whole, today: dt.date) -> Iterable[str]:
    """Why there is no outcome, and when there will be one."""
    own = found.standing.row.scope_id
    known = {(each.row.scope_id if each.row else own, str(each.period)) for each in found.standing.outcomes}
    for one in found.no_values:
        if (one.scope_id, one.period) not in known:
            yield _no_value(one, found, today)
    if found.standing.row.no_value and found.standing.last is None:
        yield found.standing.row.no_value


def _no_value(one: NoValue, found: Whole, today: dt.date) -> str:
    unit = "" if one.scope_id == found.standing.row.scope_id else f", {one.scope.name}"
    text = f"{Period.parse(one.period).label}{unit}: {one.reason}"
    if one.expected_on is None:
        return text
    when = one.expected_on.isoformat()
    words = _("Skulle ha kommit %(date)s.") if one.expected_on < today else _("Väntas %(date)s.")
    return f"{text.rstrip('.')}. {gettext(words) % {'date': when}}"


def _correction(row: Value, symbol: str) -> CorrectionRow:
    unit = unit_named(symbol)
    one = measured((row,), unit)[0]
    cuts = ", ".join(gettext(words.SEX_WORDS.get(value, value)) for value in row.cuts.values())
    replaced = timezone.localtime(row.replaced_at) if row.replaced_at else None
    at = timezone.localtime(row.entered_at)
    return CorrectionRow(
        what=", ".join(filter(None, (row.scope.name, one.period.label, cuts))),
        value=words.printed(one, unit),
        entered=f"{row.entered_by or row.source_document}, {at:%Y-%m-%d %H.%M}",
        replaced=f"{replaced:%Y-%m-%d %H.%M}" if replaced else "",
        reason=row.reason,
    )
