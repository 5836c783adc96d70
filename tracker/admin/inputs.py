"""Form fields of the desk: a list as one line each, and records named by their numbers."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tracker.models.condition import Condition


class LinesField(forms.CharField):
    """A list of words or phrases, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, encoder: object = None, decoder: object = None, **options: Any) -> None:
        """Takes, and has no use for, what a JSON column offers its form field."""
        super().__init__(**options)
        self.help_text = f"{self.help_text} One a line.".strip()

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class NumbersField(forms.CharField):
    """Conditions named by their public numbers, separated by commas or spaces; gives a tuple of live conditions."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str | None):
            return value
        return ", ".join(str(getattr(each, "pk", each)) for each in value)

    def to_python(self, value: Any) -> Any:
        words = [word for word in re.split(r"[\s,;]+", value or "") if word]
        if wrong := [word for word in words if not re.fullmatch(r"[0-9]{1,15}", word)]:
            raise ValidationError(f"“{wrong[0]}” is not a number of a condition.")
        return _live([int(word) for word in words])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial or ())) != ", ".join(re.split(r"[\s,;]+", (data or "").strip()))


class NumberField(NumbersField):
    """One condition named by its number, or None."""

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Condition) else value

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        if len(found) > 1:
            raise ValidationError("Name one condition only.")
        return found[0] if found else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


def _live(numbers: Iterable[int]) -> tuple[Condition, ...]:
    wanted = list(dict.fromkeys(numbers))
    if not wanted:
        return ()
    found = Condition.objects.published().in_bulk(wanted)
    if missing := [number for number in wanted if number not in found]:
        raise ValidationError(f"Number {missing[0]} is not among the conditions we hold.")
    return tuple(found[number] for number in wanted)
