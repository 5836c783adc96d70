"""From a term in a sentence to the claims it supports: position or provision, and whose."""

from spacy.tokens import Span, Token

from tracker.extract.actors import Holder
from tracker.extract.frames import Frame, read_frame
from tracker.extract.holders import find_verb_holders, list_objects
from tracker.extract.patterns import stem
from tracker.extract.provisions import PART_OF_NAME, Containment, contain
from tracker.extract.reference import Scene, is_proposal_word
from tracker.extract.restrictions import has_limiter, is_restricted
from tracker.extract.stances import is_negated, read_modal
from tracker.extract.voice import Claim, TermHit, Voice

FLIPPED = {
    "demands": "rejects", "proposes": "rejects", "offers": "rejects", "accepts": "rejects", "open": "rejects",
    "rejects": "demands",
}  # fmt: skip
# "X and Y agreed to": what they agreed to is in the text they agreed on.
AGREEING = frozenset(stem(word) for word in ("agree", "sign", "commit", "undertake", "reach", "conclude"))
WHOLE_TEXT = frozenset({"overall", "adoption"})
# Stances on a proposal that leave what it contains a provision of it.
ON_THE_TEXT = frozenset({"proposes", "accepts", "open", "under-review", "offers"})
INHABITANTS = frozenset({"resident", "civilian", "villager", "inhabitant", "people", "population"})
PAUSES = frozenset({"pause", "pauses", "truce", "truces", "ceasefire", "lull", "halt", "cessation"})
LASTING = frozenset({"last", "run", "hold", "go"})
MAXIMUM_HOLDERS = 4
SURE = 0.75


def list_hits(span: Span) -> list[TermHit]:
    """The terms of a sentence, a weak phrase only where no better one of its term stands there."""
    hits: list[TermHit] = []
    for found in span.doc.spans["terms"]:
        if found.start < span.start or found.end > span.end:
            continue
        term, strength = found.label_.split("\t")
        if term == "aid" and is_pause(found.root.head):
            continue
        is_adjective = found[0].lower_ == "last" and not is_verb_last(found[0])
        if is_adjective or (term == "duration" and strength == "weak" and not has_number(found)):
            continue
        hits.append(TermHit(term, strength, found, found.root))
    strong = {hit.term for hit in hits if hit.strength != "weak"}
    kept = [hit for hit in hits if hit.strength != "weak" or hit.term not in strong]
    return [hit for hit in kept if not any(is_outweighed(hit, other) for other in kept)]


def is_outweighed(hit: TermHit, other: TermHit) -> bool:
    """Whether a phrase that begins with the same word says the opposite: "leave soldiers in the area" is no leaving."""
    is_opposite = (hit.term, hit.strength, other.strength) == (other.term, "for", "against")
    return is_opposite and hit.span.start == other.span.start


def is_pause(noun: Token) -> bool:
    """ "Humanitarian" said of a truce names its kind and no aid."""
    return noun.pos_ == "NOUN" and noun.lower_ in PAUSES


def has_number(found: Span) -> bool:
    """Whether a figure stands in or just before a phrase, or under its head."""
    before = found.doc[max(0, found.start - 3) : found.end]
    return any(token.like_num for token in [*before, *found.root.subtree])


def is_verb_last(token: Token) -> bool:
    """Whether "last" is the verb ("to last 21 days", "asks that it last a week") and not the adjective."""
    if token.pos_ == "VERB" or token.i == 0:
        return token.pos_ == "VERB"
    before, after = token.nbor(-1), token.nbor(min(1, len(token.doc) - 1 - token.i))
    return before.lower_ == "to" or before.pos_ == "AUX" or (before.pos_ in ("NOUN", "PRON") and after.like_num)


def read_claims(voice: Voice) -> list[Claim]:
    """Every claim that the terms of a sentence support."""
    claims: list[Claim] = []
    for hit in list_hits(voice.sentence.span):
        if is_stance_word(hit, voice):
            continue
        frame = read_frame(hit, voice)
        if (frame.is_hypothetical and not frame.is_condition) or is_evacuation(hit, frame):
            continue
        containment = contain(hit, frame, voice)
        if containment is not None and is_text_first(containment, frame, voice.scene):
            claims += make_provision(hit, containment, frame)
        elif frame.stance is not None:
            claims += make_positions(hit, frame, voice)
        else:
            claims += read_modal_claims(hit, frame, voice)
    return settle_ceasefires(settle_lengths(claims))


def is_stance_word(hit: TermHit, voice: Voice) -> bool:
    """ "Withdraw its demand" is no withdrawal: the word belongs to a longer phrase that carries a stance."""
    return any(
        len(cue.span) > len(hit.span) and cue.span.start <= hit.span.start and hit.span.end <= cue.span.end
        for cue in voice.cues.get(hit.token.i, ())
        if cue.form == "verb"
    )


