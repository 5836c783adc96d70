"""What the trained part sees of a sentence: the words, who could hold a position, and what the rules said."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.extract.actors import People
from tracker.extract.candidate import Candidate
from tracker.extract.claims import list_hits
from tracker.extract.mentions import Mention, Register, list_mentions_of_parties
from tracker.extract.ranking import score
from tracker.extract.speech import find_subject
from tracker.extract.terms import STANCES, TERMS
from tracker.extract.voice import Voice
from tracker.extract.wordpiece import END, START, WordPiece

MAXIMUM_PARTIES = 10  # beside the text itself, which is candidate 0
HEADER, BEFORE, SENTENCE = 0, 1, 2
# How many pieces of each line are read, so that a window stays short.
TITLE_ROOM, NAMES_ROOM, EARLIER_ROOMS, SENTENCE_ROOM = 16, 30, (26, 44), 90
CANDIDATE_FEATURES = 24
PAIR_FEATURES = 5 + len(STANCES)

type Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence already read: its text and who is named where in it."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be written: of a long one the beginning is read, or else what stands last and so nearest."""

    text: str
    marks: tuple[Mark, ...]
    part: int
    room: int
    from_start: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece: its number in the vocabulary, the part it stands in, and the party it names (0: none)."""

    number: int
    part: int
    slot: int


@dataclass(frozen=True, slots=True)
class Window:
    """One sentence as numbers: its pieces, and the features of the parties that could hold a position.

    `parties` are the candidates after the text itself, which is candidate 0 of `features`; `pairs` holds the features
    of (candidate, term) where any is not zero; `places` says where in the block the sentence names whom.
    """

    start: int
    end: int
    parties: tuple[str, ...]
    pieces: tuple[Piece, ...]
    features: list[list[float]]
    pairs: dict[tuple[int, int], list[float]]
    places: tuple[tuple[int, int, str], ...]

    def find_places(self, candidate: int) -> list[tuple[int, int]]:
        """Where the sentence names a candidate party, in characters of its block."""
        party = self.parties[candidate - 1]
        return [(start, end) for start, end, name in self.places if name == party]


@dataclass(slots=True)
class Watcher:
    """Follows an article sentence by sentence and makes a window of each."""

    people: People
    register: Register
    tokenizer: WordPiece
    title: str
    seen: list[Seen] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)

    def watch(self, voice: Voice, candidates: list[Candidate], is_asking: bool) -> Window:
        """The window of a sentence that the rules have just read."""
        sentence, scene = voice.sentence, voice.scene
        offset = sentence.span.start_char
        mentions = list_mentions_of_parties(sentence.span, self.people, self.register)
        marks = tuple((item.start - offset, item.end - offset, item.party) for item in mentions)
        speakers = [item.party for item in voice.speech.holders if item.party]
        subject = find_subject(sentence.span.root)
        subjects = [item.party for item in scene.resolve(subject) if item.party] if subject is not None else []
        ruled = [item.party for item in candidates if item.party]
        before = [party for seen in reversed(self.seen[-2:]) for _, _, party in seen.marks]
        last = [item.party for item in reversed(scene.parties) if item.party]
        named = [party for _, _, party in marks]
        order = [*named, *speakers, *subjects, *ruled, *scene.issuers[:4], *before, *last[:3], *self.recent[:3]]
        parties = tuple(dict.fromkeys(order))[:MAXIMUM_PARTIES]
        pieces = tuple(self.write(sentence.span.text, marks, parties, speakers, scene.issuers))
        groups = (named, speakers, subjects, ruled, list(scene.issuers), before, last[:1], self.recent[:1])
        features = [self.describe_text(voice, is_asking)]
        features += [self.describe(party, groups, mentions, voice) for party in parties]
        pairs = find_pairs(voice, candidates, parties)
        places = tuple((item.start, item.end, item.party) for item in mentions)
        window = Window(sentence.start, sentence.end, parties, pieces, features, pairs, places)
        self.seen.append(Seen(sentence.span.text, marks))
        self.said.update(named)
        self.recent = list(dict.fromkeys([*reversed(named), *self.recent]))[:6]
        return window

    def describe_text(self, voice: Voice, is_asking: bool) -> list[float]:
        """The features of the text itself as the holder, the place of the sentence among them."""
        block, listing = voice.sentence.block, voice.listing
        shown = [
            True,
            block.role == "heading",
            block.role == "bullet",
            is_asking,
            listing.left > 0,
            listing.is_document,
        ]
        shown += [voice.sentence.number < 3, bool(voice.scene.issuers), bool(voice.speech.holders)]
        return pad([float(item) for item in shown])

    def describe(self, party: str, groups: tuple[list[str], ...], mentions: list[Mention], voice: Voice) -> list[float]:
        """The features of a party as the holder: where it was named, how, and how often so far."""
        kind = self.people.kinds.get(party, "")
        hows = {item.how for item in mentions if item.party == party}
        named = groups[0]
        shown: list[float] = [float(party in group) for group in groups]
        shown += [kind == "state", kind in ("armed group", "faction"), not kind, "person" in hows, "entity" in hows]
        shown += [
            voice.speech.is_carried and party in groups[1],
            bool(named) and named[0] == party,
            len(set(named)) == 1,
        ]
        total = sum(self.said.values()) or 1
        shown += [self.said[party] / total, party in voice.scene.belligerents, named.count(party) / 3]
        return pad([0.0, *(float(item) for item in shown)])

    def write(
        self,
        text: str,
        marks: tuple[Mark, ...],
        parties: tuple[str, ...],
        speakers: list[str],
        issuers: tuple[str, ...],
    ) -> list[Piece]:
        """The pieces of title, names, two earlier sentences and the sentence."""
        earlier = self.seen[-2:]
        near = {party for _, _, party in marks} | {party for seen in earlier for _, _, party in seen.marks}
        others = [party for party in parties if party not in near]
        names = write_names((("we", list(issuers[:4])), ("speaker", speakers[:2]), ("also", others)))
        lines = [
            Line(self.title, (), HEADER, TITLE_ROOM),
            Line(*names, HEADER, NAMES_ROOM, from_start=True, is_last=True),
        ]
        rooms = EARLIER_ROOMS[-len(earlier) :]
        lines += [Line(seen.text, seen.marks, BEFORE, room) for seen, room in zip(earlier, rooms, strict=False)]
        lines.append(Line(text, marks, SENTENCE, SENTENCE_ROOM, from_start=True, is_last=True))
        slots = {party: number + 1 for number, party in enumerate(parties)}
        pieces = [Piece(self.tokenizer.pieces[START], HEADER, 0)]
        for line in lines:
            pieces += self.write_line(line, slots)
        return pieces

    def write_line(self, line: "Line", slots: dict[str, int]) -> Iterator["Piece"]:
        """The pieces of one line that fit its room, each with the number of the party it names."""
        found = self.tokenizer.split(line.text)
        for number, start, end in found[: line.room] if line.from_start else found[-line.room :]:
            named = (slots.get(party, 0) for left, right, party in line.marks if left < end and start < right)
            yield Piece(number, line.part, next(named, 0))
        if line.is_last:
            yield Piece(self.tokenizer.pieces[END], line.part, 0)


def write_names(groups: tuple[tuple[str, list[str]], ...]) -> tuple[str, tuple[Mark, ...]]:
    """A line that names parties under a word each, and where each name stands in it."""
    text, marks = "", []
    for word, names in groups:
        if names:
            text += f"{word} "
        for name in names:
            marks.append((len(text), len(text) + len(name), name))
            text += f"{name}, "
    return text, tuple(marks)


def pad(shown: list[float]) -> list[float]:
    """Features filled up with zeros to the fixed number."""
    return [*shown, *[0.0] * (CANDIDATE_FEATURES - len(shown))]


def find_pairs(
    voice: Voice, candidates: list[Candidate], parties: tuple[str, ...]
) -> dict[tuple[int, int], list[float]]:
    """What word lists and rules say of each candidate and term: phrase met, rule fired, its score and stance."""
    pairs: dict[tuple[int, int], list[float]] = {}
    terms = {term: number for number, term in enumerate(TERMS)}

    def row(candidate: int, term: int) -> list[float]:
        return pairs.setdefault((candidate, term), [0.0] * PAIR_FEATURES)

    hits = list_hits(voice.sentence.span)
    for candidate in range(len(parties) + 1):
        for hit in hits:
            row(candidate, terms[hit.term])[0 if hit.strength != "weak" else 1] = 1.0
        for item in candidates:
            row(candidate, terms[item.term])[2] = 1.0
    for item in candidates:
        if item.party is not None and item.party not in parties:
            continue
        number = parties.index(item.party) + 1 if item.party is not None else 0
        if item.kind == "position" and item.party is None:
            continue
        found = row(number, terms[item.term])
        found[3], found[4] = 1.0, max(found[4], score(item))
        if item.stance:
            found[5 + STANCES.index(item.stance)] = 1.0
    return pairs
