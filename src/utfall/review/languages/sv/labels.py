"""What Swedish table headers and labels announce."""

import re

from utfall.domain.period import MONTHS
from utfall.review.languages import Role
from utfall.review.languages.lexicon import Labels, Periods, any_of

_SHORT = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "okt": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_FORECAST = r"\w*progn?os\w*|pr"
_VARIANCE = r"\w*avvikelse\w*|avvik|avv|diff|differens\w*|skillnad"

PERIODS = Periods(
    months={name: number for number, name in enumerate(MONTHS, start=1)} | _SHORT,
    to=r"till och med|t\.?o\.?m\.?|till|-|–|—",
    numbered=(
        ("quarter", any_of(r"(?:kvartal|kv\.?|q)\s*(?P<n>[1-4])")),
        ("tertial", any_of(r"tertial (?P<n>[1-3])")),
        ("interim", any_of(r"delår(?:srapport)?\s*(?P<n>[1-3])")),
        ("week", any_of(r"vecka (?P<n>\d{1,2})")),
    ),
    named=(
        ("year", any_of(r"helår\w*", r"hela året", r"årsbudget\w*", r"årsutfall\w*", r"årsprognos\w*",
                        r"helårsprognos\w*", r"år totalt")),
        ("to-date", any_of(r"ack\.?", r"ackumulera\w*", r"hittills")),
        ("half-year", any_of(r"halvår\w*", r"första halvåret")),
        ("rolling", any_of(r"r12", r"rullande",
                           r"senaste (?:12|tolv) månaderna")),
    ),
    full_year_forecast=any_of(r"årsprognos\w*", r"helårsprognos\w*", r"prognos\w* (?:för )?helår\w*",
                              r"helår\w* prognos\w*"),
)  # fmt: skip

LABELS = Labels(
    roles=(
        (Role.FORECAST_VARIANCE, re.compile(
            rf"(?<!\w)(?:prognosavvikelse\w*|(?:{_VARIANCE})\W+(?:\w+\W+){{0,3}}?\w*prognos\w*"
            rf"|\w*prognos\w*\W+(?:\w+\W+){{0,2}}?(?:{_VARIANCE}))(?!\w)", re.IGNORECASE)),
        (Role.VARIANCE, any_of(_VARIANCE)),
        (Role.FORECAST, any_of(_FORECAST)),
        (Role.TARGET, any_of(r"mål", r"målvärde\w*", r"måltal\w*", r"målnivå\w*")),
        (Role.CHANGE, any_of(r"\w*förändring\w*", r"förändr\.?", r"ökning\w*", r"minskning\w*", r"utveckling i %")),
        (Role.BUDGET, any_of(r"\w*budget\w*", r"\w*anslag\w*", r"ram", r"\w*plan(?:erat)?")),
        (Role.OUTCOME, any_of(r"\w*utfall\w*", r"\w*bokslut\w*", r"resultat", r"redovisat", r"utf")),
    ),
    total=any_of(r"summa\w*", r"s:a", r"totalt?", r"totala", r"totalsumma", r"sammanlagt", r"delsumma", r"netto",
                 r"nettokostnad\w*", r"nettointäkt\w*", r"nettoinvestering\w*", r"\w*resultat\w*", r"samtliga",
                 r"hela \w+", r"bruttokostnad\w*"),
    mean=any_of(r"genomsnitt\w*", r"medelvärde\w*", r"medeltal\w*", r"i snitt", r"snitt\w*", r"medelsjuk\w*"),
    share=any_of(r"andel\w*", r"procent\w*", r"\w*kvot\w*", r"\w+grad(?:en)?", r"i %", r"förändring i procent"),
    not_additive=any_of(
        r"median\w*", r"\w*index", r"\w*kod", r"\w+nummer", r"^(?:nr|nummer|år|årtal|konto|ålder|vecka|kurs)$",
        r"betyg\w*", r"rang\w*", r"per (?:invånare|person|elev|barn|plats|portion|kg|brukare|timme|dag|dygn|månad|"
        r"måltid|årsarbetare|kvadratmeter|m2|enhet|st|styck)", r"(?:m?n?kr|tkr|kronor|g|kg|ton|antal|tim\w*|kwh)/\w+",
        r"\w+pris", r"\w*räntesats\w*", r"poäng", r"sannolikhet", r"konsekvens", r"riskvärde", r"skala\b.*", r"nki",
        r"meritvärde\w*"),
    count=any_of(r"antal\w*", r"st\.?", r"stycken", r"personer", r"elever", r"barn", r"platser", r"ärenden",
                 r"invånare", r"anställda", r"brukare", r"besök\w*", r"portioner"),
    part=any_of(r"varav", r"därav", r"av vilka", r"här?av"),
    opening=any_of(r"ingående", r"ib", r"vid årets början", r"årets ingång"),
    closing=any_of(r"utgående", r"ub", r"vid årets slut", r"årets utgång"),
)  # fmt: skip
