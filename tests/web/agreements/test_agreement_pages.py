"""Agreements on the example: they sum to the budgeted income unit by unit, and what changes is seen in the year's income."""

import re

from tests.records.conftest import data, example, example_site, sen  # noqa: F401  fixtures of the example
from tests.web.finance.test_beside_pages import as_role, cells, deeds, text, workbook  # noqa: F401
from utfall.domain.access import Role
from utfall.records.agreements.models import Agreement

LIST = "/avtal/SEN/2024"
AS_ONE = "Överenskommelserna är tillsammans de budgeterade intäkterna, i varje enhet: 840 940 tkr."


def written(**more: str) -> dict[str, str]:
    """What the form sends for a new agreement."""
    return {
        "name": "Måltider till förskolan", "unit": "MS-SKOLA", "kind": "årsöverenskommelse", "party": "BUF",
        "amount": "500", "state": "gäller", **more,
    }  # fmt: skip


def test_the_agreements_sum_to_the_budgeted_income_unit_by_unit(as_role):  # noqa: F811
    page = as_role().get(f"{LIST}?enhetstal=tkr")
    assert AS_ONE in text(page)
    assert cells(page, "Budgeterade intäkter")[0] == "840 940"
    assert cells(page, "Summa") == ["840 940", "840 940", "0"]
    assert cells(page, "Rekarneköket") == ["16 159", "16 159", "0"]


def test_what_ends_and_what_is_added_changes_the_expected_income(as_role):  # noqa: F811
    page = as_role().get(f"{LIST}?enhetstal=tkr")
    said = text(page)
    assert "Budgeterade intäkter 840 940 tkr Tillkommit efter budgeten 1 170 tkr" in said
    assert "Faller bort efter uppsägning −579 tkr Väntade intäkter enligt avtalen 841 531 tkr" in said
    assert "Enheternas prognos för intäkter 828 928 tkr Prognosen jämfört med avtalen −12 603 tkr" in said
    assert cells(page, "Handläggning av resor åt gymnasienämnden")[1:3] == ["1 200", "−300"]
    assert cells(page, "Centrallager för omläggningsmaterial")[1:3] == ["750", "750"]


def test_a_difference_is_named_for_its_unit(as_role):  # noqa: F811
    bo = as_role()
    assert bo.post(f"{LIST}/nytt", written())["Location"] == LIST
    assert deeds() == ["agreement.add"]
    page = bo.get(f"{LIST}?enhetstal=tkr")
    assert (
        "Måltidsservice skolnämnder har överenskommelser för 219 270 tkr 2024, men budgeterade intäkter på 218 770 tkr: "
        "500 tkr skiljer." in text(page)
    )
    assert cells(page, "Summa") == ["841 440", "840 940", "500"]
    own = text(bo.get("/avtal/OMR4/2024"))
    assert "500 tkr skiljer" in own
    assert "skiljer" not in text(bo.get("/avtal/OMR1/2024"))
    sheets = workbook(bo.get(f"{LIST}?enhetstal=tkr&hamta=excel"))
    assert sheets.get_sheet_by_index(1).to_python()[-1] == ["Summa", 841440, 840940, 500]


def test_a_termination_shows_what_falls_away(as_role):  # noqa: F811
    bo, row = as_role(), Agreement.objects.get(code="AR-REKARNE")
    answer = bo.post(f"{LIST}/{row.pk}/uppsagning", {"last_day": "31/10 2024"})
    assert answer["Location"] == f"{LIST}/{row.pk}"
    assert deeds() == ["agreement.terminate"]
    page = bo.get(f"{LIST}?enhetstal=tkr&visa=andrat")
    assert cells(page, row.name)[1:] == ["10 019", "−1 670", "2024-10-31", "Uppsagd"]
    assert AS_ONE in text(page)
    again = text(bo.post(f"{LIST}/{row.pk}/uppsagning", {"last_day": "2024-11-30"}))
    assert "Avtalet är redan uppsagt." in again


def test_those_to_be_gone_through_are_tasks(as_role):  # noqa: F811
    bo = as_role()
    page = bo.get(LIST).content.decode()
    tasks = re.findall(r'<li class="task"><a href="([^"]+)">([^<]+)</a><span class="due">([^<]+)', page)
    assert next((name, due) for _href, name, due in tasks) == (
        "Stöd till chefer i personalfrågor, grunduppdrag", "2024-09-20",
    )  # fmt: skip
    href = tasks[0][0]
    assert href.endswith("/genomgang")
    assert 'value="2025-09-10"' in bo.get(href).content.decode()
    assert "Skriv en senare dag" in text(bo.post(href, {"next_on": "2024-09-01"}))
    assert bo.post(href, {"next_on": "2025-09-10"}).status_code == 302
    assert deeds() == ["agreement.review"]
    assert href not in bo.get(LIST).content.decode()
    assert "Senast genomgånget 10 september 2024" in text(bo.get(href.removesuffix("/genomgang")))


