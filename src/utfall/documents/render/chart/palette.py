"""The colours of charts, chosen so that neighbours differ for every kind of colour vision."""

TEXT = "#222D33"
SUBTLE = "#565F63"
GRID = "#DDE1E2"
AXIS = "#737A7E"
SERIES = ("#0B5F73", "#B86A00", "#1F2A30", "#5E3C99")
PLUS = "#0B5F73"
MINUS = "#B3401A"
TARGET = "#565F63"
MARK = "#1F2A30"
SHARES = ("#0B5F73", "#6FA1AD", "#C9D7DB", "#F2C98A", "#B86A00", "#5E3C99")
ON_DARK = "#FFFFFF"
ON_LIGHT = "#0E1215"

DARK = {
    TEXT: "#ECECED",
    SUBTLE: "#A5A8AA",
    GRID: "#333A3F",
    AXIS: "#8A9194",
    "#0B5F73": "#4FA3B8",
    "#B86A00": "#E9A23B",
    "#1F2A30": "#F4F4F5",
    "#5E3C99": "#9B7FE0",
    "#B3401A": "#F0936B",
    "#6FA1AD": "#8DBCC7",
    ON_DARK: ON_LIGHT,
}
"""What takes a colour's place on a dark ground. Shares are light there, and so all their labels dark."""


def ink_on(fill: str) -> str:
    """The colour of a label inside a share: white on dark fills, nearly black on light ones."""
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    return ON_DARK if 299 * red + 587 * green + 114 * blue < 125_000 else ON_LIGHT
