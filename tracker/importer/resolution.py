"""From the names a candidate carries to the rows of the record; what is not found stays a name."""

from datetime import date
from typing import Self

from tracker.models.conflict import Conflict
from tracker.models.party import Party
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.term import Term


class Register:
    """Every row a candidate can name, loaded once for a whole text."""

    def __init__(self) -> None:
        self._parties: dict[str, Party] = {}
        self._people: dict[str, Person] = {}
        self._roles: dict[int, list[Role]] = {}
        self._terms = {term.slug: term for term in Term.objects.all()}
        self._proposals = {row.slug: row for row in Proposal.objects.select_related("conflict")}
        self._conflicts = {_fold(row.name): row for row in Conflict.objects.all()}

    @classmethod
    def load(cls) -> Self:
        """Reads the rows: a fixed number of queries."""
        register = cls()
        for party in Party.objects.filter(is_active=True).prefetch_related("names"):
            for text in (party.name, *(name.text for name in party.names.all() if name.is_active)):
                register._parties.setdefault(_fold(text), party)
        for party in Party.objects.filter(is_active=True):
            register._parties[_fold(party.name)] = party  # a party's own name outweighs another's alias
        for person in Person.objects.filter(is_active=True).prefetch_related("roles__party"):
            register._roles[person.pk] = [role for role in person.roles.all() if role.is_active]
            for text in (person.name, *person.other_names):
                register._people.setdefault(_fold(text), person)
        return register

    def party(self, name: str | None) -> Party | None:
        """The active party of that name or alias."""
        return self._parties.get(_fold(name)) if name else None

    def person(self, name: str | None) -> Person | None:
        """The active person of that name or spelling."""
        return self._people.get(_fold(name)) if name else None

    def role(self, person: Person | None, party: Party | None, day: date | None) -> Role | None:
        """The person's office on that day, one for the party first."""
        held = [role for role in self._roles.get(person.pk, ()) if _covers(role, day)] if person else []
        return next(
            (role for role in held if party is not None and role.party_id == party.pk), held[0] if held else None
        )

    def term(self, slug: str) -> Term | None:
        """The codebook row."""
        return self._terms.get(slug)

    def proposal(self, slug: str | None) -> Proposal | None:
        """The proposal on record."""
        return self._proposals.get(slug) if slug else None

    def conflict(self, name: str | None) -> Conflict | None:
        """The conflict on record."""
        return self._conflicts.get(_fold(name)) if name else None


def _fold(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _covers(role: Role, day: date | None) -> bool:
    if day is None:
        return True
    return (role.starts_on is None or role.starts_on <= day) and (role.ends_on is None or day <= role.ends_on)
