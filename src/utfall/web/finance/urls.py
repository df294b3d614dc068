"""The addresses of the economy."""

from django.urls import path

from utfall.web.finance.views import (
    carried,
    comparability,
    explanations,
    forecast,
    forecast_tools,
    imports,
    index,
    investments,
    measure_deeds,
    measures,
    needs,
    opened,
    over_time,
    recovery,
    statement,
)

app_name = "finance"
_IMPORT = "ekonomi/import"
_MEASURE = "atgarder/<int:number>"
_FORECAST = "prognos/<str:unit>/<str:round>"
_UNIT = "ekonomi/<str:unit>/<str:month>"
_VARIANCE = f"{_UNIT}/forklaringar/<str:measure>/<str:scenario>"
_OF_YEAR = "<str:unit>/<int:year>"
_INVESTMENTS, _CARRIED = f"investeringar/{_OF_YEAR}", f"rullat/{_OF_YEAR}"
_COMPARABILITY, _NEEDS, _INDEX = f"jamforelse/{_OF_YEAR}", f"behov/{_OF_YEAR}", f"index/{_OF_YEAR}"

urlpatterns = [
    path("ekonomi", statement.start, name="start"),
    path(_IMPORT, imports.imports, name="imports"),
    path(f"{_IMPORT}/angra", imports.undo, name="undo_import"),
    path(f"{_IMPORT}/<int:number>", imports.upload, name="upload"),
    path(f"{_IMPORT}/<int:number>/las-in", imports.confirm, name="confirm_upload"),
    path(f"{_IMPORT}/<int:number>/kasta", imports.discard, name="discard_upload"),
    path("prognos/<str:unit>", forecast.forecasts, name="forecasts"),
    path(_FORECAST, forecast.forecast, name="forecast"),
    path(f"{_FORECAST}/angra", forecast.withdraw, name="forecast_withdraw"),
    path(f"{_FORECAST}/godkann", forecast.approve, name="forecast_approve"),
    path(f"{_FORECAST}/aterlamna", forecast.give_back, name="forecast_return"),
    path(f"{_FORECAST}/klistra", forecast_tools.paste, name="forecast_paste"),
    path(f"{_FORECAST}/historik", forecast_tools.history, name="forecast_history"),
    path(f"{_FORECAST}/export", forecast_tools.export, name="forecast_export"),
    path(_UNIT, statement.statement, name="statement"),
    path(f"{_UNIT}/enheter", opened.units, name="units"),
    path(f"{_UNIT}/konton", opened.accounts, name="accounts"),
    path(f"{_UNIT}/verksamheter", opened.activities, name="activities"),
    path(f"{_UNIT}/motparter", opened.counterparts, name="counterparts"),
    path(f"{_UNIT}/verifikationer", opened.vouchers, name="vouchers"),
    path(f"{_UNIT}/uppstallning/<str:form>", statement.form, name="form"),
    path(f"{_UNIT}/manader", over_time.months, name="months"),
    path(f"{_UNIT}/avvikelse", over_time.movers, name="movers"),
    path(f"{_UNIT}/forklaringar", explanations.explanations, name="explanations"),
    path(_VARIANCE, explanations.explanation, name="explanation"),
    path(f"{_VARIANCE}/forslag", explanations.suggest, name="explanation_part"),
    path(f"{_VARIANCE}/text", explanations.text, name="explanation_text"),
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
    path(_INVESTMENTS, investments.investments, name="investments"),
    path(f"{_INVESTMENTS}/ny", investments.add, name="add_investment"),
    path(f"{_INVESTMENTS}/<int:number>", investments.investment, name="investment"),
    path(f"{_INVESTMENTS}/<int:number>/ta-bort", investments.remove, name="remove_investment"),
    path(_CARRIED, carried.carried, name="carried"),
    path(f"{_CARRIED}/ny", carried.add, name="add_carried"),
    path(f"{_CARRIED}/raknas-in", carried.treatment, name="treatment"),
    path(f"{_CARRIED}/<int:number>", carried.one, name="carried_one"),
    path(f"{_CARRIED}/<int:number>/ta-bort", carried.remove, name="remove_carried"),
    path(_COMPARABILITY, comparability.comparability, name="comparability"),
    path(f"{_COMPARABILITY}/ny", comparability.add, name="add_comparability"),
    path(f"{_COMPARABILITY}/<int:number>", comparability.one, name="comparability_one"),
    path(f"{_COMPARABILITY}/<int:number>/ta-bort", comparability.remove, name="remove_comparability"),
    path(_NEEDS, needs.needs, name="needs"),
    path(f"{_NEEDS}/ny", needs.add, name="add_need"),
    path(f"{_NEEDS}/<int:number>", needs.need, name="need"),
    path(f"{_NEEDS}/<int:number>/beslut", needs.decide, name="decide_need"),
    path(f"{_NEEDS}/<int:number>/flytta", needs.move, name="move_need"),
    path(f"{_NEEDS}/<int:number>/ta-bort", needs.remove, name="remove_need"),
    path(_INDEX, index.index, name="index"),
    path(f"{_INDEX}/nytt", index.add, name="add_index"),
    path(f"{_INDEX}/<int:number>", index.one, name="index_one"),
    path(f"{_INDEX}/<int:number>/ta-bort", index.remove, name="remove_index"),
    path(f"{_INDEX}/volym", index.add_volume, name="add_volume"),
    path(f"{_INDEX}/volym/<int:number>/ta-bort", index.remove_volume, name="remove_volume"),
]
