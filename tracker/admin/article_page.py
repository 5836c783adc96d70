"""The pages on which an article is added, and on which one sees how far the importer has come with it."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from tracker.admin.access import ADD_ARTICLE, VIEW_ARTICLE, editor_of, needs
from tracker.admin.article_form import NewArticleForm
from tracker.admin.passage import Span, mark_passage, span_of, spans_unclaimed
from tracker.admin.target import screen_of
from tracker.models.article import Article, ArticleState, Snapshot
from tracker.models.suggestion import Suggestion, SuggestionState
from tracker.models.unclaimed import UnclaimedSentence

_WORKING = {ArticleState.WAITING, ArticleState.FETCHING, ArticleState.READING}


@require_http_methods(["GET", "POST"])
@needs(ADD_ARTICLE)
def add_article_page(request: HttpRequest) -> HttpResponse:
    """Text, file or address; what was typed stays when something is wrong."""
    form = NewArticleForm(request.POST, request.FILES) if request.method == "POST" else NewArticleForm()
    if form.is_bound and form.is_valid() and (added := form.add(editor_of(request))):
        if added.is_new:
            messages.success(request, "Added. The importer reads it in the background.")
        else:
            messages.info(request, "We have this article already; nothing was added.")
        return HttpResponseRedirect(screen_of(added.article))
    return render(request, "desk/article_add.html", {"title": "Add an article", "form": form, "section": "add"})


@require_GET
@vary_on_headers("HX-Request")
@needs(VIEW_ARTICLE)
def article_page(request: HttpRequest, object_id: str) -> HttpResponse:
    """An article with its progress and its text; to htmx, the progress alone."""
    if not object_id.isdecimal():
        raise Http404("Articles have numbers.")
    rows = Article.objects.select_related("added_by").prefetch_related("issuers", "conflicts")
    article = get_object_or_404(rows, pk=int(object_id))
    context = _progress(article)
    if getattr(request, "htmx", False):
        # Once the work is done the whole page is due: there is a text with marks in it now.
        response = render(request, "desk/article.html#progress", context)
        if not context["is_working"]:
            response["HX-Refresh"] = "true"
        return response
    return render(request, "desk/article.html", context | _texts(article))


def _progress(article: Article) -> dict[str, object]:
    counts = Suggestion.objects.filter(snapshot__article=article).aggregate(
        all=Count("pk"), waiting=Count("pk", filter=Q(state=SuggestionState.WAITING))
    )
    return {
        "article": article,
        "title": article.title,
        "suggestion_count": counts["all"],
        "waiting_count": counts["waiting"],
        "is_working": article.state in _WORKING,
        "section": "articles",
    }


def _texts(article: Article) -> dict[str, object]:
    """Its frozen texts, newest first, each with its suggestions marked."""
    snapshots = list(Snapshot.objects.filter(article=article).order_by("-taken_at", "-pk"))
    suggestions = list(
        Suggestion.objects.filter(snapshot__in=snapshots).only("start", "end", "state", "snapshot").order_by("start")
    )
    unclaimed = list(UnclaimedSentence.objects.filter(snapshot__in=snapshots))

    def spans(snapshot: Snapshot) -> list[Span]:
        beside = [each for each in unclaimed if each.snapshot_id == snapshot.pk]
        found = [span_of(each) for each in suggestions if each.snapshot_id == snapshot.pk]
        return found + spans_unclaimed(snapshot.text, beside)

    return {
        "texts": [(each, mark_passage(each.text, spans(each))) for each in snapshots],
        "unclaimed_count": len(unclaimed),
    }
