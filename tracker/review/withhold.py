"""The verb *withhold*: a text or quote is emptied for a court, a rights holder or an erasure request (rule 10)."""

from tracker.models.article import Article, Snapshot
from tracker.models.change import Verb
from tracker.models.citation import Citation
from tracker.models.editor import Editor
from tracker.review.fields import FieldValues, kind_of
from tracker.review.ledger import open_ledger
from tracker.review.outcome import Outcome, already, done, refused
from tracker.review.permission import withholding_refused
from tracker.review.publication import CONTEXT_LENGTH

_WITHHELD_TITLE = "Withheld text"


def withhold(text: Snapshot | Citation, *, editor: Editor, reason: str) -> Outcome:
    """Empties a snapshot with all quotes from it, or a quote wherever its sentence is cited. It has no undo.

    Hashes, offsets and places stay.
    """
    if refusal := withholding_refused(editor):
        return refusal
    if not reason.strip():
        return refused("Say why: readers see the reason in place of the text.", text)
    with open_ledger(editor) as ledger:
        text.refresh_from_db()
        if text.withheld_at:
            return already(f"Withheld on {text.withheld_at:%-d %B %Y} already: {text.withheld_reason}", text)
        marks = {"withheld_at": ledger.moment, "withheld_reason": reason}
        if isinstance(text, Snapshot):
            about = list(text.citations.filter(withheld_at=None))
            Citation.objects.filter(pk__in=[each.pk for each in about]).update(quote="", prefix="", suffix="", **marks)
            Snapshot.objects.filter(pk=text.pk).update(text="", **marks)
            after: FieldValues = {"text_sha256": text.text_sha256, "citations": [each.pk for each in about]}
            if _withhold_title(text):
                after["title"] = "withheld"
        else:
            about = withheld_with(text)
            Citation.objects.filter(pk__in=[each.pk for each in about]).update(quote="", prefix="", suffix="", **marks)
            _empty_surroundings(text)
            after = {"quote_sha256": text.quote_sha256, "citations": [each.pk for each in about]}
        text.refresh_from_db()
        change = ledger.write(Verb.WITHHOLD, text, reason=reason, after=after, about=about)
        return done(f"Withheld: {kind_of(text)} {text.pk}.", text, change)


def _withhold_title(snapshot: Snapshot) -> bool:
    """Replaces a title of the article that is words of the text now emptied; says whether it was."""
    article = snapshot.article
    title, text = (" ".join(words.split()).casefold() for words in (article.title.removesuffix("…"), snapshot.text))
    if not title or title not in text:
        return False
    Article.objects.filter(pk=article.pk).update(title=_WITHHELD_TITLE)
    return True


def withheld_with(citation: Citation) -> list[Citation]:
    """The citation and every other that holds some of the same words of its snapshot."""
    overlapping = Citation.objects.filter(
        snapshot=citation.snapshot, withheld_at=None, start__lt=citation.end, end__gt=citation.start
    )
    return list(overlapping.select_related("condition", "status_change", "involvement"))


def _empty_surroundings(citation: Citation) -> None:
    """Takes a withheld sentence out of the few characters kept around its neighbours' quotes."""
    near = Citation.objects.filter(snapshot=citation.snapshot, withheld_at=None)
    near.filter(end__lte=citation.start, end__gt=citation.start - CONTEXT_LENGTH).update(suffix="")
    near.filter(start__gte=citation.end, start__lt=citation.end + CONTEXT_LENGTH).update(prefix="")