def test_the_party_is_inside_or_outside(as_role):  # noqa: F811
    bo = as_role()
    both = bo.post(f"{LIST}/nytt", written(counterpart="Kocken AB"))
    assert both.status_code == 422
    assert "Välj motparten i kommunen, eller skriv vem utanför det är." in text(both)
    assert bo.post(f"{LIST}/nytt", written(party="")).status_code == 422
    assert bo.post(f"{LIST}/nytt", written(party="MS-SKOLA")).status_code == 422
    assert bo.post(f"{LIST}/nytt", written(state="uppsagd")).status_code == 422
    assert bo.post(f"{LIST}/nytt", written(starts_on="2024-05-01", ends_on="2024-04-01")).status_code == 422
    done = bo.post(f"{LIST}/nytt", written(party="", counterpart="Kocken AB", kind="leverantörsavtal"))
    assert done.status_code == 302
    assert AS_ONE in text(bo.get(f"{LIST}?enhetstal=tkr"))


def test_other_years_stay_when_one_is_changed(as_role):  # noqa: F811
    bo, row = as_role(), Agreement.objects.get(code="BAS-HR")
    form = {
        "name": row.name,
        "unit": "HR",
        "kind": row.kind,
        "party": "KLK",
        "state": "gäller",
        "amount": "20 000",
    }
    assert bo.post(f"/avtal/SEN/2025/{row.pk}/andra", form).status_code == 302
    assert list(row.amounts.values_list("year", "amount").order_by("year")) == [
        (2024, 1_916_500_000), (2025, 2_000_000_000),
    ]  # fmt: skip
    assert bo.post(f"{LIST}/{row.pk}/ta-bort").status_code == 302
    assert "HR-enheten har överenskommelser för" in text(bo.get(f"{LIST}?enhetstal=tkr"))


def test_a_manager_keeps_the_agreements_of_her_own_unit(as_role):  # noqa: F811
    anna = as_role(Role.UNIT_MANAGER, "OLC")
    page = text(anna.get("/avtal/OLC/2024"))
    assert "24 712 tkr" in page
    own, other = Agreement.objects.get(code="BAS-OLC"), Agreement.objects.get(code="BAS-HR")
    assert anna.get(f"/avtal/OLC/2024/{own.pk}/andra").status_code == 200
    assert anna.get(f"/avtal/OLC/2024/{other.pk}").status_code == 200
    assert anna.get(f"/avtal/OLC/2024/{other.pk}/andra").status_code == 403
    assert anna.post(f"/avtal/OLC/2024/{other.pk}/uppsagning", {"last_day": "2024-12-01"}).status_code == 403
    assert "Enheternas prognos" not in text(anna.get(LIST))
    assert "Enheternas prognos" in page


def test_the_days_of_an_agreement_are_tasks_on_the_start_page(as_role):  # noqa: F811
    anna = as_role(Role.UNIT_MANAGER, "OLC")
    row = Agreement.objects.filter(unit__code="OLC", state="gäller").first()
    assert row is not None
    Agreement.objects.update(review_on=None)
    form = {
        **written(unit="OLC", amount=""),
        "name": row.name,
        "notice_on": "2024-09-15",
        "ends_on": "2024-09-01",
    }
    path = f"/avtal/OLC/2024/{row.pk}"
    assert "Sista dagen för uppsägning är efter att avtalet slutar." in text(anna.post(f"{path}/andra", form))
    assert anna.post(f"{path}/andra", {**form, "ends_on": "", "review_on": "2024-10-30"}).status_code == 302
    page = anna.get("/uppgifter")
    said = text(page)
    assert f"Ta ställning till uppsägning: {row.name}" in said
    assert f"Gå igenom avtal: {row.name}" in said
    assert f'href="{path}"' in page.content.decode()
    assert f'href="{path}/genomgang"' in page.content.decode()
    assert "Sista dag för uppsägning 15 september 2024" in text(anna.get(path))
    assert "Sista dag för uppsägning · " in text(anna.get("/avtal/OLC/2024"))
    assert row.name not in text(as_role(Role.UNIT_MANAGER, "HR").get("/uppgifter"))
    anna.post(f"{path}/genomgang", {"next_on": "2025-09-10"})
    assert row.name not in text(anna.get("/uppgifter"))
