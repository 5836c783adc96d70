"""Predicate frames: which stance governs a term, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from tracker.extract.actors import Holder
from tracker.extract.holders import PREDICATES, find_holders, share_party
from tracker.extract.reference import is_proposal_word
from tracker.extract.speech import SUBJECTS, find_subject
from tracker.extract.stances import Cue, compose, is_hypothetical, is_negated, negate, read_modal
from tracker.extract.voice import TermHit, Voice

CONTENT = frozenset(
    {"dobj", "obj", "ccomp", "xcomp", "prep", "pobj", "dative", "nsubjpass", "attr", "oprd", "acl", "pcomp", "prt"}
    | {"acomp", "compound", "amod", "npadvmod", "appos", "nmod", "poss", "relcl", "csubjpass", "nummod"}
)
QUALITY_CONTENT = SUBJECTS | {"xcomp", "ccomp", "prep", "acl", "pobj", "advcl", "relcl"}
LIMITERS = frozenset({"until", "unless", "before", "without", "till"})
CUE_PARTS: dict[str, frozenset[str]] = {
    "verb": frozenset({"VERB", "AUX", "ADJ"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "quality": frozenset({"ADJ", "NOUN", "PROPN"}),
    "willing": frozenset({"ADJ", "VERB", "ADV", "ADP", "AUX", "NOUN", "SCONJ"}),
}
# Terms of which a proposal word is itself the name; any other term found on such a word is a part of that proposal.
NAMED_BY_PROPOSAL = frozenset({"overall", "cessation", "further-talks", "adoption", "linkage"})
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
        frame.is_condition = True
        frame.marks.append(limiter)
    if child.dep_ == "relcl" and any(item.lower_ in ("any", "no") for item in head.children):
        frame.is_flipped = is_negated(child)
    if child.dep_ == "advcl" and limiter is None and is_hypothetical(child):
        frame.is_hypothetical = True
    is_inside = hit.span.start <= head.i < hit.span.end
    if frame.container is None and frame.stance is None and not is_inside and is_proposal_word(head):
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
    if cue is None and head.lemma_ == "be" and child.dep_ == "nsubj":
        cue = find_predicate_cue(head, hit, voice)
    if frame.stance is not None and is_own_clause(child, head):
        frame.is_blocked = True
    if cue is not None and not frame.is_blocked and enters_content(child, head, cue):
        apply_cue(frame, cue, cue.span.root if cue.form == "quality" else head, voice)
    elif frame.stance is not None and (head == voice.speech.verb or child.dep_ in ("relcl", "nsubj", "advcl")):
        frame.is_blocked = True


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


def read_limiter(child: Token) -> str | None:
    """The word that makes a clause or phrase a condition: until, unless, before, without, only if."""
    if child.dep_ == "prep" and child.lower_ in LIMITERS:
        return child.lower_
    if child.dep_ not in ("advcl", "pcomp"):
        return None
    is_only = any(item.lower_ == "only" for item in child.children)
    for item in child.children:
        if item.dep_ in ("mark", "advmod", "prep") and item.lower_ in LIMITERS:
            return item.lower_
        if item.lower_ in ("if", "once", "after") and (is_only or (item.i > 0 and item.nbor(-1).lower_ == "only")):
            return f"only {item.lower_}"
    return None


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
    is_inside = hit.span.start <= cue.span.start and cue.span.end <= hit.span.end
    return not (is_inside and len(hit.span) > 1 and token == hit.token)


def find_predicate_cue(verb: Token, hit: TermHit, voice: Voice) -> Cue | None:
    """The quality said of the subject of "be" ("a truce without X is unacceptable")."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "prep"):
            found = find_cue(child, hit, voice)
            if found is not None and found.form == "quality":
                return found
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
    is_no = is_negated(token, cue.span)
    stance = negate(cue.stance, token) if is_no else cue.stance
    if stance is None:
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
    elif is_anothers(frame, cue, stance, token, holders):
        frame.is_blocked = True
    else:
        put_over(frame, cue, stance, token, holders)
    if named_by is not None:
        frame.marks.append(f"holder {named_by.text}")
    frame.is_hypothetical = frame.is_hypothetical or is_hypothetical(token)


def is_anothers(frame: Frame, cue: Cue, stance: str, token: Token, holders: tuple[Holder, ...]) -> bool:
    """Whether the stance below stays somebody else's: "X signalled that Y had accepted", "X welcomed Y's readiness"."""
    if not frame.holders or share_party(frame.holders, holders) or not any(item.party for item in frame.holders):
        return False
    if stance == "accepts" and frame.rule.startswith("noun:"):
        return True
    has_clause = any(child.dep_ == "ccomp" and find_subject(child) is not None for child in token.children)
    return has_clause and stance not in ("denies", "demands") and cue.form != "noun"


def put_over(frame: Frame, cue: Cue, stance: str, token: Token, holders: tuple[Holder, ...]) -> None:
    """Compose an outer stance with the one below; a demand of somebody else's that is refused stays theirs as well."""
    is_same = not frame.holders or frame.holders == holders
    composed, takes_outer = compose(stance, frame.stance or "", is_same_holder=is_same)
    frame.stance = composed
    if takes_outer and frame.rule.startswith("noun:demands") and not share_party(frame.holders, holders):
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
