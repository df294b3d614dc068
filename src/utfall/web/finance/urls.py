"""The addresses of the economy."""

from django.urls import path

from utfall.web.finance.views import imports, measure_deeds, measures, recovery, statement

app_name = "finance"
_IMPORT = "ekonomi/import"
_MEASURE = "atgarder/<int:number>"
_UNIT = "ekonomi/<str:unit>/<str:month>"

urlpatterns = [
    path("ekonomi", statement.start, name="start"),
    path(_IMPORT, imports.imports, name="imports"),
    path(f"{_IMPORT}/angra", imports.undo, name="undo_import"),
    path(f"{_IMPORT}/<int:number>", imports.upload, name="upload"),
    path(f"{_IMPORT}/<int:number>/las-in", imports.confirm, name="confirm_upload"),
    path(f"{_IMPORT}/<int:number>/kasta", imports.discard, name="discard_upload"),
    path(_UNIT, statement.statement, name="statement"),
    path("atgarder", measures.measures, name="measures"),
    path("atgarder/ny", measures.add, name="add_measure"),
    path("atgarder/effekt", measures.effects, name="effects"),
    path("atgarder/plan", recovery.recovery, name="recovery"),
    path("atgarder/plan.<str:form>", recovery.document, name="recovery_document"),
    path(_MEASURE, measures.measure, name="measure"),
    path(f"{_MEASURE}/andra", measures.change, name="change_measure"),
    path(f"{_MEASURE}/slapp", measure_deeds.release, name="release_measure"),
    path(f"{_MEASURE}/besluta", measure_deeds.decide, name="decide_measure"),
    path(f"{_MEASURE}/genomford", measure_deeds.carry_out, name="carry_out_measure"),
    path(f"{_MEASURE}/avfor", measure_deeds.abandon, name="abandon_measure"),
    path(f"{_MEASURE}/aterta", measure_deeds.take_back, name="take_back_measure"),
]
