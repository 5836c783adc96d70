"""The verb *attach*: another sentence that supports what we hold."""

from tracker.models.change import Verb
from tracker.models.citation import Citation, CitationRole
from tracker.models.condition import Condition
from tracker.models.editor import Editor
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.review.accept import citations_of
from tracker.review.draft import CitationDraft, citations_problem
from tracker.review.fields import kind_of
from tracker.review.ledger import Ledger, open_ledger
from tracker.review.outcome import Outcome, already, done, refused
from tracker.review.permission import publishing_refused
from tracker.review.publication import Published, cite
from tracker.review.queue import Decision, decide, decided_outcome, load_suggestion


def attach(record: Published, citations: tuple[CitationDraft, ...], *, editor: Editor, reason: str = "") -> Outcome:
    """Adds sentences to a live record."""
    return _attach(record, citations, None, editor=editor, reason=reason)


def attach_suggestion(suggestion: Suggestion, condition: Condition, *, editor: Editor, reason: str = "") -> Outcome:
    """Adds a suggestion's sentence to a condition that says the same."""
    return _attach(condition, None, suggestion, editor=editor, reason=reason)


def _attach(
    record: Published,
    citations: tuple[CitationDraft, ...] | None,
    suggestion: Suggestion | None,
    *,
    editor: Editor,
    reason: str,
) -> Outcome:
    if refusal := publishing_refused(editor):
        return refusal
    with open_ledger(editor) as ledger:
        if suggestion is not None:
            suggestion = load_suggestion(suggestion.pk)
            if outcome := decided_outcome(suggestion, SuggestionState.ATTACHED):
                return outcome
            citations = citations_of(suggestion)
        record.refresh_from_db()
        if outcome := _obstacle(record, citations or ()):
            return outcome
        if cited := _cited_already(record, citations or ()):
            return _settle(ledger, suggestion, record, cited, reason)
        first, *_ = made = cite(ledger, record, citations or ())
        change = ledger.write(
            Verb.ATTACH,
            record,
            reason=reason,
            after={"citation": first.pk, "citations": [each.pk for each in made], "quote_sha256": first.quote_sha256},
        )
        if suggestion is not None and isinstance(record, Condition):
            decide(ledger, suggestion, Decision(SuggestionState.ATTACHED, change, record, first))
        return done(f"Attached as another source of {kind_of(record)} {record.pk}.", record, change)


def _obstacle(record: Published, citations: tuple[CitationDraft, ...]) -> Outcome | None:
    if not record.is_live:
        return refused(f"Number {record.pk} was retired: {record.retired_reason} Attach to what replaced it.", record)
    if problem := citations_problem(citations):
        return refused(problem, record)
    return None


def _cited_already(record: Published, citations: tuple[CitationDraft, ...]) -> Citation | None:
    evidence = next(citation for citation in citations if citation.role == CitationRole.EVIDENCE)
    same = record.citations.live().filter(snapshot=evidence.snapshot, start=evidence.start, end=evidence.end)
    return same.first()


def _settle(ledger: Ledger, suggestion: Suggestion | None, record: Published, cited: Citation, reason: str) -> Outcome:
    """The sentence is cited for it already: nothing is published, and the suggestion is decided."""
    if suggestion is None or not isinstance(record, Condition):
        return already("This sentence is cited for it already.", record)
    change = ledger.write(Verb.ATTACH, suggestion, reason=reason, after={"condition": record.pk, "citation": cited.pk})
    decide(ledger, suggestion, Decision(SuggestionState.ATTACHED, change, record, cited))
    return done("This sentence is cited for it already; the suggestion is settled.", record, change)
