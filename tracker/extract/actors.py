"""Who is meant: mentions of parties, persons and offices in a parsed block."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc, Span, Token

from tracker.extract.lexicon import Lexicon, Speaker
from tracker.extract.patterns import stem

MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod", "appos"})
LINKS = frozenset({"of", "for", "from", "in", "to", "at"})
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my", "ourselves"})
WORDS_NOT_NAMES = frozenset({"congress", "parliament", "senate", "house", "covid", "god", "islam", "monday", "un"})
OPPOSITION = frozenset({"opposition"})


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody a token stands for; party None means named but not known, `how` says how it was found."""

    party: str | None
    how: str
    person: str | None = None
    office: str | None = None
    speaks_for_party: bool = True
    attribution: str | None = None


@dataclass(slots=True)
class People:
    """What one article has taught: persons with their party, and each party's kind."""

    lexicon: Lexicon
    day: date | None
    kinds: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str | None] = field(default_factory=dict)
    persons: dict[str, Holder] = field(default_factory=dict)
    known: dict[str, Speaker] = field(default_factory=dict)

    @classmethod
    def of(cls, lexicon: Lexicon, day: date | None) -> "People":
        """Everybody the lexicon knows, before the article is read."""
        people = cls(lexicon, day)
        for actor in lexicon.actors:
            people.kinds[actor.name] = actor.kind
            people.parts[actor.name] = actor.part_of
        people.known = {who.name: who for who in lexicon.speakers}
        return people

    def learn(self, name: str, holder: Holder) -> None:
        """Remember a person named beside a party, by full name and by surname."""
        words = name.split()
        self.persons.setdefault(name, holder)
        if len(words) > 1 and len(words[-1]) > 2:
            self.persons.setdefault(words[-1], replace(holder, person=name))

    def recall(self, name: str) -> Holder | None:
        """The person of that name or surname, if the article or the lexicon taught them."""
        words = name.removesuffix("'s").split()
        if not words:
            return None
        return self.persons.get(" ".join(words)) or self.persons.get(words[-1])

    def from_record(self, name: str) -> Holder | None:
        """The known speaker of that name with the role of the article's day; a former role does not speak."""
        who = self.known.get(name)
        if who is None or not who.roles:
            return None
        current = [role for role in who.roles if role.covers(self.day)]
        role = current[0] if current else who.roles[-1]
        speaks = bool(current) and role.speaks_for_party
        return Holder(role.party, "person", name, role.office or None, speaks)


def has_word(tokens: list[Token], words: frozenset[str]) -> bool:
    """Whether any of the tokens is one of the words."""
    return any(token.lower_ in words for token in tokens)


def find_span(doc: Doc, token: Token) -> Span | None:
    """The actor span the token lies in."""
    spans: Iterable[Span] = doc.spans["actors"]
    return next((span for span in spans if span.start <= token.i < span.end), None)


def list_modifiers(token: Token) -> Iterator[Token]:
    """The words that qualify a noun: possessors, compounds, adjectives, and what "of" or "for" brings."""
    for child in token.children:
        if child.dep_ in MODIFIERS:
            yield child
            yield from (deep for deep in child.children if deep.dep_ in MODIFIERS)
        elif child.dep_ == "prep" and child.lower_ in LINKS:
            yield from (deep for deep in child.children if deep.dep_ == "pobj")


def name_party(people: People, span: Span) -> Holder | None:
    """The holder an actor span names."""
    if span.kb_id_ == "person":
        return people.from_record(span.label_)
    return Holder(span.label_, span.kb_id_)


