"""What Swedish running text says about its figures."""

import re

from utfall.domain.period import MONTHS
from utfall.review.languages import Role
from utfall.review.languages.cues import Cues, Qualifier
from utfall.review.languages.lexicon import any_of
from utfall.review.languages.sv.words import GENERIC

_OCCASION = (
    r"(?:delår|delårsrapport|tertial|kvartal|månad|vecka)\s*\d{1,2}|"
    + "|".join(MONTHS)
    + r"|verksamhetsberättelse\w*"
    r"|årsredovisning\w*|årsbokslut\w*|bokslut\w*|(?:första|andra|tredje|fjärde) (?:kvartalet|tertialet)"
)
_FORECAST = r"\w*prognos(?!avvik)\w*|prognosti[sc]er\w*|beräknas|väntas|väntar|förväntas|förväntar|bedöms (?:bli|uppgå)"
_VARIANCE = (
    r"(?:bättre|sämre|högre|lägre|mer|mindre) än (?:\w+ )?(?:planerat|plan)|än (?:\w+ )?budget\w*|\w*avvikelse\w*|avviker"
    r"|(?:mot|jämfört med|gentemot|i förhållande till) (?:\w+ )?budget\w*|under budget|över budget"
)
_BODY = r"nämnd\w*|kommunen\w*|kommunens|förvaltning(?:en)?s?|styrelsen|koncernen|bolaget|verksamheten"

