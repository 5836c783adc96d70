"""The record as a form: what an editor typed becomes a draft that the verbs take."""

from typing import Any

from django import forms
from django.db.models import Model, Q

from tracker.admin.inputs import NumberField, NumbersField
from tracker.models.condition import ConditionKind, Tense
from tracker.models.conflict import Conflict
from tracker.models.involvement import Part
from tracker.models.party import Party
from tracker.models.person import Person, Role
from tracker.models.precision import Precision
from tracker.models.proposal import Proposal
from tracker.models.record import Directness
from tracker.models.stance import Stance
from tracker.models.status import Status
from tracker.models.term import Term
from tracker.review.draft import CitationDraft, ConditionDraft, InvolvementDraft, StatusDraft

_BLANK = ("", "—")


class RoleField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An office, named with the person who holds it."""

    def label_from_instance(self, role: Role) -> str:
        return f"{role.person}: {role.office}, {role.party.label}"


class PickedParties(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several parties, each with a box to tick; gives a tuple."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> tuple[Party, ...]:  # type: ignore[override]  # a draft holds a tuple
        return tuple(super().clean(value))


def _day() -> forms.DateField:
    # A date control of the browser takes and gives only this form.
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _roles() -> RoleField:
    return RoleField(
        Role.objects.select_related("person", "party").order_by("person__name", "office"),
        required=False,
        label="as",
        empty_label="—",
    )


class CurrentChoicesForm(forms.Form):
    """Offers what is in use, and whatever the record at hand already names although it no longer is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            rows = getattr(field, "queryset", None)
            if rows is not None and hasattr(rows.model, "is_active"):
                named = _keys(self.initial.get(name))
                field.queryset = rows.filter(Q(is_active=True) | Q(pk__in=named))  # type: ignore[attr-defined]


def _keys(value: Any) -> list[int]:
    """The keys of one record, of several, or of none."""
    rows = value if isinstance(value, list | tuple) else [value]
    return [row.pk for row in rows if isinstance(row, Model)]


class StatementForm(CurrentChoicesForm):
    """Who said it, how directly, and when; shared by conditions and status changes.

    Nothing is required here: the draft says in words what is missing.
    """

    person = forms.ModelChoiceField(Person.objects.all(), required=False, label="said by", empty_label="—")
    role = _roles()
    attribution = forms.CharField(required=False, max_length=200, label="or, in words")
    directness = forms.ChoiceField(choices=Directness, label="how directly")
    stated_on = _day()
    stated_precision = forms.ChoiceField(choices=Precision, label="known to")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stated_on"].label = "on"

    @property
    def statement(self) -> dict[str, Any]:
        """The speaker's fields as a draft names them."""
        return {name: self.cleaned_data[name] for name in StatementForm.base_fields}


class ConditionForm(StatementForm):
    """Every field of a condition that an editor decides."""

    kind = forms.ChoiceField(choices=ConditionKind)
    conflict = forms.ModelChoiceField(Conflict.objects.all(), required=False, empty_label="—")
    proposal = forms.ModelChoiceField(
        Proposal.objects.order_by("name"), required=False, label="in", empty_label="no proposal: any ceasefire"
    )
    term = forms.ModelChoiceField(Term.objects.order_by("group__position", "position"))
    party = forms.ModelChoiceField(Party.objects.all(), required=False, empty_label="the text")
    stance = forms.ChoiceField(choices=(_BLANK, *Stance.choices), required=False)
    is_included = forms.BooleanField(required=False, label="the text contains it")
    actors = PickedParties(Party.objects.all(), required=False, label="who would have to act")
    value = forms.CharField(required=False, max_length=200)
    amount = forms.DecimalField(required=False, max_digits=14, decimal_places=2)
    unit = forms.CharField(required=False, max_length=30)
    summary = forms.CharField(required=False, max_length=200, help_text="Value first. Left empty, it is made of value, "
                              "actors or term.")  # fmt: skip
    qualifier = forms.CharField(required=False, max_length=300, label="what it reserves")
    depends_on = NumbersField(required=False, label="only if numbers", help_text="As in “412, 415”.")
    answers = NumberField(required=False, label="answers number", help_text="For drops and denies.")
    is_red_line = forms.BooleanField(required=False, label="red line")
    speaks_for_party = forms.BooleanField(required=False, label="speaks for the party")
    is_marked_contested = forms.BooleanField(required=False, label="show as contested")
    tense = forms.ChoiceField(choices=Tense, label="held")

    def draft(self, citations: tuple[CitationDraft, ...]) -> ConditionDraft:
        """What the editor means to record; the form is valid."""
        values = self.cleaned_data
        return ConditionDraft(
            kind=ConditionKind(values["kind"]),
            citations=citations,
            **{name: values[name] for name in self.base_fields if name != "kind"},
        )


class StatusForm(StatementForm):
    """A proposal's status as somebody said it."""

    proposal = forms.ModelChoiceField(Proposal.objects.order_by("name"))
    status = forms.ChoiceField(choices=Status)
    effective_on = _day()
    effective_precision = forms.ChoiceField(choices=Precision, label="known to")
    said_by = forms.ModelChoiceField(Party.objects.all(), required=False, label="according to", empty_label="—")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["effective_on"].label = "from"
        self.fields["stated_on"].label = "stated on"

    def draft(self, citations: tuple[CitationDraft, ...]) -> StatusDraft:
        """What the editor means to record; the form is valid."""
        values = self.cleaned_data
        return StatusDraft(
            proposal=values["proposal"],
            status=Status(values["status"]),
            effective_on=values["effective_on"],
            effective_precision=values["effective_precision"],
            said_by=values["said_by"],
            citations=citations,
            **self.statement,
        )


class InvolvementForm(CurrentChoicesForm):
    """A party's part in a proposal."""

    party = forms.ModelChoiceField(Party.objects.all())
    part = forms.ChoiceField(choices=Part)
    proposal = forms.ModelChoiceField(Proposal.objects.order_by("name"), label="of")

    def draft(self, citations: tuple[CitationDraft, ...]) -> InvolvementDraft:
        """What the editor means to record; the form is valid."""
        values = self.cleaned_data
        return InvolvementDraft(
            proposal=values["proposal"], party=values["party"], part=Part(values["part"]), citations=citations
        )
