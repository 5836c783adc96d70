"""A small world in which every public page has something to show, and pages as a browser gets them."""

from html.parser import HTMLParser

from django.test import Client

from tests.compare.claims import hold, provide, whole
from tests.compare.statements import make_status
from tests.factories import make_condition, make_proposal, make_term
from tracker.models.condition import Condition


def make_world() -> Condition:
    """Two proposals in the river war with provisions, answers, statuses and a standing position; the first claim."""
    first = provide("60 days", term=make_term("duration", "the-deal"), value="60 days", amount=60, unit="days")
    provide("21 days", term=make_term("duration"), value="21 days", amount=21, unit="days", proposal=lake())
    hold("Lakeside", "proposes", **whole())
    hold("Northland", "accepts", **whole())
    hold("Marsh Front", "rejects", summary="a truce without a line", is_red_line=True, **whole())
    hold("Northland", "demands")
    hold("Marsh Front", "demands", proposal=None, summary="calm on every front")
    make_status("in-force")
    make_condition(proposal=lake())
    make_proposal().featured_terms.add(make_term())
    return first


def lake() -> object:
    """The second proposal."""
    return make_proposal("Lake truce")


def read(client: Client, address: str, status: int = 200, **headers: str) -> str:
    """The page at an address."""
    response = client.get(address, headers=headers)
    assert response.status_code == status, f"{response.status_code} at {address}"
    return response.content.decode()


class Outline(HTMLParser):
    """What a page is made of: tags with their attributes, ids, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]
