"""What many tasks have in common, fetched once."""

from collections.abc import Iterable

from utfall.records.organisation.models import OrgUnit, Person, Round
from utfall.records.reporting.models import Task


def complete(tasks: Iterable[Task], rounds: Iterable[Round]) -> None:
    """Give each task its round, unit and people, and its contribution the same; it is fetched with the task. Two queries.

    Where the units are fetched with the tasks, only those that a contribution alone has are asked for.

    Hundreds of tasks have one round and a few units and people between them: to fetch those with every task took
    longer than all the rest. `rounds` are those of the tasks, with the ones before them where they are asked for.
    """
    known = {one.pk: one for one in rounds}
    for one in known.values():
        if one.previous_id in known:
            one.previous = known[one.previous_id]
    pairs = [(task, task.contribution) for task in tasks]
    units = {task.unit_id: task.unit for task, _said in pairs if Task.unit.is_cached(task)}
    asked = {pk for pair in pairs for one in pair if (pk := one.unit_id)} - units.keys()
    units |= OrgUnit.objects.in_bulk(asked) if asked else {}
    numbers = {pk for task, said in pairs for pk in (task.person_id, task.given_by_id, said.changed_by_id)}
    people = Person.objects.in_bulk(numbers - {None})
    for task, said in pairs:
        task.round = said.round = known[task.round_id]
        task.unit, said.unit = units[task.unit_id], units[said.unit_id]
        if task.person_id is not None:
            task.person = people[task.person_id]
        if task.given_by_id is not None:
            task.given_by = people[task.given_by_id]
        if said.changed_by_id is not None:
            said.changed_by = people[said.changed_by_id]
