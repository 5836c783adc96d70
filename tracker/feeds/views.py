"""The three feeds: one view, told by its route which format to write."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from tracker.compare.change_words import ledger_title
from tracker.compare.question import DATE_FIELDS, Question, QuestionRefused, parse_question
from tracker.feeds.document import FORMATS, Feed
from tracker.feeds.item import load_items, permanent_id
from tracker.feeds.text import cleaned
from tracker.feeds.visible import FeedState, feed_state, visible_changes
from tracker.models.change_entry import Followed, find_followed

MAX_AGE = 300  # seconds that a cache may keep a feed: half the usual quiet period


@require_safe
def show_feed(request: HttpRequest, form: str) -> HttpResponse:
    """The newest changes a question asks for; 304 when the reader's program holds them already."""
    try:
        question = _parse(request)
    except QuestionRefused as refusal:
        return _refusal(refusal.message, 400)
    followed = {kind: find_followed(kind, slug) for kind, slug in question.parts()}
    if missing := [kind for kind, found in followed.items() if found is None]:
        return _refusal(f"There is no such {missing[0]}. Choose one from its page, or leave it out for all.", 404)
    state = feed_state(question)
    etag = _etag(request.build_absolute_uri(), form, state)
    changed_at = int(state.changed_at.timestamp()) if state.changed_at else None
    response = get_conditional_response(request, etag, changed_at) or _written(request, form, question, followed, state)
    return _with_headers(response, etag, changed_at)


def _parse(request: HttpRequest) -> Question:
    """The question; raises `QuestionRefused` for a date too: a feed tells what is new, so it has no earlier view."""
    question = parse_question(request.GET)
    for field in DATE_FIELDS:
        if getattr(question, field):
            raise QuestionRefused(field, f"A feed is about now. Leave “{field}” out, or read the page for that day.")
    return question


def _written(
    request: HttpRequest, form: str, question: Question, followed: dict[str, Followed | None], state: FeedState
) -> HttpResponse:
    query = f"?{question.query_string()}" if question.parts() else ""
    feed = Feed(
        id=permanent_id(f"feed{query}"),
        title=cleaned(ledger_title(str(found) for found in followed.values())),
        url=request.build_absolute_uri(f"{request.path}{query}"),
        home_url=request.build_absolute_uri(f"{reverse('changes')}{query}"),
        changed_at=state.changed_at,
        items=load_items(visible_changes(question), request.build_absolute_uri),
    )
    return HttpResponse(FORMATS[form].write(feed), content_type=FORMATS[form].content_type)


def _refusal(message: str, status: int) -> HttpResponse:
    return HttpResponse(f"{message}\n", status=status, content_type="text/plain; charset=utf-8")


def _etag(address: str, form: str, state: FeedState) -> str:
    # The address is in it because items hold absolute links, which differ from host to host.
    return f'"{hashlib.sha256(f"{address} {form} {state.tag}".encode()).hexdigest()[:32]}"'


def _with_headers(response: HttpResponse, etag: str, changed_at: int | None) -> HttpResponse:
    response["ETag"] = etag
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
