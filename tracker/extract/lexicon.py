"""The word lists as values: actors, speakers, offices, terms, stance cues and conflicts."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

type NameKind = Literal["name", "alias", "acronym", "demonym", "metonym"]
type CueForm = Literal["verb", "noun", "quality", "willing", "report", "contain"]
type TermStrength = Literal["for", "against", "weak"]

DATA_FOLDER = Path(__file__).parent / "data"
CUE_FORMS: tuple[CueForm, ...] = ("verb", "noun", "quality", "willing", "report", "contain")
TERM_STRENGTHS: tuple[TermStrength, ...] = ("for", "against", "weak")


@dataclass(frozen=True, slots=True)
class ActorName:
    """One way to name an actor; a case-sensitive name counts only as written ("US", never "us")."""

    text: str
    kind: NameKind = "name"
    is_case_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can hold a position: a state, movement, faction or body, with its names."""

    name: str
    kind: str
    names: tuple[ActorName, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerRole:
    """An office held for a party between two days (None: open end)."""

    party: str
    office: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    speaks_for_party: bool = True

    def covers(self, day: date | None) -> bool:
        """Whether the role was held on that day; an unknown day counts as held."""
        if day is None:
            return True
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person on public record, the names used for them, and their dated roles."""

    name: str
    names: tuple[str, ...] = ()
    roles: tuple[SpeakerRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A theatre of war, by the parties and words that place a sentence in it."""

    name: str
    parties: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermCue:
    """A phrase in the little pattern language (see `patterns`) that shows a term."""

    term: str
    phrase: str
    strength: TermStrength = "for"


@dataclass(frozen=True, slots=True)
class StanceCue:
    """A phrase that carries a stance, with the shape of the clause it stands in."""

    form: CueForm
    stance: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the reading knows beforehand; immutable, extended by making a new one."""

    actors: tuple[Actor, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    terms: tuple[TermCue, ...] = ()
    stances: tuple[StanceCue, ...] = ()
    offices: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    not_speaking: frozenset[str] = frozenset()
    nominals: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def extended(
        self,
        *,
        actors: Iterable[Actor] = (),
        speakers: Iterable[Speaker] = (),
        conflicts: Iterable[Conflict] = (),
    ) -> "Lexicon":
        """A lexicon that also holds these; where a name is in both, the given one wins."""
        new_actors = {actor.name: actor for actor in self.actors} | {actor.name: actor for actor in actors}
        new_speakers = {speaker.name: speaker for speaker in self.speakers} | {who.name: who for who in speakers}
        new_conflicts = {item.name: item for item in self.conflicts} | {item.name: item for item in conflicts}
        return replace(
            self,
            actors=tuple(new_actors.values()),
            speakers=tuple(new_speakers.values()),
            conflicts=tuple(new_conflicts.values()),
        )


def read_file(name: str) -> dict[str, Any]:
    """The parsed TOML file of that name in the room's data folder."""
    with (DATA_FOLDER / name).open("rb") as lines:
        return tomllib.load(lines)


@lru_cache(maxsize=1)
def load_words() -> dict[str, frozenset[str]]:
    """The closed word classes in the room's words.toml, by name."""
    return {name: frozenset(words) for name, words in read_file("words.toml").items()}


def read_words(name: str) -> frozenset[str]:
    """One closed word class."""
    return load_words()[name]


def build_actor(row: dict[str, Any]) -> Actor:
    """An actor from its row in actors.toml."""
    is_strict = bool(row.get("is_case_sensitive", False))
    names = [ActorName(row["name"], "name", is_strict)]
    names += [ActorName(text, "alias") for text in row.get("aliases", ())]
    names += [ActorName(text, "acronym", True) for text in row.get("acronyms", ())]
    names += [ActorName(text, "demonym", True) for text in row.get("demonyms", ())]
    names += [ActorName(text, "metonym", True) for text in row.get("metonyms", ())]
    return Actor(row["name"], row["kind"], tuple(names), row.get("part_of"))


def build_speaker(row: dict[str, Any]) -> Speaker:
    """A speaker with one role from its row in speakers.toml."""
    role = SpeakerRole(row["party"], row["office"], row.get("starts_on"), row.get("ends_on"))
    return Speaker(row["name"], tuple(row["names"]), (role,))


def join_speakers(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """Speakers with rows of the same name joined into one person of several roles."""
    people: dict[str, Speaker] = {}
    for who in speakers:
        held = people.get(who.name)
        people[who.name] = who if held is None else replace(held, roles=held.roles + who.roles)
    return tuple(people.values())


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon in the room's own data files."""
    offices = read_file("offices.toml")
    terms = [
        TermCue(term, phrase, strength)
        for term, row in read_file("terms.toml").items()
        for strength in TERM_STRENGTHS
        for phrase in row.get(strength, ())
    ]
    stance_rows = read_file("stances.toml")
    stances = [
        StanceCue(form, stance, phrase)
        for form in CUE_FORMS
        for stance, phrases in stance_rows[form].items()
        for phrase in phrases
    ]
    return Lexicon(
        actors=tuple(build_actor(row) for row in read_file("actors.toml")["actor"]),
        speakers=join_speakers(build_speaker(row) for row in read_file("speakers.toml")["speaker"]),
        conflicts=tuple(
            Conflict(row["name"], tuple(row["parties"]), tuple(row["keywords"]))
            for row in read_file("conflicts.toml")["conflict"]
        ),
        terms=tuple(terms),
        stances=tuple(stances),
        offices=frozenset(offices["office"]["words"]),
        bodies=frozenset(offices["body"]["words"]),
        not_speaking=frozenset(offices["not_speaking"]["words"]),
        nominals={kind: frozenset(words) for kind, words in offices["nominal"].items()},
    )
