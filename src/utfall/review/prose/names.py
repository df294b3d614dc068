"""Names that drift: one body under two names, one word in two spellings. No register is needed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
from utfall.review.languages import Language
from utfall.review.prose.passages import Passage
from utfall.review.prose.reading import Reading, spot, where

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_NAME = 4
_SHORTEST_WORD = 8
_SEVERAL, _OFTEN = 2, 3
_SHOWN = 8


@dataclass
class _Use:
    """Where a name or a word stands: its printed forms and the passages."""

    forms: Counter[str] = field(default_factory=Counter)
    passages: list[Passage] = field(default_factory=list)
    neighbours: set[tuple[str, str]] = field(default_factory=set)

    @property
    def count(self) -> int:
        return sum(self.forms.values())


def findings(reading: Reading) -> Iterator[Finding]:
    """Bodies with two names, and words in two spellings."""
    yield from _institutions(reading)
    yield from _spellings(reading)


# Institutions ---------------------------------------------------------------------------------------------------


def _institutions(reading: Reading) -> Iterator[Finding]:
    """The same first part with another word for the body: Kulturnämnden and Kulturkommittén."""
    groups = reading.language.cues.institutions
    patterns = [_pattern(group, reading.language) for group in groups]
    found: dict[tuple[int, str], dict[str, _Use]] = defaultdict(lambda: defaultdict(_Use))
    for passage in reading.passages:
        for number, pattern in enumerate(patterns):
            for match in pattern.finditer(passage.text):
                base = _base(match["body"].lower(), groups[number])
                use = found[number, match["name"].lower().strip("- ").rstrip("s")][base]
                use.forms[match[0]] += 1
                use.passages.append(passage)
    for (number, name), uses in sorted(found.items()):
        if len(name) >= _SHORTEST_NAME and len(uses) > 1:
            yield from _two_names(uses, certain=number == 0)


def _pattern(group: tuple[str, ...], language: Language) -> re.Pattern[str]:
    bodies = "|".join(sorted(group, key=len, reverse=True))
    endings = "|".join(re.escape(ending) for ending in language.cues.endings if ending)
    return re.compile(
        rf"(?<![\w-])(?P<name>[^\W\d_]{{3,}}?|[A-ZÅÄÖ][^\W\d_]{{3,}} )(?P<body>{bodies})(?:{endings})?(?!\w)",
        re.IGNORECASE,
    )


def _base(body: str, group: tuple[str, ...]) -> str:
    """The shortest entry of the group that the word begins with."""
    return min((entry for entry in group if body.startswith(entry)), key=len)


def _two_names(uses: dict[str, _Use], *, certain: bool) -> Iterator[Finding]:
    ranked = sorted(uses.values(), key=lambda use: (-use.count, min(use.forms)))
    usual = ranked[0]
    for other in ranked[1:]:
        clear = certain and usual.count >= _OFTEN and usual.count >= 2 * other.count
        names = (other.forms.most_common(1)[0][0], usual.forms.most_common(1)[0][0])
        yield Finding(
            "names.institution", Severity.ERROR if clear else Severity.QUESTION, where(other.passages[0]),
            _("”{other}” ser ut att vara samma organ som ”{usual}” ({count} mot {usual_count} förekomster). "
              "Använd ett namn. Platser: {places}."),
            {"other": names[0], "count": other.count, "usual": names[1], "usual_count": usual.count,
             "places": tuple(dict.fromkeys(where(p) for p in other.passages))[:_SHOWN]},
            tuple(dict.fromkeys(spot(p) for p in (*other.passages, usual.passages[0]))),
        )  # fmt: skip


# Spellings ------------------------------------------------------------------------------------------------------


def _spellings(reading: Reading) -> Iterator[Finding]:
    """Two words a letter or two apart: an error between the same neighbours, else a question if one is rare."""
    uses = _uses(reading)
    for rare, usual in _pairs(uses):
        one, two = uses[rare], uses[usual]
        between = bool(one.neighbours & two.neighbours)
        question = one.count == 1 and two.count >= _OFTEN and len(rare) >= _SHORTEST_WORD + 2
        if not between and not (question and _one_apart(rare, usual)):
            continue
        yield Finding(
            "names.spelling", Severity.ERROR if between else Severity.QUESTION, where(one.passages[0]),
            _("”{rare}” stavas annars ”{usual}” ({count} mot {usual_count} förekomster). Platser: {places}."),
            {"rare": one.forms.most_common(1)[0][0], "count": one.count, "usual": two.forms.most_common(1)[0][0],
             "usual_count": two.count, "places": tuple(dict.fromkeys(where(p) for p in one.passages))[:_SHOWN]},
            tuple(dict.fromkeys(spot(p) for p in (*one.passages, two.passages[0]))),
        )  # fmt: skip


def _uses(reading: Reading) -> dict[str, _Use]:
    """Every long word by its stem, with the words before and after."""
    language = reading.language
    found: dict[str, _Use] = defaultdict(_Use)
    for passage in reading.passages:
        words = _WORD.findall(passage.text)
        lowered = [word.lower() for word in words]
        for position, word in enumerate(words):
            if len(word) < _SHORTEST_WORD:
                continue
            stem = language.stem(word)
            if len(stem) < _SHORTEST_WORD:
                continue
            use = found[stem]
            use.forms[lowered[position]] += 1
            use.passages.append(passage)
            before = next((w for w in reversed(lowered[:position]) if w not in language.stop_words), "")
            after = next((w for w in lowered[position + 1 :] if w not in language.stop_words), "")
            if before and after:
                use.neighbours.add((before, after))
    return found


def _pairs(uses: dict[str, _Use]) -> Iterator[tuple[str, str]]:
    """Pairs of stems one or two edits apart inside the word, the rarer first; by words with a letter taken out."""
    by_shorter: dict[str, list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for stem in sorted(uses):
        for shorter in {stem, *(stem[:i] + stem[i + 1 :] for i in range(len(stem)))}:
            for other in by_shorter[shorter]:
                rare, usual = sorted((stem, other), key=lambda s: (uses[s].count, s))
                if (
                    (rare, usual) not in seen
                    and uses[usual].count > uses[rare].count
                    and _inside(rare, usual)
                ):
                    seen.add((rare, usual))
                    yield rare, usual
            by_shorter[shorter].append(stem)


def _inside(one: str, two: str) -> bool:
    """Whether the words begin alike and differ before their last two letters, so that no inflection explains it."""
    return one[:3] == two[:3] and one[-2:] == two[-2:] and one != two


def _one_apart(one: str, two: str) -> bool:
    """Whether one letter is left out, put in or doubled."""
    short, long = sorted((one, two), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
