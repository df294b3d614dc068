"""The closed sets of words of a reporting round: states, deeds, answers, assessments, sections, steps."""

from enum import StrEnum

from utfall.locale import mark as _


class State(StrEnum):
    """Where a contribution is in its cycle; the value is what is stored, `word` what is shown."""

    DRAFT = "utkast"
    SUBMITTED = "klarmarkerad"
    RETURNED = "återlämnad"
    APPROVED = "godkänd"
    LOCKED = "låst"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _STATE_WORDS[self]


class Deed(StrEnum):
    """What can be done with a contribution; `WITHDRAW` takes back one's own mark as done."""

    SAVE = "spara"
    SUBMIT = "klarmarkera"
    WITHDRAW = "ångra klarmarkering"
    RETURN = "återlämna"
    APPROVE = "godkänn"
    LAPSE = "förfall"
    LOCK = "lås"
    UNLOCK = "lås upp"

    @property
    def word(self) -> str:
        """The words on the button or in the history, a message to be translated."""
        return _DEED_WORDS[self]


class Capacity(StrEnum):
    """What a person is to one contribution; a person's roles and the place of the object decide it.

    `SYSTEM` is nobody's: an approval lapses by itself when what it rests on has changed.
    """

    AUTHOR = "författare"
    APPROVER = "godkännare"
    ROUND_LEADER = "rundans ansvariga"
    SYSTEM = "systemet"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _CAPACITY_WORDS[self]


class RoundState(StrEnum):
    """Where a round is, from plan to decision."""

    PLANNED = "planerad"
    OPEN = "öppen"
    LOCKED = "låst"
    DECIDED = "beslutad"
    DECIDED_WITH_CHANGES = "beslutad med ändringar"
    REMITTED = "återremitterad"
    TABLED = "bordlagd"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _ROUND_STATE_WORDS[self]


class RoundDeed(StrEnum):
    """What can be done with a whole round; the last three lead back from what the meeting said."""

    OPEN = "öppna"
    CLOSE = "ångra öppning"
    LOCK = "lås"
    UNLOCK = "lås upp"
    DECIDE = "besluta"
    DECIDE_WITH_CHANGES = "besluta med ändringar"
    REMIT = "återremittera"
    TABLE = "bordlägg"
    REOPEN = "öppna nytt utkast"
    SET_NEW_DATE = "sätt nytt datum"
    CORRECT = "rätta beslutet"

    @property
    def word(self) -> str:
        """The words on the button or in the history, a message to be translated."""
        return _ROUND_DEED_WORDS[self]


class Answer(StrEnum):
    """The four kinds of complete answer."""

    TEXT = "text"
    NOTHING = "inget att rapportera"
    ELSEWHERE = "rapporteras i annan del"
    UNCHANGED = "oförändrat"

    @property
    def word(self) -> str:
        """The Swedish words as shown, a message to be translated."""
        return _ANSWER_WORDS[self]


class Part(StrEnum):
    """The four things that a level may owe about an object."""

    COMMENT = "kommentar"
    ASSESSMENT = "bedömning"
    FORECAST = "prognos"
    OUTCOME = "utfall"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _PART_WORDS[self]


class Assessment(StrEnum):
    """How far a goal is reached, in the author's reasoned judgement."""

    REACHED = "uppnås"
    PARTLY = "uppnås delvis"
    NOT_REACHED = "uppnås inte"
    CANNOT_BE_JUDGED = "kan inte bedömas"

    @property
    def word(self) -> str:
        """The words during the year, a message to be translated."""
        return _ASSESSMENT_WORDS[self][0]

    @property
    def word_of_the_year(self) -> str:
        """The words in a report on the whole year, when nothing more can be done."""
        return _ASSESSMENT_WORDS[self][1]


class Section(StrEnum):
    """The parts of a report that units owe something in: the columns of the overview of a round."""

    SUMMARY = "sammanfattning"
    GOALS = "mål"
    INDICATORS = "indikatorer"
    ECONOMY = "ekonomi"
    FORECAST = "prognos"
    CONTROL = "intern kontroll"
    MEASURES = "åtgärder"
    ASSIGNMENTS = "uppdrag"

    @property
    def word(self) -> str:
        """The heading of the column, a message to be translated."""
        return _SECTION_WORDS[self]


class Step(StrEnum):
    """The steps of a round's timetable, in their order."""

    DATA_RELEASED = "underlag släpps"
    UNIT = "enhet"
    AREA = "område"
    CONTROLLER = "controller"
    MANAGEMENT_GROUP = "ledningsgrupp"
    FSG = "fsg"
    PRESIDIUM = "presidium"
    SUMMONS = "kallelse"
    COMMITTEE = "nämnd"
    MINUTES_APPROVED = "justering"
    DISPATCH = "expediering"
    EXECUTIVE_OFFICE = "kommunledningskontor"

    @property
    def word(self) -> str:
        """What is to have happened by the date, a message to be translated."""
        return _STEP_WORDS[self]


