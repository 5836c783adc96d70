"""Finds the record that an address of the desk names by its kind and number."""

from typing import cast

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from tracker.models.article import Snapshot
from tracker.models.change import RecordKind
from tracker.models.citation import Citation
from tracker.models.condition import Condition
from tracker.models.involvement import Involvement
from tracker.models.status import StatusChange
from tracker.review.publication import Published

_PUBLISHED: dict[str, type[Published]] = {
    RecordKind.CONDITION: Condition,
    RecordKind.STATUS_CHANGE: StatusChange,
    RecordKind.INVOLVEMENT: Involvement,
}
_TEXTS: dict[str, type[Snapshot | Citation]] = {RecordKind.SNAPSHOT: Snapshot, RecordKind.CITATION: Citation}


def published_or_404(kind: str, pk: int) -> Published:
    """A condition, status change or involvement."""
    if kind not in _PUBLISHED:
        raise Http404(f"There are no records of the kind {kind}.")
    return cast(Published, get_object_or_404(_PUBLISHED[kind], pk=pk))


def correctable_or_404(kind: str, pk: int) -> Condition | StatusChange:
    """A condition or status change; an involvement is withdrawn and recorded anew."""
    record = published_or_404(kind, pk)
    if isinstance(record, Involvement):
        raise Http404("An involvement is withdrawn and recorded anew.")
    return record


def text_or_404(kind: str, pk: int) -> Snapshot | Citation:
    """A snapshot or a citation."""
    if kind not in _TEXTS:
        raise Http404(f"There are no texts of the kind {kind}.")
    return cast(Snapshot | Citation, get_object_or_404(_TEXTS[kind], pk=pk))


def screen_of(record: Model) -> str:
    """The address of a record's own screen."""
    return reverse(f"admin:tracker_{record._meta.model_name}_change", args=(record.pk,))
