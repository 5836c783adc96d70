"""Who would have to act: the addressee of a demand, the subject of the demanded clause, or whose forces are meant."""

from dataclasses import replace

from spacy.tokens import Token

from tracker.extract.actors import FIRST_PERSON, Holder, find_span
from tracker.extract.claims import list_hits
from tracker.extract.lexicon import read_words
from tracker.extract.reference import GROUP_PRONOUNS, Scene, is_proposal_word
from tracker.extract.speech import SUBJECTS
from tracker.extract.voice import Claim, Voice

OBJECT_CONTROL = read_words("object_control")
WHOLE = "overall"
# What binds nobody in particular: its length, its steps.
UNBOUND = frozenset({"duration", "phasing"})
COLLECTIVE = frozenset(
    {"party", "side", "belligerent", "faction", "actor", "combatant", "country", "army", "capital"}
    | {"government", "force", "nation"}
)
COUNTED = frozenset({"all", "both", "two", "each", "either", "every", "warring", "the", "any"})
# What an army does is its country's only in part: the force keeps its own name.
FORCES = frozenset({"army", "police", "gendarmerie"})
PERMITTING = frozenset(
    {"let", "allow", "permit", "enable", "entitle", "bar", "prevent", "force", "oblige", "give"} | {"grant"}
)
ADDRESSING = frozenset({"on", "upon", "to", "for", "from"})
OWNING = frozenset({"of", "by", "from", "between"})
STANCE_FORMS = frozenset({"verb", "willing"})
HOLDING = frozenset({"hold", "take", "seize", "keep", "capture", "abduct", "detain"})
CLAUSES = frozenset({"ccomp", "relcl", "advcl", "acl", "pcomp"})
MAXIMUM_STEPS = 6
MAXIMUM_ACTORS = 4


def find_actors(claim: Claim, voice: Voice) -> tuple[str, ...]:
    """The names of those who would have to act or be bound by a claim, as parties where they are known; at most four.

    A stance on a whole proposal binds only whom the sentence calls upon, and what somebody offers binds that party.
    """
    found = read_actors(claim, voice)
    others = [hit for hit in list_hits(voice.sentence.span) if hit.term == claim.hit.term and hit != claim.hit]
    for hit in others if claim.hit.term != WHOLE else ():
        found = found or read_actors(replace(claim, hit=hit), voice)
    return found


def read_actors(claim: Claim, voice: Voice) -> tuple[str, ...]:
    """As `find_actors`, from the claim's own phrase for its term."""
    hit = claim.hit
    if hit.term == WHOLE:
        return find_addressed(hit.token, voice) if claim.stance in ("demands", "proposes") else ()
    found = find_owners(hit.token, voice)
    if not found:
        found = (
            find_addressed(hit.token, voice) or find_doers(hit.token, claim, voice) or find_keepers(hit.token, voice)
        )
    is_own = claim.stance == "offers" or (hit.term == "enforcement" and claim.stance == "demands")
    if not found and is_own and claim.holder is not None and claim.holder.party:
        found = (claim.holder.party,)
    if not found and claim.stance in (None, "demands"):
        found = find_collectives(voice)
    if hit.term == "army-deployment":
        found = tuple(dict.fromkeys(name_army(name, voice) for name in found))
    is_bare = hit.term in UNBOUND and claim.kind == "provision"
    return () if is_bare else found[:MAXIMUM_ACTORS]


def name_all(noun: Token, scene: Scene) -> tuple[str, ...]:
    """Everybody a noun and its conjuncts name: parties by name, "both sides" as written; empty when nobody."""
    names: list[str] = []
    for item in (noun, *(other for other in noun.conjuncts if other.i > noun.i)):
        names += name_one(item, scene)
    return tuple(dict.fromkeys(names))


def name_one(noun: Token, scene: Scene) -> list[str]:
    """As `name_all`, for one noun alone."""
    if noun.lower_ in ("which", "who", "that") and noun.head.dep_ == "relcl":
        return name_one(noun.head.head, scene)
    collective = name_collective(noun)
    if collective is not None:
        return [collective]
    antecedent = find_antecedent(noun)
    named = list(name_all(antecedent, scene)) if antecedent is not None else []
    if named:
        return named
    if noun.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET") or is_proposal_word(noun):
        return []
    if noun.dep_ == "poss" and noun.pos_ == "PRON" and noun.lower_ not in GROUP_PRONOUNS | FIRST_PERSON:
        return []
    return [name for holder in scene.resolve_one(noun) if (name := name_force(noun, holder)) is not None]


