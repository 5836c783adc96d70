"""Candidates become suggestions: resolved, matched against what we hold, each queued once."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from tracker.extract.candidate import Candidate
from tracker.importer.resolution import Register
from tracker.models.article import Snapshot, text_hash
from tracker.models.claim import current
from tracker.models.condition import Condition, Tense
from tracker.models.conflict import Conflict
from tracker.models.matching import match_suggestion
from tracker.models.party import Party
from tracker.models.record import Directness
from tracker.models.suggestion import Suggestion, suggestion_fingerprint
from tracker.models.unclaimed import UnclaimedSentence

_NAME_LENGTH = 120
_VALUE_LENGTH = 200
_UNIT_LENGTH = 30
_RULE_LENGTH = 60
# The column holds twelve digits before the point.
_AMOUNT_LIMIT = 10**12


def store_candidates(snapshot: Snapshot, candidates: Iterable[Candidate]) -> int:
    """Queues candidates that are new; returns how many.

    Left out are those queued before (same fingerprint) and those an editor has decided already, whatever snapshot they
    came from (same quote, term and party).
    """
    register = Register.load()
    pairs = [_suggestion(snapshot, candidate, register) for candidate in candidates]
    decided = _decided(each.quote_sha256 for each, _ in pairs)
    held = current(Condition.objects.published().select_related("supersedes").prefetch_related("actors"))
    count = 0
    with transaction.atomic():
        known = set(Suggestion.objects.filter(snapshot=snapshot).values_list("fingerprint", flat=True))
        for suggestion, actors in pairs:
            if suggestion.fingerprint in known or _identity(suggestion) in decided:
                continue
            known.add(suggestion.fingerprint)
            count += _store(suggestion, actors, held)
    return count


def store_unclaimed(snapshot: Snapshot, candidates: Iterable[Candidate]) -> None:
    """Keeps where a text looks relevant and gave nothing; what an earlier reading of the same text left is replaced."""
    found = {(each.start, each.end): each.score for each in candidates}
    now = timezone.now()
    UnclaimedSentence.objects.filter(snapshot=snapshot).delete()
    UnclaimedSentence.objects.bulk_create(
        (
            UnclaimedSentence(snapshot=snapshot, start=start, end=end, score=score, made_at=now)
            for (start, end), score in found.items()
        ),
        ignore_conflicts=True,  # another worker read the same text at the same moment
    )


def _store(suggestion: Suggestion, actors: list[Party], held: list[Condition]) -> int:
    try:
        with transaction.atomic():
            suggestion.save(force_insert=True)
    except IntegrityError:
        return 0  # another worker read the same text at the same moment
    suggestion.actors.set(actors)
    matched = match_suggestion(suggestion, held)
    suggestion.match, suggestion.held = matched.match, matched.held
    suggestion.save(update_fields=("match", "held"))
    return 1


def _decided(quotes: Iterable[str]) -> set[tuple[str, int, str]]:
    return {_identity(each) for each in Suggestion.objects.decided_alike(quotes).select_related("party")}


def _identity(suggestion: Suggestion) -> tuple[str, int, str]:
    """Quote, term and party: what makes a decided suggestion and a new candidate the same."""
    party = suggestion.party.slug if suggestion.party else suggestion.raw_party.casefold()
    return suggestion.quote_sha256, suggestion.term_id, party


def _suggestion(snapshot: Snapshot, candidate: Candidate, register: Register) -> tuple[Suggestion, list[Party]]:
    """An unsaved suggestion with the actors it will have."""
    party = register.party(candidate.party)
    person = register.person(candidate.speaker)
    proposal = register.proposal(candidate.proposal)
    actors = [(name, register.party(name)) for name in candidate.actors]
    term = register.term(candidate.term)
    if term is None:
        raise ValueError(f"The codebook has no term {candidate.term}: load the seeds first.")
    suggestion = Suggestion(
        snapshot=snapshot,
        start=candidate.start,
        end=candidate.end,
        context_start=candidate.context_start,
        context_end=candidate.context_end,
        quote_sha256=text_hash(snapshot.text[candidate.start : candidate.end]),
        kind=candidate.kind,
        conflict=proposal.conflict if proposal else _conflict(snapshot, candidate, register),
        proposal=proposal,
        working_name="" if proposal else (candidate.working_name or "")[:_NAME_LENGTH],
        term=term,
        party=party,
        raw_party="" if party else (candidate.party or "")[:_NAME_LENGTH],
        stance=candidate.stance or "",
        is_included=candidate.is_included,
        raw_actors=[name for name, found in actors if found is None],
        value=(candidate.value or "")[:_VALUE_LENGTH],
        amount=_fit_amount(candidate.amount),
        unit=(candidate.unit or "")[:_UNIT_LENGTH],
        person=person,
        role=register.role(person, party, candidate.stated_on or snapshot.article.published_on),
        raw_speaker="" if person else (candidate.speaker or candidate.office or "")[:_NAME_LENGTH],
        attribution=(candidate.attribution or "")[:_VALUE_LENGTH],
        directness=candidate.directness or Directness.MEDIA_INFERENCE,
        is_red_line=candidate.is_red_line,
        speaks_for_party=candidate.speaks_for_party,
        tense=Tense.EARLIER if candidate.is_earlier else Tense.NOW,
        stated_on=candidate.stated_on or snapshot.article.published_on,
        score=candidate.score,
        rule=_fit_rule(candidate.rule),
        tier=candidate.tier,
        why=_gather_why(candidate.why),
        made_at=timezone.now(),
    )
    found_actors = [found for _, found in actors if found is not None]
    suggestion.fingerprint = _fingerprint(suggestion, found_actors)
    return suggestion, found_actors


def _gather_why(steps: Iterable[tuple[str, str]]) -> dict[str, str | list[str]]:
    """What was seen by step; a step that saw several things has a list of them."""
    seen: dict[str, list[str]] = {}
    for step, words in steps:
        if words not in seen.setdefault(step, []):
            seen[step].append(words)
    return {step: words if len(words) > 1 else words[0] for step, words in seen.items()}


def _fit_rule(rule: str) -> str:
    """A rule as its column can hold it: of one made of many, the outer ones."""
    return rule if len(rule) <= _RULE_LENGTH else rule[: _RULE_LENGTH + 1].rpartition("+")[0] or rule[:_RULE_LENGTH]


def _fit_amount(amount: float | None) -> Decimal | None:
    """A figure as its column can hold it; one beyond that stays in the words of the value alone."""
    return Decimal(str(amount)) if amount is not None and abs(amount) < _AMOUNT_LIMIT else None


def _conflict(snapshot: Snapshot, candidate: Candidate, register: Register) -> Conflict | None:
    """The conflict the sentence names, else the only one the article was filed under."""
    if named := register.conflict(candidate.conflict):
        return named
    filed = list(snapshot.article.conflicts.all())
    return filed[0] if len(filed) == 1 else None


def _fingerprint(suggestion: Suggestion, actors: list[Party]) -> str:
    return suggestion_fingerprint(
        snapshot_id=suggestion.snapshot_id,
        start=suggestion.start,
        end=suggestion.end,
        kind=suggestion.kind,
        term=suggestion.term.slug,
        party=suggestion.party.slug if suggestion.party else suggestion.raw_party,
        stance=suggestion.stance,
        actors=[*(party.slug for party in actors), *suggestion.raw_actors],
        value=suggestion.value,
        proposal=suggestion.proposal.slug if suggestion.proposal else suggestion.working_name,
    )
