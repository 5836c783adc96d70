"""How a value looks in HTML: marks with their words, days, note numbers, feed addresses."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.compare.cell import Cell
from tracker.compare.convergence import shorten_names
from tracker.compare.grid import Column, Grid, Row
from tracker.compare.link import Link, requirements_of
from tracker.compare.notes import Cited, Note, Notebook
from tracker.compare.phrase import day_in_words, is_reported, speaker_of
from tracker.compare.standing import read_backing
from tracker.compare.timeline import Mark
from tracker.models.condition import Condition
from tracker.models.party import Party
from tracker.models.precision import Precision
from tracker.models.record import Directness
from tracker.models.stance import Stance, StanceGroup
from tracker.models.status import StatusChange

register = template.Library()

# The stylesheet's five hues; a hue never carries meaning alone.
_HUES = {
    StanceGroup.FOR: "for",
    StanceGroup.YES: "yes",
    StanceGroup.OPEN: "mid",
    StanceGroup.NO: "no",
    StanceGroup.DROPS: "gone",
    StanceGroup.DENIES: "gone",
}
FIGURE_LENGTH = 16  # characters of a value that stands on one line when set large
FEED_FORMATS = (
    ("RSS", "feed-rss", "application/rss+xml"),
    ("Atom", "feed-atom", "application/atom+xml"),
    ("JSON", "feed-json", "application/feed+json"),
)


@register.simple_tag
def mark(name: str) -> SafeString:
    """The drawing for a stance, `contested` or `text`; decoration beside a word."""
    return format_html(
        '<svg class="mk" width="16" height="16" aria-hidden="true" focusable="false"><use href="#m-{}"/></svg>', name
    )


@register.simple_tag
def stance(slug: str) -> SafeString:
    """A stance as mark and word; the mark never parts from the first word."""
    first, _, rest = str(Stance(slug).label).partition(" ")
    return format_html(
        '<span class="st {}"><span class="nb">{}{}</span>{}</span>',
        _HUES[Stance(slug).group],
        mark(slug),
        first,
        f" {rest}" if rest else "",
    )


@register.simple_tag
def when(day: date, precision: str = Precision.DAY) -> SafeString:
    """A day as exactly as it is known: “20 Nov 2024”, “Nov 2024”, “2024”, “by 20 Nov 2024”."""
    month = day.strftime("%b %Y")
    words = {
        Precision.DAY: f"{day.day} {month}",
        Precision.MONTH: month,
        Precision.YEAR: str(day.year),
        Precision.BY: f"by {day.day} {month}",
    }[Precision(precision)]
    machine = {Precision.MONTH: day.strftime("%Y-%m"), Precision.YEAR: str(day.year)}.get(
        Precision(precision), day.isoformat()
    )
    return format_html('<time datetime="{}">{}</time>', machine, words)


@register.simple_tag
def moment(instant: datetime) -> SafeString:
    """An instant in UTC: “20 Nov 2024, 21:14”."""
    return format_html(
        '<time datetime="{}">{}</time>',
        instant.strftime("%Y-%m-%dT%H:%MZ"),
        f"{instant.day} {instant.strftime('%b %Y, %H:%M')}",
    )


@register.simple_tag
def refs(records: Cited | Sequence[Cited], notebook: Notebook) -> SafeString:
    """Links to the notes that a record, or several together, rest on, glued to the word before."""
    several = (records,) if isinstance(records, Model) else records
    numbers = dict.fromkeys(note.number for record in several for note in notebook.of(record))
    return format_html_join(
        "",
        '\u2060<a class="ref" href="#n{}"><span class="vh">note </span>{}</a>',
        ((number, number) for number in numbers),
    )


@register.filter
def quotes_of(cell: Cell, notebook: Notebook) -> list[tuple[Condition, Note]]:
    """The sentences under the claims of a cell, each once, with the claim that brings it."""
    found = {note.number: (claim, note) for claim in reversed(cell.claims) for note in reversed(notebook.of(claim))}
    return [found[number] for number in sorted(found)]


@register.filter
def requirements(condition: Condition, notebook: Notebook) -> list[Link]:
    """What a claim hangs on, each in the words that we hold, or marked as withdrawn."""
    return requirements_of(condition, notebook.links)


@register.filter
def names(parties: Sequence[Party]) -> str:
    """Parties by their short names; a long list is counted."""
    return shorten_names([party.label for party in parties])


@register.filter
def sponsors(cell: Cell) -> str:
    """Who proposes, derived from the positions in a cell on the whole; empty when nobody does."""
    return shorten_names([party.label for party in read_backing(cell).sponsors])


@register.filter
def speaker(record: Condition | StatusChange) -> str:
    """Who said it: a person with the office, else the source's words; empty when nobody is named."""
    return speaker_of(record)


