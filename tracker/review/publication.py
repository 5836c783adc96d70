"""Rows of the record, made from drafts and retired; only verbs call this, inside an open ledger."""

from collections.abc import Iterable

from tracker.models.article import text_hash
from tracker.models.citation import Citation, CitationRole
from tracker.models.condition import Condition, ConditionActor, ConditionDependency
from tracker.models.involvement import Involvement
from tracker.models.status import StatusChange
from tracker.review.draft import CitationDraft, ConditionDraft, Draft, InvolvementDraft, StatusDraft, checked
from tracker.review.ledger import Ledger

type Published = Condition | StatusChange | Involvement

CONTEXT_LENGTH = 40  # characters kept on each side of a quote, to find it again in another version of a page


def publish(ledger: Ledger, draft: Draft) -> Published:
    """Creates the record a draft describes, with its citations. The draft has no problem."""
    match draft:
        case ConditionDraft():
            return publish_condition(ledger, draft)
        case StatusDraft():
            status = StatusChange.objects.create(
                proposal=draft.proposal,
                status=draft.status,
                effective_on=checked(draft.effective_on),
                effective_precision=draft.effective_precision,
                said_by=draft.said_by,
                person=draft.person,
                role=draft.role,
                attribution=draft.attribution,
                directness=draft.directness,
                stated_on=checked(draft.stated_on),
                stated_precision=draft.stated_precision,
                fingerprint=draft.fingerprint(),
                recorded_at=ledger.moment,
            )
            cite(ledger, status, draft.citations)
            return status
        case InvolvementDraft():
            involvement = Involvement.objects.create(
                proposal=draft.proposal,
                party=draft.party,
                part=draft.part,
                fingerprint=draft.fingerprint(),
                recorded_at=ledger.moment,
            )
            cite(ledger, involvement, draft.citations)
            return involvement


def publish_condition(
    ledger: Ledger, draft: ConditionDraft, *, supersedes: Condition | None = None, corrects: Condition | None = None
) -> Condition:
    """Creates a condition with its actors, dependencies and citations.

    One that supersedes another comes after every word before that one; one that corrects another takes its place.
    """
    condition = Condition.objects.create(
        kind=draft.kind,
        conflict=checked(draft.conflict),
        proposal=draft.proposal,
        term=draft.term,
        party=draft.party,
        stance=draft.stance,
        is_included=draft.is_included,
        value=draft.value,
        amount=draft.amount,
        unit=draft.unit,
        summary=draft.full_summary(),
        qualifier=draft.full_qualifier(),
        answers=draft.answers,
        person=draft.person,
        role=draft.role,
        attribution=draft.attribution,
        directness=draft.directness,
        is_red_line=draft.is_red_line,
        speaks_for_party=draft.speaks_for_party,
        is_marked_contested=draft.is_marked_contested,
        tense=draft.tense,
        stated_on=checked(draft.stated_on),
        stated_precision=draft.stated_precision,
        supersedes=corrects.supersedes if corrects else supersedes,
        continues_id=corrects.word_id if corrects else None,
        superseded_words=_words_before(supersedes, corrects),
        fingerprint=draft.fingerprint(),
        recorded_at=ledger.moment,
    )
    _link(condition, (actor.pk for actor in draft.actors), (other.pk for other in draft.depends_on))
    cite(ledger, condition, draft.citations)
    return condition


def _words_before(supersedes: Condition | None, corrects: Condition | None) -> list[int]:
    if corrects:
        return list(corrects.superseded_words)
    return [supersedes.word_id, *supersedes.superseded_words] if supersedes else []


def reinstate(ledger: Ledger, retired: Published) -> Published:
    """Records a fresh copy of a retired record, with copies of its citations (rule 2, undo)."""
    copy = type(retired).objects.get(pk=retired.pk)
    copy.pk = None
    copy._state.adding = True
    copy.recorded_at, copy.retired_at, copy.retired_reason = ledger.moment, None, ""
    if isinstance(copy, Condition | StatusChange):
        copy.corrected_by = None
    if isinstance(copy, Condition):
        copy.reinstates_id = retired.pk
        copy.continues_id = copy.continues_id or retired.pk
    copy.save(force_insert=True)
    if isinstance(copy, Condition):
        _link(
            copy,
            ConditionActor.objects.filter(condition_id=retired.pk).values_list("party_id", flat=True),
            ConditionDependency.objects.filter(condition_id=retired.pk).values_list("depends_on_id", flat=True),
        )
    drafts = tuple(
        CitationDraft(each.snapshot, each.start, each.end, each.quote, CitationRole(each.role))
        for each in retired.citations.live().filter(withheld_at=None).select_related("snapshot")
    )
    cite(ledger, copy, drafts)
    return copy


def cite(ledger: Ledger, record: Published, drafts: Iterable[CitationDraft]) -> list[Citation]:
    """Adds citations to a record, each with the few characters around its quote."""
    column = {Condition: "condition", StatusChange: "status_change", Involvement: "involvement"}[type(record)]
    return [
        Citation.objects.create(
            **{column: record},
            snapshot=draft.snapshot,
            start=draft.start,
            end=draft.end,
            quote=draft.quote,
            quote_sha256=text_hash(draft.quote),
            prefix=draft.snapshot.text[max(0, draft.start - CONTEXT_LENGTH) : draft.start],
            suffix=draft.snapshot.text[draft.end : draft.end + CONTEXT_LENGTH],
            role=draft.role,
            recorded_at=ledger.moment,
        )
        for draft in drafts
    ]


def retire(ledger: Ledger, record: Published, *, reason: str, corrected_by: Published | None = None) -> None:
    """Takes a record out of what we hold; its row, its address and its sentences stay."""
    columns: dict[str, object] = {"retired_at": ledger.moment, "retired_reason": reason}
    if corrected_by is not None:
        columns["corrected_by_id"] = corrected_by.pk
    type(record).objects.filter(pk=record.pk).update(**columns)
    record.refresh_from_db()


def _link(condition: Condition, actors: Iterable[int], dependencies: Iterable[int]) -> None:
    ConditionActor.objects.bulk_create([ConditionActor(condition=condition, party_id=pk) for pk in actors])
    ConditionDependency.objects.bulk_create(
        [ConditionDependency(condition=condition, depends_on_id=pk) for pk in dependencies]
    )
