"""What English table headers and labels announce."""

import re

from utfall.review.languages import Role
from utfall.review.languages.lexicon import Labels, Periods, any_of

_MONTHS = {
    name: number for number, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1)
}  # fmt: skip
_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_FORECAST = r"forecasts?|projections?|projected|outlook|estimated? full[- ]year"
_VARIANCE = r"variances?|deviations?|difference|diff|var\.?"

PERIODS = Periods(
    months=_MONTHS | _SHORT,
    to=r"up to and including|through|to|until|-|–|—",
    numbered=(
        ("quarter", any_of(r"(?:quarter|q)\s*(?P<n>[1-4])")),
        ("tertial", any_of(r"four[- ]month period (?P<n>[1-3])")),
        ("interim", any_of(r"interim (?:report )?(?P<n>[1-3])")),
        ("week", any_of(r"week (?P<n>\d{1,2})")),
    ),
    named=(
        ("year", any_of(r"full[- ]year", r"whole year", r"annual", r"yearly")),
        ("to-date", any_of(r"year[- ]to[- ]date", r"ytd", r"accumulated", r"cumulative", r"to date")),
        ("half-year", any_of(r"half[- ]year", r"first half")),
        ("rolling", any_of(r"rolling(?: (?:12|twelve)[- ]months?)?", r"r12", r"last (?:12|twelve) months")),
    ),
    full_year_forecast=any_of(r"(?:full[- ]year|annual) (?:forecast|projection)\w*",
                              r"forecast (?:for the )?full[- ]year"),
)  # fmt: skip

LABELS = Labels(
    roles=(
        (Role.FORECAST_VARIANCE, re.compile(
            rf"(?<!\w)(?:(?:{_VARIANCE})\W+(?:\w+\W+){{0,3}}?(?:{_FORECAST})"
            rf"|(?:{_FORECAST})\W+(?:\w+\W+){{0,2}}?(?:{_VARIANCE}))(?!\w)", re.IGNORECASE)),
        (Role.VARIANCE, any_of(_VARIANCE)),
        (Role.FORECAST, any_of(_FORECAST)),
        (Role.TARGET, any_of(r"targets?", r"goals?", r"target value")),
        (Role.CHANGE, any_of(r"changes?", r"growth", r"increase", r"decrease")),
        (Role.BUDGET, any_of(r"budget\w*", r"appropriations?", r"plan(?:ned)?")),
        (Role.OUTCOME, any_of(r"outcomes?", r"actuals?", r"results?", r"out-?turn", r"reported")),
    ),
    total=any_of(r"totals?", r"sum", r"subtotal", r"sub-total", r"grand total", r"net", r"net \w+",
                 r"(?:net |operating )?results?", r"profit", r"all \w+", r"overall"),
    mean=any_of(r"average", r"mean", r"avg\.?"),
    share=any_of(r"shares?", r"proportion", r"per ?cent(?:age)?", r"ratio", r"rate"),
    not_additive=any_of(
        r"median", r"\w*index", r"^(?:numbers?|no\.?|year|week|age|account|codes?|rank|grade|score)$", r"\w+ codes?",
        r"(?:account|phone|id|reference) (?:number|no\.?)", r"rank(?:ing)?", r"per (?:capita|person|pupil|student|"
        r"inhabitant|unit|meal|portion|hour|day|kg|place)", r"(?:sek|g|kg|tons?|hours?|kwh)/\w+", r"prices?",
        r"interest rates?", r"likelihood", r"consequence", r"risk value", r"scale\b.*"),
    count=any_of(r"number of \w+", r"counts?", r"persons", r"people", r"pupils", r"students", r"children", r"places",
                 r"cases", r"inhabitants", r"employees", r"visits", r"meals"),
    part=any_of(r"of which", r"thereof", r"including"),
    opening=any_of(r"opening", r"at (?:the )?beginning of (?:the )?year", r"brought forward"),
    closing=any_of(r"closing", r"at (?:the )?end of (?:the )?year", r"carried forward"),
)  # fmt: skip