def is_role(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is an office, body or plural of one."""
    words = (token.lower_, token.lemma_.lower())
    return any(word in lexicon.offices or word in lexicon.bodies for word in words)


def resolve_name(token: Token, people: People) -> Holder | None:
    """The holder a noun names by itself or through its modifiers; None when it names nobody."""
    doc, lexicon = token.doc, people.lexicon
    beside = list(list_modifiers(token))
    around = [token, *beside, *(deep for word in beside for deep in word.children)]
    is_silent = has_word(around, lexicon.not_speaking)
    span = find_span(doc, token)
    if span is not None and not (span.kb_id_ == "demonym" and is_role(token, lexicon) and token.i >= span.end):
        holder = name_party(people, span)
        if holder is not None:
            return replace(holder, speaks_for_party=holder.speaks_for_party and not is_silent)
    if token.ent_type_ == "PERSON":
        return resolve_person(token, people, beside, is_silent)
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    return resolve_office(token, people, beside, is_silent) or resolve_entity(token)


def resolve_person(token: Token, people: People, beside: list[Token], is_silent: bool) -> Holder | None:
    """A person by the party beside the name, else by what the article has taught."""
    name = next((ent.text for ent in token.doc.ents if ent.start <= token.i < ent.end), token.text)
    name = name.removesuffix("'s").strip()
    for word in beside:
        span = find_span(token.doc, word)
        if span is not None and span.kb_id_ != "person":
            holder = Holder(span.label_, "person beside party", name, describe_office(token), not is_silent)
            people.learn(name, holder)
            return holder
        if word.dep_ == "appos" and is_role(word, people.lexicon):
            office = resolve_office(word, people, list(list_modifiers(word)), is_silent)
            if office is not None and office.party:
                holder = replace(office, person=name, how="person with office")
                people.learn(name, holder)
                return holder
    return people.recall(name) or Holder(None, "unknown person", name, None, not is_silent)


def describe_office(token: Token) -> str | None:
    """The office words that stand before a person's name, without the name itself."""
    words = [
        child.text
        for child in token.children
        if child.dep_ == "compound" and child.ent_type_ != "PERSON" and child.text.islower() | child.text.istitle()
    ]
    return " ".join(words).lower() or None


def resolve_office(token: Token, people: People, beside: list[Token], is_silent: bool) -> Holder | None:
    """An office, body or group noun by the party among its modifiers."""
    is_known_role = is_role(token, people.lexicon)
    for word in sorted(beside, key=lambda item: abs(item.i - token.i)):
        span = find_span(token.doc, word)
        if span is None or not (is_known_role or is_silent):
            continue
        holder = name_party(people, span)
        if holder is None or (
            word.head.lower_ in ("to", "in", "at", "from", "for") and word.dep_ == "pobj" and len(beside) > 1
        ):
            continue
        party = holder.party
        if has_word([token, *beside], OPPOSITION) and party:
            return Holder(
                f"{span.text.removesuffix(chr(39) + 's')} opposition",
                "opposition",
                office=token.text,
                speaks_for_party=False,
            )
        return Holder(party, "office of party", holder.person, token.text, not is_silent, f"{span.text} {token.text}")
    return None


def resolve_entity(token: Token) -> Holder | None:
    """A party nobody listed, as the model's entity recogniser names it."""
    if token.ent_type_ not in ("GPE", "ORG", "NORP") or token.lower_ in WORDS_NOT_NAMES:
        return None
    ent = next((item for item in token.doc.ents if item.start <= token.i < item.end), None)
    if ent is None or ent.label_ == "NORP":
        return None
    name = re.sub(r"^(?:the|The)\s+|'s$", "", ent.text).strip()
    if len(name) < 2 or name.islower() or stem(name) == "":
        return None
    return Holder(name, "unlisted entity")


def list_conjuncts(token: Token) -> list[Token]:
    """The token and everything joined to it by "and", "or" or a comma; in a headline a comma is enough."""
    return [*list_headline_names(token), token, *(item for item in token.conjuncts if item.i > token.i)]


def list_headline_names(token: Token) -> list[Token]:
    """The name that opens a line before a comma and the token's own ("Kyiv, Moscow agree")."""
    span = find_span(token.doc, token)
    if span is None or span.start < 2 or token.doc[span.start - 1].text != ",":
        return []
    first = find_span(token.doc, token.doc[span.start - 2])
    is_opening = first is not None and first.start == token.sent.start and first.end == span.start - 1
    return [first.root] if first is not None and is_opening and first.root not in token.conjuncts else []
