"""The addresses of the reporting round."""

from django.urls import path, register_converter

from utfall.web.reporting.views import (
    approval,
    contribution,
    documents,
    following,
    history,
    inserting,
    overview,
    owed,
    rounds,
    tasks,
    thread,
    years,
)


class Form:
    """The ending of a report's address: one of the forms that it can be fetched in."""

    regex = "html|pdf|docx|json|txt"

    def to_python(self, value: str) -> str:
        """As in the address."""
        return value

    def to_url(self, value: str) -> str:
        """As in the address."""
        return value


register_converter(Form, "form")

app_name = "reporting"
_GOAL = "mal/<str:object>/<str:round>"
_ROUND = "runda/<str:round>"

urlpatterns = [
    path("uppgifter", tasks.tasks, name="tasks"),
    path("uppgifter/oforandrat", tasks.unchanged, name="unchanged"),
    path("uppgifter/ge", tasks.give, name="give"),
    path("uppgifter/vikarie", tasks.substitute, name="substitute"),
    path("uppgifter/vikarie/<int:number>/ta-bort", tasks.end_substitute, name="end_substitute"),
    path(_GOAL, contribution.contribution, name="contribution"),
    path(f"{_GOAL}/spara", contribution.autosave, name="autosave"),
    path(f"{_GOAL}/skriver", contribution.presence, name="presence"),
    path(f"{_GOAL}/jamfor", contribution.conflict, name="conflict"),
    path(f"{_GOAL}/behall", contribution.keep_theirs, name="keep_theirs"),
    path(f"{_GOAL}/angra", contribution.withdraw, name="withdraw"),
    path(f"{_GOAL}/ta-over", contribution.take_over, name="take_over"),
    path(f"{_GOAL}/sekretess", contribution.secret, name="secret"),
    path(f"{_GOAL}/kommentera", thread.remark, name="remark"),
    path(f"{_GOAL}/lost", thread.resolve_remark, name="resolve_remark"),
    path(f"{_GOAL}/godkann", approval.approve_one, name="approve_one"),
    path(f"{_GOAL}/aterlamna", approval.return_, name="return"),
    path(f"{_GOAL}/historik", history.history, name="history"),
    path(f"{_GOAL}/aterstall", history.restore, name="restore"),
    path(f"{_GOAL}/lasning", history.reading, name="reading"),
    path(f"{_GOAL}/infoga", inserting.insert, name="insert"),
    path("lage", overview.follow_up, name="follow_up"),
    path("lage/<str:round>", overview.overview, name="overview"),
    path("lage/<str:round>/alla", following.together, name="together"),
    path("lage/<str:round>/avvikelser", following.deviations, name="deviations"),
    path("lage/<str:round>/historik", following.happened, name="happened"),
    path("lage/<str:round>/valda", overview.overview_deed, name="overview_deed"),
    path("lage/<str:round>/enhet/<str:unit>", overview.unit, name="unit"),
    path("godkann/<str:round>", approval.approval, name="approval"),
    path("godkann/<str:round>/bekrafta", approval.approval_confirm, name="approval_confirm"),
    path("godkann/<str:round>/alla", approval.approve, name="approve"),
    path("rundor", years.rounds, name="rounds"),
    path("rundor/vem-lamnar-vad", owed.owed, name="owed"),
    path("rundor/avvikelsegrans", owed.variance_limit, name="variance_limit"),
    path("rundor/forsta", years.lay_out_first, name="lay_out_first"),
    path("rundor/<int:year>/nasta", years.lay_out, name="lay_out"),
    path("rundor/<int:year>/ta-bort", years.take_back, name="take_back"),
    path(_ROUND, rounds.round, name="round"),
    path(f"{_ROUND}/oppna", rounds.open_round, name="open"),
    path(f"{_ROUND}/stang", rounds.close_round, name="close"),
    path(f"{_ROUND}/las", rounds.lock, name="lock"),
    path(f"{_ROUND}/las-upp", rounds.unlock, name="unlock"),
    path(f"{_ROUND}/nytt-utkast", rounds.reopen, name="reopen"),
    path(f"{_ROUND}/beslut", rounds.decide, name="decide"),
    path(f"{_ROUND}/ratta", rounds.correct, name="correct"),
    path(f"{_ROUND}/mote", rounds.meeting, name="meeting"),
    path(f"{_ROUND}/kallelse", rounds.summons, name="summons"),
    path(f"{_ROUND}/slapp", rounds.release, name="release"),
    path(f"{_ROUND}/siffror", rounds.figures, name="figures"),
    path(f"{_ROUND}/overlamna", rounds.hand_over, name="hand_over"),
    path(f"{_ROUND}/overlamnat/<int:number>", rounds.handed, name="handed"),
    path(f"{_ROUND}/rapport.<form:form>", documents.report, name="report"),
    path(f"{_ROUND}/utgava/<int:number>.<form:form>", documents.edition, name="edition"),
]
