"""Whose words a sentence gives, in the text's own words: the person or office that its claims are attributed to."""

import re
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from tracker.extract.actors import Holder, People, find_span, is_role, resolve_name
from tracker.extract.lexicon import Lexicon
from tracker.extract.reference import GROUP_PRONOUNS, SINGULAR_PERSON, Scene
from tracker.extract.sentences import Sentence, read_label
from tracker.extract.speech import MEDIA, NAMELESS, Speech, find_subject

PRONOUNS = GROUP_PRONOUNS | SINGULAR_PERSON | {"who", "i", "we"}
BEFORE_NOUN = frozenset({"det", "amod", "compound", "poss", "nmod", "nummod", "quantmod", "case", "punct", "appos"})
ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+", re.IGNORECASE)
LONGEST_WORDS = 80
OPINIONS = frozenset({"position", "view", "stance", "word", "words", "remark", "remarks", "verdict", "line"})
# Too wide to be an office; "people" is nameless.
GENERAL = frozenset({"state", "side", "one", "country", "party"})
# Nouns for those who do something for a living: "delegate", "secretary", "mediator".
AGENT = re.compile(r"(?:man|woman|person|er|or|ist|ary|ian|gate|mat|chief)s?$")
DOCUMENTS = frozenset(
    {"statement", "copy", "document", "text", "draft", "report", "communique", "declaration"}
    | {"message", "letter", "reply", "response", "answer"}
)


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose words a sentence gives: a person by name, else an office or body in words; `words` is how the text says it.

    `party` is whom the teller belongs to, as far as known; `is_carried`: named in a sentence before and not quoted in
    this one; `is_text`: an official text speaks. All empty: the article speaks for itself.
    """

    person: str | None = None
    office: str | None = None
    words: str | None = None
    party: str | None = None
    is_carried: bool = False
    is_text: bool = False


NOBODY = Teller()


@dataclass(slots=True)
class Tellers:
    """Who was last quoted while a text is read from top to bottom, and who signed it."""

    signatory: Teller = NOBODY
    last: Teller = NOBODY
    label: Teller = NOBODY

    def follow(self, sentence: Sentence, speech: Speech, scene: Scene, reports: frozenset[int]) -> Teller:
        """Whose words a sentence gives; a pronoun, an open quotation and a carried voice keep the teller before it."""
        self._read_label(sentence, scene)
        told = self._hear(sentence, speech, scene, reports)
        if told.person or told.office or told.party:
            self.last = replace(told, is_carried=False)
        return told

    def _hear(self, sentence: Sentence, speech: Speech, scene: Scene, reports: frozenset[int]) -> Teller:
        subject = find_teller_noun(sentence.span, speech, reports)
        if subject is not None:
            holders = speech.holders if subject == speech.subject else scene.resolve(subject)
            is_back = subject.lower_ in PRONOUNS or (
                subject.lower_ in DOCUMENTS and any(child.lower_ in PRONOUNS for child in subject.children)
            )
            told = None if is_back else self._complete(name_teller(subject, holders, scene), subject)
            return told or self._recall(subject, holders, scene)
        if self.label.person or self.label.office or speech.directness == "official-text":
            return self.label if self.label.person or self.label.office else replace(self.signatory, is_text=True)
        if speech.is_carried:
            named = next((item for item in speech.holders if item.person), None)
            if named is not None and named.person != self.last.person:
                return Teller(named.person, named.office, named.person, named.party)
            last = self.last if self.last != NOBODY else self.label
            return replace(last, is_carried=not scene.is_quote_open and self.label == NOBODY)
        return self.label

    def _recall(self, subject: Token, holders: tuple[Holder, ...], scene: Scene) -> Teller:
        """ "He said", "it added": the teller before, unless the pronoun stands for another person."""
        if subject.lower_ in ("i", "we") and self.label != NOBODY:
            return self.label
        if subject.lower_ in ("i", "we") and scene.issuers and not scene.is_quote_open:
            return self.signatory
        found = holders[0] if holders else None
        if found is not None and found.person and found.person != self.last.person:
            is_same = self.last.person is None and self.last.office is not None and self.last.party == found.party
            return self.last if is_same else Teller(found.person, found.office, found.person, found.party)
        if found is None or found.party == self.last.party or self.last.party is None:
            return self.last
        return Teller(party=found.party)

    def _complete(self, told: Teller, subject: Token) -> Teller:
        """ "The spokesman" after "Ruritania's spokesman, Ann Example": the one already named in full."""
        is_definite = any(child.lower_ in ("the", "this") for child in subject.children)
        is_alike = self.last.office is not None and told.office is not None and subject.lower_ in self.last.office
        is_same = is_alike and self.last.party == told.party and self.last.person is not None
        return self.last if told.person is None and is_definite and is_same else told

    def _read_label(self, sentence: Sentence, scene: Scene) -> None:
        label = read_label(sentence.block.text)
        if label is None:
            return
        who = scene.people.recall(label.title())
        party = scene.issuers[0] if scene.issuers else None
        words = set(label.lower().split())
        is_office = "spokes" in label.lower() or bool(words & (scene.people.lexicon.offices | NAMELESS))
        office = label.lower() if is_office else None
        self.label = Teller(who.person, who.office, label, who.party) if who else Teller(None, office, office, party)
        self.last = self.label


def find_teller_noun(span: Span, speech: Speech, reports: frozenset[int]) -> Token | None:
    """The noun or pronoun whose words a sentence says it gives: of an inserted "X said", else of its report verb.

    "X gave another account, saying" has its report verb in a participle.
    """
    for verb in span:
        if verb.i in reports and verb.pos_ == "VERB" and is_inserted(verb, span):
            return verb.nbor(-1)
    if speech.subject is not None and not speech.is_carried:
        return speech.subject if speech.subject.pos_ != "DET" else None
    for verb in span:
        if verb.i in reports and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj"):
            return find_subject(verb.head)
    return None


def is_inserted(verb: Token, span: Span) -> bool:
    """Whether a report verb stands between commas with only its pronoun before it (", she said,")."""
    if verb.i - 2 < span.start or verb.nbor(-1).pos_ != "PRON" or verb.nbor(-2).text not in (",", '"', ";"):
        return False
    return verb.i + 1 >= span.end or verb.nbor(1).text in (",", ".", ":", ";", '"')


def name_teller(subject: Token, holders: tuple[Holder, ...], scene: Scene) -> Teller:
    """The teller a noun names: a person, also one in apposition, else its own phrase where it is no bare party."""
    people, words = scene.people, read_phrase(subject)
    holder = holders[0] if holders else None
    party = holder.party if holder else None
    is_new = subject.lower_ in NAMELESS or any(child.lower_ in ("a", "an") for child in subject.children)
    is_beside = any(child.dep_ == "poss" and child.lower_ in PRONOUNS for child in subject.children)
    is_guess = holder is not None and ("→" in holder.how or is_beside) and (is_new or is_beside)
    own = holder.person if holder and not is_guess and not is_of_person(subject, people) else None
    person = own or find_person_beside(subject, people)
    if person is not None:
        return Teller(person, read_office(subject, holder), words, party)
    if subject.lower_ in DOCUMENTS:
        return Teller(None, None, words, None)
    office = ARTICLES.sub("", words) if words and is_office(subject, scene) else None
    return Teller(None, office, words, party) if office or party else NOBODY


def is_of_person(noun: Token, people: People) -> bool:
    """Whether a noun is somebody beside a person ("Example's deputy"), and not the person's own view or word."""
    if noun.lower_ in DOCUMENTS | OPINIONS:
        return False
    owners = [child for child in noun.children if child.dep_ == "poss" and child.pos_ == "PROPN"]
    return any((holder := resolve_name(child, people)) is not None and holder.person for child in owners)


