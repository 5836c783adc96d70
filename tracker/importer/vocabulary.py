"""What the reading is told beforehand, drawn from the database: names, people, conflicts and proposals on record."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import cast

from tracker.extract.candidate import KnownProposal
from tracker.extract.lexicon import (
    Actor,
    ActorName,
    Conflict,
    CueForm,
    Lexicon,
    Speaker,
    SpeakerRole,
    StanceCue,
    TermCue,
    TermStrength,
    load_lexicon,
)
from tracker.extract.lexicon import NameKind as Kind
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict as ConflictRow
from tracker.models.party import Party
from tracker.models.person import Person
from tracker.models.proposal import Proposal
from tracker.models.stance import Stance
from tracker.models.word_list import WordList, WordListEntry

# The last lexicon built: as long as nothing was edited it is handed out again, and what is made of it is kept with it.
_last: list[Lexicon] = []


def build_lexicon() -> Lexicon:
    """The package's lexicon with the database's parties, people, conflicts and word lists in their place."""
    lexicon = _with_word_lists(_with_record(load_lexicon()))
    if _last != [lexicon]:
        _last[:] = [lexicon]
    return _last[0]


def _with_word_lists(lexicon: Lexicon) -> Lexicon:
    """The lists as editors left them; the package's own until they were loaded into the database."""
    rows = list(WordListEntry.objects.filter(is_active=True).values_list("word_list", "key", "form", "phrase"))
    if not rows and not WordListEntry.objects.exists():
        return lexicon
    terms = [(key, form, phrase) for word_list, key, form, phrase in rows if word_list == WordList.TERM]
    stances = [(key, form, phrase) for word_list, key, form, phrase in rows if word_list == WordList.STANCE]
    return replace(
        lexicon,
        terms=tuple(TermCue(key, phrase, cast(TermStrength, form)) for key, form, phrase in terms),
        stances=tuple(StanceCue(cast(CueForm, form), key, phrase) for key, form, phrase in stances),
    )


def _with_record(lexicon: Lexicon) -> Lexicon:
    """Parties and people are added; the conflicts are those on record alone, as a claim can be filed under no other."""
    conflicts = tuple(
        Conflict(
            name=conflict.name,
            parties=tuple(row.party.name for row in conflict.participations.all() if row.is_active),
            keywords=tuple(conflict.keywords),
        )
        for conflict in ConflictRow.objects.prefetch_related("participations__party")
    )
    extended = lexicon.extended(
        actors=[_actor(party) for party in Party.objects.filter(is_active=True).prefetch_related("names")],
        speakers=[
            _speaker(person) for person in Person.objects.filter(is_active=True).prefetch_related("roles__party")
        ],
    )
    return replace(extended, conflicts=conflicts) if conflicts else extended


def known_proposals() -> tuple[KnownProposal, ...]:
    """The proposals on record with what links a text to them: sponsors, length and days."""
    rows: dict[int, list[Condition]] = {}
    for condition in Condition.objects.published().filter(proposal__isnull=False).select_related("party", "term"):
        rows.setdefault(condition.proposal_id or 0, []).append(condition)
    return tuple(
        _known(proposal, rows.get(proposal.pk, [])) for proposal in Proposal.objects.select_related("conflict")
    )


def _known(proposal: Proposal, conditions: list[Condition]) -> KnownProposal:
    days: list[date] = [condition.stated_on for condition in conditions]
    return KnownProposal(
        slug=proposal.slug,
        name=proposal.name,
        conflict=proposal.conflict.name,
        sponsors=tuple(_sponsors(conditions)),
        duration_days=_duration(conditions),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
    )


def _sponsors(conditions: Iterable[Condition]) -> Iterable[str]:
    """Derived, not typed (rule 5): whoever proposes the whole."""
    for condition in conditions:
        if condition.term.slug == "overall" and condition.stance == Stance.PROPOSES and condition.party:
            yield condition.party.name


def _duration(conditions: Iterable[Condition]) -> int | None:
    lengths = (row.amount for row in conditions if row.term.slug == "duration" and row.unit == "days" and row.amount)
    first = next(iter(lengths), None)
    return int(first) if first is not None else None


def _actor(party: Party) -> Actor:
    names = [ActorName(party.name)]
    names += [
        ActorName(row.text, cast(Kind, row.kind), row.is_case_sensitive) for row in party.names.all() if row.is_active
    ]
    return Actor(party.name, party.kind, tuple(names))


def _speaker(person: Person) -> Speaker:
    roles = tuple(
        SpeakerRole(role.party.name, role.office, role.starts_on, role.ends_on, role.speaks_for_party)
        for role in person.roles.all()
        if role.is_active
    )
    return Speaker(person.name, (person.name, *person.other_names), roles)
