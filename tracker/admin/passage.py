"""A snapshot's text as paragraphs of marked and unmarked runs, for the left half of the desk."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.http import urlencode

from tracker.admin.sentence import LONGEST_SENTENCE
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.models.unclaimed import UnclaimedSentence

# How a run is marked, weakest first: where spans overlap, the strongest is shown.
PLAIN, UNCLAIMED, WAITING, DONE, CONTEXT, NOW = "", "unclaimed", "waiting", "done", "context", "now"
_STRENGTH = (PLAIN, UNCLAIMED, WAITING, DONE, CONTEXT, NOW)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `text[start:end]` to mark; its mark leads to the suggestion, or to the address given."""

    start: int
    end: int
    mark: str
    suggestion_id: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run; a cue is a word that the importer went by."""

    text: str
    is_cue: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with one mark; `is_first` for the first run of its span, which carries the anchor."""

    pieces: tuple[Piece, ...]
    mark: str = PLAIN
    suggestion_id: int | None = None
    is_first: bool = False
    address: str = ""


type Paragraph = tuple[Run, ...]


def span_of(suggestion: Suggestion) -> Span:
    """Where a suggestion stands in its text: dashed while it waits, solid once it is decided."""
    mark = WAITING if suggestion.state == SuggestionState.WAITING else DONE
    return Span(suggestion.start, suggestion.end, mark, suggestion.pk)


def spans_unclaimed(text: str, sentences: Iterable[UnclaimedSentence]) -> list[Span]:
    """Sentences that look relevant and gave nothing, each leading to the page where it is recorded by hand."""
    spans = []
    for each in sentences:
        page = reverse("admin:review-record", args=(each.snapshot_id,))
        quote = urlencode({"quote": text[each.start : each.end][:LONGEST_SENTENCE]})
        spans.append(Span(each.start, each.end, UNCLAIMED, address=f"{page}?{quote}"))
    return spans


def spans_for_review(current: Suggestion, others: Iterable[Suggestion]) -> list[Span]:
    """The sentence under review with its context sentence, and every other suggestion of the same snapshot."""
    spans = [span_of(other) for other in others if other.pk != current.pk]
    if current.context_start is not None and current.context_end is not None:
        spans.append(Span(current.context_start, current.context_end, CONTEXT, current.pk))
    return [*spans, Span(current.start, current.end, NOW, current.pk)]


def mark_passage(text: str, spans: Sequence[Span], *, cues: Iterable[str] = ()) -> list[Paragraph]:
    """Every line of the text that is not empty, cut at the edges of the spans; cues are marked in NOW runs only."""
    words = sorted({cue for cue in cues if cue.strip()}, key=len, reverse=True)
    seen: set[Span] = set()
    paragraphs: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            inside = [span for span in spans if span.start < end and span.end > start]
            paragraphs.append(tuple(_runs(text, start, end, inside, words, seen)))
        start = end + 1
    return paragraphs


def _runs(
    text: str, start: int, end: int, spans: Sequence[Span], cues: Sequence[str], seen: set[Span]
) -> Iterator[Run]:
    for span, first, last in _stretches(start, end, spans):
        is_first = span is not None and span not in seen
        if span is not None:
            seen.add(span)
        mark = span.mark if span else PLAIN
        pieces = _pieces(text[first:last], cues if mark == NOW else ())
        yield Run(pieces, mark, span.suggestion_id if span else None, is_first, span.address if span else "")


def _stretches(start: int, end: int, spans: Sequence[Span]) -> Iterator[tuple[Span | None, int, int]]:
    """The line cut at all edges, each part with its strongest span; neighbours with the same span are joined."""
    inner = {edge for span in spans for edge in (span.start, span.end) if start < edge < end}
    held: tuple[Span | None, int, int] | None = None
    for first, last in pairwise(sorted({start, end, *inner})):
        over = [span for span in spans if span.start <= first and span.end >= last]
        best = max(over, key=lambda span: _STRENGTH.index(span.mark), default=None)
        if held and held[0] == best:
            held = (best, held[1], last)
            continue
        if held:
            yield held
        held = (best, first, last)
    if held:
        yield held


def _pieces(text: str, cues: Sequence[str]) -> tuple[Piece, ...]:
    """The text cut around the cues in it, the longest cue first; each cue counts once."""
    for cue in cues:
        place = text.find(cue)
        if place >= 0:
            before, after = text[:place], text[place + len(cue) :]
            rest = [other for other in cues if other != cue]
            return (*_pieces(before, rest), Piece(cue, is_cue=True), *_pieces(after, rest))
    return (Piece(text),) if text else ()