def is_office(noun: Token, scene: Scene) -> bool:
    """Whether a noun means somebody who speaks: an office, a body, "a diplomat", "the White House"; no bare party."""
    lexicon = scene.people.lexicon
    words = {noun.lower_, noun.lemma_.lower()}
    if words & (lexicon.nominals.get("movement", frozenset()) | GENERAL):
        return False
    span = find_span(noun.doc, noun)
    if span is not None:
        return span.kb_id_ == "metonym" and noun.ent_type_ != "GPE"
    is_speaking = is_role(noun, lexicon) or bool(words & (NAMELESS | MEDIA))
    return is_speaking or (noun.pos_ in ("NOUN", "PROPN") and AGENT.search(noun.lower_) is not None)


def find_person_beside(subject: Token, people: People) -> str | None:
    """The name in apposition to an office ("the speaker, Ann Example"), or the office's to a name."""
    is_name = subject.pos_ == "PROPN" and find_span(subject.doc, subject) is None and subject.text.istitle()
    for child in subject.children:
        if is_name and child.dep_ == "appos" and is_role(child, people.lexicon):
            return read_name(subject)
        is_named = child.dep_ == "appos" and child.pos_ == "PROPN" and find_span(child.doc, child) is None
        if is_named and not is_name and " " in (name := read_name(child)) and name.istitle():
            return name
        if child.dep_ not in ("appos", "compound", "nmod"):
            continue
        holder = resolve_name(child, people)
        if holder is not None and holder.person:
            return holder.person
        if child.ent_type_ == "PERSON" and child.dep_ == "appos":
            return next((ent.text for ent in child.doc.ents if ent.start <= child.i < ent.end), None)
    return None


