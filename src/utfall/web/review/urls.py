"""The addresses of reports and their review."""

from django.urls import path

from utfall.web.review import views

app_name = "reports"
urlpatterns = [
    path("rapport", views.start, name="start"),
    path("rapport/stil.css", views.style, name="style"),
    path("rapport/<str:code>", views.report, name="report"),
    path("rapport/<str:code>/papekanden", views.findings, name="findings"),
    path("rapport/<str:code>/papekanden/forklara", views.explain, name="explain"),
    path("rapport/<str:code>/papekanden/ta-bort", views.take_back, name="take_back"),
    path("granskning/<str:object>/<str:code>", views.panel, name="panel"),
    path("granska", views.check, name="check"),
]