def name_collective(noun: Token) -> str | None:
    """ "All parties", "both sides", "each side" as the text has it; None for any other noun."""
    if noun.lower_ in ("both", "each", "either") and noun.pos_ in ("PRON", "DET"):
        of = next((child for child in noun.children if child.lower_ == "of"), None)
        inner = next((deep for deep in of.children if deep.dep_ == "pobj"), None) if of is not None else None
        return f"{noun.lower_} {inner.lower_}" if inner is not None and inner.lemma_.lower() in COLLECTIVE else None
    words = [child for child in noun.children if child.i < noun.i and child.lower_ in COUNTED]
    if noun.lemma_.lower() not in COLLECTIVE or not words or any(find_span(noun.doc, item) for item in noun.children):
        return None
    is_plain = [item.lower_ for item in words] == ["the"] and noun.lower_ not in ("parties", "sides", "belligerents")
    return None if is_plain else noun.doc[min(item.i for item in words) : noun.i + 1].text.lower()


def find_collectives(voice: Voice) -> tuple[str, ...]:
    """ "All parties", "both sides": the one such phrase of a sentence; empty for none and for several."""
    found = {name for token in voice.sentence.span if (name := name_collective(token)) is not None}
    return tuple(found) if len(found) == 1 else ()


def name_army(party: str, voice: Voice) -> str:
    """The army of a state: what takes over an area is that and not the state at large."""
    people = voice.then.people
    if people.kinds.get(party) != "state" or party not in voice.then.belligerents:
        return party
    actor = next((item for item in people.lexicon.actors if item.name == party), None)
    names = actor.names if actor is not None else ()
    adjective = next((item.text for item in names if item.kind == "demonym"), None)
    return f"{adjective} army" if adjective is not None else party


def find_antecedent(pronoun: Token) -> Token | None:
    """The subject of the clause around a possessive "its" or "their": whom the pronoun means where there is one."""
    if pronoun.dep_ != "poss" or pronoun.lower_ not in ("its", "their"):
        return None
    for verb in pronoun.ancestors:
        owner = next((child for child in verb.children if child.dep_ == "poss" and child.i < pronoun.i), None)
        if owner is not None and verb.pos_ == "NOUN" and owner.pos_ == "PROPN":
            return owner
        subject = find_doer(verb)
        if subject is not None:
            is_before = subject.i < pronoun.i and not subject.is_ancestor(pronoun)
            return subject if is_before and subject.pos_ != "PRON" else None
    return None


def name_force(noun: Token, holder: Holder) -> str | None:
    """The party of a holder; a national army or police by its own name ("Ruritanian army")."""
    if holder.party is None or noun.lower_ not in FORCES or holder.how != "office of party":
        return holder.party
    beside = [find_span(noun.doc, child) for child in noun.children if child.dep_ in ("amod", "compound", "nmod")]
    span = next((item for item in beside if item is not None), None)
    return f"{span.text} {noun.lower_}" if span is not None else holder.party


