"""Short ways to read a made-up text and to say what was found."""

from collections.abc import Iterable
from datetime import date

from tracker.extract.candidate import Candidate, KnownProposal, Source
from tracker.extract.lexicon import load_lexicon
from tracker.extract.ranking import thin
from tracker.extract.reading import follow, read_text

WEDNESDAY = date(2024, 10, 30)
TEXT = "the text"

type Row = tuple[str, str, str]


def read(
    text: str,
    *,
    title: str = "",
    outlet: str = "",
    issuers: tuple[str, ...] = (),
    published_on: date | None = WEDNESDAY,
    proposals: tuple[KnownProposal, ...] = (),
) -> list[Candidate]:
    """What a text claims under the packaged lexicon; sentences that are only pointed at claim nothing."""
    source = Source(published_on=published_on, title=title, outlet=outlet, issuers=issuers)
    found = read_text(text, source=source, lexicon=load_lexicon(), proposals=proposals)
    return [item for item in found if item.tier != "unclaimed"]


def read_by_rules(text: str, *, title: str = "", outlet: str = "", issuers: tuple[str, ...] = ()) -> list[Candidate]:
    """What the rules alone make of a text, as where no weights are installed."""
    source = Source(published_on=WEDNESDAY, title=title, outlet=outlet, issuers=issuers)
    followed = follow(text, source=source, lexicon=load_lexicon())
    return thin(followed.candidates) if followed is not None else []


def positions(text: str, **options: str) -> set[tuple[str | None, str, str | None]]:
    """(party, term, stance) of every position found in a text."""
    return {(item.party, item.term, item.stance) for item in read(text, **options) if item.kind == "position"}


def provisions(text: str, **options: str) -> set[str]:
    """The terms of every provision found in a text."""
    return {item.term for item in read(text, **options) if item.kind == "provision"}


def list_rows(found: Iterable[Candidate]) -> set[Row]:
    """(party, term, stance) of candidates; TEXT for the party of a provision, and what was so before says "earlier"."""
    return {
        (
            TEXT if item.kind == "provision" else item.party or "",
            item.term,
            (item.stance or "") + (", earlier" if item.is_earlier else ""),
        )
        for item in found
    }
