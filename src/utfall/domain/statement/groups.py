"""Account groups: the accounts that no statement of an authority tells apart, so that one amount is enough for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from utfall.domain.statement.form import StatementForm

_Signature = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class AccountGroups:
    """The groups of the lines of `form`, as fine as the other forms need them.

    A group is named by the beginning of an account: the first of the line's own that belongs to the group, else the
    shortest of another form that does.
    """

    form: StatementForm
    others: tuple[StatementForm, ...] = ()
    _by_signature: Mapping[_Signature, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        own = [prefix for line in self.form.lines for prefix in line.accounts]
        theirs = {prefix for form in self.others for line in form.lines for prefix in line.accounts}
        found: dict[_Signature, str] = {}
        for prefix in (*own, *sorted(theirs, key=lambda one: (len(one), one))):
            found.setdefault(self._signature(prefix), prefix)
        object.__setattr__(self, "_by_signature", found)

    def of(self, account: str) -> str | None:
        """The group of the account, or None where no line of the form takes it."""
        if self.form.line_of(account) is None:
            return None
        return self._by_signature[self._signature(account)]

    def name(self, group: str) -> str:
        """What the group is called: as in the form that singles it out, empty for the rest of a line."""
        line = self.form.line_of(group)
        if line is None or self.form[line].accounts[0] == group:
            return ""
        for form in self.others:
            key = form.line_of(group)
            if key is not None and group in form[key].accounts:
                return form[key].name
        return ""

    def _signature(self, account: str) -> _Signature:
        return tuple(form.line_of(account) for form in (self.form, *self.others))
