"""Stance words: their cues, negation, composition, modals and the assertion filter."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

NEGATORS = frozenset(
    {"not", "n't", "never", "no", "neither", "nor", "hardly", "nobody", "none", "nothing", "cannot", "scarcely"}
)
NEGATING_ROLES = frozenset({"advmod", "det", "preconj", "cc", "nsubj", "nsubjpass"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
COPULAS = frozenset({"be", "seem", "remain", "appear"})
OBLIGING = frozenset({"must", "should", "ought", "shall"})
FUTURE = frozenset({"will", "would", "'ll", "'d", "wo", "can", "could", "may", "might", "ca"})
CONDITIONAL = frozenset({"if", "whether", "had"})
# "Should it accept", "had it accepted": before their subject these suppose.
INVERTED = frozenset({"should", "had"})
ALL_INVERTED = INVERTED | {"were"}
UNREAL = frozenset({"would", "could", "might", "should"})
# Words for backing somebody's text: not to do so is a refusal, while "did not propose" says nothing.
BACKING = frozenset({"back", "support", "champion", "endorse", "advocate"})
# Inner stances that stay what they are under an outer word: "agreed to drop", "promised to reject".
KEPT_UNDER: dict[str, frozenset[str]] = {
    "accepts": frozenset({"drops", "rejects", "demands", "under-review"}),
    "open": frozenset({"rejects", "drops", "under-review"}),
    "offers": frozenset({"rejects", "drops", "open", "demands", "accepts", "under-review"}),
}
# What a stance becomes under "not"; None means that nothing follows.
NEGATED: dict[str, str | None] = {
    "proposes": None,
    "demands": None,
    "offers": "rejects",
    "accepts": "rejects",
    "rejects": "open",
    "drops": "demands",
    "denies": None,
    "open": "rejects",
    "under-review": None,
    "silent": None,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A stance word met in a sentence."""

    form: str
    stance: str
    span: Span
    is_negative: bool = False

    @property
    def own(self) -> Span | None:
        """The phrase whose negation is its own; None for one without, in which "no" can only stand in a gap."""
        return self.span if self.is_negative else None


def collect_cues(doc: Doc) -> tuple[dict[int, list[Cue]], dict[str, frozenset[int]]]:
    """Stance cues by the index of their head token, and the head indices of report and contain verbs."""
    cues: dict[int, list[Cue]] = {}
    others: dict[str, set[int]] = {"report": set(), "contain": set(), "strong": set()}
    for span in doc.spans["stances"]:
        form, stance, sign = span.label_.split("\t")
        head = find_head(span, form)
        if form == "verb" and is_mere_auxiliary(span):
            continue
        if form in others:
            others["strong" if stance == "strong" else form].add(head.i)
        else:
            cues.setdefault(head.i, []).append(Cue(form, stance, span, sign == "negative"))
    return cues, {form: frozenset(places) for form, places in others.items()}


def is_mere_auxiliary(span: Span) -> bool:
    """Whether the "have" of a phrase only helps another verb: "has raised no objection" is not "have no objection"."""
    first = span[0]
    return first.lemma_ == "have" and first.dep_ == "aux" and span.start < first.head.i < span.end and len(span) > 2


def find_head(span: Span, form: str) -> Token:
    """The head of a cue's phrase: its verb for verbs, else its syntactic root."""
    if form == "verb":
        verb = next((token for token in span if token.pos_ == "VERB"), None)
        if verb is not None and span.root.pos_ != "VERB":
            return verb
    if form == "quality":
        return next((token for token in reversed(span) if token.pos_ in ("ADJ", "NOUN", "VERB")), span.root)
    return span.root


def is_negated(token: Token, cue: Span | None = None) -> bool:
    """Whether a predicate is negated by itself, its auxiliaries, its subject or a noun's "no".

    A negation that belongs to the cue's own phrase ("accept nothing short of") does not count.
    """
    inside = range(cue.start, cue.end) if cue is not None else range(0)
    children = [child for child in token.children if child.i not in inside]
    if any(negates(child) for child in children):
        return not is_cancelled(token)
    arguments = [child for child in children if child.dep_ in ARGUMENTS]
    if any(deep.lower_ in ("no", "neither") and deep.i not in inside for child in arguments for deep in child.children):
        return True
    is_predicate = token.dep_ in ("acomp", "attr", "xcomp", "oprd") and token.head.lemma_ in COPULAS
    is_shared = token.dep_ == "conj" and not any(child.dep_ in ("nsubj", "aux") for child in token.children)
    if is_outdone(token):
        return True
    if is_predicate or is_shared:
        return any(child.dep_ == "neg" and child.i not in inside for child in token.head.children)
    return is_under_circumstances(token)


def is_outdone(token: Token) -> bool:
    """ "Would rather fight than accept": what one would rather not do."""
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    return before == "than" and any(word.lower_ == "rather" for word in token.sent if word.i < token.i)


