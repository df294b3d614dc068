"""The code string of the example: which cost centres, activities and accounts its totals are booked on."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Booking:
    """Where one row of the totals is booked: accounts with shares in per cent, and what a voucher row says."""

    accounts: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]
    forecast_account: str


BOOKINGS: Mapping[str, Booking] = {
    "intakter": Booking(
        (("3011", 62), ("3012", 27), ("3013", 11)), ("Basöverenskommelse", "Årsöverenskommelse", "Tilläggsuppdrag"), "30"
    ),
    "reavinst": Booking((("3811", 100),), ("Försäljning av fordon",), "38"),
    "personal": Booking(
        (("5011", 63), ("5012", 8), ("5021", 2), ("5611", 21), ("5711", 6)),
        ("Månadslön", "Timlön", "Sjuklön", "Arbetsgivaravgift", "Pensionskostnad"), "50",
    ),
    "semesterloneskuld": Booking((("5091", 100),), ("Förändring av semesterlöneskuld",), "509"),
    "lokaler": Booking((("6011", 88), ("6121", 12)), ("Lokalhyra", "El"), "60"),
    "kop-verksamhet": Booking((("4611", 100),), ("Köp av verksamhet",), "46"),
    "livsmedel": Booking((("6411", 100),), ("Livsmedel",), "64"),
    "transport": Booking((("7011", 100),), ("Transporter",), "70"),
    "material": Booking(
        (("6511", 30), ("6811", 25), ("7411", 30), ("7459", 15)),
        ("Förbrukningsmaterial", "Licenser", "Konsulttjänst", "Övriga tjänster"), "65",
    ),
    "oh": Booking((("7611", 100),), ("Fördelad overhead",), "76"),
    "kapital": Booking((("7911", 100),), ("Avskrivning",), "79"),
    "finans": Booking((("8411", 100),), ("Ränta",), "84"),
}  # fmt: skip

COST_CENTRES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "NLS": (("3000", 15), ("3010", 85)),
    "UTV": (("3110", 100),), "OBJPROJ": (("3120", 100),), "ITDRIFT": (("3130", 70), ("3131", 30)),
    "ITPLAN": (("3140", 100),), "ITKUND": (("3150", 100),), "SYSFORV": (("3160", 100),),
    "LON": (("3210", 100),), "KHALSA": (("3220", 100),), "REKR": (("3230", 100),), "HR": (("3240", 100),),
    "KOMM": (("3250", 100),),
    "EKSERV": (("3310", 100),), "BOKSLUT": (("3320", 100),), "UPPH": (("3330", 100),), "NOR": (("3340", 100),),
    "MS-AO": (("3410", 60), ("3411", 40)), "REKARNE": (("3412", 100),),
    "MS-SKOLA": (("3420", 40), ("3421", 35), ("3422", 25)), "ZETTERBERG": (("3423", 100),),
    "OLC": (("3510", 100),), "TRANSPORT": (("3520", 100),), "CAFE": (("3521", 100),),
    "ED1": (("3531", 100),), "ED2": (("3532", 100),), "TOLK": (("3533", 100),),
}  # fmt: skip
VACATION_PAY_CENTRE = "3090"

ACTIVITIES: Mapping[str, str] = {
    "30": "9000",
    "31": "9310",
    "32": "9320",
    "33": "9330",
    "34": "9440",
    "35": "9550",
}
"""The activity code by the first two digits of the cost centre."""

OPERATION_PROJECT, INVESTMENT_PROJECT = "D1001", "I2001"
OPERATION_PROJECT_UNIT = "ITDRIFT"
INVESTMENT_CENTRE, INVESTMENT_ACCOUNT = "3130", "1231"
INVESTMENT_ORE: Mapping[int, int] = {2023: 158_730_000, 2024: 3_081_240_000}

CARRIED_KR: Mapping[int, Mapping[str, int]] = {
    2023: {"NLS": 3_000_000, "HR": 1_800_000},
    2024: {
        "MS-AO": -1_500_000, "MS-SKOLA": -2_400_000, "OBJPROJ": -900_000, "EKSERV": -900_000, "BOKSLUT": -600_000,
        "ED1": -400_000, "OLC": -300_000,
    },
}  # fmt: skip
"""What the units carry into a year; a year's result with it is what they carry into the next."""