def is_evacuation(hit: TermHit, frame: Frame) -> bool:
    """An order to civilians to leave is an event of the war and no term of its end."""
    if hit.term not in ("withdrawal", "displaced") or frame.trigger is None:
        return False
    is_order = frame.trigger.lemma_.lower() in ("order", "tell", "warn", "instruct", "urge", "ask")
    return is_order and any(token.lemma_.lower() in INHABITANTS for token in frame.trigger.subtree)


def is_text_first(containment: Containment, frame: Frame, scene: Scene) -> bool:
    """Whether the text that contains a term comes before the stance that stands over both.

    A mediator who calls for a truce of so many days puts the days into the text; a belligerent demands them.
    """
    if frame.stance is None or not frame.holders or containment.score >= SURE:
        return True
    if containment.rule != PART_OF_NAME:
        return False
    is_mediator = not any(holder.party in scene.belligerents for holder in frame.holders)
    return frame.stance in ON_THE_TEXT or (frame.stance == "demands" and is_mediator)


def make_provision(hit: TermHit, containment: Containment, frame: Frame) -> list[Claim]:
    """The provision of a containment; a weak phrase needs a sure one, or a figure."""
    is_name = (
        hit.term == "further-talks" and hit.token.dep_ in ("compound", "amod") and is_proposal_word(hit.token.head)
    )
    if is_name and containment.rule == PART_OF_NAME:  # a "peace plan" is only called so
        return []
    is_counted = hit.term in ("detainees", "duration") and has_number(hit.span)
    if hit.strength == "weak" and containment.score < SURE and not is_counted:
        return []
    included = containment.is_included and hit.strength != "against"
    is_sure = containment.score >= 0.6 and hit.strength != "weak"
    marks = tuple(frame.marks)
    return [Claim(hit, "provision", None, None, containment.rule, included, containment.name, marks, is_sure=is_sure)]


def settle_stance(hit: TermHit, frame: Frame, holders: list[Holder], scene: Scene) -> str | None:
    """The stance a frame gives to its term; None when the term is only a word on the way."""
    if frame.is_condition and frame.stance == "drops":  # what a demand given up was tied to is no demand either
        return None
    stance = "demands" if frame.is_condition else frame.stance or ""
    if hit.strength == "against":
        stance = FLIPPED.get(stance, stance)
    if hit.strength == "weak" and hit.term == "cessation" and "demands" not in frame.rule:
        return None
    if hit.strength == "weak" and hit.term == "legal-basis" and is_proposal_word(hit.token):  # the text itself
        return None
    if hit.term == "overall" and (is_restricted(hit.token) or is_refused_without(frame) or is_kind(hit.token, frame)):
        return None
    if frame.is_flipped and stance == "rejects":
        stance = "demands"
    is_mediator = not holders or holders[0].party not in scene.belligerents
    if hit.term == "overall" and stance == "demands" and is_mediator:
        stance = "proposes"
    return stance


def is_refused_without(frame: Frame) -> bool:
    """Whether a refusal asks for something ("will not accept a truce without X"): the truce itself is not refused."""
    if frame.stance != "rejects" or frame.trigger is None or frame.is_condition:
        return False
    return any(child.lower_ == "without" for child in frame.trigger.children)


def is_kind(noun: Token, frame: Frame) -> bool:
    """ "A truce that leaves X is unacceptable": a kind of truce is refused and no text on the table."""
    is_general = frame.rule.startswith("quality:") or (
        frame.trigger is not None and read_modal(frame.trigger) is not None
    )
    has_indefinite = any(child.lower_ in ("a", "an") for child in noun.children)
    has_clause = any(child.dep_ == "relcl" for child in noun.children)
    return frame.stance == "rejects" and is_general and has_indefinite and has_clause


def make_positions(hit: TermHit, frame: Frame, voice: Voice) -> list[Claim]:
    """One position per holder of the frame's stance, up to four; agreement of several makes the term a provision."""
    holders = limit_holders([holder for holder in frame.holders if holder.party])
    stance = settle_stance(hit, frame, holders, voice.scene)
    marks = tuple(frame.marks)
    if stance is None or (not holders and (hit.strength == "weak" or hit.term == "overall")):
        return []
    others = [holder for holder in frame.also if holder.party]
    called = [Claim(hit, "position", "demands", holder, "noun:demands") for holder in others]
    if not holders:  # somebody takes a stance here, but the sentence does not say who: for an editor to settle
        return [Claim(hit, "position", stance, None, frame.rule, marks=marks), *called]
    is_agreed = frame.trigger is not None and frame.trigger.norm_ in AGREEING
    is_joint = len(holders) > 1 and (is_agreed or voice.listing.is_document)
    if stance in ("accepts", "offers") and is_joint and hit.term not in WHOLE_TEXT:
        return [Claim(hit, "provision", None, None, "several agreed", marks=marks, is_sure=True)]
    place = frame.trigger.i if frame.trigger is not None else None
    claims = [Claim(hit, "position", stance, holder, frame.rule, marks=marks, trigger=place) for holder in holders]
    return claims + called


