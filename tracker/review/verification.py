"""Whether the record still is what the ledger says it is."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from tracker.models.article import Snapshot, text_hash
from tracker.models.change import GENESIS_HASH, Change, RecordKind, Verb
from tracker.models.citation import Citation, CitationRole
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.status import StatusChange
from tracker.review.fields import FieldValues, field_values, model_of

_BATCH = 500
_FOUNDING = (Verb.ACCEPT, Verb.RECORD, Verb.SUPERSEDE, Verb.CORRECT)
_MOVING = {"retired_at", "retired_reason", "corrected_by", "citations"}  # what may differ from the founding change


def find_faults() -> Iterator[str]:
    """Each way in which record and ledger disagree, in words; nothing when all is well."""
    yield from _broken_links()
    yield from _strayed_quotes()
    yield from _unsupported_records()
    yield from _altered_records()


def _broken_links() -> Iterator[str]:
    """The chain: every change names the hash before it, and its own hash fits its content."""
    previous = GENESIS_HASH
    expected = 1
    for change in Change.objects.order_by("id").iterator(chunk_size=_BATCH):
        if change.pk != expected:
            yield f"Change {expected} is missing from the ledger."
        if change.previous_hash != previous:
            yield f"Change {change.pk} does not follow from the change before it."
        if change.computed_hash() != change.hash:
            yield f"Change {change.pk} is not what it was when it was written."
        previous, expected = change.hash, change.pk + 1


def _strayed_quotes() -> Iterator[str]:
    """Rule 1: every quote stands in its snapshot; rule 10: what is withheld keeps its hash only."""
    for snapshot in Snapshot.objects.filter(withheld_at=None).iterator(chunk_size=_BATCH):
        if text_hash(snapshot.text) != snapshot.text_sha256:
            yield f"Snapshot {snapshot.pk} is not the text that was taken."
    for citation in Citation.objects.select_related("snapshot").iterator(chunk_size=_BATCH):
        if citation.withheld_at:
            continue
        if text_hash(citation.quote) != citation.quote_sha256:
            yield f"The quote of citation {citation.pk} is not the one that was recorded."
        if (
            not citation.snapshot.withheld_at
            and citation.snapshot.text[citation.start : citation.end] != citation.quote
        ):
            yield f"The quote of citation {citation.pk} is not in its snapshot at its place."


def _unsupported_records() -> Iterator[str]:
    """Rule 1: every live record has a live sentence as evidence."""
    for model, column in ((Condition, "condition"), (StatusChange, "status_change"), (Involvement, "involvement")):
        evidence = Citation.objects.live().filter(role=CitationRole.EVIDENCE, **{column: OuterRef("pk")})
        for pk in model._default_manager.filter(~Exists(evidence), retired_at=None).values_list("pk", flat=True):
            yield f"{model.__name__} {pk} is published without a sentence."


def _altered_records() -> Iterator[str]:
    """Every record is what the change that founded it wrote down."""
    kinds = (RecordKind.CONDITION, RecordKind.STATUS_CHANGE, RecordKind.INVOLVEMENT)
    written: dict[tuple[str, int], FieldValues] = {}
    for change in Change.objects.filter(record_kind__in=kinds).order_by("id").iterator(chunk_size=_BATCH):
        if change.verb in _FOUNDING or (change.verb == Verb.UNDO and change.previous_id):
            written[change.record_kind, change.record_id] = change.after
    for kind in kinds:
        for record in model_of(kind)._default_manager.iterator(chunk_size=_BATCH):
            known = written.get((kind, record.pk))
            if known is None:
                yield f"{model_of(kind).__name__} {record.pk} came into the record without a change."
            elif _kept(known) != _kept(field_values(record)):
                yield f"{model_of(kind).__name__} {record.pk} is not what the ledger says was recorded."


def _kept(values: FieldValues) -> FieldValues:
    return {name: value for name, value in values.items() if name not in _MOVING}
