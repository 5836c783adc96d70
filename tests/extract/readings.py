"""Short ways to read a made-up text and to say what was found."""

from datetime import date

from tracker.extract.candidate import Candidate, KnownProposal, Source
from tracker.extract.lexicon import load_lexicon
from tracker.extract.reading import read_text

WEDNESDAY = date(2024, 10, 30)


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


def positions(text: str, **options: str) -> set[tuple[str | None, str, str | None]]:
    """(party, term, stance) of every position found in a text."""
    return {(item.party, item.term, item.stance) for item in read(text, **options) if item.kind == "position"}


def provisions(text: str, **options: str) -> set[str]:
    """The terms of every provision found in a text."""
    return {item.term for item in read(text, **options) if item.kind == "provision"}
