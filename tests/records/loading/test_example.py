"""The example as it stands in the database."""

from utfall.domain.organisation import UnitKind
from utfall.records.organisation.models import Authority, OrgUnit, Round


def test_every_committee_has_its_wall(sen: Authority) -> None:
    walls = {row.code: row.audits for row in Authority.objects.all()}

    assert walls == {"KF": False, "KS": False, "REV": True, "SEN": False, "VON": False, "GY": False}
    assert OrgUnit.objects.get(code="REKARNE").authority == sen
    assert OrgUnit.objects.get(code="KLK").authority == Authority.objects.get(code="KS")
    assert OrgUnit.objects.get(code="EXK").authority is None
    assert OrgUnit.objects.get(code="REKARNE").path == "EXK/SEN/SEF/OMR4/MS-AO/REKARNE/"
    assert OrgUnit.objects.filter(kind=UnitKind.EXTERNAL.value, authority=None).count() == 7


def test_rounds_follow_on_each_other(sen: Authority) -> None:
    rounds = Round.objects.filter(authority=sen).order_by("position")

    assert [(row.code, row.previous and row.previous.code, row.state) for row in rounds] == [
        ("2024-D1", None, "planerad"),
        ("2024-D2", "2024-D1", "planerad"),
        ("2024-VB", "2024-D2", "planerad"),
    ]
