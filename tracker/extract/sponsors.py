"""Whose a proposal is called: "the French plan", "Doe's outline", "a paper attributed to the envoy"."""

from spacy.tokens import Span, Token

from tracker.extract.actors import Holder, find_span
from tracker.extract.provisions import phrase_of
from tracker.extract.reference import Scene
from tracker.extract.voice import Claim, TermHit, Voice

TABLED = frozenset(
    {
        "proposal",
        "plan",
        "draft",
        "paper",
        "outline",
        "initiative",
        "offer",
        "blueprint",
        "roadmap",
        "text",
        "document",
        "formula",
        "idea",
    }
)
ATTRIBUTING = frozenset(
    {
        "attribute",
        "propose",
        "table",
        "present",
        "float",
        "draft",
        "submit",
        "put",
        "draw",
        "circulate",
        "offer",
        "hammer",
        "suggest",
        "broker",
        "unveil",
        "outline",
        "lay",
        "carry",
        "bring",
        "mediate",
    }
)


def name_sponsor(noun: Token, scene: Scene) -> Holder | None:
    """The party whose the proposal is called, by adjective, possessor or an attributing phrase; None when nobody's."""
    beside = list(noun.children)
    if noun.dep_ == "compound" and noun.head.pos_ == "VERB":  # the parser took "the American draft calls" for a name
        beside += [child for child in noun.head.children if child.i < noun.i]
    for child in beside:
        if child.dep_ in ("amod", "poss", "compound", "nmod") and find_span(noun.doc, child) is not None:
            holders = scene.resolve_one(child)
            return holders[0] if holders and holders[0].party else None
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in ATTRIBUTING:
            for deep in child.children:
                inner = (
                    [item for item in deep.children if item.dep_ == "pobj"]
                    if deep.dep_ in ("agent", "prep") and deep.lower_ in ("by", "to")
                    else []
                )
                inner += [deep] if deep.dep_ == "nsubj" and deep.lower_ not in ("that", "which") else []
                for item in inner:
                    holders = scene.resolve_one(item)
                    if holders and holders[0].party:
                        return holders[0]
    return None


def read_sponsors(voice: Voice, span: Span, told: set[str]) -> list[Claim]:
    """A position "proposes" for the first time an article calls a proposal somebody's; `told` remembers who was."""
    claims: list[Claim] = []
    for token in span:
        if token.lemma_.lower() in TABLED and token.pos_ in ("NOUN", "PROPN"):
            holder = name_sponsor(token, voice.scene)
            if holder is not None and holder.party and holder.party not in told and holder.how != "unlisted entity":
                told.add(holder.party)
                hit = TermHit("overall", "for", span.doc[token.i : token.i + 1], token)
                claims.append(Claim(hit, "position", "proposes", holder, "sponsor in the name", name=phrase_of(token)))
    return claims
