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
ACCUSING = frozenset(
    {
        "accuse",
        "charge",
        "blame",
        "criticise",
        "criticize",
        "condemn",
        "denounce",
        "fault",
        "rebuke",
        "suspect",
        "berate",
        "slam",
    }
)
CREDITING = frozenset({"praise", "thank", "credit", "commend", "congratulate", "laud", "applaud"})
MAXIMUM_STEPS = 6
FOR_WHOM = frozenset({"to", "for"})
ANSWERS = frozenset({"answer", "reply", "response", "verdict", "position", "stance", "message"})


def find_holders(trigger: Token, cue: Cue, voice: Voice) -> Named:
    """The holders of a stance word, and the token that named them."""
    if cue.form == "noun":
        return find_noun_holders(trigger, voice)
    if cue.form == "quality":
        return find_quality_holders(trigger, voice)
    return find_verb_holders(trigger, voice)


def find_quality_holders(trigger: Token, voice: Voice) -> Named:
    """For whom something is so ("unacceptable to X", "won X's consent"), whose answer it is, else who says so."""
    token = trigger
    while token.pos_ in ("NOUN", "ADP", "ADJ") and token.head.pos_ in ("ADP", "AUX") and token.head != token:
        token = token.head
    places = dict.fromkeys((trigger, token))
    gained = [child for child in trigger.children if child.dep_ == "dobj"]
    owners = [deep for noun in gained for deep in noun.children if deep.dep_ == "poss"]
    owners += [deep for noun in gained for deep in list_objects(noun, frozenset({"of", "from"}))]
    for inner in (*owners, *(deep for item in places for deep in list_objects(item, FOR_WHOM))):
        holders = voice.scene.resolve(inner)
        if holders and holders[0].party:
            return holders, inner
    subject = find_subject(token)
    if subject is not None and subject.lemma_.lower() in ANSWERS:
        named = find_noun_holders(subject, voice)
        if named[0]:
            return named
    return voice.speech.holders, voice.speech.subject


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
            own = voice.speech.holders if is_body(named, voice) and not voice.speech.is_carried else ()
            return scene.resolve(named) or own, named
        if (token.dep_ not in LINKED and token.lower_ != "short") or token.head == token:
            break
        token = token.head
    if token.dep_ == "ROOT" and token.tag_ in ("VB", "VBP", "VBG"):
        return voice.speech.holders, voice.speech.subject
    return NOBODY


def is_body(noun: Token, voice: Voice) -> bool:
    """ "The army", "our troops", "the group": somebody's own, the speaker's where nobody else was named."""
    lexicon = voice.scene.people.lexicon
    is_definite = any(child.lower_ in ("the", "our", "its", "their") for child in noun.children)
    beside = [child for child in noun.children if child.dep_ in ("amod", "compound", "poss", "prep")]
    is_plain = all(child.pos_ == "PRON" for child in beside)
    return is_definite and is_plain and noun.lower_ in lexicon.bodies | lexicon.nominals.get("movement", frozenset())


def is_nobody(subject: Token) -> bool:
    """ "No sane person", "nobody": what nobody would do is the speaker's refusal."""
    is_generic = subject.lemma_.lower() in GENERIC_SUBJECTS
    return is_generic and (subject.lower_ == "nobody" or any(child.lower_ == "no" for child in subject.children))


def find_controller(token: Token) -> Token | None:
    """The object that acts in a complement ("asked Ruritania to sign", "praised Ruritania for signing")."""
    verb = token.head
    if token.dep_ == "pcomp" and is_credit(verb):
        verb = verb.head
    elif token.dep_ not in ("xcomp", "ccomp") or verb.lemma_.lower() not in OBJECT_CONTROL:
        return None
    return next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)


def is_accusation(token: Token) -> bool:
    """Whether what hangs on a preposition is what somebody is accused of: told against them, held by nobody."""
    return is_told_of(token, ACCUSING)


def is_credit(token: Token) -> bool:
    """Whether what hangs on a preposition is what somebody is thanked for: done by them."""
    return is_told_of(token, CREDITING)


def is_told_of(token: Token, verbs: frozenset[str]) -> bool:
    """Whether a token is the "of" or "for" of one of the verbs, with a clause behind it and somebody told of it."""
    if token.dep_ != "prep" or token.lower_ not in ("of", "for", "with") or token.head.lemma_.lower() not in verbs:
        return False
    has_clause = any(child.dep_ == "pcomp" for child in token.children)
    return has_clause and any(child.dep_ in ("dobj", "nsubjpass") for child in token.head.children)


def find_callers(verb: Token, voice: Voice) -> tuple[Holder, ...]:
    """Who made the calls that a verb refuses ("ignored appeals by X", "defied calls, among them from X, for")."""
    call = next((child for child in verb.children if child.dep_ == "dobj" and is_call(child, voice)), None)
    if call is None:
        return ()
    makers = [child for child in call.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
    beside = [child for child in call.children if child.lower_ in ("including", "among")]
    makers += [maker for place in (call, *beside) for maker in list_objects(place, frozenset({"by", "from"}))]
    makers += [maker for maker in list_objects(verb, frozenset({"by", "from"})) if maker.i > call.i]
    found = [holder for maker in makers for holder in voice.scene.resolve(maker)]
    return tuple(holder for holder in found if holder.party)


def is_call(noun: Token, voice: Voice) -> bool:
    """Whether a noun carries somebody's demand."""
    return any((cue.form, cue.stance) == ("noun", "demands") for cue in voice.cues.get(noun.i, ()))


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
