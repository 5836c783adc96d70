"""Light reference: pronouns, "the group", "the army" and "we" to whoever was named last or issues the text."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from tracker.extract.actors import FIRST_PERSON, Holder, People, find_span, is_role, list_conjuncts, resolve_name
from tracker.extract.lexicon import read_words

SINGULAR_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
GROUP_PRONOUNS = frozenset({"they", "it", "them", "their", "its", "themselves", "itself"})
PROPOSAL_WORDS = read_words("proposal")
# What makes a settlement a place and no agreement.
INHABITED = frozenset({"refugee", "jewish", "israeli", "informal", "urban"})
SUBJECT_ROLES = frozenset({"nsubj", "nsubjpass"})
PLACE_WORDS = frozenset({"in", "at", "from", "inside", "across", "near", "outside", "into", "over", "through", "on"})


@dataclass(slots=True)
class Scene:
    """Who was last named while an article is read from top to bottom."""

    people: People
    issuers: tuple[str, ...] = ()
    parties: list[Holder] = field(default_factory=list)
    speaker: tuple[Holder, ...] = ()
    speaker_block: int = -1
    is_quote_open: bool = False
    belligerents: frozenset[str] = frozenset()
    local: list[tuple[int, int, Holder]] = field(default_factory=list)

    def copy(self) -> "Scene":
        """The scene as it is now, which later sentences leave alone."""
        return replace(self, parties=list(self.parties), local=list(self.local))

    def find_local(self, token: Token, kind: str) -> Holder | None:
        """The weightiest, then nearest earlier mention in the token's own sentence that is of the kind."""
        fitting = [
            (weight, place, holder)
            for place, weight, holder in self.local
            if place < token.i and self.is_of_kind(holder, kind) and (token.dep_ not in SUBJECT_ROLES or weight > 1)
        ]
        return max(fitting, key=lambda item: item[:2])[2] if fitting else None

    def is_of_kind(self, holder: Holder, kind: str) -> bool:
        """Whether a holder fits "movement", "state", "person" or "any"."""
        party_kind = self.people.kinds.get(holder.party or "", "armed group")
        if kind == "person":
            return bool(holder.person or holder.office)
        if kind == "movement":
            return party_kind in ("armed group", "faction")
        return kind == "any" or party_kind == "state"

    def note(self, holder: Holder) -> None:
        """Remember a party as the last one named."""
        if holder.party:
            others = [item for item in self.parties if item.party != holder.party]
            self.parties = [*others[-8:], holder]

    def last_of(self, kind: str) -> Holder | None:
        """The last party named of a kind: "movement", "state" or "person"."""
        return next((holder for holder in reversed(self.parties) if self.is_of_kind(holder, kind)), None)

    def resolve(self, token: Token) -> tuple[Holder, ...]:
        """Everybody a noun or pronoun and its conjuncts stand for; empty when nobody."""
        found: list[Holder] = []
        for item in list_conjuncts(token):
            for holder in self.resolve_one(item):
                is_new = all(held.party != holder.party for held in found)
                if (holder.party and is_new) or (holder.party is None and not found):
                    found.append(holder)
        return tuple(found)

    def resolve_one(self, token: Token) -> tuple[Holder, ...]:
        """As `resolve`, for the token alone."""
        if token.lower_ in FIRST_PERSON:
            return self.resolve_first_person(token)
        named = resolve_name(token, self.people)
        if named is not None:
            return (self.expand_short_name(named), *self.list_others(token, named))
        word = token.lower_
        teller = find_teller(token) if word in SINGULAR_PERSON | GROUP_PRONOUNS else None
        if teller is not None and (told := self.resolve_one(teller)) and told[0].party:
            return tuple(replace(holder, how=f"{word} → {holder.how}") for holder in told)
        if word in SINGULAR_PERSON:
            last = (
                self.find_local(token, "person")
                or self.last_of("person")
                or (self.parties[-1] if self.parties else None)
            )
        elif word in GROUP_PRONOUNS:
            last = self.find_local(token, "any") or (self.parties[-1] if self.parties else None)
        elif word in ("who", "which", "that") and token.head.dep_ == "relcl":
            return self.resolve_one(token.head.head)
        else:
            last = self.resolve_nominal(token)
        return (replace(last, how=f"{word} → {last.how}"),) if last else ()

    def expand_short_name(self, holder: Holder) -> Holder:
        """ "The Council" for a party named in full before; any other holder unchanged."""
        if holder.how != "unlisted entity" or holder.party is None:
            return holder
        words = set(holder.party.split())
        full = next((item for item in reversed(self.parties) if item.party and words <= set(item.party.split())), None)
        return replace(holder, party=full.party, how="short name") if full else holder

    def list_others(self, token: Token, named: Holder) -> list[Holder]:
        """The further parties of "the governments of X and Y"."""
        if named.how != "office of party":
            return []
        places = [
            deep for child in token.children if child.lower_ == "of" for deep in child.children if deep.dep_ == "pobj"
        ]
        places += [child for child in token.children if child.dep_ in ("amod", "compound", "poss")]
        found = [resolve_name(item, self.people) for place in places for item in place.conjuncts]
        return [holder for holder in found if holder is not None and holder.party and holder.party != named.party]

    def resolve_first_person(self, token: Token) -> tuple[Holder, ...]:
        """ "We" and "I": the speaker of an open quotation, else the issuers of the statement, else the last speaker."""
        if self.speaker and (self.is_quote_open or not self.issuers):
            return tuple(replace(holder, how="first person of speaker") for holder in self.speaker)
        plural = token.lower_ in ("we", "us", "our", "ours", "ourselves")
        issuers = self.issuers if plural or len(self.issuers) == 1 else self.issuers[:1]
        return tuple(Holder(name, "first person of issuer") for name in issuers)

    def resolve_owner(self, token: Token) -> Holder | None:
        """ "Their governments", "his country", "the three of us": whoever the pronoun stands for."""
        if not (is_role(token, self.people.lexicon) or token.lower_ in ("country", "three", "two", "all", "party")):
            return None
        behind = [deep for child in token.children if child.lower_ == "of" for deep in child.children]
        for child in [*token.children, *behind]:
            if child.pos_ == "PRON" and (child.dep_ == "poss" or child.lower_ == "us"):
                found = self.resolve_one(child)
                return found[0] if found else None
        return None

    def choose_nominal(self, token: Token, kind: str) -> Holder | None:
        """The last one named of a kind; not an onlooker whom the same sentence quotes, where there is another."""
        local, before = self.find_local(token, kind), self.last_of(kind)
        if local is None or before is None or kind != "state" or local.party in self.belligerents:
            return local or before
        is_quoted = local.person is not None or local.office is not None
        return before if is_quoted else local

    def resolve_nominal(self, token: Token) -> Holder | None:
        """ "The group", "the army", "the minister" without a party beside it."""
        if token.pos_ not in ("NOUN", "PROPN", "NUM"):
            return None
        own = self.resolve_owner(token)
        if own is not None:
            return own
        nominals = self.people.lexicon.nominals
        words = {token.lower_, token.lemma_.lower()}
        is_definite = any(child.lower_ in ("the", "this", "that", "its", "his") for child in token.children)
        is_official = (
            token.lower_ in ("officials", "negotiators")
            or "spokes" in token.lower_
            or any(child.lower_ in ("military", "army", "government", "senior") for child in token.children)
        )
        kinds = [kind for kind in ("movement", "person", "state") if words & nominals.get(kind, frozenset())]
        kind = kinds[0] if kinds else ("state" if is_official else None)
        if kind is None or not (is_official or is_definite):
            return None
        last = self.choose_nominal(token, kind)
        return last or (self.last_of("state") if kind == "person" else None)


