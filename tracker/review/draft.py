"""What an editor means to record, before it is one: plain values, checked in words."""

import hashlib
import json
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal

from django.db.models import Model

from tracker.models.article import Snapshot
from tracker.models.citation import CitationRole
from tracker.models.condition import Condition, ConditionKind, Tense
from tracker.models.conflict import Conflict
from tracker.models.involvement import Part
from tracker.models.party import Party
from tracker.models.person import Person, Role
from tracker.models.precision import Precision
from tracker.models.proposal import Proposal
from tracker.models.record import Directness
from tracker.models.stance import Stance
from tracker.models.status import Status, StatusChange
from tracker.models.term import Term

_QUALIFIED = {Stance.ACCEPTS_RESERVED, Stance.UNDER_REVIEW}
_SUMMARY_LENGTH = 200
_ANSWERING = {Stance.DROPS, Stance.DENIES}


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A sentence to cite: `snapshot.text[start:end]` must be `quote`."""

    snapshot: Snapshot
    start: int
    end: int
    quote: str
    role: CitationRole = CitationRole.EVIDENCE

    def problem(self) -> str | None:
        """Why it cannot be cited, or None."""
        if self.snapshot.withheld_at:
            return "The text of this snapshot is withheld, so nothing new can be cited from it."
        if self.snapshot.citations.filter(withheld_at__isnull=False, start__lt=self.end, end__gt=self.start).exists():
            return "This sentence is withheld, so it cannot be cited again."
        if not self.quote.strip() or self.snapshot.text[self.start : self.end] != self.quote:
            return "The quote is not in the snapshot at its offsets. Mark the sentence in the text again."
        return None

    def identity(self) -> list[object]:
        """What makes two citations the same one."""
        return [self.snapshot.pk, self.start, self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionDraft:
    """Every field of a condition that an editor decides; see the glossary for their meaning."""

    kind: ConditionKind
    conflict: Conflict | None
    term: Term
    citations: tuple[CitationDraft, ...]
    stated_on: date | None
    directness: str = Directness.MEDIA_INFERENCE
    proposal: Proposal | None = None
    party: Party | None = None
    stance: str = ""
    is_included: bool = True
    actors: tuple[Party, ...] = ()
    value: str = ""
    amount: Decimal | None = None
    unit: str = ""
    summary: str = ""
    qualifier: str = ""
    depends_on: tuple[Condition, ...] = ()
    answers: Condition | None = None
    person: Person | None = None
    role: Role | None = None
    attribution: str = ""
    is_red_line: bool = False
    speaks_for_party: bool = True
    is_marked_contested: bool = False
    tense: str = Tense.NOW
    stated_precision: str = Precision.DAY

    def problem(self) -> str | None:
        """Why it cannot be recorded, in words, or None."""
        checks = (
            (self.conflict is None, "Choose the conflict this is about."),
            (self.stated_on is None, "Say when it was said."),
            (self.directness not in Directness.values, "Say how directly it was said."),
            (self.kind == "provision" and self.proposal is None, "A provision belongs to a proposal: choose which."),
            (self.kind == "provision" and bool(self.party or self.stance), "A provision has no party and no stance."),
            (self.kind == "position" and self.party is None, "A position has a party: choose who holds it."),
            (self.kind == "position" and self.stance not in Stance.values, "A position has a stance: choose which."),
            (self.kind == "position" and not self.is_included, "Only a provision can be said not to be in a text."),
            (
                self.proposal is not None and self.proposal.conflict != (self.conflict or self.proposal.conflict),
                "The proposal belongs to another conflict.",
            ),
            (bool(self.answers) and self.stance not in _ANSWERING, "Only drops and denies answer another condition."),
            (self.role is not None and self.role.person != self.person, "The office is another person's."),
        )  # fmt: skip
        wrong = next((message for is_wrong, message in checks if is_wrong), None)
        return wrong or _length_problem(Condition, self) or citations_problem(self.citations)

    def fingerprint(self) -> str:
        """SHA-256 over every field and the sentences cited: the same entry made twice has the same one."""
        own = {
            item.name: getattr(self, item.name)
            for item in fields(self)
            if item.name not in ("actors", "depends_on", "citations")
        }
        return _digest(
            *(own[name] for name in sorted(own)),
            sorted(actor.pk for actor in self.actors),
            sorted(other.pk for other in self.depends_on),
            [each.identity() for each in self.citations],
        )

    def full_summary(self) -> str:
        """The summary, or one made of value, actors or term, value first."""
        if self.summary:
            return self.summary
        actors = ", ".join(actor.name for actor in self.actors)
        made = " · ".join(part for part in (self.value, actors) if part) or self.term.label
        return made if len(made) <= _SUMMARY_LENGTH else made[: _SUMMARY_LENGTH - 1].rsplit(" ", 1)[0] + "…"

    def full_qualifier(self) -> str:
        """A reserved or ambiguous answer says what it reserves, or that this is not known."""
        return self.qualifier or ("not known" if self.stance in _QUALIFIED else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusDraft:
    """A proposal's status as somebody said it."""

    proposal: Proposal
    status: Status
    effective_on: date | None
    citations: tuple[CitationDraft, ...]
    stated_on: date | None
    directness: str = Directness.MEDIA_INFERENCE
    effective_precision: str = Precision.DAY
    said_by: Party | None = None
    person: Person | None = None
    role: Role | None = None
    attribution: str = ""
    stated_precision: str = Precision.DAY

    def problem(self) -> str | None:
        """Why it cannot be recorded, in words, or None."""
        if self.effective_on is None or self.stated_on is None:
            return "Say from which day the status holds, and when it was said."
        if self.status not in Status.values or self.directness not in Directness.values:
            return "Choose a status, and say how directly it was said."
        return _length_problem(StatusChange, self) or citations_problem(self.citations)

    def fingerprint(self) -> str:
        """SHA-256 over what is said and the sentences it rests on."""
        return _digest(
            self.proposal, self.status, self.effective_on, self.said_by, [c.identity() for c in self.citations]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvementDraft:
    """A party's part in a proposal."""

    proposal: Proposal
    party: Party
    part: Part
    citations: tuple[CitationDraft, ...] = field(default=())

    def problem(self) -> str | None:
        """Why it cannot be recorded, in words, or None."""
        if self.part not in Part.values:
            return "Choose whether the party mediates, guarantees or hosts."
        return citations_problem(self.citations)

    def fingerprint(self) -> str:
        """SHA-256 over what is said and the sentences it rests on."""
        return _digest(self.proposal, self.party, self.part, [c.identity() for c in self.citations])


type Draft = ConditionDraft | StatusDraft | InvolvementDraft


def checked[T](value: T | None) -> T:
    """A field that `problem()` has found to be there; raises ValueError for a draft that was not checked."""
    if value is None:
        raise ValueError("A draft is checked before it is published.")
    return value


def citations_problem(citations: tuple[CitationDraft, ...]) -> str | None:
    """Rule 1: at least one exact sentence as evidence, and every quote where it says it is."""
    if not any(citation.role == CitationRole.EVIDENCE for citation in citations):
        return "No sentence, no entry: mark the sentence that says so."
    return next((problem for citation in citations if (problem := citation.problem())), None)


def _length_problem(model: type[Model], draft: object) -> str | None:
    """PostgreSQL refuses what is longer than its column; this says so in words, on every database."""
    for column in model._meta.concrete_fields:
        text = getattr(draft, column.name, None)
        limit = getattr(column, "max_length", None)
        if isinstance(text, str) and limit and len(text) > limit:
            return f"The {column.verbose_name} is longer than {limit} characters: shorten it."
    return None


def _digest(*parts: object) -> str:
    plain = [getattr(part, "pk", part) for part in parts]
    return hashlib.sha256(json.dumps(plain, default=str, ensure_ascii=False).encode()).hexdigest()
