"""What the public may see of a cited sentence and its source (rules 9 and 10)."""

from dataclasses import dataclass
from datetime import date

from tracker.models.citation import Citation, CitationRole


@dataclass(frozen=True, slots=True)
class PublicQuote:
    """A sentence as published, or the day and reason of its withholding; then where it stands."""

    text: str
    is_cut: bool
    is_context: bool
    withheld_on: date | None
    withheld_reason: str
    outlet: str
    title: str
    url: str
    published_on: date | None
    is_sample: bool
    retired_on: date | None

    @property
    def source(self) -> str:
        """The outlet, in words where it is not known."""
        return self.outlet or "Outlet not known"


def public_quote(citation: Citation) -> PublicQuote:
    """The published form of a citation loaded with snapshot and article."""
    article = citation.snapshot.article
    is_withheld = citation.withheld_at is not None or not citation.quote
    text = "" if is_withheld else cut_text(citation.quote, article.quote_limit)
    return PublicQuote(
        text=text,
        is_cut=not is_withheld and text != citation.quote,
        is_context=citation.role == CitationRole.CONTEXT,
        withheld_on=citation.withheld_at.date() if citation.withheld_at else None,
        withheld_reason=citation.withheld_reason,
        outlet=article.outlet,
        title=article.title,
        # A link of any other kind could run code in a reader's browser.
        url=article.url if article.url.startswith(("https://", "http://")) else "",
        published_on=article.published_on,
        is_sample=article.is_sample,
        retired_on=citation.retired_at.date() if citation.retired_at else None,
    )


def cut_text(text: str, limit: int) -> str:
    """The text in at most `limit` characters; a longer one ends at a word with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_word = head.rsplit(None, 1)[0] if not text[limit - 1].isspace() else head
    # A text without spaces is cut where it must be.
    return f"{(at_word if len(at_word) > limit // 2 else head).rstrip()}…"
