"""Forms of what is edited through `review.edit`: a form that was open for long takes nobody's later work back."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.forms import ModelForm
from django.http import QueryDict

from tracker.review.edit import values_at
from tracker.review.fields import field_values

SEEN = "seen"  # the hidden field that names the ledger's last change when the page was loaded
_LONGEST_ID = 15  # digits; more are no id of ours


def seen_in(posted: Mapping[str, Any]) -> int | None:
    """The last change of the ledger when the page was loaded; None when the page did not say."""
    words = str(posted.get(SEEN, ""))
    return int(words) if words.isdecimal() and len(words) <= _LONGEST_ID else None


class MergingForm(ModelForm):  # type: ignore[type-arg]
    """What this editor left as it was loaded, and another has changed since, stands as that other editor saved it.

    So only what this editor changed counts as changed; a clash on one field is left to the verb *edit*.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        seen = seen_in(self.data)
        if self.is_bound and seen is not None and self.instance.pk:
            self._merge(seen)

    def _merge(self, seen: int) -> None:
        then, now = values_at(self.instance, seen), field_values(self.instance)
        data = cast(QueryDict, self.data).copy()
        for name in self.fields.keys() & now.keys():
            if then[name] != now[name] and not self._is_touched(name, then[name]):
                shown = self.fields[name].prepare_value(now[name])
                words = shown if isinstance(shown, list) else ["" if shown is None else shown]
                data.setlist(self.add_prefix(name), [str(word) for word in words])
        self.data = data

    def _is_touched(self, name: str, loaded: object) -> bool:
        column = self._meta.model._meta.get_field(name)
        return self.fields[name].has_changed(column.to_python(loaded), self[name].data)


class ReferenceForm(MergingForm):
    """The form of a record, with a reason for the ledger; `refusal` is what the verb said to it a moment ago."""

    refusal = ""
    reason = forms.CharField(
        required=False, max_length=300, help_text="Published with the change, where it is not plain why."
    )

    def clean(self) -> dict[str, Any] | None:
        if self.refusal:
            self.add_error(None, self.refusal)
        return super().clean()