def read_modal_claims(hit: TermHit, frame: Frame, voice: Voice) -> list[Claim]:
    """A term under "must" is the speaker's demand; under "will" it is the subject's own undertaking or refusal."""
    if hit.strength == "weak" or hit.term == "overall" or frame.clause is None:
        return []
    speakers = limit_holders([holder for holder in voice.speech.holders if holder.party])
    is_no = is_negated_clause(frame)
    marks = tuple(frame.marks)
    if frame.is_condition:
        stance, holders = "demands", speakers or find_condition_holders(frame, voice)
    elif is_only_way(hit.token) and frame.modal is not None:
        stance, holders = "demands", speakers
    elif frame.modal == "must":
        stance, holders = ("rejects" if is_no else "demands"), speakers
    elif frame.modal == "future":
        stance, holders = ("rejects" if is_no else "offers"), find_clause_holders(frame, voice)
        rule = None if is_no else judge_telling(holders, speakers, frame, voice)
        if rule is not None:
            return [Claim(hit, "provision", None, None, rule, hit.strength != "against", marks=marks)]
    else:
        return []
    if hit.strength == "against":
        stance = FLIPPED.get(stance, stance)
    rule = f"modal:{frame.modal}"
    place = frame.clause.i
    return [
        Claim(hit, "position", stance, holder, rule, marks=marks, trigger=place) for holder in limit_holders(holders)
    ]


def is_negated_clause(frame: Frame) -> bool:
    """Whether the clause around a term is negated."""
    return frame.clause is not None and is_negated(frame.clause)


def find_clause_holders(frame: Frame, voice: Voice) -> list[Holder]:
    """The parties that are subject of the clause around a term."""
    found = find_verb_holders(frame.clause, voice)[0] if frame.clause is not None else ()
    return [holder for holder in found if holder.party]


def judge_telling(holders: list[Holder], speakers: list[Holder], frame: Frame, voice: Voice) -> str | None:
    """Why what "will" happen is the deal's word and not a party's own: it is told of a thing, or by somebody else.

    What a party will do only on a condition is its own word.
    """
    if holders and frame.clause is not None and has_limiter(frame.clause):
        return None
    if not holders:
        is_thing = frame.subject is not None and frame.subject.pos_ in ("NOUN", "PROPN")
        return "told of a thing" if is_thing else None
    is_own = {holder.party for holder in holders} & {holder.party for holder in speakers}
    is_told = bool(speakers) or voice.speech.subject is None
    return "told of another" if is_told and not is_own else None


def limit_holders(holders: list[Holder]) -> list[Holder]:
    """Everybody up to four; of a longer list only the first, as the guide of the codebook settles it."""
    return holders if len(holders) <= MAXIMUM_HOLDERS else holders[:1]


def find_condition_holders(frame: Frame, voice: Voice) -> list[Holder]:
    """Who sets a condition: the subject of the clause it hangs on, else of the sentence."""
    verbs = [frame.governor] if frame.governor is not None else []
    for verb in (*verbs, voice.sentence.span.root):
        found = [holder for holder in find_verb_holders(verb, voice)[0] if holder.party]
        if found:
            return found
    concerned = list_objects(frame.clause, frozenset({"for"})) if frame.clause is not None else ()
    return [holder for noun in concerned for holder in voice.scene.resolve(noun) if holder.party]


def is_only_way(noun: Token) -> bool:
    """ "Only a full withdrawal will end it": what alone will do is asked for."""
    return noun.dep_ in ("nsubj", "nsubjpass") and any(child.lower_ == "only" for child in noun.children)


def settle_lengths(claims: list[Claim]) -> list[Claim]:
    """Who wants a truce "to last 21 days" takes a stance on its length only."""
    lasting = {
        item.trigger
        for item in claims
        if item.hit.term == "duration" and item.stance in ("demands", "proposes") and item.hit.span[0].lower_ in LASTING
    }
    return [item for item in claims if item.trigger not in lasting or item.hit.term == "duration" or not lasting]


def settle_ceasefires(claims: list[Claim]) -> list[Claim]:
    """A bare ceasefire demanded is a cessation demanded; one with a length or a name is a proposal put forward."""
    demanded = [item for item in claims if item.hit.term == "cessation" and item.stance == "demands"]
    bare = {item.hit.token.i for item in demanded}
    named = {item.hit.token.i for item in claims if item.hit.term == "overall" and is_named(item.hit.token)}
    unwanted = {"overall": bare - named, "cessation": bare & named}
    return [
        item
        for item in claims
        if not (item.rule.startswith("verb:demands") and item.hit.token.i in unwanted.get(item.hit.term, frozenset()))
    ]


def is_named(noun: Token) -> bool:
    """Whether a ceasefire has a length or a process beside it ("21-day truce", "negotiated ceasefire")."""
    words = ("day", "week", "month", "negotiated")
    return any(item.like_num or item.dep_ in ("nummod", "npadvmod") or item.lower_ in words for item in noun.subtree)