def find_teller(pronoun: Token) -> Token | None:
    """Who says the clause that a pronoun is subject of: "X said that it would" means X, whoever else was named."""
    clause = pronoun.head
    if pronoun.dep_ not in SUBJECT_ROLES or clause.dep_ != "ccomp" or clause.i < clause.head.i:
        return None
    subject = next((child for child in clause.head.children if child.dep_ == "nsubj"), None)
    return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def list_mentions(scene: Scene, span: Span) -> list[tuple[int, int, Holder]]:
    """The parties a sentence names as (place, weight, holder); places alone ("in Lebanon") are left out."""
    named: list[tuple[int, int, Holder]] = []
    for token in span:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        if token.dep_ in ("compound", "amod", "poss") and find_span(token.doc, token) is None:
            continue
        holder = resolve_name(token, scene.people)
        if holder is None or not holder.party or (holder.how == "unlisted entity" and token.dep_ not in SUBJECT_ROLES):
            continue
        weight = weigh_mention(token)
        if weight:
            named.append((token.i, weight, holder))
    return named


def note_mentions(scene: Scene) -> None:
    """Remember the sentence's own mentions for the sentences after it, its main subject at the very top."""
    for _, _, holder in sorted(scene.local, key=lambda item: item[1]):
        scene.note(holder)
    scene.local = []


def weigh_mention(token: Token) -> int:
    """How much a mention counts for a later pronoun: 0 for a place ("in Lebanon"), 3 for the main subject."""
    if token.dep_ in SUBJECT_ROLES:
        return 3 if token.head.dep_ == "ROOT" else 2
    if token.dep_ == "pobj" and token.head.lower_ in PLACE_WORDS:
        return 0
    return 1


def is_proposal_word(token: Token) -> bool:
    """Whether a noun is a word for a proposal, agreement or its text; people live in a "refugee settlement"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.lower_.startswith("settlement") and any(child.lower_ in INHABITED for child in token.children):
        return False
    is_cease_fire = token.lower_ == "fire" and token.i > 0 and token.nbor(-1).text == "-"
    return is_cease_fire or token.lower_ in PROPOSAL_WORDS or token.lemma_.lower() in PROPOSAL_WORDS
