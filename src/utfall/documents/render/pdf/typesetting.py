"""Typesets one folder and ends: Typst keeps what it has set in memory, some 100 MiB a report, as long as it lives.

Run as a program of its own; it imports nothing of ours, so that it starts at once.
"""

import datetime as dt
import json
import sys
from pathlib import Path


def typeset(folder: Path, *, fonts: Path) -> str:
    """Set report.typ in the folder as report.pdf; the fault in words, or an empty text.

    A warning is a fault: an unknown font would otherwise be replaced in silence.
    """
    import typst

    year, month, day, hour, minute, second = json.loads((folder / "layout.json").read_text("utf-8"))["made"]
    try:
        pdf, warnings = typst.compile_with_warnings(
            folder / "report.typ",
            root=folder,
            font_paths=[fonts],
            ignore_system_fonts=True,
            pdf_standards=["ua-1", "a-3a"],
            timestamp=dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC),
        )
    except typst.TypstError as fault:
        return f"{fault.message} {' '.join(fault.hints)} {' '.join(fault.trace)}".strip()
    if warnings:
        return " ".join(f"{warning.message} {' '.join(warning.hints)}" for warning in warnings)
    (folder / "report.pdf").write_bytes(pdf)
    return ""


if __name__ == "__main__":
    fault = typeset(Path(sys.argv[1]), fonts=Path(sys.argv[2]))
    if fault:
        sys.exit(fault)
