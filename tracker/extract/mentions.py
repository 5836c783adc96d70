"""Who could hold a position in a sentence: every party named in it or just before it, with its places in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from tracker.extract.actors import WORDS_NOT_NAMES, People, find_span, name_party

ENTITY_LABELS = frozenset({"GPE", "ORG", "NORP", "LOC"})
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# A demonym shares this much of its beginning with the name it is made from ("Kerrish" and "Kerrow").
SHARED_LETTERS = 4
SHARED_PART = 0.55


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named between two characters of a block, and how it was found."""

    start: int
    end: int
    party: str
    how: str


@dataclass(slots=True)
class Register:
    """The parties one article names that no list holds, each under the fullest name met."""

    names: list[str] = field(default_factory=list)

    def fold(self, text: str) -> str | None:
        """The name an entity stands for: itself, a longer name that holds its words, or the name of a demonym."""
        name = clean_name(text)
        if (
            len(name) < 3
            or name.islower()
            or name.lower() in WORDS_NOT_NAMES
            or any(letter.isdigit() for letter in name)
        ):
            return None
        words = set(name.split())
        for held in self.names:
            if held == name or words <= set(held.split()):
                return held
        if len(words) == 1:
            for held in self.names:
                if " " not in held and is_demonym(name, held):
                    return held
        self.names.append(name)
        return name


def clean_name(text: str) -> str:
    """A name without article and possessive."""
    return ARTICLE.sub("", text.strip().removesuffix("'s").removesuffix("'")).strip(" .,\"'-")


def is_demonym(one: str, other: str) -> bool:
    """Whether two words look like a name and the adjective made from it."""
    shared = 0
    for left, right in zip(one.lower(), other.lower(), strict=False):
        if left != right:
            break
        shared += 1
    return shared >= max(SHARED_LETTERS, SHARED_PART * max(len(one), len(other)))


def teach_names(docs: Iterable[Doc], register: Register) -> None:
    """Let the register know the unlisted names of an article, the longest first, so that short ones fold into them."""
    found = [
        clean_name(ent.text)
        for doc in docs
        for ent in doc.ents
        if ent.label_ in ("GPE", "ORG") and find_span(doc, ent.root) is None
    ]
    for name in sorted(set(found), key=lambda item: (-len(item.split()), item)):
        register.fold(name)


def list_mentions_of_parties(span: Span, people: People, register: Register) -> list[Mention]:
    """Every mention of a party in a sentence, by list, by person or by entity; places are characters of the block."""
    doc = span.doc
    mentions: list[Mention] = []
    taken: set[int] = set()
    for actor in doc.spans["actors"]:
        if actor.start < span.start or actor.end > span.end:
            continue
        holder = name_party(people, actor)
        taken.update(range(actor.start, actor.end))
        if holder is not None and holder.party:
            mentions.append(Mention(actor.start_char, actor.end_char, holder.party, actor.kb_id_))
    for ent in doc.ents:
        if ent.start < span.start or ent.end > span.end or taken & set(range(ent.start, ent.end)):
            continue
        if ent.label_ == "PERSON":
            known = people.recall(ent.text.removesuffix("'s").strip())
            party = known.party if known else None
            how = "person"
        elif ent.label_ in ENTITY_LABELS:
            party, how = register.fold(ent.text), "entity"
        else:
            continue
        if party:
            mentions.append(Mention(ent.start_char, ent.end_char, party, how))
    return sorted(mentions, key=lambda item: item.start)
