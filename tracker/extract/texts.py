"""Which text on the table a sentence speaks of: an article's proposals, kept apart, each by its fullest name."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Span

from tracker.extract.candidate import Candidate
from tracker.extract.naming import TRUCES, Mention, list_mentions_of_texts
from tracker.extract.reference import Scene

WHOLE = "overall"
# Stances on what a text holds: taken where one is being spoken of.
ANSWERING = frozenset(
    {"accepts", "accepts-reserved", "rejects", "open", "under-review", "silent", "denies", "proposes", "offers"}
)
# A party's own stance stands by itself when no text has been named for so many sentences.
NEAR = 3
LONGEST_NAME = 60


@dataclass(slots=True)
class Text:
    """A proposal as an article speaks of it: whose, how long, which label, every name met.

    `last` is the number of the sentence that named it last.
    """

    sponsor: str | None = None
    length: str | None = None
    label: str | None = None
    is_answer: bool = False
    names: list[tuple[int, str]] = field(default_factory=list)
    length_words: str | None = None
    sponsor_words: str | None = None
    last: int = 0

    @property
    def name(self) -> str | None:
        """The fullest name met, with the length or sponsor before it where that was only told elsewhere."""
        if not self.names:
            return None
        rank, best = max(self.names, key=lambda item: item[0])
        words = best.lower()
        if (
            self.length_words
            and self.length_words.split("-")[0].lower() not in words
            and self.length
            and "'s" not in words
        ):
            best = f"{self.length_words} {best}"
        if self.sponsor_words and self.sponsor_words.lower() not in words:
            best = f"{self.sponsor_words} {best}"
        is_telling = rank > 0 or self.length_words or self.sponsor_words
        return best[:LONGEST_NAME] if is_telling else None

    @property
    def plain_name(self) -> str:
        """The longest name met, for an article that never tells whose or which text it is about."""
        names = [name for _, name in self.names]
        return max(names, key=lambda name: (name.lower() not in TRUCES, len(name)), default="")[:LONGEST_NAME]


@dataclass(slots=True)
class Texts:
    """The proposals of one article in the order they came up, and which of them each sentence is about.

    `by_sentence` holds the text and how many sentences ago it was last named (0: in this one).
    """

    known: list[Text] = field(default_factory=list)
    current: Text | None = None
    by_sentence: dict[int, tuple[Text | None, int]] = field(default_factory=dict)
    number: int = 0

    def follow(self, span: Span, start: int, scene: Scene) -> None:
        """Notes which text the sentence at an offset speaks of; one that names none goes on with the last."""
        self.number += 1
        mentions = [self.place(mention) for mention in list_mentions_of_texts(span, scene)]
        named = [(text, mention) for text, mention in mentions if text is not None]
        if named:
            text, _ = max(named, key=lambda pair: (pair[1].rank > 0 and not pair[1].is_answer, pair[1].rank))
            self.current, text.last = text, self.number
            self.by_sentence[start] = (text, 0)
        else:
            since = self.number - self.current.last if self.current is not None else NEAR + 1
            self.by_sentence[start] = (self.current, since)

    def place(self, mention: Mention) -> tuple[Text | None, Mention]:
        """The text a mention means: one met before that nothing speaks against, else a new one where it tells which."""
        found = self._find(mention)
        is_idle = mention.sponsor is None and not mention.is_definite and any(text.sponsor for text in self.known)
        if found is None and not is_idle and (mention.rank > 0 or mention.is_definite):
            found = Text(is_answer=mention.is_answer)
            self.known.append(found)
        if found is not None:
            found.names.append((mention.rank, mention.phrase))
            found.sponsor = found.sponsor or mention.sponsor
            found.sponsor_words = found.sponsor_words or mention.sponsor_words
            found.length, found.label = found.length or mention.length, found.label or mention.label
            found.length_words = found.length_words or mention.length_words
        return found, mention

    def _find(self, mention: Mention) -> Text | None:
        fitting = [text for text in self.known if fits(text, mention)]
        fitting.sort(key=lambda text: (count_shared(text, mention), text.last), reverse=True)
        if mention.is_new:
            return None
        if mention.is_earlier and self.current in fitting and len(fitting) > 1:
            fitting.remove(self.current)
        if not fitting:
            return None
        if mention.rank == 0 and not mention.is_definite:
            return None
        is_shared = count_shared(fitting[0], mention) > 0
        return fitting[0] if is_shared or mention.is_definite else None

    @property
    def main(self) -> Text | None:
        """The text an article speaks of most; the earlier one where two are spoken of alike."""
        plans = [text for text in self.known if not text.is_answer]
        telling = [text for text in plans if text.name]
        return max(telling or plans, key=lambda text: len(text.names), default=None)

    def find(self, candidate: Candidate) -> str | None:
        """The name of the text a candidate is about; None for a demand that stands by itself."""
        text, since = self.by_sentence.get(candidate.start, (None, NEAR + 1))
        is_named, is_near = since == 0, since <= NEAR
        is_told_of_answer = text is not None and text.is_answer and since > NEAR and candidate.kind == "provision"
        meant = text if text is not None and text.name and not is_told_of_answer else self.main
        if meant is None:
            return None
        is_about = candidate.kind == "provision" or candidate.term == WHOLE
        if is_about or is_named or (is_near and candidate.stance in ANSWERING):
            return meant.name or (meant.plain_name if is_about else None)
        return None


def fits(text: Text, mention: Mention) -> bool:
    """Whether nothing speaks against a mention's meaning that text: another sponsor, length, label or kind."""
    pairs = ((text.sponsor, mention.sponsor), (text.length, mention.length), (text.label, mention.label))
    return text.is_answer == mention.is_answer and all(
        one is None or two is None or is_alike(one, two) for one, two in pairs
    )


def count_shared(text: Text, mention: Mention) -> int:
    """How many of sponsor, length and label a text and a mention have in common."""
    pairs = ((text.sponsor, mention.sponsor), (text.length, mention.length), (text.label, mention.label))
    return sum(one is not None and two is not None and is_alike(one, two) for one, two in pairs)


def is_alike(one: str, two: str) -> bool:
    """Whether two features agree: the same, or one a part of the other ("Joint Declaration" of a longer name)."""
    words, others = set(one.split()), set(two.split())
    return words <= others or others <= words


def name_texts(candidates: list[Candidate], texts: Texts) -> list[Candidate]:
    """The candidates, those without a known proposal each with the name of the text it is about."""
    named = []
    for each in candidates:
        name = None if each.proposal else texts.find(each)
        named.append(replace(each, working_name=name) if name else each)
    return named
