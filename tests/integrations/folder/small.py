"""A source folder small enough to read at a glance, and a way to change it."""

from pathlib import Path

import xlsxwriter

FILES = {
    "kommun.yaml": """\
innehåll: kommun
kommun: Exempelkommun
nämnd: SEN
finansiering: intäktsfinansierad
rundor:
  - {kod: 2024-D2, namn: Delår 2, slag: delårsrapport, period: 2024-01..2024-08}
resultaträkning:
  intakter: ["3"]
  personal: ["5"]
utanför: ["2"]
""",
    "organisation.yaml": """\
innehåll: organisation
enheter:
  - {kod: SEN, namn: Servicenämnden, slag: nämnd, fel_namn: [Servicekommittén]}
  - {kod: OMR1, namn: Område 1, slag: område, under: SEN, ansvar: ["3100"]}
""",
    "plan.yaml": """\
innehåll: plan
strategiska_områden:
  - {kod: SA1, namn: Hållbar utveckling}
strategiska_mål:
  - {kod: SG1, namn: Klimatsmart, område: SA1}
verksamhetsmål:
  - {kod: VM1, namn: Mindre svinn, strategiskt_mål: SG1, nämnd: SEN, målår: 2027}
inriktningar:
  - {kod: D1, namn: Väg maten, mål: VM1, år: 2024}
""",
    "indikatorer.yaml": """\
innehåll: indikatorer
indikatorer:
  - kod: IND1
    namn: Andel kök som väger
    mått: ind.vager
    enhet: "%"
    decimaler: 0
    slag: mål
    riktning: högre är bättre
    omfattar: SEN
    hör_till: VM1
    mål:
      - {år: 2027, jämförelse: minst, värde: 100}
  - kod: IND2
    namn: Andel kök som väger varje dag
    mått: ind.vager-dagligen
    enhet: "%"
    decimaler: 0
    slag: mål
    riktning: högre är bättre
    omfattar: SEN
    hör_till: VM1
""",
    "risker.yaml": """\
innehåll: intern kontroll
risker:
  - kod: R1
    namn: Svinnet ökar
    händelse: maten slängs
    orsak: ingen väger
    verkan: pengar går förlorade
    sannolikhet: 2
    konsekvens: 3
    omfattar: SEN
    år: 2024
    hantering: {genom: inriktning, kod: D1}
""",
    "matvarden.csv": """\
Period;Enhet;Mått;Kolumn;Mätvärde
2024-01..2024-08;SEN;ind.vager;utfall;43
""",
    "kontoplan.csv": """\
Konto;Benämning
2411;Leverantörsskulder
3011;Försäljning
5011;Månadslön
""",
    "huvudbok.csv": """\
Ansvar;Konto;Verksamhet;Projekt;Aktivitet;Objekt;Motpart;Datum;Verifikation;Belopp;Text;Motpartsnamn
3100;3011;9000;;;;;2024-01-15;A1;-1000,50;Faktura;
3100;2411;9000;;;;;2024-01-15;A1;1000,50;Motbokning;
3100;5011;9000;;;;;2024-02-15;A2;400,25;Lön;
3100;2411;9000;;;;;2024-02-15;A2;-400,25;Motbokning;
""",
    "budget.csv": "Ansvar;Konto;Period;Belopp;Version\n"
    + "".join(f"3100;3011;2024-{month:02};-100,00;Internbudget\n" for month in range(1, 13)),
    "texter/mal.md": """\
---
objekt: SG1
slag: kommentar
runda: 2024-D2
---

Vi väger maten.
""",
}
FORECAST = (("Enhet", "Konto", "Benämning", "Prognos helår (kr)"), ("OMR1", "30", "Försäljning", 1190.55))


def folder(path: Path, *, forecast: tuple[tuple[object, ...], ...] = FORECAST, **changes: str | None) -> Path:
    """The small folder with some files changed: names are written with _ for dots, None leaves a file out.

    `huvudbok_csv="..."` replaces huvudbok.csv.
    """
    changed = {name.replace("__", "/").replace("_", "."): content for name, content in changes.items()}
    for name, content in {**FILES, **changed}.items():
        if content is not None:
            file = path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
    workbook(path / "prognos-2024.xlsx", forecast)
    return path


def workbook(path: Path, rows: tuple[tuple[object, ...], ...]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Prognos")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
