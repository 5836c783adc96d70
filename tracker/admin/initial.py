"""What a record form holds when it is first shown."""

from typing import Any

from tracker.admin.forms import ConditionForm, StatusForm
from tracker.models.article import Article
from tracker.models.condition import Condition, ConditionKind, Tense
from tracker.models.precision import Precision
from tracker.models.record import Directness
from tracker.models.status import StatusChange
from tracker.review.draft import ConditionDraft


def initial_of_draft(draft: ConditionDraft) -> dict[str, Any]:
    """A draft's values by field name, as the form compares them with what is sent back."""
    return {name: getattr(draft, name) for name in ConditionForm.base_fields}


def initial_of_condition(condition: Condition) -> dict[str, Any]:
    """A published condition's values, for a correction of it."""
    values = {name: getattr(condition, name) for name in ConditionForm.base_fields}
    return values | {"actors": list(condition.actors.all()), "depends_on": list(condition.depends_on.all())}


def initial_of_status(status: StatusChange) -> dict[str, Any]:
    """A published status change's values, for a correction of it."""
    return {name: getattr(status, name) for name in StatusForm.base_fields}


def initial_by_hand(article: Article) -> dict[str, Any]:
    """What is known before an editor types: the day of the article, and the likeliest of each choice."""
    conflicts = list(article.conflicts.all()[:2])
    return {
        "kind": ConditionKind.POSITION,
        "conflict": conflicts[0] if len(conflicts) == 1 else None,
        "directness": Directness.ON_RECORD,
        "stated_on": article.published_on,
        "stated_precision": Precision.DAY,
        "effective_on": article.published_on,
        "effective_precision": Precision.DAY,
        "tense": Tense.NOW,
        "is_included": True,
        "speaks_for_party": True,
    }