def negates(child: Token) -> bool:
    """Whether a word under a predicate negates it: not, never, nothing, no longer."""
    if child.dep_ == "neg" or (child.lower_ in NEGATORS and child.dep_ in NEGATING_ROLES):
        return True
    is_empty = child.dep_ in ("dobj", "attr") and child.lower_ in ("nothing", "none", "neither")
    return is_empty or (child.dep_ == "advmod" and child.lower_ in ("longer", "anymore"))


def is_cancelled(token: Token) -> bool:
    """ "Not only" does not negate."""
    return any(child.lower_ == "only" and child.i > 0 and child.nbor(-1).lower_ == "not" for child in token.children)


def is_under_circumstances(token: Token) -> bool:
    """ "Under no circumstances", "in no way"."""
    behind = [child for child in token.children if child.dep_ == "prep" and child.lower_ in ("under", "in", "at", "by")]
    return any(deep.lower_ == "no" for child in behind for noun in child.children for deep in noun.children)


def negate(stance: str, token: Token) -> str | None:
    """The stance under negation; "no longer demands" and "stopped demanding" drop it, "has not objected" is silent."""
    words = {child.lower_ for child in token.children}
    is_no_more = any(child.lower_ == "more" and follows_any(child) for child in token.subtree)
    if "longer" in words or "anymore" in words or is_no_more:
        return "drops" if stance in ("demands", "proposes") else NEGATED.get(stance)
    if stance == "rejects" and (
        is_unopposed(token) or (token.lemma_.lower() in ("object", "oppose") and is_perfect(token))
    ):
        return "silent"
    if token.lower_.startswith(("respon", "repl", "answer", "comment", "decid")):
        return "under-review"
    if stance == "proposes" and token.lemma_.lower() in BACKING:
        return "rejects"
    return NEGATED.get(stance)


def follows_any(token: Token) -> bool:
    """ "Any more"."""
    return token.i > 0 and token.nbor(-1).lower_ == "any"


def is_unopposed(verb: Token) -> bool:
    """ "Voiced no objection", "raised no opposition"."""
    return any(child.dep_ == "dobj" and child.lemma_.lower() in ("objection", "opposition") for child in verb.children)


def is_perfect(token: Token) -> bool:
    """Whether a verb stands in the perfect ("has not objected")."""
    return any(
        (child.dep_ == "aux" and child.lemma_ in ("have", "ve")) or child.lower_ in ("has", "have", "had")
        for child in token.children
    )


def compose(outer: str, inner: str, *, is_same_holder: bool) -> tuple[str, bool]:
    """The stance of an outer word over an inner one, and whether the outer's holder is the holder."""
    if outer in ("demands", "proposes"):
        return (inner if is_same_holder and inner in ("demands", "proposes") else outer), True
    return (inner if inner in KEPT_UNDER.get(outer, frozenset()) else outer), True


def read_modal(verb: Token) -> str | None:
    """ "must" for obligation, "future" for will and would, "to be" for "is to"; None without a modal."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if auxiliaries & OBLIGING:
        return "must"
    is_infinitive = verb.dep_ == "xcomp" and "to" in auxiliaries
    is_pending = any(child.lower_ == "yet" for child in verb.head.children)  # "has yet to" obliges to nothing
    if is_infinitive and not is_pending and (verb.head.lemma_ in ("have", "need") or verb.head.lower_ == "ought"):
        return "must"
    if auxiliaries & FUTURE or (verb.lemma_ in ("go", "set", "due", "schedule") and has_infinitive(verb)):
        return "future"
    if (verb.lemma_ == "be" and has_infinitive(verb)) or (is_infinitive and verb.head.lemma_ == "be"):
        return "to be"
    return None


def has_infinitive(verb: Token) -> bool:
    """Whether a "to" infinitive hangs on the verb ("are to be let in", "is going to start")."""
    return any(
        child.dep_ == "xcomp" and any(deep.lower_ == "to" and deep.dep_ == "aux" for deep in child.children)
        for child in verb.children
    )


def is_hypothetical(verb: Token) -> bool:
    """Whether a clause is only supposed: "if", "whether", "would have", "had it accepted"."""
    words = {child.lower_ for child in verb.children if child.dep_ in ("mark", "aux", "advmod", "neg")}
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
    if marks & CONDITIONAL or ("once" in marks and verb.tag_ in ("VBZ", "VBP")):
        return True
    return is_inverted(verb) or (bool(words & UNREAL) and "have" in words)


def is_speculative(verb: Token) -> bool:
    """ "May reject", "might sign": nobody has yet."""
    return any(child.dep_ == "aux" and child.lower_ in ("may", "might") for child in verb.children)


def is_inverted(verb: Token, words: frozenset[str] = INVERTED) -> bool:
    """Whether a subordinate clause opens with one of these auxiliaries, as a condition without "if" does."""
    if verb.dep_ != "advcl" or verb.i > verb.head.i:
        return False
    first = min(verb.subtree, key=lambda token: token.i)
    return first.lower_ in words and (first == verb or first.dep_ == "aux")
