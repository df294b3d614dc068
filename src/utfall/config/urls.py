"""Every address of the site, one file for each part."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("utfall.web.shell.accounts")),
    path("", include("utfall.web.shell.urls")),
]