@register.filter
def directness(record: Condition | StatusChange) -> str:
    """How directly it was said, in words (rule 6)."""
    return str(Directness(record.directness).label)


@register.filter
def brief(condition: Condition) -> str:
    """The claim in a few words; nothing when the summary only repeats the term."""
    return "" if condition.summary == condition.term.label else condition.summary


@register.filter
def content(provision: Condition) -> str:
    """What a text holds, in our words; the value where the summary only repeats the term."""
    return brief(provision) or provision.value or provision.summary


@register.filter
def is_figure(provision: Condition) -> bool:
    """True when what a text holds is a number and little else, so that it can be set large."""
    return provision.amount is not None and len(content(provision)) <= FIGURE_LENGTH


@register.filter
def indirect(record: Condition | StatusChange) -> bool:
    """True when nobody who may bind the party is quoted, so that the claim must not read as a fact (rule 6)."""
    return is_reported(record.directness)


@register.filter
def hue(slug: str) -> str:
    """The class that colours a stance; the mark and the word say the same."""
    return _HUES[Stance(slug).group]


@register.filter
def spoken(place: Mark) -> str:
    """A mark of the timeline in words, for those who hear it."""
    entry, claim = place.entry, place.entry.condition
    who = shorten_names([party.label for party in entry.voice.parties])
    where = claim.proposal.short_name if claim.proposal else "any ceasefire"
    extra = ["contested"] if entry.is_contested else []
    extra += [] if entry.is_counted else [str(entry.worth)]
    day = day_in_words(claim.stated_on, claim.stated_precision)
    told = f"{day}: {who} {Stance(claim.stance).label}, {where}"
    return "; ".join([told, *extra, *([brief(claim)] if brief(claim) else [])])


@register.filter
def plus(number: int, other: int) -> int:
    """A sum, for places in a drawing."""
    return number + other


@register.filter
def minus(number: int, other: int) -> int:
    """A difference, for places in a drawing."""
    return number - other


@register.filter
def with_columns(row: Row, grid: Grid) -> list[tuple[Column, Cell]]:
    """The cells of a row, each with its column."""
    return list(zip(grid.columns, row.cells, strict=True))


@register.filter
def at(columns: Sequence[Column], place: int) -> str:
    """The short name of the column at a place."""
    return columns[place].tag


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, route: str, label: str) -> SafeString:
    """A link of the main navigation that says when it is the page or the section one is in, and keeps the days."""
    address = reverse(route)
    asof = context.get("asof")
    path = asof.path if asof else ""
    current = "page" if path == address else "true"
    here = format_html(' aria-current="{}"', current) if path.startswith(address) else ""
    return format_html('<a href="{}{}"{}>{}</a>', address, asof.suffix if asof else "", here, label)


@register.filter
def lookup[Value](table: Mapping[int, Value], key: int) -> Value | None:
    """What a table holds under a key."""
    return table.get(key)


@register.simple_tag
def feeds(**filters: str) -> list[tuple[str, str, str]]:
    """Name, media type and address of the feeds of changes, all or filtered: `{% feeds proposal=slug as list %}`."""
    query = f"?{urlencode(filters)}" if filters else ""
    return [(name, media_type, f"{reverse(route)}{query}") for name, route, media_type in FEED_FORMATS]
