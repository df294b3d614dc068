"""The addresses of plans."""

from django.urls import path

from utfall.web.planning.views import activities, assignments, goals, plan, versions

app_name = "planning"
_PLAN = "plan/<int:year>/<str:code>"
_GOAL = f"{_PLAN}/mal/<int:number>"
_ASSIGNMENT = "uppdrag/<str:code>/<int:number>"

urlpatterns = [
    path("plan", plan.start, name="start"),
    path(_PLAN, plan.plan, name="plan"),
    path(f"{_PLAN}/lagg-till", goals.add, name="add"),
    path(_GOAL, goals.goal, name="goal"),
    path(f"{_GOAL}/andra", goals.rewrite, name="rewrite"),
    path(f"{_GOAL}/flytta", goals.move, name="move"),
    path(f"{_GOAL}/placera", goals.put, name="put"),
    path(f"{_GOAL}/avsluta", goals.retire, name="retire"),
    path(f"{_GOAL}/aterstall", goals.restore, name="restore"),
    path(f"{_PLAN}/besluta", versions.decide, name="decide"),
    path(f"{_PLAN}/versioner", versions.versions, name="versions"),
    path(f"{_PLAN}/versioner/<int:version>", versions.version, name="version"),
    path(f"{_PLAN}/jamfor", versions.compare, name="compare"),
    path(f"{_PLAN}/aktivitet/ny", activities.add, name="add_activity"),
    path(f"{_PLAN}/aktivitet/<int:number>", activities.change, name="activity"),
    path("uppdrag", assignments.start, name="assignments_start"),
    path("uppdrag/<str:code>", assignments.assignments, name="assignments"),
    path("uppdrag/<str:code>/nytt", assignments.add, name="add_assignment"),
    path(_ASSIGNMENT, assignments.assignment, name="assignment"),
    path(f"{_ASSIGNMENT}/andra", assignments.change, name="change_assignment"),
    path(f"{_ASSIGNMENT}/rapportera", assignments.report, name="report_assignment"),
    path(f"{_ASSIGNMENT}/avsluta", assignments.close, name="close_assignment"),
    path(f"{_ASSIGNMENT}/oppna", assignments.reopen, name="reopen_assignment"),
]
