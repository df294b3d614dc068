"""What English running text says about its figures."""

import re

from utfall.review.languages import Role
from utfall.review.languages.cues import Cues, Qualifier
from utfall.review.languages.en.words import GENERIC
from utfall.review.languages.lexicon import any_of

_OCCASION = (
    r"(?:interim report|interim|quarter|month|week)\s*\d{1,2}|q[1-4]|january|february|march|april|june|july|august"
    r"|september|october|november|december|annual report|year-end report|(?:first|second|third|fourth) quarter"
)
_FORECAST = (
    r"forecast(?!\s+variance)\w*|projected|projection|is expected|are expected|is estimated|are estimated"
)
_VARIANCE = (
    r"(?:better|worse|higher|lower|more|less) than (?:\w+ )?(?:planned|plan)|than (?:\w+ )?budget\w*|variances?|deviations?|deviates"
    r"|(?:against|compared (?:with|to)|relative to) (?:\w+ )?budget\w*|under budget|over budget|below budget|above budget"
)

CUES = Cues(
    generic=GENERIC,
    roles=(
        (Role.FORECAST_VARIANCE, re.compile(
            rf"(?<!\w)(?:forecast variances?|(?:{_FORECAST})(?=.*(?<!\w)(?:{_VARIANCE}))"
            rf"|(?:{_VARIANCE})(?=.*(?<!\w)(?:{_FORECAST})))", re.IGNORECASE | re.DOTALL)),
        (Role.VARIANCE, any_of(_VARIANCE)),
        (Role.FORECAST, any_of(_FORECAST)),
        (Role.TARGET, any_of(r"targets?", r"goals?", r"aim", r"aims")),
        (Role.BUDGET, any_of(r"budget", r"budgeted")),
        (Role.OUTCOME, any_of(r"outcomes?", r"results?", r"reports", r"amounted", r"amounts", r"was", r"were", r"is",
                              r"are", r"shows", r"landed")),
    ),
    qualifiers=(
        (Qualifier.JUST_UNDER, any_of(r"just under", r"nearly", r"almost", r"close to", r"up to")),
        (Qualifier.JUST_OVER, any_of(r"just over", r"slightly over", r"more than")),
        (Qualifier.AT_LEAST, any_of(r"at least", r"no less than", r"over", r"exceeding", r"exceeds")),
        (Qualifier.AT_MOST, any_of(r"at most", r"no more than", r"a maximum of", r"max", r"below", r"under",
                                   r"less than", r"fewer than")),
        (Qualifier.ABOUT, any_of(r"about", r"around", r"approximately", r"approx\.?", r"circa", r"c\.", r"roughly",
                                 r"some")),
    ),
    prior_year=any_of(
        r"(?:the )?(?:same|corresponding) (?:\w+ )?period (?:last|the previous|of the previous|in the previous) year",
        r"(?:last|the previous|the prior|the preceding) year", r"a year earlier", r"the year before"),
    mean=any_of(r"(?:mean|average) (?:of|for)"),
    origin=any_of(r"from (?:the previous year|last year|previous years|earlier years|(?:19|20)\d\d)"),
    full_year=any_of(r"full[- ]year", r"the whole year", r"the year as a whole", r"year[- ]end"),
    to_date=any_of(r"the period", r"so far", r"to date", r"up to and including"),
    including=any_of(r"with (?:the|a) (?:\w+ )?(?:deficit|surplus)\w*", r"includes", r"including", r"incl\.?", r"inclusive of"),
    excluding=any_of(r"excluding", r"excl\.?", r"exclusive of", r"adjusted for", r"apart from", r"net of", r"without (?:it|that|this|them)"),
    pronoun=any_of(r"it", r"that", r"this", r"them", r"these"),
    likewise=any_of(r"the corresponding (?:figure|amount|result|outcome|value|level|share)"),
    of_which=any_of(r"of which", r"of this", r"of these", r"of whom", r"thereof"),
    from_word=any_of(r"from"),
    to_word=any_of(r"to"),
    corresponds=any_of(r"which corresponds to", r"corresponding to", r"corresponds to", r"equal to", r"equivalent to",
                       r"that is", r"(?:an|a) (?:increase|decrease|change|reduction) of"),
    because=any_of(r"because of", r"due to", r"owing to", r"as a result of", r"explained by", r"thanks to",
                   r"caused by"),
    up=any_of(r"increase\w*", r"rise\w*", r"rose", r"risen", r"higher", r"more", r"grew", r"grown", r"growth"),
    down=any_of(r"decrease\w*", r"decline\w*", r"fell", r"fallen", r"lower", r"less", r"fewer", r"reduc\w*"),
    surplus=any_of(r"surplus\w*"),
    deficit=any_of(r"deficit\w*", r"loss", r"losses", r"shortfall"),
    by=any_of(r"by"),
    earlier=any_of(r"(?:earlier|previous|last|prior) forecasts?", r"forecast (?:in|from|of|at) \w+", r"since"),
    better=any_of(r"better", r"improv\w*", r"strengthen\w*", r"positive variance", r"favourable", r"favorable"),
    worse=any_of(r"worse", r"worsen\w*", r"deteriorat\w*", r"weaken\w*", r"negative variance", r"unfavourable", r"unfavorable", r"adverse"),
    against_budget=any_of(r"budget\w*", r"plan", r"planned"),
    against_prior=any_of(r"(?:last|previous|prior|preceding) year", r"year earlier", r"year before",
                         r"same (?:\w+ )?period"),
    target=any_of(r"targets?", r"goals?", r"aims?", r"shall", r"should", r"at most", r"maximum"),
    whole=any_of(r"committee\w*", r"board\w*", r"municipality\w*", r"council\w*", r"administration\w*", r"company",
                 r"organisation", r"organization"),
    bottom_line=any_of(r"results?", r"deficits?", r"surplus\w*", r"outcomes?", r"forecasts?"),
    clause=re.compile(
        r";|(?<=\w),?\s+(?:but|while|whereas|which|where|although)\s+|,\s+(?:and|however)\s+"
        r"|\s+and\s+(?=(?:has|is|a|an|for|in|the (?:forecast|outcome|result))\s)", re.IGNORECASE),
    joins=any_of(r"and", r"or", r"as well as"),
    per=re.compile(r"(?<!\w)per\s+(?!cent(?!\w))(?P<what>[^\W\d_]+)", re.IGNORECASE),
    mass=re.compile(r"\s*(?:kg|kilo(?:gram)?s?|g|grams?|tonnes?|tons?|litres?|l|m3|m³|kwh|mwh)(?![^\W\d_])",
                    re.IGNORECASE),
    emission=re.compile(r"\s*co(?:2|₂)e?(?:\s*/\s*(?P<what>[^\W\d_]+))?", re.IGNORECASE),
    compares=any_of(r"(?:be )?compared (?:with|to)", r"since", r"from", r"against", r"base year", r"than", r"relative to",
                    r"after", r"plan", r"levels?"),
    relative=any_of(r"who", r"that", r"which", r"with", r"whose"),
    either=any_of(r"or", r"either", r"not", r"without", r"no", r"none", r"lack", r"lacks"),
    proportion=any_of(r"(?:share|proportion|percentage) of"),
    share_of=re.compile(
        r"\s*(?:of\s+(?!(?:the\s+)?(?:budget|target|plan|previous|last|prior|base\s+year|outcome|year)|what\b|that\b)\w"
        r"|(?:\w+\s+){0,2}?(?:feel|think|consider|say|state|answer|agree|believe)(?!\w))", re.IGNORECASE),
    scale=re.compile(
        r"(?<!\w)scale\s+(?:of|from)?\s*(?P<low>\d{1,2})\s*(?:[-–—]|to)\s*(?P<top>\d{1,3})(?!\d)"
        r"|(?<!\d)(?P<steps>\d{1,2})-(?:point|grade)\s+scale", re.IGNORECASE),
    assessed=any_of(r"likelihood", r"probability", r"consequences?", r"impact"),
    reference=re.compile(
        r"(?<!\w)(?P<kind>(?:(?:annual |strategic |committee )?focus|(?:strategic )?goal|objective|risk|indicator"
        r"|control activity|assignment|measure|process|activity|strategy|unit)):\s*[”\"“]?"
        r"(?P<name>[A-Z][^:.!?\n”\"“]{4,120})", re.IGNORECASE),
    occasion=re.compile(rf"(?:{_OCCASION})", re.IGNORECASE),
    universal=any_of(r"all", r"every", r"each", r"none", r"always", r"never"),
    exception=any_of(r"not all", r"not every", r"in some places", r"in several places", r"in some cases",
                     r"some but not", r"not yet", r"still not", r"is missing (?:in|at|from) \w+"),
    institutions=(
        ("committee", "board", "council"),
        ("administration", "department", "office", "directorate"),
    ),
    endings=("'s", "s'", "es", "s", ""),
    abbreviations=frozenset("approx avg c cf co e eg etc ie i g incl excl max min no nos p pp st vs resp".split()),
)  # fmt: skip
