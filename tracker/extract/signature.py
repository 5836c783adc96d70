"""Who signed a statement: a person named in its title, or alone with an office on one of its first or last lines."""

import re
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from tracker.extract.actors import People, resolve_name
from tracker.extract.attribution import NOBODY, Teller

# A statement is signed in its first lines or its last; a line that long is prose.
SIGNED_LINES, LONGEST_LINE = 4, 16


def find_signatory(title: Doc, docs: list[Doc], people: People) -> Teller:
    """Who signed a statement: a person in its title, or alone with the office on one of its first or last lines."""
    lines = [doc for doc in (title, *docs[:SIGNED_LINES], *docs[-2:]) if len(doc) <= LONGEST_LINE or doc is title]
    for line in lines:
        for span in line.spans["actors"]:
            if span.kb_id_ == "person" and (line is not title or is_by(span)):
                return sign(span.root, span.label_, people)
        for ent in line.ents:
            is_alone = "," in line.text or len(ent) + 3 >= len(line)
            if ent.label_ == "PERSON" and (is_by(ent) if line is title else is_alone):
                return sign(ent.root, ent.text, people)
    return NOBODY


def is_by(name: Span) -> bool:
    """Whether a title says that a text is by the one named ("Remarks by", "Statement from the spokeswoman")."""
    before = name.doc[: name.start].text
    return re.search(r"\b(?:by|from|of)\b[^.;:]*$", before, re.IGNORECASE) is not None and " on " not in before


def sign(token: Token, name: str, people: People) -> Teller:
    """The teller of that name, with what is known of the person."""
    known = people.from_record(name) or resolve_name(token, people)
    teller = Teller(name, None, name)
    return replace(teller, office=known.office, party=known.party) if known is not None else teller
