"""Predicate frames: which stance governs a term, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from tracker.extract.actors import Holder
from tracker.extract.holders import PREDICATES, find_callers, find_holders, is_accusation, is_credit, share_party
from tracker.extract.reference import is_proposal_word
from tracker.extract.restrictions import LIMITERS, asks_for, is_restricted, read_least, read_limiter
from tracker.extract.speech import SUBJECTS, find_subject
from tracker.extract.stances import (
    Cue,
    compose,
    is_hypothetical,
    is_negated,
    is_perfect,
    is_speculative,
    negate,
    read_modal,
)
from tracker.extract.voice import TermHit, Voice

CONTENT = frozenset(
    {"dobj", "obj", "ccomp", "xcomp", "prep", "pobj", "dative", "nsubjpass", "attr", "oprd", "acl", "pcomp", "prt"}
    | {"acomp", "compound", "amod", "npadvmod", "appos", "nmod", "poss", "relcl", "csubjpass", "nummod"}
)
QUALITY_CONTENT = SUBJECTS | {"xcomp", "ccomp", "prep", "acl", "pobj", "advcl", "relcl"}
CUE_PARTS: dict[str, frozenset[str]] = {
    "verb": frozenset({"VERB", "AUX", "ADJ"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "quality": frozenset({"ADJ", "NOUN", "PROPN"}),
    "willing": frozenset({"ADJ", "VERB", "ADV", "ADP", "AUX", "NOUN", "SCONJ"}),
}
# Terms of which a proposal word is itself the name; any other term found on such a word is a part of that proposal.
NAMED_BY_PROPOSAL = frozenset({"overall", "cessation", "further-talks", "adoption", "linkage", "legal-basis"})
GAINING = frozenset({"have", "win", "get", "gain", "receive", "earn", "enjoy", "secure", "find", "meet"})
ANSWERS = frozenset({"accepts", "rejects"})
MAXIMUM_CLIMB = 30


@dataclass(slots=True)
class Frame:
    """What governs a term: the stance, its holders, and the marks of the clause on the way."""

    stance: str | None = None
    holders: tuple[Holder, ...] = ()
    trigger: Token | None = None
    rule: str = ""
    is_hypothetical: bool = False
    is_condition: bool = False
    is_blocked: bool = False
    is_flipped: bool = False
    governor: Token | None = None
    container: Token | None = None
    clause: Token | None = None
    subject: Token | None = None
    modal: str | None = None
    also: tuple[Holder, ...] = ()
    marks: list[str] = field(default_factory=list)

    def set(self, stance: str, holders: tuple[Holder, ...], trigger: Token, rule: str) -> None:
        """Put the first stance met on the way up."""
        self.stance, self.holders, self.trigger, self.rule = stance, holders, trigger, rule


def climb(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of (child, head) from a token up to the root of its sentence."""
    for _ in range(MAXIMUM_CLIMB):
        if token.head == token:
            return
        yield token, token.head
        token = token.head


def read_frame(hit: TermHit, voice: Voice) -> Frame:
    """Climb from the term to the root of its sentence and compose what governs it on the way."""
    frame = Frame()
    if is_proposal_word(hit.token) and hit.term not in NAMED_BY_PROPOSAL:
        frame.container = hit.token
    least = read_least(hit.span)
    frame.is_condition, frame.is_flipped = least == "nothing", least == "anything"
    own = find_cue(hit.token, hit, voice) if hit.token.pos_ == "VERB" else None
    if own is not None:
        apply_cue(frame, own, hit.token, voice)
    apply_cleft(frame, hit.token, hit, voice)
    note_clause(frame, hit.token)
    for child, head in climb(hit.token):
        note_step(frame, child, head, hit)
        apply_construction(frame, child, head, hit, voice)
        apply_head(frame, child, head, hit, voice)
        note_clause(frame, head)
    return frame


