"""How a sentence names a text on the table: whose it is called, how long it lasts, what else tells it from others."""

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from tracker.extract.actors import FIRST_PERSON, Holder, find_span, resolve_name
from tracker.extract.provisions import phrase_of
from tracker.extract.reference import GROUP_PRONOUNS, SINGULAR_PERSON, Scene, is_proposal_word
from tracker.extract.speech import find_subject
from tracker.extract.sponsors import name_sponsor

# Words that mean a text or truce on the table only where something tells which ("the Northern idea", "a two-day halt").
FURTHER = frozenset(
    {"idea", "halt", "pause", "lull", "calm", "ultimatum", "understanding", "armistice", "scheme"}
    | {"formula", "letter", "extension"}
)
# What "his" and "its" make somebody's own; "its text" may be anybody's.
OWNED = frozenset(
    {"offer", "proposal", "plan", "idea", "framework", "outline", "initiative", "blueprint"}
    | {"formula", "scheme", "roadmap"}
)
ANSWERS = frozenset({"reply", "response", "answer", "counter-proposal", "counterproposal", "counteroffer"})
# What tells nothing of a text and is no part of its name.
PLAIN_ADJECTIVES = frozenset(
    {"new", "latest", "current", "possible", "potential", "same", "own", "written", "unsigned"}
    | {"whole", "entire", "full", "proposed", "draft", "final", "such", "any", "next", "original"}
    | {"revised", "first", "second", "third", "other", "another", "earlier", "previous", "old"}
    | {"recent", "so-called", "public", "published"}
)
EARLIER = frozenset({"earlier", "previous", "old", "former", "first", "original"})
DEFINITE = frozenset({"the", "this", "that", "both"})
NEW = frozenset({"another", "rival", "alternative", "separate", "counter"})
TRUCES = frozenset({"truce", "ceasefire", "cease-fire", "fire", "halt", "pause", "lull", "armistice", "calm"})
MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december"}
)
KINDS = frozenset(
    {"humanitarian", "permanent", "comprehensive", "lasting", "negotiated", "unconditional"}
    | {"limited", "partial", "unilateral", "bilateral", "mutual", "temporary"}
)
LENGTH = re.compile(
    r"\b((?:\d{1,3}|[a-z]+(?:-[a-z]+)?)[- ](?:hours?|days?|weeks?|months?|years?|points?))\b", re.IGNORECASE
)
COUNT = re.compile(
    r"^(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty|twelve|eleven)\b", re.I
)
PRONOUNS = GROUP_PRONOUNS | SINGULAR_PERSON | FIRST_PERSON
INTO = frozenset({"of", "for", "to", "on"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One noun phrase that means a text, and what it tells of it."""

    noun: Token
    phrase: str
    sponsor: str | None
    sponsor_words: str | None
    length: str | None
    length_words: str | None
    label: str | None
    rank: int
    is_definite: bool
    is_answer: bool
    is_earlier: bool
    is_new: bool


def list_mentions_of_texts(span: Span, scene: Scene) -> list[Mention]:
    """The noun phrases of a sentence that mean a text on the table ("a draft of a 60-day truce" is one)."""
    if span.text.isupper():  # a heading in capitals does not tell a name from other words
        return []
    nouns = [token for token in span if is_text_noun(token) and not (scene.issuers and token.lower_ == "statement")]
    mentions = {noun.i: read_mention(noun, scene) for noun in nouns}
    inner = {deep.i for noun in nouns if noun.lemma_.lower() not in ANSWERS for deep in list_inner(noun)}
    return [
        mention
        for noun in nouns
        if ((mention := mentions[noun.i]).rank > 0 or not mention.is_answer) and noun.tag_ not in ("NNS", "NNPS")
        if noun.i not in inner
        and not is_rule(noun)
        and not (noun.dep_ in ("compound", "nmod", "amod") and noun.head.pos_ == "NOUN")
    ]


def is_text_noun(token: Token) -> bool:
    """Whether a noun may mean a text on the table."""
    if find_span(token.doc, token) is not None:
        return False
    is_noun = token.pos_ in ("NOUN", "PROPN")
    is_joint = token.lemma_.lower() == "statement" and any(child.lower_ == "joint" for child in token.children)
    return is_joint or is_proposal_word(token) or (is_noun and token.lemma_.lower() in FURTHER | ANSWERS)


def is_rule(noun: Token) -> bool:
    """Whether a noun means a standing rule and no text on the table ("Security Council resolution 1701")."""
    words = [token.lower_ for token in noun.subtree if abs(token.i - noun.i) < 5]
    is_numbered = any(word in ("un", "unsc", "council") or word.isdigit() for word in words)
    return noun.lemma_.lower() == "resolution" and is_numbered


def list_inner(noun: Token) -> list[Token]:
    """The text nouns a text noun's "of" or "for" brings ("a draft of the truce")."""
    places = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in INTO]
    return [deep for place in places for deep in place.children if deep.dep_ == "pobj" and is_text_noun(deep)]


def read_mention(noun: Token, scene: Scene) -> Mention:
    """What one noun phrase tells of the text it means."""
    is_answer = noun.lemma_.lower() in ANSWERS
    nouns = [noun] if is_answer else [noun, *list_inner(noun)]
    told = [(find_sponsor(item, scene), find_length(item), find_label(item)) for item in nouns]
    sponsor, sponsor_words = next((pair for pair, _, _ in told if pair[0]), (None, None))
    length_words = None if is_answer else next((words for _, words, _ in told if words), None)
    label = next((words for _, _, words in told if words), None)
    phrases = [" ".join([tidy(phrase_of(item)), *find_title_behind(item)]) for item in nouns]
    kinds = [word for phrase in phrases for word in phrase.lower().split() if word in KINDS]
    before = {child.lower_ for child in noun.children if child.i < noun.i}
    is_definite = bool(before & DEFINITE) or any(child.dep_ == "poss" for child in noun.children)
    is_kind = bool(kinds) or (is_definite and has_kind(noun))
    rank = 3 * (sponsor is not None) + 2 * (length_words is not None) + 2 * (label is not None) + is_kind
    return Mention(
        noun=noun,
        phrase=max(phrases, key=lambda phrase: len(phrase.split())),
        sponsor=sponsor,
        sponsor_words=sponsor_words,
        length=fold_length(length_words),
        length_words=length_words,
        label=label,
        rank=rank,
        is_definite=is_definite,
        is_answer=is_answer,
        is_earlier=bool(before & EARLIER),
        is_new=bool(before & NEW),
    )


def has_kind(noun: Token) -> bool:
    """Whether a common noun before it tells what kind of text it is ("framework agreement", "hostage deal")."""
    beside = [child for child in noun.children if child.dep_ == "compound" and child.pos_ == "NOUN"]
    is_stepped = any(token.lower_ in ("phase", "stage", "point") for left in noun.lefts for token in left.subtree)
    return is_stepped or any(not is_text_noun(child) and child.lower_ != "peace" for child in beside)


def tidy(phrase: str) -> str:
    """A phrase without what tells nothing of a text: pronouns and adjectives such as "new" or "proposed"."""
    words = phrase.split()
    while len(words) > 1 and (
        words[0].lower() in PLAIN_ADJECTIVES | PRONOUNS | {"the", "a", "an"} or words[0].lower().endswith("-page")
    ):
        words = words[1:]
    return " ".join(words)


def find_sponsor(noun: Token, scene: Scene) -> tuple[str | None, str | None]:
    """Whose a text is called, as a party, and the word that says so; (None, None) when nobody's."""
    spans = {span.label_ for child in noun.children if child.i < noun.i and (span := find_span(noun.doc, child))}
    holder = name_sponsor(noun, scene) if len(spans) < 2 and not is_place_of(noun) else None
    if holder is not None and holder.party:
        beside = [child for child in noun.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
        own = [child for child in beside if find_span(noun.doc, child) is not None or child.lower_ in PRONOUNS]
        if own and own[0].lower_ not in PRONOUNS:
            return holder.party, None
        return holder.party, name_sponsor_briefly(holder, scene)
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ in PRONOUNS and noun.lemma_.lower() in OWNED:
            found = next((item for item in scene.resolve_one(child) if item.party), None)
            if found is not None:
                return found.party, name_sponsor_briefly(found, scene)
        if child.dep_ in ("compound", "poss", "nmod") and child.ent_type_ == "PERSON":
            who = resolve_name(child, scene.people)
            return (who.party if who and who.party else child.text), None
    if noun.lemma_.lower() in ANSWERS and noun.dep_ == "dobj":
        giver = find_subject(noun.head)
        found = next((item for item in scene.resolve(giver) if item.party), None) if giver is not None else None
        if found is not None:
            return found.party, name_sponsor_briefly(found, scene)
    return None, None


def find_title_behind(noun: Token) -> list[str]:
    """What "of" adds to a title ("Declaration of Principles"); empty where it adds no name."""
    of = next((child for child in noun.children if child.lower_ == "of" and child.i == noun.i + 1), None)
    inner = next((deep for deep in of.children if deep.dep_ == "pobj" and deep.text.istitle()), None) if of else None
    return ["of", inner.text] if inner is not None and find_span(noun.doc, inner) is None else []


def is_place_of(noun: Token) -> bool:
    """Whether a truce is called after where it holds and not whose it is ("the Northland truce")."""
    beside = [
        child for child in noun.children if child.dep_ in ("compound", "nmod") and child.ent_type_ in ("GPE", "LOC")
    ]
    return noun.lemma_.lower() in TRUCES and bool(beside)


def name_sponsor_briefly(holder: Holder, scene: Scene) -> str | None:
    """A surname, else the party's acronym or adjective, else its name: what a text is called by."""
    if holder.person:
        return holder.person.split()[-1]
    actor = next((item for item in scene.people.lexicon.actors if item.name == holder.party), None)
    names = actor.names if actor is not None else ()
    short = [item.text for kind in ("acronym", "demonym") for item in names if item.kind == kind]
    return next((text for text in short if "." not in text), holder.party)


def find_length(noun: Token) -> str | None:
    """The length a text is named with ("60-day truce", "halt of two days"), as "60-day"; None without one."""
    start = min([noun.i, *(deep.i for child in noun.children if child.i < noun.i for deep in child.subtree)])
    parts = [noun.doc[start : noun.i].text]
    behind = [child for child in noun.children if child.lower_ in ("of", "for", "lasting") and child.i > noun.i]
    parts += [noun.doc[child.i : child.right_edge.i + 1].text for child in behind if child.i == noun.i + 1]
    for part in parts:
        match = LENGTH.search(part)
        if match and COUNT.match(match.group(1)):
            return re.sub(r"[ ]", "-", match.group(1)).removesuffix("s")
    return None


def fold_length(words: str | None) -> str | None:
    """A length so that "Sixty-Day" and "sixty-day" compare equal."""
    return words.lower() if words else None


def find_label(noun: Token) -> str | None:
    """What else tells a text from others: a month, a place or a day in its name."""
    for child in noun.children:
        if child.dep_ not in ("compound", "nmod", "poss", "amod") or child.i > noun.i:
            continue
        if child.lower_ in MONTHS or child.ent_type_ in ("DATE", "EVENT", "FAC", "WORK_OF_ART", "LAW"):
            is_length = LENGTH.search(noun.doc[child.left_edge.i : child.i + 1].text)
            if child.lower_ in MONTHS or (is_length is None and child.pos_ == "PROPN"):
                return child.text
        if child.ent_type_ in ("GPE", "LOC") and find_span(noun.doc, child) is None:
            return child.text
    if noun.text.istitle() and noun.i > noun.sent.start:
        names = [child.text for child in noun.children if child.dep_ in ("compound", "amod") and child.text.istitle()]
        is_owned = any(find_span(noun.doc, child) is not None for child in noun.children if child.i < noun.i)
        behind = find_title_behind(noun)
        if (names or behind) and not is_owned:
            return " ".join([*names, noun.text, *behind])
    return None
