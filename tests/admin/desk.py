"""A signed-in browser without JavaScript: reads a form from its page and sends it back."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

from tests.factories import make_editor
from tracker.models.editor import Editor


class FormReader(HTMLParser):
    """What a browser would send for the page's main form (the one with id `record`, or the first POST form in main)."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.is_inside = False
        self.is_main = False
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value if value is not None else "" for name, value in attrs}
        self.is_main = self.is_main or tag == "main"
        if tag == "form":
            self.is_inside = self.is_main and given.get("method") == "post" and not self.fields
        if not self.is_inside or not (given.get("name") or tag == "option"):
            return
        if tag == "input" and given.get("type") in {"checkbox", "radio"}:
            if "checked" in given:
                self._add(given["name"], given.get("value", "on"))
        elif tag == "input" and given.get("type") not in {"file", "submit"}:
            self._add(given["name"], given.get("value", ""))
        elif tag == "select":
            self.select = given["name"]
            self.fields.setdefault(self.select, [])
        elif tag == "textarea":
            self.area = given["name"]
            self._add(self.area, "")
        elif tag == "option" and "selected" in given:
            self._add(self.select, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        if tag == "textarea" and self.area:
            self.fields[self.area] = [
                self.fields[self.area][-1].removeprefix("\n")
            ]  # a browser drops that one line end
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][-1] += data

    def _add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)


def form_in(page: str) -> dict[str, Any]:
    """The fields of a page's form with the values it shows."""
    reader = FormReader()
    reader.feed(page)
    return dict(reader.fields)


class DeskClient(Client):
    """Django's test client, which can also fill in a form as it stands on its page."""

    def form_of(self, url: str) -> dict[str, Any]:
        """The fields of the page's form with the values it shows."""
        return form_in(self.get(url).content.decode())


def signed_in(who: str | Editor) -> DeskClient:
    """A browser of a member of that group, or of that very editor."""
    client = DeskClient()
    client.force_login(make_editor(who) if isinstance(who, str) else who)
    return client


def post_form(client: DeskClient, url: str, **changed: Any) -> Any:
    """Opens a page, changes some fields of its form, sends it and follows where it leads."""
    return client.post(url, {**client.form_of(url), **changed}, follow=True)