CUES = Cues(
    generic=GENERIC,
    roles=(
        (Role.FORECAST_VARIANCE, re.compile(
            rf"(?<!\w)(?:prognosavvikelse\w*|(?:{_FORECAST})(?=.*(?<!\w)(?:{_VARIANCE}))"
            rf"|(?:{_VARIANCE})(?=.*(?<!\w)(?:{_FORECAST})))", re.IGNORECASE | re.DOTALL)),
        (Role.VARIANCE, any_of(_VARIANCE)),
        (Role.FORECAST, any_of(_FORECAST)),
        (Role.TARGET, any_of(r"målet", r"målsättning\w*", r"målvärde\w*", r"målnivå\w*", r"mål")),
        (Role.BUDGET, any_of(r"budgeterat", r"budgeterad\w*", r"budgeten", r"budget", r"årsbudget\w*",
                             r"budgeteras")),
        (Role.OUTCOME, any_of(r"\w*utfall\w*", r"\w*resultat\w*", r"redovisar", r"uppgick", r"uppgår", r"landade",
                              r"var", r"är", r"visar")),
    ),
    qualifiers=(
        (Qualifier.JUST_UNDER, any_of(r"knappt", r"knappa", r"nästan", r"närmare", r"strax under", r"uppemot")),
        (Qualifier.JUST_OVER, any_of(r"drygt", r"dryga", r"strax över", r"lite över", r"mer än", r"fler än")),
        (Qualifier.AT_LEAST, any_of(r"minst", r"lägst", r"över", r"överstiger", r"överstigande")),
        (Qualifier.AT_MOST, any_of(r"högst", r"max", r"maximalt", r"som mest", r"under", r"understiger",
                                   r"mindre än", r"färre än")),
        (Qualifier.ABOUT, any_of(r"ca\.?", r"cirka", r"c:a", r"omkring", r"runt", r"ungefär", r"ung\.?",
                                 r"i storleksordningen", r"kring")),
    ),
    prior_year=any_of(
        r"(?:samma|motsvarande) (?:\w+ )?period(?:en)? (?:förra|föregående|året) \w+",
        r"(?:förra|föregående) år(?:et)?s? (?:samma period|utfall|resultat)", r"(?:förra|föregående) år(?:et)?",
        r"året innan", r"ett år tidigare", r"i fjol", r"samma (?:\w+ )?period för \d{4}"),
    mean=any_of(r"medelvärde\w* (?:av|för)", r"genomsnitt\w* (?:av|för)", r"snitt\w* (?:av|för)", r"medeltal\w* av"),
    origin=any_of(r"från (?:föregående år|förra året|tidigare år|år \d{4}|(?:19|20)\d\d)"),
    full_year=any_of(r"helår\w*", r"hela året", r"året som helhet", r"på årsbasis", r"vid årets slut"),
    to_date=any_of(r"perioden", r"periodens", r"hittills", r"till och med", r"per sista"),
    including=any_of(r"med (?:\w+ )?(?:under|över)skott\w*", r"ingår", r"av det(?:ta)? är", r"inklusive", r"inkl\.?", r"inräknat", r"med hänsyn till"),
    excluding=any_of(r"exklusive", r"exkl\.?", r"utan hänsyn till", r"rensat för", r"borträknat",
                     r"bortsett från", r"justerat för", r"utan (?:den|det|detta|denna|dessa|dem)"),
    pronoun=any_of(r"det", r"den", r"detta", r"denna", r"dem", r"dessa"),
    likewise=any_of(r"motsvarande (?:siffra|belopp|resultat|utfall|värde|nivå|andel)", r"(?:det|den) var då"),
    of_which=any_of(r"varav", r"därav", r"av detta", r"av dessa", r"av vilka", r"av vilket"),
    from_word=any_of(r"från"),
    to_word=any_of(r"till"),
    corresponds=any_of(r"vilket motsvarar", r"som motsvarar", r"motsvarande", r"motsvarar", r"det vill säga", r"dvs",
                       r"(?:en|vilket är en) (?:ökning|minskning|förändring) (?:med|på)"),
    because=any_of(r"på grund av", r"p\.?g\.?a\.?", r"beroende (?:främst )?på", r"beror (?:\w+ )?(?:\w+ )?på",
                   r"tack vare", r"till följd av", r"förklaras av", r"härrör", r"orsakas av"),
    up=any_of(r"öka\w*", r"utöka\w*", r"höj\w*", r"ökning\w*", r"stig\w*", r"högre", r"fler", r"steg", r"stigit", r"växt", r"uppgång\w*"),
    down=any_of(r"minska\w*", r"sänk\w*", r"minskning\w*", r"sjunk\w*", r"lägre", r"färre", r"sjönk", r"nedgång\w*"),
    surplus=any_of(r"\w*överskott\w*", r"plusresultat\w*"),
    deficit=any_of(r"\w*underskott\w*", r"förlust(?:en|er)?", r"minusresultat\w*"),
    by=any_of(r"med"),
    earlier=any_of(r"(?:tidigare|föregående|förra|senaste|förra årets) \w*prognos\w*", r"prognos\w* (?:i|från|per|vid) \w+",
                   r"sedan", r"dessförinnan"),
    better=any_of(r"bättre", r"förbättra\w*", r"stärk\w*", r"positiv (?:\w+)?avvikelse", r"gynnsam\w*"),
    worse=any_of(r"sämre", r"försämra\w*", r"försvaga\w*", r"negativ (?:\w+)?avvikelse", r"ogynnsam\w*"),
    against_budget=any_of(r"budget\w*", r"plan", r"planerat"),
    against_prior=any_of(r"(?:förra|föregående) år\w*", r"året innan", r"i fjol", r"samma (?:\w+ )?period"),
    target=any_of(r"mål", r"målet", r"målen", r"målsättning\w*", r"målvärde\w*", r"målnivå\w*", r"ska", r"skall",
                  r"siktar", r"ambition\w*", r"högst", r"max"),
    whole=any_of(_BODY),
    bottom_line=any_of(r"\w*resultat\w*", r"\w*underskott\w*", r"\w*överskott\w*", r"utfall\w*", r"\w*prognos\w*",
                       r"prognosti\w*"),
    clause=re.compile(
        r";|(?<=\w),?\s+(?:men|medan|samt|vilket|vilken|vilka|där|varav|däremot)\s+|,\s+(?:och|dock)\s+"
        r"|\s+och\s+(?=(?:har|är|en|ett|för|i|på|prognosen|utfallet|resultatet)\s)", re.IGNORECASE),
    joins=any_of(r"och", r"samt", r"eller"),
    per=re.compile(r"(?<!\w)per\s+(?P<what>[^\W\d_]+)", re.IGNORECASE),
    mass=re.compile(r"\s*(?:kg|kilo(?:gram)?|g|gram|ton|liter|l|m3|m³|kwh|mwh)(?![^\W\d_])", re.IGNORECASE),
    emission=re.compile(r"\s*co(?:2|₂)e?(?:\s*/\s*(?P<what>[^\W\d_]+))?", re.IGNORECASE),
    compares=any_of(r"jämfört med", r"jämföras med", r"jämförs med", r"sedan", r"från", r"mot", r"basår(?:et)?", r"än", r"gentemot",
                    r"i förhållande till", r"efter", r"plan(?:en)?", r"nivå\w*"),
    relative=any_of(r"som", r"med", r"vilka"),
    either=any_of(r"eller", r"antingen", r"inte", r"ej", r"utan", r"icke", r"ingen", r"inga", r"saknar"),
    proportion=any_of(r"andel\w*"),
    share_of=re.compile(
        r"\s*(?:av\s+(?!budget|mål(?:et|en|värdet)?\b|plan|föregående|förra|utfall|basår|årets|vad\b|det\b)\w"
        r"|(?:\w+\s+){0,2}?(?:anser|upplever|uppger|svarar|känner|bedömer|tycker|instämmer)(?!\w))", re.IGNORECASE),
    scale=re.compile(
        r"(?<!\w)skala\w*\s+(?:från\s+)?(?P<low>\d{1,2})\s*(?:[-–—]|till)\s*(?P<top>\d{1,3})(?!\d)"
        r"|(?<!\d)(?P<steps>\d{1,2})-gradig\w*\s+skala", re.IGNORECASE),
    assessed=any_of(r"sannolikhet\w*", r"konsekvens\w*"),
    reference=re.compile(
        r"(?<!\w)(?P<kind>[^\W\d_]*(?:inriktningen|målet|risken|indikatorn|kontrollmomentet|uppdraget|åtgärden"
        r"|fokusområdet|processen|aktiviteten|strategin|enheten)):\s*[”\"“]?(?P<name>[A-ZÅÄÖ][^:.!?\n”\"“]{4,120})"),
    occasion=re.compile(rf"(?:{_OCCASION})", re.IGNORECASE),
    universal=any_of(r"alla", r"samtliga", r"ingen", r"inga", r"inget", r"alltid", r"varje", r"aldrig"),
    exception=any_of(r"inte alla", r"inte samtliga", r"på (?:flera|vissa|några) ställen", r"i vissa fall",
                     r"vissa men inte", r"behöver (?:\w+ ){0,6}ytterligare", r"saknas(?: \w+)? (?:på|i|hos) \w+",
                     r"ännu inte", r"fortfarande inte"),
    institutions=(
        ("kommittén", "kommitté", "nämnden", "nämnd"),
        ("förvaltningen", "förvaltning", "kontoret", "kontor"),
    ),
    endings=("ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "ars", "ers", "en", "et", "er", "ar",
             "or", "ns", "ts", "n", "t", "s", ""),
    abbreviations=frozenset(
        "bl ca dvs ev exkl forts inkl jfr kap kl m max min mm nr osv p pga resp s st t tex tom ung v etc sid avd f "
        "fr o d e fd sk mkt tel".split()
    ),
)  # fmt: skip