def note_step(frame: Frame, child: Token, head: Token, hit: TermHit) -> None:
    """Note conditions, restrictions, suppositions and proposal nouns between a word and its head."""
    limiter = read_limiter(child)
    if limiter is not None:
        frame.is_condition, frame.governor = True, head
        frame.marks.append(limiter)
    is_asked = asks_for(child, head)
    frame.is_flipped = frame.is_flipped or is_asked
    if is_accusation(child) or (child.dep_ == "advcl" and limiter is None and is_hypothetical(child)):
        frame.is_hypothetical = True
    if frame.stance is not None and is_credit(child):
        frame.is_blocked = True
    is_inside = hit.span.start <= head.i < hit.span.end
    is_kind = is_restricted(head) or is_asked or frame.is_condition
    if frame.container is None and frame.stance is None and is_proposal_word(head) and not is_inside and not is_kind:
        frame.container = head


def apply_construction(frame: Frame, child: Token, head: Token, hit: TermHit, voice: Voice) -> None:
    """Constructions that carry a stance without a stance word: "let X", "there can be no X", "what X rejects is"."""
    if frame.stance is not None:
        return
    apply_cleft(frame, head, hit, voice)
    if frame.stance is None and head.lower_ == "let" and child.dep_ == "ccomp" and is_imperative(head):
        frame.set("demands", voice.speech.holders, head, "let:demands")
    if frame.stance is None and hit.term != "overall" and is_denied_existence(child, head):
        frame.set("rejects", voice.speech.holders, head, "there:rejects")


def apply_head(frame: Frame, child: Token, head: Token, hit: TermHit, voice: Voice) -> None:
    """Apply the stance word at a head, or note that a clause border keeps outer words from reaching the stance."""
    cue = find_cue(head, hit, voice)
    if cue is None and child.dep_ == "nsubj":
        cue = find_predicate_cue(head, hit, voice) if head.lemma_ == "be" else find_gained_cue(head, voice)
    if frame.stance is not None and is_own_clause(child, head):
        frame.is_blocked = True
    if cue is None and frame.stance is not None and not frame.is_blocked:
        turn_by_head(frame, child, head)
    if cue is not None and not frame.is_blocked and enters_content(child, head, cue):
        is_said_of = cue.form == "quality" and head.lemma_ not in GAINING
        apply_cue(frame, cue, cue.span.root if is_said_of else head, voice)
    elif frame.stance is not None and (head == voice.speech.verb or child.dep_ in ("relcl", "nsubj", "advcl")):
        frame.is_blocked = True


def turn_by_head(frame: Frame, child: Token, head: Token) -> None:
    """Turn a stance by a word that carries none: "is not going to accept", "is yet to sign", "stopped short of"."""
    if child.dep_ == "xcomp" and any(item.lower_ == "yet" for item in head.children):
        frame.stance = "under-review" if frame.stance in ANSWERS else frame.stance
    elif child.dep_ == "xcomp" and is_negated(head):
        turned = negate(frame.stance or "", head)
        frame.stance, frame.is_hypothetical = turned or frame.stance, frame.is_hypothetical or turned is None
    elif head.lower_ == "short" and child.lower_ == "of" and frame.stance in ANSWERS:
        frame.stance = "open"


def is_imperative(verb: Token) -> bool:
    """Whether a verb stands alone, without subject or auxiliary."""
    return find_subject(verb) is None and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def enters_content(child: Token, head: Token, cue: Cue) -> bool:
    """Whether the child hangs on the stance word as its content rather than as its holder."""
    if cue.form == "quality":
        return child.dep_ in QUALITY_CONTENT
    if cue.form == "noun" and child.dep_ == "poss":
        return False
    match child.dep_:
        case "agent":  # the parser calls "the declaration by X of Y" so in an active clause too
            return not any(item.dep_ == "auxpass" for item in head.children)
        case "conj":
            return find_subject(child) is None and any(item.lower_ == "to" for item in child.children)
        case "advcl":
            words = [item.lower_ for item in child.children if item.dep_ == "mark" or item.lower_ == "to"]
            return any(word in LIMITERS or word == "to" for word in words)
        case dependency:
            return dependency in CONTENT


