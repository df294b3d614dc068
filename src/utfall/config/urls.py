"""Every address of the site, one file for each part."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("utfall.web.shell.accounts")),
    path("", include("utfall.web.shell.urls")),
    path("", include("utfall.web.reporting.urls")),
    path("", include("utfall.web.planning.urls")),
    path("", include("utfall.web.indicators.urls")),
    path("", include("utfall.web.finance.urls")),
    path("", include("utfall.web.agreements.urls")),
    path("", include("utfall.web.review.urls")),
    path("", include("utfall.web.search.urls")),
    path("", include("utfall.web.organisation.urls")),
]

handler400 = "utfall.web.shell.refusals.bad_request"
handler403 = "utfall.web.shell.refusals.forbidden"
handler404 = "utfall.web.shell.refusals.not_found"
handler500 = "utfall.web.shell.refusals.failed"
