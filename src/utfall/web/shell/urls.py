"""The addresses of the frame itself."""

from django.urls import path

from utfall.web.shell import views

urlpatterns = [
    path("", views.start, name="start"),
    path("hjalp", views.help, name="help"),
    path("tillganglighet", views.accessibility, name="accessibility"),
    path("personuppgifter", views.privacy, name="privacy"),
    path("installningar", views.settings, name="settings"),
    path("sprak", views.language, name="language"),
    path("fortsatt", views.renew, name="renew"),
    path("logotyp", views.logo, name="logo"),
    path("byt", views.switch, name="switch"),
    path("stil", views.style, name="style"),
]
