"""The verb *withhold*: a text or quote is emptied for a court, a rights holder or an erasure request (rule 10)."""

from tracker.models.article import Snapshot
from tracker.models.change import Verb
from tracker.models.citation import Citation
from tracker.models.editor import Editor
from tracker.review.fields import FieldValues, kind_of
from tracker.review.ledger import open_ledger
from tracker.review.outcome import Outcome, already, done, refused
from tracker.review.permission import withholding_refused


def withhold(text: Snapshot | Citation, *, editor: Editor, reason: str) -> Outcome:
    """Empties a snapshot with all quotes from it, or one quote. Hashes, offsets and places stay; it has no undo."""
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
        else:
            Citation.objects.filter(pk=text.pk).update(quote="", prefix="", suffix="", **marks)
            after = {"quote_sha256": text.quote_sha256}
        text.refresh_from_db()
        change = ledger.write(Verb.WITHHOLD, text, reason=reason, after=after)
        return done(f"Withheld: {kind_of(text)} {text.pk}.", text, change)
