"""The addresses of administration."""

from django.urls import path

from utfall.web.organisation.views import earlier, log, looks, people, start, workbook

app_name = "organisation"
_HOME = "administration"
_PEOPLE = f"{_HOME}/personer"
_START = f"{_HOME}/start"
_EARLIER = f"{_HOME}/tidigare-kommentarer"

urlpatterns = [
    path(_HOME, start.start, name="start"),
    path(f"{_HOME}/organisation", start.units, name="units"),
    path(f"{_HOME}/vikarier", people.substitutes, name="substitutes"),
    path(_PEOPLE, people.people, name="people"),
    path(f"{_PEOPLE}/ny", people.new_person, name="new_person"),
    path(f"{_PEOPLE}/ny-roll", people.new_role, name="new_role"),
    path(f"{_PEOPLE}/roll/<int:number>/avsluta", people.end_role, name="end_role"),
    path(f"{_HOME}/logg", log.log, name="log"),
    path(f"{_HOME}/utseende", looks.looks, name="looks"),
    path(f"{_HOME}/utseende/ta-bort", looks.remove_logo, name="remove_logo"),
    path(_START, workbook.workbook, name="workbook"),
    path(f"{_START}/mall.xlsx", workbook.template, name="workbook_template"),
    path(f"{_START}/granska", workbook.preview, name="workbook_preview"),
    path(f"{_START}/spara", workbook.store, name="workbook_store"),
    path(f"{_START}/angra", workbook.undo, name="workbook_undo"),
    path(_EARLIER, earlier.earlier, name="earlier"),
    path(f"{_EARLIER}/granska", earlier.preview, name="earlier_preview"),
    path(f"{_EARLIER}/spara", earlier.store, name="earlier_store"),
    path(f"{_EARLIER}/angra", earlier.undo, name="earlier_undo"),
]
