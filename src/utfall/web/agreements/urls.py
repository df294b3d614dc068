"""The addresses of agreements."""

from django.urls import path

from utfall.web.agreements import views

app_name = "agreements"
_LIST = "avtal/<str:unit>/<int:year>"
_ONE = f"{_LIST}/<int:number>"

urlpatterns = [
    path(_LIST, views.agreements, name="agreements"),
    path(f"{_LIST}/nytt", views.add, name="add"),
    path(_ONE, views.agreement, name="agreement"),
    path(f"{_ONE}/andra", views.change, name="change"),
    path(f"{_ONE}/genomgang", views.review, name="review"),
    path(f"{_ONE}/uppsagning", views.terminate, name="terminate"),
    path(f"{_ONE}/ta-bort", views.remove, name="remove"),
]