_STATE_WORDS = {
    State.DRAFT: _("Utkast"),
    State.SUBMITTED: _("Klarmarkerad"),
    State.RETURNED: _("Återlämnad"),
    State.APPROVED: _("Godkänd"),
    State.LOCKED: _("Låst"),
}
_DEED_WORDS = {
    Deed.SAVE: _("Spara"),
    Deed.SUBMIT: _("Klarmarkera"),
    Deed.WITHDRAW: _("Ångra klarmarkering"),
    Deed.RETURN: _("Återlämna med kommentar"),
    Deed.APPROVE: _("Godkänn"),
    Deed.LAPSE: _("Godkännandet förfaller"),
    Deed.LOCK: _("Lås"),
    Deed.UNLOCK: _("Lås upp"),
}
_CAPACITY_WORDS = {
    Capacity.AUTHOR: _("Författare"),
    Capacity.APPROVER: _("Godkännare"),
    Capacity.ROUND_LEADER: _("Rundans ansvariga"),
    Capacity.SYSTEM: _("Systemet"),
}
_ROUND_STATE_WORDS = {
    RoundState.PLANNED: _("Planerad"),
    RoundState.OPEN: _("Öppen"),
    RoundState.LOCKED: _("Låst"),
    RoundState.DECIDED: _("Beslutad"),
    RoundState.DECIDED_WITH_CHANGES: _("Beslutad med ändringar"),
    RoundState.REMITTED: _("Återremitterad"),
    RoundState.TABLED: _("Bordlagd"),
}
_ROUND_DEED_WORDS = {
    RoundDeed.OPEN: _("Öppna rundan"),
    RoundDeed.CLOSE: _("Ångra öppningen"),
    RoundDeed.LOCK: _("Lås rundan"),
    RoundDeed.UNLOCK: _("Lås upp rundan"),
    RoundDeed.DECIDE: _("Registrera beslut"),
    RoundDeed.DECIDE_WITH_CHANGES: _("Registrera beslut med ändringar"),
    RoundDeed.REMIT: _("Registrera återremiss"),
    RoundDeed.TABLE: _("Registrera bordläggning"),
    RoundDeed.REOPEN: _("Öppna ett nytt utkast"),
    RoundDeed.SET_NEW_DATE: _("Sätt nytt datum"),
    RoundDeed.CORRECT: _("Rätta det registrerade beslutet"),
}
_PART_WORDS = {
    Part.COMMENT: _("Kommentar"),
    Part.ASSESSMENT: _("Bedömning"),
    Part.FORECAST: _("Prognos"),
    Part.OUTCOME: _("Utfall"),
}
_ANSWER_WORDS = {
    Answer.TEXT: _("Text"),
    Answer.NOTHING: _("Inget att rapportera"),
    Answer.ELSEWHERE: _("Rapporteras i en annan del"),
    Answer.UNCHANGED: _("Oförändrat sedan förra rapporten"),
}
_ASSESSMENT_WORDS = {
    Assessment.REACHED: (_("Uppnås"), _("Uppnått")),
    Assessment.PARTLY: (_("Uppnås delvis"), _("Delvis uppnått")),
    Assessment.NOT_REACHED: (_("Uppnås inte"), _("Inte uppnått")),
    Assessment.CANNOT_BE_JUDGED: (_("Kan inte bedömas"), _("Kan inte bedömas")),
}
_SECTION_WORDS = {
    Section.SUMMARY: _("Sammanfattning"),
    Section.GOALS: _("Mål"),
    Section.INDICATORS: _("Indikatorer"),
    Section.ECONOMY: _("Ekonomi"),
    Section.FORECAST: _("Prognos"),
    Section.CONTROL: _("Intern kontroll"),
    Section.MEASURES: _("Åtgärder"),
    Section.ASSIGNMENTS: _("Uppdrag"),
}
_STEP_WORDS = {
    Step.DATA_RELEASED: _("Underlag släpps"),
    Step.UNIT: _("Enheterna klara"),
    Step.AREA: _("Områdena klara"),
    Step.CONTROLLER: _("Controllern klar"),
    Step.MANAGEMENT_GROUP: _("Ledningsgrupp"),
    Step.FSG: _("FSG"),
    Step.PRESIDIUM: _("Presidium"),
    Step.SUMMONS: _("Kallelse"),
    Step.COMMITTEE: _("Nämndens möte"),
    Step.MINUTES_APPROVED: _("Protokollet justerat"),
    Step.DISPATCH: _("Expediering"),
    Step.EXECUTIVE_OFFICE: _("Hos kommunledningskontoret"),
}
