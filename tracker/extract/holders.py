"""Who holds a stance: the subject, agent, possessor or controller of the word that carries it."""

from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extract.actors import Holder
from tracker.extract.lexicon import read_words
from tracker.extract.speech import find_subject
from tracker.extract.stances import Cue
from tracker.extract.voice import Voice

type Named = tuple[tuple[Holder, ...], Token | None]

OBJECT_CONTROL = read_words("object_control")
GENERIC_SUBJECTS = read_words("generic_subject")
NOBODY: Named = ((), None)
LINKED = frozenset(
    {"xcomp", "ccomp", "advcl", "conj", "acomp", "pcomp", "prep", "attr", "dep", "parataxis"},
)
PREDICATES = frozenset({"VERB", "AUX"})
MAXIMUM_STEPS = 6


def find_holders(trigger: Token, cue: Cue, voice: Voice) -> Named:
    """The holders of a stance word, and the token that named them."""
    if cue.form == "noun":
        return find_noun_holders(trigger, voice)
    if cue.form == "quality":
        for inner in list_objects(trigger, frozenset({"to", "for"})):
            holders = voice.scene.resolve(inner)
            if holders:
                return holders, inner
        return voice.speech.holders, voice.speech.subject
    return find_verb_holders(trigger, voice)


def list_objects(token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """The nouns that certain prepositions hang on a token."""
    for child in token.children:
        if child.lower_ in prepositions and child.dep_ in ("prep", "agent", "dative"):
            yield from (deep for deep in child.children if deep.dep_ in ("pobj", "conj"))


def find_verb_holders(verb: Token, voice: Voice) -> Named:
    """The subject of a verb, looked for in its own clause, then where control and coordination lead."""
    scene = voice.scene
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        agent = next(list_objects(verb, frozenset({"by"})), None)
        return (scene.resolve(agent), agent) if agent is not None else NOBODY
    token = verb
    for _ in range(MAXIMUM_STEPS):
        named = find_subject(token) or (token.head if token.dep_ in ("relcl", "acl") else find_controller(token))
        if named is not None and is_nobody(named):
            return voice.speech.holders, voice.speech.subject
        if named is not None:
            return scene.resolve(named), named
        if token.dep_ not in LINKED or token.head == token:
            break
        token = token.head
    if token.dep_ == "ROOT" and token.tag_ in ("VB", "VBP", "VBG"):
        return voice.speech.holders, voice.speech.subject
    return NOBODY


def is_nobody(subject: Token) -> bool:
    """ "No sane person", "nobody": what nobody would do is the speaker's refusal."""
    is_generic = subject.lemma_.lower() in GENERIC_SUBJECTS
    return is_generic and (subject.lower_ == "nobody" or any(child.lower_ == "no" for child in subject.children))


def find_controller(token: Token) -> Token | None:
    """The object that acts in a complement ("asked Ruritania to sign")."""
    if token.dep_ not in ("xcomp", "ccomp") or token.head.lemma_.lower() not in OBJECT_CONTROL:
        return None
    return next((child for child in token.head.children if child.dep_ in ("dobj", "dative")), None)


def find_noun_holders(noun: Token, voice: Voice) -> Named:
    """The possessor of a stance noun, its "by" or "from" phrase, or the subject of the verb that carries it."""
    beside = [child for child in noun.children if child.dep_ in ("poss", "compound", "amod", "nmod")]
    for child in beside:
        holders = voice.scene.resolve_one(child)
        if holders and holders[0].party:
            return holders, child
    sources = frozenset({"by", "from"})
    behind = list(list_objects(noun, sources))
    behind += [deep for child in noun.children if child.lower_ == "including" for deep in list_objects(child, sources)]
    for child in behind:
        holders = voice.scene.resolve(child)
        if holders and holders[0].party:
            return holders, child
    head = noun.head
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    if noun.dep_ in ("dobj", "attr", "pobj", "oprd") and head.pos_ in PREDICATES:
        return find_verb_holders(head, voice)
    return NOBODY


def share_party(some: tuple[Holder, ...], others: tuple[Holder, ...]) -> bool:
    """Whether two sets of holders have a party in common."""
    return bool({holder.party for holder in some} & {holder.party for holder in others})
