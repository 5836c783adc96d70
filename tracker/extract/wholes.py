"""Stances on the whole that name no proposal: "signed off on it", "embraced it", "said yes"."""

from spacy.tokens import Token

from tracker.extract.claims import MAXIMUM_HOLDERS, settle_stance
from tracker.extract.frames import Frame, read_frame
from tracker.extract.holders import find_holders
from tracker.extract.lexicon import read_words
from tracker.extract.restrictions import read_limiter
from tracker.extract.stances import Cue, is_hypothetical, is_negated, negate
from tracker.extract.voice import Claim, TermHit, Voice

# Stances whose words may stand alone; what governs them can make "open" (not refused) or a demand of them.
STANCES = frozenset({"accepts", "rejects", "under-review", "denies", "silent"})
GOVERNED = STANCES | {"open", "demands", "proposes"}
FORMS = frozenset({"verb", "quality", "noun", "willing"})
MEANT_BY = read_words("meant_proposal")
LONE_VERBS = frozenset({"accept", "reject", "refuse", "agree", "decline", "bite", "sign", "relent"})


def find_object(verb: Token) -> Token | None:
    """The object of a verb, directly or behind its preposition; a day is none ("said on Monday it accepted it")."""
    own = next((child for child in verb.children if child.dep_ in ("dobj", "attr", "oprd", "nsubjpass")), None)
    behind = [deep for child in verb.children if child.dep_ in ("prep", "prt") for deep in child.children]
    return own or next(
        (item for item in behind if item.dep_ == "pobj" and item.ent_type_ not in ("DATE", "TIME")), None
    )


def means_whole(cue: Cue, token: Token) -> bool:
    """Whether a stance word without a term is about the proposal the article is about."""
    clauses = [child for child in token.children if child.dep_ in ("ccomp", "xcomp") and child.pos_ != "PART"]
    has_clause = any(clause.i > token.i for clause in clauses)
    if cue.form == "willing":
        return cue.stance in ("accepts", "rejects") and not has_clause and token.dep_ != "prep"
    if cue.form == "quality":
        subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
        return subject is not None and subject.lower_ in MEANT_BY
    target = find_object(token)
    if has_clause or target is None:
        return not has_clause and (len(cue.span) > 1 or token.lemma_.lower() in LONE_VERBS)
    return target.lower_ in MEANT_BY or any(target.i == place.i for place in cue.span)


def choose_cue(cues: list[Cue], token: Token) -> Cue | None:
    """The longest stance word at a token; None when it is about no whole, or only supposed."""
    cue = max((item for item in cues if item.form in FORMS), key=lambda item: len(item.span), default=None)
    if cue is None or cue.stance not in STANCES or token.pos_ not in ("VERB", "ADJ", "NOUN"):
        return None
    if is_hypothetical(token) or read_limiter(token) is not None:
        return None
    return cue if means_whole(cue, token) else None


def frame_whole(cue: Cue, hit: TermHit, voice: Voice) -> Frame:
    """What governs a stance word without a term: itself, with what stands over it ("refused to accept it")."""
    if cue.form == "verb" and hit.token.pos_ == "VERB":
        frame = read_frame(TermHit("overall", "for", hit.token.doc[hit.token.i : hit.token.i + 1], hit.token), voice)
        if frame.stance is not None:
            return frame
    stance = negate(cue.stance, hit.token) if is_negated(hit.token, cue.own) else cue.stance
    holders = find_holders(hit.token, cue, voice)[0]
    return Frame(stance, holders, hit.token, f"{cue.form}:{cue.stance}")


def read_wholes(voice: Voice, used: frozenset[int]) -> list[Claim]:
    """Positions on the whole from stance words that govern no term of their sentence; `used` are words already read."""
    span = voice.sentence.span
    claims: list[Claim] = []
    for place, cues in voice.cues.items():
        if not span.start <= place < span.end or place in used:
            continue
        token = span.doc[place]
        cue = choose_cue(cues, token)
        if cue is None:
            continue
        hit = TermHit("overall", "for", cue.span, token)
        frame = frame_whole(cue, hit, voice)
        stance = settle_stance(hit, frame, list(frame.holders), voice.scene)
        if stance not in GOVERNED or frame.is_hypothetical:
            continue
        rule = f"whole:{frame.rule}"
        holders = [item for item in frame.holders if item.party and item.how != "unlisted entity"]
        claims += [Claim(hit, "position", stance, holder, rule, trigger=place) for holder in holders[:MAXIMUM_HOLDERS]]
    return claims
