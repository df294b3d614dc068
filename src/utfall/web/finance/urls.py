"""The addresses of the economy."""

from django.urls import path

from utfall.web.finance.views import statement

app_name = "finance"
_UNIT = "ekonomi/<str:unit>/<str:month>"

urlpatterns = [
    path("ekonomi", statement.start, name="start"),
    path(_UNIT, statement.statement, name="statement"),
]