def read_name(noun: Token) -> str:
    """A proper noun with the names before it ("Ann Example")."""
    names = [child.i for child in noun.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
    return noun.doc[min([noun.i, *names]) : noun.i + 1].text


def read_office(subject: Token, holder: Holder | None) -> str | None:
    """The office a person is named with, else the one on record."""
    if subject.ent_type_ != "PERSON" and subject.pos_ == "NOUN":
        return subject.lower_
    return holder.office if holder else None


def read_phrase(noun: Token) -> str | None:
    """A noun with what stands before it and the "of" behind it, at most LONGEST_WORDS characters."""
    before = [child for child in noun.children if child.dep_ in BEFORE_NOUN and child.i < noun.i]
    start = min([noun.i, *(deep.i for child in before for deep in child.subtree if deep.i < noun.i)])
    marks = [token.i + 1 for token in noun.doc[start : noun.i] if token.text in (")", "]", '"', ":", ";")]
    start = max([start, *marks])
    behind = [child for child in noun.children if child.lower_ in ("of", "from", "to", "in") and child.i > noun.i]
    end = noun.i
    for child in behind:
        inner = [deep for deep in child.children if deep.dep_ == "pobj"]
        if inner and child.i == end + 1 and (child.lower_ == "of" or inner[0].ent_type_):
            end = inner[0].i
    text = noun.doc[start : end + 1].text.strip(" \"',-")
    return text if text and len(text) <= LONGEST_WORDS else noun.text


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a candidate says of its speaker: a person, else an office, the words of the text, and how directly."""

    person: str | None = None
    office: str | None = None
    words: str | None = None
    directness: str | None = None


def attribute(holder: Holder | None, teller: Teller, subject: Holder | None, lexicon: Lexicon) -> Attribution:
    """Who said a claim: whoever the sentence quotes, else its holder or main `subject` where that is a person.

    A party that tells of itself needs no speaker; one that tells of another is named. A voice that is only carried on
    is not whose word a text's content is, nor another party's stance.
    """
    is_told = teller.party is not None and holder is not None and holder.party != teller.party
    if teller.is_carried and (holder is None or is_told):
        teller = NOBODY
    directness = judge_directness(teller, is_told=is_told and teller != NOBODY)
    if teller.person or teller.office:
        return Attribution(teller.person, teller.office, teller.words, directness)
    for item in (holder, subject):
        if item is not None and (item.person or (item.office or "").lower() in lexicon.offices - lexicon.bodies):
            return Attribution(
                item.person, item.attribution or item.office, teller.words or item.attribution, directness
            )
    is_of_other = teller.party is not None and (holder is None or is_told)
    return Attribution(None, teller.words if is_of_other else None, teller.words, directness)


def judge_directness(teller: Teller, *, is_told: bool) -> str | None:
    """How directly something was said; what one party tells of another is that other's only by report.

    None where the article speaks for itself.
    """
    if teller == NOBODY:
        return None
    if teller.is_text:
        return "official-text"
    words = set((teller.words or teller.office or "").lower().split())
    if is_told or words & MEDIA:
        return "third-party-report"
    if teller.person:
        return "named-aide" if {"aide", "adviser", "advisor"} & words else "on-record"
    if words & NAMELESS:
        return "unnamed-official"
    return "on-record" if teller.party or teller.office else "third-party-report"
