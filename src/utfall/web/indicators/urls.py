"""The addresses of indicators."""

from django.urls import path

from utfall.web.indicators.views import defining, entering, exchange, kolada, reading

app_name = "indicators"
_ONE = "indikator/<int:number>"
_ALL = "indikatorer/<str:code>"

urlpatterns = [
    path("indikatorer", reading.start, name="start"),
    path(_ALL, reading.indicators, name="indicators"),
    path(f"{_ALL}/ny", defining.add, name="add"),
    path(f"{_ALL}/import", exchange.upload, name="upload"),
    path(f"{_ALL}/import/<str:sha256>", exchange.preview, name="preview"),
    path(f"{_ALL}/export", exchange.export, name="export"),
    path(f"{_ALL}/kolada", kolada.fetch, name="kolada"),
    path(f"{_ALL}/kolada/<int:number>", kolada.result, name="fetched"),
    path(f"{_ALL}/kolada/<int:number>/spara", kolada.store, name="store_fetched"),
    path(_ONE, reading.indicator, name="indicator"),
    path(f"{_ONE}/andra", defining.define, name="define"),
    path(f"{_ONE}/utfall", entering.enter, name="enter"),
    path(f"{_ONE}/saknas", entering.missing, name="missing"),
]
