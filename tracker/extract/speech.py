"""Who says a sentence: report verbs, "according to", quotations left open, and how directly it was said."""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from tracker.extract.actors import Holder
from tracker.extract.lexicon import read_words
from tracker.extract.reference import Scene
from tracker.extract.sentences import Sentence

NAMELESS = frozenset(
    {"official", "officials", "source", "sources", "diplomat", "diplomats", "person", "people", "aide", "aides"}
)
MEDIA = read_words("media")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Speech:
    """The voice of a sentence: holders (empty: the article itself), report verb, directness."""

    holders: tuple[Holder, ...] = ()
    verb: Token | None = None
    subject: Token | None = None
    directness: str | None = None
    is_carried: bool = False
    is_outside: bool = False


def find_subject(verb: Token) -> Token | None:
    """The verb's own subject.

    Where the parser hangs two on one verb, the nearer is its own and the other belongs to the verb that has none
    ("the plan, which X refused but Y accepted, provides": both "plan" and "Y" on "accepted").
    """
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        return own[-1] if len(own) > 1 and own[-1].i < verb.i else own[0]
    beside = [child for child in verb.children if child.dep_ in ("parataxis", "ccomp", "advcl")]
    for other in [*beside, verb.head] if verb.dep_ == "conj" else beside:
        doubled = [child for child in other.children if child.dep_ == "nsubj"]
        if len(doubled) > 1 and doubled[-1].i < other.i < verb.i:
            return doubled[0]
    return None


def is_report_verb(token: Token, reports: frozenset[int]) -> bool:
    """Whether the token was marked as a report verb and stands as a verb."""
    return token.i in reports and token.pos_ in ("VERB", "AUX")


def find_report(span: Span, reports: frozenset[int]) -> Token | None:
    """The outermost report verb that governs a clause or quotation of the sentence."""
    for token in (
        span.root,
        *(child for child in span.root.children if child.dep_ in ("parataxis", "ccomp", "conj", "advcl")),
    ):
        if is_report_verb(token, reports) and find_subject(token) is not None:
            return token
    return None


def judge_directness(subject: Token | None, holder: Holder | None, is_statement: bool) -> str:
    """How directly it was said, by who is named."""
    if is_statement:
        return "official-text"
    if subject is None or holder is None:
        return "third-party-report"
    words = {subject.lower_, *(child.lower_ for child in subject.children)}
    if holder.person:
        return "on-record"
    if words & NAMELESS:
        return "unnamed-official"
    return "on-record" if holder.party else "third-party-report"


def find_according(span: Span) -> Token | None:
    """The noun behind "according to"."""
    for token in span:
        if token.lower_ == "according":
            prep = next((child for child in token.children if child.lower_ == "to"), None)
            if prep is not None:
                return next((child for child in prep.children if child.dep_ == "pobj"), None)
    return None


def hear(sentence: Sentence, scene: Scene, reports: frozenset[int]) -> Speech:
    """The voice of a sentence; an open quotation or a sentence of "he" keeps the voice before it."""
    span = sentence.span
    verb = find_report(span, reports)
    subject = find_subject(verb) if verb is not None else find_according(span)
    is_statement = bool(scene.issuers) and not scene.is_quote_open
    if subject is not None:
        holders = scene.resolve(subject)
        is_outside = subject.lower_ in MEDIA or (bool(holders) and not holders[0].speaks_for_party)
        if holders or is_outside or verb is not None:
            directness = judge_directness(subject, holders[0] if holders else None, False)
            return Speech(holders, verb, subject, directness, is_outside=is_outside)
    if scene.is_quote_open or opens_quote(span.text):
        first = scene.speaker[0] if scene.speaker else None
        return Speech(scene.speaker, directness="on-record" if first else None, is_carried=True)
    if is_statement:
        issuers = tuple(Holder(name, "issuer") for name in scene.issuers)
        return Speech(issuers, directness="official-text", is_carried=True)
    if scene.speaker and scene.speaker_block == sentence.block.start:
        return Speech(scene.speaker, is_carried=True)
    return Speech()


def opens_quote(text: str) -> bool:
    """Whether a sentence begins inside quotation marks."""
    return text.lstrip().startswith('"')


def track_quotes(scene: Scene, text: str) -> None:
    """Follow quotation marks over a sentence; an odd one leaves the quotation open until its block ends."""
    if text.count('"') % 2:
        scene.is_quote_open = not scene.is_quote_open
