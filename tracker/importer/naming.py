"""How a source is called in public: its title and outlet, within what their columns hold."""

from tracker.models.article import Article

UNTITLED = "Untitled text"

# A headline is shorter; a longer first line is a paragraph of the text, which is not ours to publish (rule 9).
_HEADLINE_LENGTH = 120


def derive_title(text: str) -> str:
    """The first line of a cleaned text where it can be a headline, else `UNTITLED`."""
    line = text.split("\n", 1)[0].strip()
    return line if 0 < len(line) <= _HEADLINE_LENGTH else UNTITLED


def fit_title(words: str) -> str:
    """A title as its column can hold it."""
    return _cut(words, Article._meta.get_field("title").max_length)


def fit_outlet(words: str) -> str:
    """The name of an outlet as its column can hold it."""
    return _cut(words, Article._meta.get_field("outlet").max_length)


def _cut(words: str, limit: int | None) -> str:
    """At most `limit` characters; what is longer ends at a word, with an ellipsis."""
    if limit is None or len(words) <= limit:
        return words
    at_word = words[:limit].rpartition(" ")[0]
    # Words without a space are cut where they must be.
    return f"{(at_word if len(at_word) > limit // 2 else words[: limit - 1]).rstrip()}…"
