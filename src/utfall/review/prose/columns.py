"""Which of a row's figures a sentence speaks of: by role, year, and what it is compared with."""

import re
from collections.abc import Iterable

from utfall.review.languages import Language, Role
from utfall.review.prose.mentions import Mention
from utfall.review.prose.rows import Row
from utfall.review.tables.grid import Place

_YEAR = re.compile(r"\d{4}")
_WINDOWS = ("rolling", "half-year", "quarter", "tertial", "week")


def places_for(mention: Mention, row: Row, language: Language) -> tuple[Place, ...]:
    """The figures of the row that the mention can be; more than one where the words do not decide."""
    role = mention.role or Role.OUTCOME
    if mention.change and role not in (Role.VARIANCE, Role.FORECAST_VARIANCE, Role.CHANGE):
        return ()
    fitting = [place for place in row.places if _has_role(place, role)]
    if not fitting and mention.role is None:
        fitting = [place for place in row.places if place.role is None] if len(row.places) == 1 else []
    fitting = [place for place in fitting if _same_window(mention, place)]
    if role is Role.BUDGET and language.cues.to_date.search(f"{mention.before} {mention.after}"):
        fitting = [place for place in fitting if "year" not in place.periods]
    fitting = _of_year(mention, fitting, role)
    return tuple(_compared(mention, fitting, role, language))


def _has_role(place: Place, role: Role) -> bool:
    return place.role is role or (role is Role.CHANGE and place.role is Role.VARIANCE)


def _same_window(mention: Mention, place: Place) -> bool:
    """Whether months and windows agree where both name them; a forecast's month says when it was made."""
    mine = {token for token in mention.periods if token.startswith("month-")}
    theirs = {token for token in place.periods if token.startswith("month-")}
    if mine and theirs and not mine & theirs:
        return False
    windows = {t for t in mention.periods if t.startswith(_WINDOWS)}
    return not windows or bool(windows & place.periods) or not any(_YEAR.fullmatch(t) for t in place.periods)


def _of_year(mention: Mention, places: list[Place], role: Role) -> list[Place]:
    """The figures of the year that the mention names; else of the latest, or of the one before (`i fjol`)."""
    years = sorted({token for place in places for token in place.periods if _YEAR.fullmatch(token)})
    if not years:
        return places
    named = {token for token in mention.periods if _YEAR.fullmatch(token)}
    if role in (Role.VARIANCE, Role.FORECAST_VARIANCE, Role.CHANGE):
        wanted = {years[-1]}
    elif named:
        wanted = named & set(years)
    elif mention.prior:
        wanted = {str(int(years[-1]) - 1)}
    else:
        wanted = {years[-1]}
    return [
        place for place in places
        if not (own := {t for t in place.periods if _YEAR.fullmatch(t)}) or own & wanted
    ]  # fmt: skip


def _compared(mention: Mention, places: list[Place], role: Role, language: Language) -> Iterable[Place]:
    """Of several, those whose header names what the sentence compares with, and the full year where it says so."""
    if len(places) < 2:
        return places
    cues = language.cues
    if role in (Role.VARIANCE, Role.FORECAST_VARIANCE, Role.CHANGE):
        said = f"{mention.before} {mention.after}"
        budget = bool(cues.against_budget.search(said))
        if not budget and not cues.against_prior.search(said):
            said = mention.sentence.text
            budget = bool(cues.against_budget.search(said))
        chosen = [place for place in places if bool(cues.against_budget.search(place.column.label)) == budget]
        return chosen or places
    whole = bool(cues.full_year.search(f"{mention.before} {mention.after}"))
    chosen = [place for place in places if ("year" in place.periods) == whole]
    return chosen or places
