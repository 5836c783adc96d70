"""The form by which an article is added: its text, a file, or its address."""

from typing import Any

from django import forms

from tracker.importer.articles import Added, ArticleFacts, add_address, add_text, add_upload
from tracker.importer.clean import LARGEST_UPLOAD_BYTES
from tracker.importer.errors import ArticleRefused
from tracker.models.article import ArticleForm, Snapshot
from tracker.models.conflict import Conflict
from tracker.models.editor import Editor
from tracker.models.party import Party

_WAYS = ("text", "upload", "url")


class NewArticleForm(forms.Form):
    """Exactly one of text, file and address; everything else may be left to the importer."""

    text = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12}), label="Paste text")
    upload = forms.FileField(
        required=False, label="Or a file", help_text="A text or HTML file, at most 5 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
    )  # fmt: skip
    url = forms.URLField(
        required=False, max_length=1000, label="Or an address",
        help_text="The page is fetched in the background, once and politely.",
    )  # fmt: skip
    title = forms.CharField(required=False, max_length=300)
    outlet = forms.CharField(required=False, max_length=120)
    published_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    form = forms.ChoiceField(choices=ArticleForm, initial=ArticleForm.NEWS, label="What it is")
    issuers = forms.ModelMultipleChoiceField(
        Party.objects.filter(is_active=True), required=False, label="Who issued it",
        help_text="For a statement: who speaks in it as “we”.", widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    conflicts = forms.ModelMultipleChoiceField(
        Conflict.objects.all(), required=False, help_text="Left empty, the text decides.",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def clean_upload(self) -> Any:
        """The file as it came, not read yet: one that is too large is never read into memory."""
        upload = self.cleaned_data["upload"]
        if upload and upload.size > LARGEST_UPLOAD_BYTES:
            raise forms.ValidationError(f"The file is larger than {LARGEST_UPLOAD_BYTES:,} bytes.")
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        given = [name for name in _WAYS if values.get(name) and str(values[name]).strip()]
        if any(name in self.errors for name in _WAYS):
            return values
        if not given:
            self.add_error("text", "Paste a text, choose a file or give an address: one of the three.")
        for name in given[1:]:
            self.add_error(name, f"One of the three only: there is {_WORDS[given[0]]} already.")
        return values

    def add(self, editor: Editor) -> Added | None:
        """Hands the article to the importer; a refusal becomes an error at the field and gives None."""
        values = self.cleaned_data
        try:
            if values["upload"]:
                return add_upload(values["upload"].read(), self._facts(), editor=editor)
            if values["url"]:
                return add_address(values["url"], self._facts(), editor=editor)
            return add_text(values["text"], self._facts(), editor=editor, origin=Snapshot.Origin.PASTED)
        except ArticleRefused as refusal:
            self.add_error(next(name for name in _WAYS if values[name]), refusal.reason)
            return None

    def _facts(self) -> ArticleFacts:
        values = self.cleaned_data
        return ArticleFacts(
            title=values["title"],
            outlet=values["outlet"],
            published_on=values["published_on"],
            form=values["form"],
            issuers=tuple(values["issuers"]),
            conflicts=tuple(values["conflicts"]),
        )


_WORDS = {"text": "a text", "upload": "a file", "url": "an address"}
