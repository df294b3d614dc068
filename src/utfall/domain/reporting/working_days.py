"""Working days in Sweden: weekends, public holidays (lag 1989:253), and the eves when municipalities are closed."""

import datetime as dt
from collections.abc import Iterator
from functools import cache

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday by the Gregorian reckoning (Meeus, Jones and Butcher), for any year from 1583."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


@cache
def holidays(year: int) -> dict[dt.date, str]:
    """The public holidays of the year by date, in order, with their Swedish names.

    Midsummer Eve, Christmas Eve and New Year's Eve are Sundays by lag (1977:480) 3 a §, and nobody works then.
    """
    easter = easter_sunday(year)
    midsummer = _first_saturday(dt.date(year, 6, 20))
    found = [
        (dt.date(year, 1, 1), "nyårsdagen"),
        (dt.date(year, 1, 6), "trettondedag jul"),
        (easter - 2 * _DAY, "långfredagen"),
        (easter, "påskdagen"),
        (easter + _DAY, "annandag påsk"),
        (dt.date(year, 5, 1), "första maj"),
        (easter + 39 * _DAY, "Kristi himmelsfärdsdag"),
        (easter + 49 * _DAY, "pingstdagen"),
        (dt.date(year, 6, 6), "nationaldagen"),
        (midsummer - _DAY, "midsommarafton"),
        (midsummer, "midsommardagen"),
        (_first_saturday(dt.date(year, 10, 31)), "alla helgons dag"),
        (dt.date(year, 12, 24), "julafton"),
        (dt.date(year, 12, 25), "juldagen"),
        (dt.date(year, 12, 26), "annandag jul"),
        (dt.date(year, 12, 31), "nyårsafton"),
    ]
    return dict(sorted(found))


def is_working_day(day: dt.date) -> bool:
    """Whether it is neither a weekend nor a holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def shifted(day: dt.date, working_days: int) -> dt.date:
    """The date so many working days before (minus) or after (plus) the day; 0 is the day itself, whatever it is."""
    step = _DAY if working_days > 0 else -_DAY
    left = abs(working_days)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: dt.date, last: dt.date) -> int:
    """How many working days one waits from the first day to the last: days after `first`, up to and with `last`."""
    return sum(is_working_day(day) for day in _after(first, last))


def _after(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first < last:
        first += _DAY
        yield first


def _first_saturday(day: dt.date) -> dt.date:
    return day + (_SATURDAY - day.weekday()) % 7 * _DAY
