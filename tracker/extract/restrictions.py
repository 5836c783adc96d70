"""Restrictions on what somebody would take: "any truce that leaves out X", "nothing short of X", "only if X"."""

from spacy.tokens import Span, Token

from tracker.extract.stances import is_negated

LIMITERS = frozenset({"until", "unless", "before", "without", "till", "provided", "providing"})
NOT_SPECIFIC = frozenset({"any", "no"})
INDEFINITE = NOT_SPECIFIC | {"a", "an"}
OMITTING = frozenset({"omit", "lack", "exclude", "skip", "fail", "neglect"})
LESS = frozenset({"less", "short", "other", "but", "except", "besides", "beyond"})
LEAST_REACH = 8


def is_restricted(noun: Token) -> bool:
    """ "Any truce that lets X happen", "no deal without X": only the restriction is the claim."""
    if any(child.lower_ == "without" for child in noun.children):
        return True
    has_any = any(child.lower_ in NOT_SPECIFIC and child.dep_ == "det" for child in noun.children)
    return has_any and any(child.dep_ in ("relcl", "acl") for child in noun.children)


def asks_for(child: Token, head: Token) -> bool:
    """Whether to refuse the head is to ask for what hangs on the child.

    "Any truce that does not free X", "a deal that leaves out X", "any deal short of X".
    """
    if child.dep_ == "relcl" and any(item.lower_ in INDEFINITE for item in head.children):
        return is_negated(child) or leaves_out(child)
    return child.lower_ in LESS and any(item.lower_ == "any" for item in head.children)


def read_least(span: Span) -> str | None:
    """The word that makes a phrase the least that will do: "nothing less than X", "anything short of X".

    By place, since the parser takes these comparisons apart in many ways.
    """
    before = [token.lower_ for token in span.doc[max(span.sent.start, span.start - LEAST_REACH) : span.start]]
    for place in range(len(before) - 1):
        if before[place] in ("nothing", "anything") and before[place + 1] in LESS:
            return before[place]
    return None


def leaves_out(verb: Token) -> bool:
    """Whether a verb says that something is missing."""
    if verb.lemma_.lower() in OMITTING:
        return True
    behind = {child.lower_ for child in verb.children if child.i > verb.i}
    if verb.lemma_ == "be" and behind & {"missing", "absent"}:
        return True
    return (verb.lemma_ == "leave" and "out" in behind) or (verb.lemma_ == "fall" and "short" in behind)


def read_limiter(child: Token) -> str | None:
    """The words that make a clause or phrase a condition: until, unless, before, without, provided, only if."""
    if child.dep_ == "prep" and child.lower_ in LIMITERS:
        return child.lower_
    if child.lower_ in ("provided", "providing") and any(item.dep_ in ("ccomp", "pcomp") for item in child.children):
        return child.lower_
    if child.lower_ == "subject" and child.pos_ != "NOUN" and any(item.lower_ == "to" for item in child.children):
        return "subject to"
    return read_conjunction(child) if child.dep_ in ("advcl", "pcomp") else None


def read_conjunction(clause: Token) -> str | None:
    """The words that open a conditional clause."""
    is_only = any(item.lower_ == "only" for item in clause.children)
    for item in clause.children:
        if item.dep_ in ("mark", "advmod", "prep") and item.lower_ in LIMITERS:
            return item.lower_
        if item.lower_ in ("if", "once", "after", "when") and (is_only or follows(item, "only")):
            return f"only {item.lower_}"
        if item.lower_ == "as" and item.dep_ == "mark" and follows(item, "long"):
            return "as long as"
    return None


def follows(token: Token, word: str) -> bool:
    """Whether the word stands just before the token."""
    return token.i > 0 and token.nbor(-1).lower_ == word


def has_limiter(verb: Token) -> bool:
    """Whether a condition hangs on a verb ("will free them only once"); "without" may be a mere manner."""
    behind = [child for child in verb.children if child.i > verb.i]
    found = {read_limiter(item) for child in behind for item in (child, *child.children)}
    return bool(found - {None, "without"})
