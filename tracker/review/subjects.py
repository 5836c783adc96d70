"""Which conflicts, proposals, parties and terms a record concerns: whoever follows one of them hears of its changes."""

from collections.abc import Iterator

from django.db.models import Model

from tracker.models.article import Snapshot
from tracker.models.change import SubjectKind
from tracker.models.citation import Citation
from tracker.models.condition import Condition
from tracker.models.conflict import Conflict, Participation
from tracker.models.involvement import Involvement
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.status import StatusChange
from tracker.models.term import Term, TermGroup

type Subject = tuple[str, str]


def subjects_of(record: Model) -> set[Subject]:
    """Pairs of subject kind and slug."""
    return {(kind, model.slug) for kind, model in _subjects(record) if model is not None}


type _Found = Iterator[tuple[SubjectKind, Conflict | Proposal | Party | Term | None]]


def _subjects(record: Model) -> _Found:  # noqa: PLR0912  (one case a table)
    match record:
        case Condition():
            yield SubjectKind.CONFLICT, record.conflict
            yield SubjectKind.PROPOSAL, record.proposal
            yield SubjectKind.PARTY, record.party
            yield SubjectKind.TERM, record.term
        case StatusChange():
            yield from _subjects(record.proposal)
            yield SubjectKind.PARTY, record.said_by
        case Involvement():
            yield from _subjects(record.proposal)
            yield SubjectKind.PARTY, record.party
        case Citation():
            yield from _subjects(record.record)
        case Snapshot():
            for citation in record.citations.all():
                yield from _subjects(citation.record)
        case Proposal():
            yield SubjectKind.PROPOSAL, record
            yield SubjectKind.CONFLICT, record.conflict
        case Participation():
            yield SubjectKind.CONFLICT, record.conflict
            yield SubjectKind.PARTY, record.party
        case PartyName() | Role():
            yield SubjectKind.PARTY, record.party
        case Person():
            for role in record.roles.select_related("party"):
                yield SubjectKind.PARTY, role.party
        case Conflict():
            yield SubjectKind.CONFLICT, record
        case Party():
            yield SubjectKind.PARTY, record
        case Term():
            yield SubjectKind.TERM, record
        case TermGroup():
            for term in record.terms.all():
                yield SubjectKind.TERM, term
        case _:
            raise TypeError(f"Nobody can follow a {type(record).__name__}.")