def find_owners(token: Token, voice: Voice) -> tuple[str, ...]:
    """Whose forces or acts a term's noun is: by its possessor, adjective, or what "of" and "by" bring."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return ()
    own = name_one(token, voice.then)
    if own:
        return tuple(own)
    for child in token.children:
        if child.dep_ in ("poss", "amod", "nmod", "compound") and not is_proposal_word(child):
            names = name_all(child, voice.then)
            if names and (child.dep_ == "poss" or find_span(child.doc, child) is not None):
                return names
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in OWNING:
            for noun in (deep for deep in child.children if deep.dep_ == "pobj"):
                names = name_all(noun, voice.then) or find_owners(noun, voice)
                if names:
                    return names
    return ()


def find_keepers(token: Token, voice: Voice) -> tuple[str, ...]:
    """Whose arms or captives an act is about: the possessor of its object, or who is said to hold it."""
    things = [token, *(child for child in token.children if child.dep_ in ("dobj", "nsubjpass"))]
    for thing in things:
        for child in thing.children:
            if child.dep_ == "poss" and (names := name_all(child, voice.then)):
                return names
            if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in HOLDING:
                by = [deep for low in child.children if low.lower_ == "by" for deep in low.children]
                names = next((found for noun in by if (found := name_all(noun, voice.then))), ())
                if names:
                    return names
    return ()


def find_addressed(token: Token, voice: Voice) -> tuple[str, ...]:
    """Whom the verbs above a term call upon to act ("urged the League to withdraw", "a call on both sides to")."""
    scene = voice.then
    if token.lemma_.lower() in PERMITTING | OBJECT_CONTROL:
        names = find_controlled(token, scene)
        if names:
            return names
    for _ in range(MAXIMUM_STEPS):
        head = token.head
        if token.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl", "prep", "dobj", "pobj"):
            if head.lemma_.lower() in ("give", "grant") and token.dep_ == "dobj":
                names = next(
                    (found for child in head.children if child.dep_ == "dative" and (found := name_all(child, scene))),
                    (),
                )
                if names:
                    return names
            calls = head.lemma_.lower() in OBJECT_CONTROL or is_demand(head, voice)
            if calls and token.dep_ not in ("dobj", "relcl"):
                places = [child for child in head.children if child.dep_ in ("dobj", "dative") and child != token]
                beside = [child for child in head.children if child.dep_ == "prep" and child.lower_ in ADDRESSING]
                beside = [child for child in beside if child != token and child.i < token.i]
                places += [deep for child in beside for deep in child.children if deep.dep_ == "pobj"]
                for noun in places:
                    names = name_all(noun, scene) if noun != token else ()
                    if names:
                        return names
        if head == token:
            break
        token = head
    return ()


def find_controlled(verb: Token, scene: Scene) -> tuple[str, ...]:
    """Who may or shall act by a verb of letting or asking: the subject of its clause, or its object."""
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp")]
    inner = [deep for clause in clauses for deep in clause.children if deep.dep_ in SUBJECTS]
    inner += [child for child in verb.children if child.dep_ in ("dobj", "dative", "nsubjpass")]
    return next((names for noun in inner if (names := name_all(noun, scene))), ())


def is_demand(token: Token, voice: Voice) -> bool:
    """Whether a word was marked as one that asks or urges."""
    return any(cue.stance in ("demands", "proposes") for cue in voice.cues.get(token.i, ()))


def is_stance_verb(verb: Token, claim: Claim, voice: Voice) -> bool:
    """Whether a verb says what somebody thinks of an act and not the act: its subject need not do it."""
    if verb.i == claim.trigger or voice.speech.verb == verb:
        return True
    trigger = verb.doc[claim.trigger] if claim.trigger is not None else None
    if claim.kind == "provision" or (trigger is not None and trigger.is_ancestor(verb)):  # a verb of what is asked for
        return False
    return any(cue.form in STANCE_FORMS for cue in voice.cues.get(verb.i, ()))


def find_doers(token: Token, claim: Claim, voice: Voice) -> tuple[str, ...]:
    """The subject or agent of the clause a term stands in; not of a verb that only tells somebody's stance."""
    for _ in range(MAXIMUM_STEPS):
        is_own_verb = token == claim.hit.token and token != voice.sentence.span.root
        is_telling = is_stance_verb(token, claim, voice) and claim.stance != "offers" and not is_own_verb
        if token.pos_ in ("VERB", "AUX") and not is_telling:
            names = find_clause_doers(token, voice.then, is_text=claim.kind == "provision")
            if names is not None:
                return names
        if token.head == token or is_telling or (token.dep_ in CLAUSES and token.dep_ != "acl"):
            break
        token = token.head
    return ()


def find_doer(verb: Token) -> Token | None:
    """The subject of a verb, also where the parser took it for one more object of the clause before.

    "X would withdraw its troops and Y would disarm": "Y" hung on "troops".
    """
    own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    modal = next((child for child in verb.children if child.tag_ == "MD"), None)
    if own is not None or modal is None or verb.dep_ != "conj" or modal.i == 0:
        return own
    before = modal.nbor(-1)
    return before if before.dep_ == "conj" and before.head.pos_ in ("NOUN", "PROPN") else None


def find_clause_doers(verb: Token, scene: Scene, *, is_text: bool) -> tuple[str, ...] | None:
    """Who does what a verb says: its agent in the passive, else its subject; None when neither is said.

    Where a text is told of, "it" is the text.
    """
    is_passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by" and is_passive:
            names = [name for noun in child.children if noun.dep_ == "pobj" for name in name_all(noun, scene)]
            if names:
                return tuple(names)
    subject = find_doer(verb)
    if subject is None or (is_text and subject.lower_ == "it"):
        return None
    names = list(name_all(subject, scene))
    if not names and subject.pos_ == "NOUN":
        owners = [child for child in subject.children if child.dep_ == "poss"]
        names = [name for owner in owners for name in name_all(owner, scene)]
    return tuple(names) or (None if is_passive else ())