def find_cue(token: Token, hit: TermHit, voice: Voice) -> Cue | None:
    """The longest stance cue anchored at a token whose form fits the token's part of speech."""
    fitting = [cue for cue in voice.cues.get(token.i, ()) if fits(cue, token, hit)]
    return max(fitting, key=lambda cue: (len(cue.span), cue.form == "quality"), default=None)


def fits(cue: Cue, token: Token, hit: TermHit) -> bool:
    """Whether a cue may be read at a token: right part of speech, no name of a proposal, not the term's own phrase."""
    if token.pos_ not in CUE_PARTS[cue.form] and not (cue.form == "quality" and len(cue.span) > 1):
        return False
    if cue.form == "noun" and is_proposal_word(token):
        return False
    if len(cue.span) == 1 and cue.form == "verb" and presses_on(token):
        return False
    is_inside = hit.span.start <= cue.span.start and cue.span.end <= hit.span.end
    return not (is_inside and len(hit.span) > 1 and token == hit.token)


def presses_on(verb: Token) -> bool:
    """ "Pressed forward with its strikes", "pushed on": going on with something asks nobody for it."""
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    is_on = after is not None and after.lower_ in ("ahead", "forward", "on") and after.head == verb
    return is_on and verb.lemma_ in ("press", "push")


def find_predicate_cue(verb: Token, hit: TermHit, voice: Voice) -> Cue | None:
    """The quality said of the subject of "be" ("a truce without X is unacceptable")."""
    for child in verb.children:
        if child.dep_ not in ("acomp", "attr", "oprd", "prep"):
            continue
        nouns = [deep for item in child.children if item.dep_ in ("pobj", "prep") for deep in (item, *item.children)]
        for token in (child, *nouns) if child.dep_ == "prep" else (child,):  # "out of the question"
            found = find_cue(token, hit, voice)
            if found is not None and found.form == "quality" and (token == child or len(found.span) > 1):
                return found
    return None


def find_gained_cue(verb: Token, voice: Voice) -> Cue | None:
    """The approval that the subject has ("the plan won X's support", "no text without Y will get our consent")."""
    if verb.lemma_ not in GAINING:
        return None
    for noun in (child for child in verb.children if child.dep_ == "dobj"):
        for cue in voice.cues.get(noun.i, ()):
            if cue.form == "noun" and (cue.stance == "accepts" or noun.lemma_ in ("support", "backing")):
                return Cue("quality", "accepts", cue.span)
    return None


def apply_cleft(frame: Frame, verb: Token, hit: TermHit, voice: Voice) -> None:
    """ "What X will not swallow is Y": the stance stands in the subject clause."""
    clause = next((item for item in verb.children if item.dep_ == "csubj" and item != hit.token), None)
    if clause is None or frame.stance is not None or not any(item.lower_ == "what" for item in clause.children):
        return
    cue = find_cue(clause, hit, voice)
    if cue is not None:
        apply_cue(frame, cue, clause, voice)


def is_denied_existence(child: Token, head: Token) -> bool:
    """ "There can be no return", "there will be no talks until"."""
    if head.lemma_ != "be" or child.dep_ not in ("attr", "nsubj", "dobj"):
        return False
    has_there = any(item.dep_ == "expl" for item in head.children)
    has_future = any(item.lower_ in ("can", "will", "must", "could", "would") for item in head.children)
    return has_there and has_future and any(item.lower_ == "no" for item in child.children)


def is_own_clause(child: Token, head: Token) -> bool:
    """Whether a complement is really a sentence of its own: it stands before its head, or beside an object."""
    if child.dep_ not in ("ccomp", "parataxis"):
        return False
    return child.i < head.i or any(item.dep_ == "dobj" for item in head.children)


