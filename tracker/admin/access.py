"""Who may open a page of the desk, and what a page says to those who may not."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.models.editor import Editor

VIEW_DESK = "tracker.view_suggestion"
VIEW_ARTICLE = "tracker.view_article"
ADD_ARTICLE = "tracker.add_article"
PUBLISH = "tracker.publish_record"
EDIT_REFERENCE = "tracker.edit_reference"
WITHHOLD = "tracker.withhold_text"

_REFUSALS = {
    VIEW_DESK: "may not look at the review queue.",
    VIEW_ARTICLE: "may not read articles here.",
    ADD_ARTICLE: "may not add articles.",
    PUBLISH: "may add articles but not publish; ask an editor.",
    EDIT_REFERENCE: "may not edit parties, people, terms, conflicts or proposals; ask an editor.",
    WITHHOLD: "may not withhold a text; ask a chief.",
}

type View = Callable[..., HttpResponse]


def editor_of(request: HttpRequest) -> Editor:
    """Who is signed in; every page of the desk requires a sign-in first."""
    return cast(Editor, request.user)


def needs(permission: str) -> Callable[[View], View]:
    """Lets only those with the permission reach a view; others are told so, with status 403."""

    def protect(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
            if refusal := refusal_of(request, permission):
                return refusal
            return view(request, *args, **values)

        return guarded

    return protect


def refusal_of(request: HttpRequest, permission: str) -> HttpResponse | None:
    """The page that refuses, or None for those who have the permission."""
    editor = editor_of(request)
    if editor.has_perm(permission):
        return None
    words = f"{editor.desk_name} {_REFUSALS[permission]}"
    return render(request, "desk/refused.html", {"title": "Not allowed", "words": words}, status=403)
