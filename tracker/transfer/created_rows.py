"""Finds a reference row by what it was when it was created, whatever editors made of it since."""

from typing import Any

from django.db.models import Model

from tracker.models.change import Change, Verb
from tracker.review.fields import kind_of


def find_created[Table: Model](model: type[Table], key: dict[str, Any]) -> Table | None:
    """The row that was first created with these values, or else has them now; None when there never was one.

    `key` maps field names to plain values or to rows.
    """
    plain = {f"after__{name}": value.pk if isinstance(value, Model) else value for name, value in key.items()}
    created = Change.objects.filter(verb=Verb.CREATE, record_kind=kind_of(model()), **plain).order_by("id").first()
    rows = model._default_manager
    return rows.get(pk=created.record_id) if created else rows.filter(**key).first()
