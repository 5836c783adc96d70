"""A change as words: what it concerns, old → new, and the kind of act; pure functions over loaded rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tracker.compare.field_words import condition_differences, edited_fields, label_of, status_differences
from tracker.compare.phrase import raised, with_article
from tracker.compare.words import (
    condition_claim,
    condition_sentence,
    condition_subject,
    involvement_sentence,
    stance_label,
    status_claim,
    status_sentence,
)
from tracker.models.change import Change, RecordKind, Verb
from tracker.models.change_records import ChangeRecords, Published
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.status import StatusChange


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """`title` names what changed; `old` and `new` are what it was and became, None where there is nothing."""

    title: str
    old: str | None
    new: str | None
    kind: str

    @property
    def is_replacement(self) -> bool:
        """True when something became something else."""
        return self.old is not None and self.new is not None

    @property
    def headline(self) -> str:
        """One line for a title: the kind of act, what it concerns and, for a replacement, old → new."""
        line = f"{raised(self.kind)}: {self.title}"
        return f"{line}: {self.old} → {self.new}" if self.is_replacement else line


def describe_change(change: Change, records: ChangeRecords) -> ChangeWords:
    """The words for any act on any kind of record; a record that is not loaded is named by its number."""
    return _DESCRIBED_BY[Verb(change.verb)](change, records)


def ledger_title(names: Iterable[str]) -> str:
    """The name of the list of changes, or of a feed of it, with what it is narrowed to."""
    narrowed = ", ".join(names)
    return f"Ceasefire terms: changes – {narrowed}" if narrowed else "Ceasefire terms: changes"


def record_sentence(record: Published) -> str:
    """A published record in one sentence, with its source."""
    match record:
        case Condition():
            return condition_sentence(record)
        case StatusChange():
            return status_sentence(record)
        case Involvement():
            return involvement_sentence(record)


def _claim(record: Published) -> str:
    match record:
        case Condition():
            return condition_claim(record)
        case StatusChange():
            return status_claim(record)
        case Involvement():
            return involvement_sentence(record)


def _subject(record: Published) -> str:
    match record:
        case Condition():
            return condition_subject(record)
        case StatusChange() | Involvement():
            return raised(with_article(record.proposal.name))


def _describe_new(change: Change, records: ChangeRecords) -> ChangeWords:
    record = records.record(change)
    if record is None:
        return _unloaded(change, "recorded")
    match record:
        case Condition():
            kind = "new position" if record.is_position else "new provision"
        case StatusChange():
            kind = "status"
        case Involvement():
            kind = "involvement"
    return ChangeWords(_claim(record), None, record_sentence(record), kind)


def _describe_attached(change: Change, records: ChangeRecords) -> ChangeWords:
    return replace(_describe_new(change, records), kind="another source")


def _describe_superseded(change: Change, records: ChangeRecords) -> ChangeWords:
    new, old = records.record(change), records.published(change.record_kind, change.previous_id)
    if new is None or old is None:
        return replace(_describe_new(change, records), kind="replaced")
    before, after = _moved(old, new)
    return ChangeWords(_subject(new), before, after, "replaced")


def _moved(old: Published, new: Published) -> tuple[str, str]:
    """What a party or a text said before and says now, as short as it can be told."""
    if not (isinstance(old, Condition) and isinstance(new, Condition)):
        return record_sentence(old), record_sentence(new)
    stances = stance_label(old), stance_label(new)
    if old.summary == new.summary:
        return stances if stances[0] != stances[1] else (condition_sentence(old), condition_sentence(new))
    if stances[0] == stances[1]:
        return old.summary, new.summary
    return f"{stances[0]}: {old.summary}", f"{stances[1]}: {new.summary}"


def _describe_corrected(change: Change, records: ChangeRecords) -> ChangeWords:
    new, old = records.record(change), records.published(change.record_kind, change.previous_id)
    if new is None or old is None:
        return replace(_describe_new(change, records), kind="corrected")
    return _corrected(old, new, "corrected")


def _corrected(old: Published, new: Published, kind: str) -> ChangeWords:
    """What differs, field by field; a correction of the cited sentence alone leaves the words as they were."""
    if isinstance(old, Condition) and isinstance(new, Condition):
        fields = condition_differences(old, new)
    elif isinstance(old, StatusChange) and isinstance(new, StatusChange):
        fields = status_differences(old, new)
    else:
        fields = []
    if not fields:
        return ChangeWords(_subject(new), None, record_sentence(new), kind)
    before = "; ".join(f"{field.label}: {field.old}" for field in fields)
    after = "; ".join(f"{field.label}: {field.new}" for field in fields)
    return ChangeWords(_subject(new), before, after, kind)


def _describe_withdrawn(change: Change, records: ChangeRecords) -> ChangeWords:
    record = records.record(change)
    if record is None:
        return _unloaded(change, "withdrawn")
    return ChangeWords(_claim(record), record_sentence(record), None, "withdrawn")


def _describe_rejected(change: Change, _records: ChangeRecords) -> ChangeWords:
    return _unloaded(change, "rejected")


def _describe_withheld(change: Change, records: ChangeRecords) -> ChangeWords:
    if change.record_kind == RecordKind.SNAPSHOT:
        snapshot = records.snapshots.get(change.record_id)
        if snapshot is None:
            return _unloaded(change, "withheld")
        article = snapshot.article
        outlet = f", {article.outlet}" if article.outlet else ""
        return ChangeWords(f"The text of “{article.title}”{outlet}, and every quote from it", None, None, "withheld")
    record = records.record(change)
    if record is None:
        return _unloaded(change, "withheld")
    return ChangeWords(f"A quote for “{_claim(record)}”", None, None, "withheld")


def _describe_created(change: Change, records: ChangeRecords) -> ChangeWords:
    label = label_of(change.record_kind, change.record_id, records)
    values = "; ".join(f"{field.label}: {field.new}" for field in edited_fields(change, records))
    return ChangeWords(_titled(change, label), None, values or None, "created")


def _describe_edited(change: Change, records: ChangeRecords) -> ChangeWords:
    label = label_of(change.record_kind, change.record_id, records)
    fields = edited_fields(change, records)
    before = "; ".join(f"{field.label}: {field.old}" for field in fields)
    after = "; ".join(f"{field.label}: {field.new}" for field in fields)
    return ChangeWords(_titled(change, label), before or None, after or None, "edited")


def _describe_undone(change: Change, records: ChangeRecords) -> ChangeWords:
    undone = records.undone.get(change.undoes_id) if change.undoes_id else None
    if undone is None or undone.verb == Verb.UNDO:
        return replace(_describe_new(change, records), kind="undone")
    words = _UNDONE_BY.get(Verb(undone.verb), _describe_taken_back)(change, undone, records)
    return replace(words, title=f"{_UNDONE_NOUNS.get(Verb(undone.verb), undone.verb)} – {words.title}", kind="undone")


def _describe_taken_back(change: Change, undone: Change, records: ChangeRecords) -> ChangeWords:
    """A new entry undone: it is gone."""
    return _describe_withdrawn(undone, records)


def _describe_detached(change: Change, undone: Change, records: ChangeRecords) -> ChangeWords:
    """A source undone: the entry stands as it did without it."""
    return _describe_new(undone, records)


def _describe_moved_back(change: Change, undone: Change, records: ChangeRecords) -> ChangeWords:
    """A new word or a correction undone: what stood before stands again."""
    words = _describe_superseded(undone, records)
    if undone.verb == Verb.CORRECT:
        words = _describe_corrected(undone, records)
    return replace(words, old=words.new, new=words.old) if words.is_replacement else words


def _describe_reinstated(change: Change, undone: Change, records: ChangeRecords) -> ChangeWords:
    """A withdrawal undone: the entry stands again, as a fresh copy where there is one."""
    copy = records.record(change)
    return _describe_new(change if copy is not None else undone, records)


def _describe_restored(change: Change, undone: Change, records: ChangeRecords) -> ChangeWords:
    """An edit undone: the fields are as they were."""
    if change.before or change.after:
        return _describe_edited(change, records)
    words = _describe_edited(undone, records)
    return replace(words, old=words.new, new=words.old)


def _titled(change: Change, label: str) -> str:
    return label or f"{RecordKind(change.record_kind).label} {change.record_id}"


def _unloaded(change: Change, kind: str) -> ChangeWords:
    return ChangeWords(f"{RecordKind(change.record_kind).label} {change.record_id}", None, None, kind)


_DESCRIBED_BY: dict[Verb, Callable[[Change, ChangeRecords], ChangeWords]] = {
    Verb.RECORD: _describe_new,
    Verb.ACCEPT: _describe_new,
    Verb.ATTACH: _describe_attached,
    Verb.SUPERSEDE: _describe_superseded,
    Verb.CORRECT: _describe_corrected,
    Verb.WITHDRAW: _describe_withdrawn,
    Verb.REJECT: _describe_rejected,
    Verb.UNDO: _describe_undone,
    Verb.WITHHOLD: _describe_withheld,
    Verb.CREATE: _describe_created,
    Verb.EDIT: _describe_edited,
}
_UNDONE_NOUNS = {
    Verb.RECORD: "entry",
    Verb.ACCEPT: "entry",
    Verb.ATTACH: "another source",
    Verb.SUPERSEDE: "replacement",
    Verb.CORRECT: "correction",
    Verb.WITHDRAW: "withdrawal",
    Verb.EDIT: "edit",
}
_UNDONE_BY: dict[Verb, Callable[[Change, Change, ChangeRecords], ChangeWords]] = {
    Verb.ATTACH: _describe_detached,
    Verb.SUPERSEDE: _describe_moved_back,
    Verb.CORRECT: _describe_moved_back,
    Verb.WITHDRAW: _describe_reinstated,
    Verb.EDIT: _describe_restored,
}
