"""Numbered notes: every sentence that a page rests on, once, cut to what may be published (rule 9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from tracker.compare.link import Links
from tracker.compare.quote import PublicQuote, public_quote
from tracker.models.citation import Citation, CitationRole
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.record import end_of_day
from tracker.models.status import StatusChange

type Cited = Condition | StatusChange | Involvement


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence as published, and every record on the page that rests on it; the first one's voice is named."""

    number: int
    quote: PublicQuote
    records: tuple[Cited, ...]

    @property
    def statement(self) -> Condition | StatusChange | None:
        """The record whose speaker, directness and day stand under the sentence; an involvement has none."""
        return next((record for record in self.records if not isinstance(record, Involvement)), None)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The records among them that have a permalink."""
        return tuple(record for record in self.records if isinstance(record, Condition))


@dataclass(frozen=True, slots=True)
class Notebook:
    """The notes of a page in the order of their numbers, and which of them belong to a record.

    `links` tell what became of the records that the page's claims hang on.
    """

    notes: tuple[Note, ...]
    by_record: dict[tuple[str, int], tuple[Note, ...]]
    links: Links

    @property
    def has_samples(self) -> bool:
        """True when something on the page rests on a text written for demonstration."""
        return any(note.quote.is_sample for note in self.notes)

    def of(self, record: Cited) -> tuple[Note, ...]:
        """The notes that a record on the page rests on."""
        return self.by_record.get(_key(record), ())


def build_notebook(
    records: Iterable[Cited], known: date | None = None, links: Links = MappingProxyType({})
) -> Notebook:
    """Numbers the evidence of records in reading order; a sentence that two records share is one note.

    Records are loaded with their citations, snapshots and articles.
    """
    found: dict[tuple[int, int, int], tuple[Citation, list[Cited]]] = {}
    spans: dict[tuple[str, int], list[tuple[int, int, int]]] = {}
    for record in records:
        if _key(record) in spans:
            continue
        mine = spans.setdefault(_key(record), [])
        for citation in citations_of(record, known)[0]:
            if citation.role == CitationRole.EVIDENCE:
                span = (citation.snapshot_id, citation.start, citation.end)
                found.setdefault(span, (citation, []))[1].append(record)
                mine.append(span)
    notes = {
        span: Note(number, public_quote(citation), tuple(holders))
        for number, (span, (citation, holders)) in enumerate(found.items(), start=1)
    }
    by_record = {key: tuple(notes[span] for span in mine) for key, mine in spans.items()}
    return Notebook(tuple(notes.values()), by_record, links)


def citations_of(record: Cited, known: date | None = None) -> tuple[list[Citation], list[Citation]]:
    """Citations that support the record, and those that no longer do: now, or at the end of the day `known`.

    Evidence comes before context. A record that is retired keeps the citations it had.
    """
    rows = list(record.citations.all())
    if known is None:
        return [row for row in rows if row.retired_at is None], [row for row in rows if row.retired_at is not None]
    moment = end_of_day(known)
    recorded = [row for row in rows if row.recorded_at < moment]
    live = [row for row in recorded if row.retired_at is None or row.retired_at >= moment]
    return live, [row for row in recorded if row not in live]


def _key(record: Cited) -> tuple[str, int]:
    return (type(record).__name__, record.pk)
