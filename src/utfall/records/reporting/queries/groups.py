"""The four parts of a person's list of tasks."""

import datetime as dt
from enum import StrEnum

SOON = dt.timedelta(days=7)
"""What is due within this time is to be done now."""


class Group(StrEnum):
    """The four parts of the list."""

    NOW = "nu"
    LATER = "senare"
    WAITING = "vantar"
    DONE = "klart"