def apply_cue(frame: Frame, cue: Cue, token: Token, voice: Voice) -> None:
    """Put a stance word on top of what was found below it."""
    holders, named_by = find_holders(token, cue, voice)
    is_no = is_negated(token, cue.own)
    stance = negate(cue.stance, token) if is_no else cue.stance
    is_texts = not holders and named_by is not None and is_text(named_by) and token.lemma_ != "have"
    if stance is None or is_texts:
        return
    if frame.is_condition and frame.stance is None:
        stance = "demands"
    if cue.form == "verb" and stance in ("accepts", "offers", "rejects", "proposes") and read_modal(token) == "must":
        stance, holders, named_by = ("rejects" if is_no else "demands"), voice.speech.holders, voice.speech.subject
        frame.is_blocked = True
    if token.lemma_ == "have" and stance == "demands":  # "a deal has to": the speaker's demand, whatever the subject
        holders, named_by = voice.speech.holders, voice.speech.subject
    if frame.stance is None:
        frame.set(stance, holders, token, f"{cue.form}:{cue.stance}")
        frame.also = find_callers(token, voice) if (cue.form, stance) == ("verb", "rejects") else ()
    elif is_anothers(frame, cue, stance, token, holders):
        frame.is_blocked = True
    else:
        put_over(frame, cue, stance, token, holders)
    if named_by is not None:
        frame.marks.append(f"holder {named_by.text}")
    frame.is_hypothetical = frame.is_hypothetical or is_hypothetical(token) or is_speculative(token)


def is_text(subject: Token) -> bool:
    """Whether the subject of a stance word is a proposal: what "omits" or "rejects" something in it holds no stance."""
    if subject.lower_ in ("which", "that") and subject.head.dep_ == "relcl":
        subject = subject.head.head
    return is_proposal_word(subject)


def is_anothers(frame: Frame, cue: Cue, stance: str, token: Token, holders: tuple[Holder, ...]) -> bool:
    """Whether the stance below stays somebody else's: "X signalled that Y had accepted", "X welcomed Y's readiness"."""
    if not frame.holders or share_party(frame.holders, holders) or not any(item.party for item in frame.holders):
        return False
    if stance == "accepts" and frame.rule.startswith("noun:"):
        return True
    clauses = [child for child in token.children if child.dep_ == "ccomp" and find_subject(child) is not None]
    if stance == "demands":  # "insists that X had agreed" tells, "insists that X agree" asks
        return any(child.tag_ == "VBD" or is_perfect(child) for child in clauses)
    return bool(clauses) and stance != "denies" and cue.form != "noun"


def put_over(frame: Frame, cue: Cue, stance: str, token: Token, holders: tuple[Holder, ...]) -> None:
    """Compose an outer stance with the one below; a demand of somebody else's that is refused stays theirs as well."""
    is_same = not frame.holders or frame.holders == holders
    composed, takes_outer = compose(stance, frame.stance or "", is_same_holder=is_same)
    frame.stance = composed
    is_kept = frame.rule.startswith("noun:demands") and bool(holders)
    if takes_outer and is_kept and not share_party(frame.holders, holders):
        frame.also = frame.holders
    if takes_outer or not frame.holders:
        frame.holders = holders or frame.holders
        frame.trigger = token
        frame.rule = f"{cue.form}:{cue.stance}+{frame.rule}"


def note_clause(frame: Frame, token: Token) -> None:
    """Remember the innermost clause around the term: its verb, subject and modal."""
    if token.pos_ not in PREDICATES or (frame.clause is not None and frame.modal is not None):
        return
    modal, subject = read_modal(token), find_subject(token)
    is_new_modal = modal is not None and frame.stance is None
    if frame.clause is None or (frame.subject is None and subject is not None) or is_new_modal:
        frame.clause = frame.clause if frame.clause is not None and modal is None else token
        frame.subject = frame.subject or subject
        frame.modal = modal or frame.modal
