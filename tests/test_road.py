"""One story through the real parts: an article, a suggestion, an editor's key press, a compared term, a feed item."""

import feedparser
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import DAY, make_conflict, make_editor, make_party, make_person, make_proposal, make_term
from tracker.extract.lexicon import load_lexicon
from tracker.importer.articles import ArticleFacts, add_text
from tracker.models.change import Change
from tracker.models.condition import Condition
from tracker.models.proposal import Proposal
from tracker.models.suggestion import Suggestion
from tracker.review.outcome import Answer
from tracker.review.undo import undo

pytestmark = pytest.mark.django_db

SENTENCE = "The government of Northland rejects the monitoring of the ceasefire by observers, its spokeswoman said."
TEXT = f"""Northland answers the river truce

Synthetic text for tests; every name in it is invented.

{SENTENCE}

The Marsh Front demands the withdrawal of all Northland troops behind the river Ell.
"""


@pytest.fixture
def world() -> Proposal:
    for slug in {cue.term for cue in load_lexicon().terms}:
        make_term(slug, "all")
    make_person()
    make_party("Marsh Front")
    return make_proposal()


def public_pages(proposal: Proposal) -> list[str]:
    pages = ["/", "/proposals/", proposal.get_absolute_url(), f"/compare/?p={proposal.slug}&p=hill-truce"]
    pages += ["/parties/northland/", "/terms/monitoring/", "/changes/", "/about/"]
    return pages + [f"/changes/feed.{form}" for form in ("rss", "atom", "json")]


def everything(client: Client, proposal: Proposal) -> str:
    return "\n".join(client.get(page).content.decode() for page in public_pages(proposal))


def test_an_article_becomes_a_suggestion_a_key_press_a_compared_term_and_a_feed_item(world: Proposal) -> None:
    make_proposal("Hill truce")
    reader, desk, editor = Client(), Client(), make_editor(name="desk-one")
    desk.force_login(editor)

    # An article comes in; the importer suggests, and nothing of it is public.
    facts = ArticleFacts(outlet="Test Wire", published_on=DAY, conflicts=(make_conflict(),))
    add_text(TEXT, facts, editor=editor)
    suggestion = Suggestion.objects.waiting().get(term__slug="monitoring", stance="rejects")
    assert suggestion.quote == SENTENCE
    assert SENTENCE not in everything(reader, world)
    assert not Condition.objects.exists()

    # The editor sees source beside claim, files it under the proposal, and accepts with one press.
    page = desk.get(reverse("admin:review-item", args=[suggestion.pk]))
    assert SENTENCE in strip_tags(page.content.decode())  # words in it are marked one by one
    form = page.context["form"]
    values = {form.add_prefix(name): form[name].value() for name in form.fields}
    values = {name: value for name, value in values.items() if value not in (None, False)}
    values[form.add_prefix("proposal")] = world.pk
    answer = desk.post(page.wsgi_request.path, {**values, "do": "accept"}, follow=True)
    assert answer.status_code == 200
    condition = Condition.objects.published().get()
    assert (condition.party.name, condition.stance, condition.term.slug) == ("Northland", "rejects", "monitoring")

    # Readers find it on every page with its sentence, outlet and day.
    for page in (world.get_absolute_url(), "/terms/monitoring/", "/parties/northland/", condition.get_absolute_url()):
        text = reader.get(page).content.decode()
        assert SENTENCE in text, page
        assert "Test Wire" in text, page
    compared = reader.get(f"/compare/?p={world.slug}&p=hill-truce").content.decode()
    assert "rejects" in compared
    assert "Monitoring" in compared

    # Followers are told: one item, valid, with a permanent id.
    feed = feedparser.parse(reader.get("/changes/feed.atom?party=northland").content)
    assert feed.bozo == 0
    (item,) = feed.entries
    assert "Northland" in item.title
    assert SENTENCE in item.summary
    assert not feedparser.parse(reader.get("/changes/feed.atom?party=marsh-front").content).entries

    # Undone, it is gone from the pages, its address still answers, and the feed says so.
    accepted = Change.objects.get(verb="accept")
    assert undo(accepted, editor=editor, reason="It was said of another truce.").answer == Answer.DONE
    assert SENTENCE not in reader.get(world.get_absolute_url()).content.decode()
    gone = reader.get(condition.get_absolute_url())
    assert gone.status_code == 200
    assert "It was said of another truce." in gone.content.decode()
    items = feedparser.parse(reader.get("/changes/feed.atom").content).entries
    assert [entry.id for entry in items][-1] == item.id
    assert len(items) == 2


def test_a_waiting_or_rejected_suggestion_appears_nowhere_in_public(world: Proposal) -> None:
    editor = make_editor()
    facts = ArticleFacts(title="Title nobody published", published_on=DAY, conflicts=(make_conflict(),))
    add_text(TEXT, facts, editor=editor)
    desk = Client()
    desk.force_login(editor)
    suggestion = Suggestion.objects.waiting().first()
    assert SENTENCE not in everything(Client(), world)
    desk.post(reverse("admin:review-item", args=[suggestion.pk]), {"do": "reject", "reason": "not a position"})
    text = everything(Client(), world)
    assert "Title nobody published" not in text
    assert "not a position" not in text
    assert Change.objects.exists()
    assert Client().get(reverse("change", args=[Change.objects.get().pk])).status_code == 404
