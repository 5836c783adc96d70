"""Who may use a verb."""

from tracker.models.editor import Editor
from tracker.review.outcome import Outcome, refused


def publishing_refused(editor: Editor) -> Outcome | None:
    """A refusal for anybody but editors and chiefs; a contributor publishes nothing."""
    if editor.has_perm("tracker.publish_record"):
        return None
    return refused(f"{editor.desk_name} may add articles but not publish; ask an editor.")


def editing_refused(editor: Editor) -> Outcome | None:
    """A refusal for anybody who may not edit parties, people, terms, conflicts and proposals."""
    if editor.has_perm("tracker.edit_reference"):
        return None
    return refused(f"{editor.desk_name} may not edit parties, people, terms, conflicts or proposals; ask an editor.")


def withholding_refused(editor: Editor) -> Outcome | None:
    """A refusal for anybody but chiefs: what is withheld cannot be brought back."""
    if editor.has_perm("tracker.withhold_text"):
        return None
    return refused(f"{editor.desk_name} may not withhold a text; ask a chief.")
