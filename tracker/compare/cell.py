"""What one holder, or one text with its parties, has on one term."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models.claim import contradicts, current
from tracker.models.condition import Condition, Tense
from tracker.models.party import Party


@dataclass(frozen=True, slots=True)
class Contest:
    """Claims of one holder that stand against each other (rule 4); a text has no party."""

    holder: Party | None
    claims: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """The same answer given by one party or by several together; never empty."""

    claims: tuple[Condition, ...]

    @property
    def claim(self) -> Condition:
        """The first of them, which stands for all."""
        return self.claims[0]

    @property
    def parties(self) -> tuple[Party, ...]:
        """Who gives the answer, each once."""
        return tuple(dict.fromkeys(claim.party for claim in self.claims if claim.party is not None))


@dataclass(frozen=True, slots=True)
class Cell:
    """Claims sorted by what they are worth: a text's content, counted answers, and what is shown but not counted.

    `absences` are provisions said not to be in the text (rule 5); `dissents` are voices that do not speak for their
    party; `earlier` is what a party is reported to have held before. A contested claim is in `contests` only.
    """

    provisions: tuple[Condition, ...] = ()
    absences: tuple[Condition, ...] = ()
    answers: tuple[Condition, ...] = ()
    contests: tuple[Contest, ...] = ()
    dissents: tuple[Condition, ...] = ()
    earlier: tuple[Condition, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing is held."""
        return not self.claims

    @property
    def has_text(self) -> bool:
        """True when something is known of what the text holds, or is said to leave out."""
        return bool(self.provisions or self.absences) or any(contest.holder is None for contest in self.contests)

    @property
    def has_positions(self) -> bool:
        """True when a party is heard, in whatever way."""
        return any(claim.is_position for claim in self.claims)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The counted answers, those that say the same in the same way as one."""
        groups: dict[tuple[object, ...], list[Condition]] = {}
        for claim in self.answers:
            groups.setdefault(sound_of(claim), []).append(claim)
        return tuple(Voice(tuple(group)) for group in groups.values())

    @property
    def contested(self) -> tuple[Condition, ...]:
        """The claims of all contests."""
        return tuple(claim for contest in self.contests for claim in contest.claims)

    @property
    def counted(self) -> tuple[Condition, ...]:
        """Current positions that speak for their party, contested or not."""
        return tuple(
            claim for claim in (*self.contested, *self.answers) if claim.is_position and claim.speaks_for_party
        )

    @property
    def content(self) -> tuple[Condition, ...]:
        """What the text is said to hold, contested or not; absences are no values (rule 5)."""
        contested = (claim for claim in self.contested if not claim.is_position and claim.is_included)
        return (*self.provisions, *contested)

    @property
    def claims(self) -> tuple[Condition, ...]:
        """Everything in the cell, in the order it is shown."""
        return (*self.provisions, *self.absences, *self.contested, *self.answers, *self.dissents, *self.earlier)


def sound_of(claim: Condition) -> tuple[object, ...]:
    """What must be equal for two claims to be heard as one voice."""
    depends_on = frozenset(other.pk for other in claim.depends_on.all())
    words = (claim.stance, claim.summary, claim.value, claim.qualifier)
    return (*words, claim.directness, claim.is_red_line, claim.stated_on, depends_on)


def build_cell(rows: Iterable[Condition]) -> Cell:
    """Sorts conditions that nothing supersedes into a cell, keeping their order."""
    claims = list(rows)
    contests = find_contests(claims)
    contested = {claim.pk for contest in contests for claim in contest.claims}
    now = [claim for claim in claims if claim.tense == Tense.NOW and claim.pk not in contested]
    texts = [claim for claim in now if not claim.is_position]
    positions = [claim for claim in now if claim.is_position]
    return Cell(
        provisions=tuple(claim for claim in texts if claim.is_included),
        absences=tuple(claim for claim in texts if not claim.is_included),
        answers=tuple(claim for claim in positions if claim.speaks_for_party),
        contests=contests,
        dissents=tuple(claim for claim in positions if not claim.speaks_for_party),
        earlier=tuple(claim for claim in claims if claim.tense == Tense.EARLIER),
    )


def find_contests(rows: Iterable[Condition]) -> tuple[Contest, ...]:
    """Contested claims by holder (rule 4): those that contradict each other, and those an editor marked."""
    claims = current(rows)
    found: dict[int | None, list[Condition]] = {}
    for claim in claims:
        if claim.is_marked_contested or any(contradicts(claim, other) for other in claims):
            found.setdefault(claim.party_id, []).append(claim)
    return tuple(Contest(holder=group[0].party, claims=tuple(group)) for group in found.values())
