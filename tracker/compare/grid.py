"""Terms as rows, texts or parties as columns: the tables of the proposal page and of the comparison."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.compare.cell import Cell, build_cell
from tracker.compare.contrast import Contrast, find_contrasts
from tracker.compare.convergence import Seat, Verdict, judge
from tracker.models.claim import unsuperseded
from tracker.models.condition import Condition
from tracker.models.party import Party
from tracker.models.proposal import Proposal
from tracker.models.term import Term

COLUMN_LIMIT = 4  # proposals side by side: more columns cannot be read beside one another (design)
PARTY_LIMIT = 5  # parties in a matrix, beside the text's own column (design)

type Subject = Party | Proposal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; its subject is a proposal, a party, or nothing for the text's own column."""

    name: str
    tag: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Row:
    """One term across the columns. Verdicts stand in a matrix, differences in a comparison."""

    term: Term
    cells: tuple[Cell, ...]
    verdict: Verdict | None = None
    contrasts: tuple[Contrast, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when no column holds anything on the term."""
        return all(cell.is_empty for cell in self.cells)

    @property
    def is_contested(self) -> bool:
        """True when some cell holds claims that stand against each other."""
        return any(cell.contests for cell in self.cells)

    @property
    def claims(self) -> tuple[Condition, ...]:
        """Every claim of the row, from left to right."""
        return tuple(claim for cell in self.cells for claim in cell.claims)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading of the codebook."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Terms that are not shown, and why, in words."""

    reason: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its columns, its rows in sections, and what it leaves out. `term_count` counts the whole codebook."""

    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    hidden: tuple[Hidden, ...]
    term_count: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows from top to bottom."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def hidden_count(self) -> int:
        """How many terms are left out."""
        return sum(len(group.terms) for group in self.hidden)

    @property
    def claims(self) -> tuple[Condition, ...]:
        """Every claim shown, in reading order."""
        return tuple(claim for row in self.rows for claim in row.claims)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a comparison a reader wants: every condition set must hold."""

    only_differences: bool = False
    only_contested: bool = False
    party: Party | None = None
    since: date | None = None


EVERYTHING = Selection()


def build_matrix(
    proposal: Proposal,
    conditions: Iterable[Condition],
    *,
    terms: Sequence[Term],
    parties: Sequence[Party],
    seats: Sequence[Seat],
    featured: Iterable[Term] = (),
) -> Grid:
    """Terms × (the text, then `parties`) of one proposal, featured terms first; terms in codebook order.

    `conditions` are loaded with their parts and with whatever supersedes them; those of other proposals and standing
    positions are left out. The verdict looks at all sides, also those without a column.
    """
    rows = [row for row in unsuperseded(conditions) if row.proposal_id == proposal.pk]
    columns = (Column("The text", "The text", None), *(Column(party.name, party.label, party) for party in parties))
    featured_ids = {term.pk for term in featured}
    built = [_matrix_row(term, rows, parties, seats) for term in terms]
    shown = [row for row in built if any(claim.term_id == row.term.pk for claim in rows)]
    first = tuple(row for row in shown if row.term.pk in featured_ids)
    rest = [row for row in shown if row.term.pk not in featured_ids]
    sections = ((Section("Featured", first),) if first else ()) + _by_group(rest)
    shown_ids = {row.term.pk for row in shown}
    hidden = tuple(term for term in terms if term.pk not in shown_ids)
    return Grid(columns, sections, (Hidden("with nothing held", hidden),) if hidden else (), len(terms))


def build_comparison(
    proposals: Sequence[Proposal],
    conditions: Iterable[Condition],
    *,
    terms: Sequence[Term],
    party_order: Sequence[Party] = (),
    selection: Selection = EVERYTHING,
) -> Grid:
    """Terms × proposals, with typed differences between neighbours; what `selection` hides is counted and named.

    `conditions` are loaded with their parts and with whatever supersedes them; answers run in `party_order`.
    """
    place = {party.pk: index for index, party in enumerate(party_order)}
    live = unsuperseded(conditions)
    chosen = {proposal.pk for proposal in proposals}
    held = {row.term_id for row in live if row.proposal_id in chosen}
    rows = [row for row in live if _is_wanted(row, selection.party)]
    rows.sort(key=lambda row: place.get(row.party_id or 0, len(place)))
    built = [_comparison_row(term, rows, proposals) for term in terms]
    hidden: dict[str, list[Term]] = {}
    shown = []
    for row in built:
        if reason := _why_hidden(row, selection, is_held=row.term.pk in held):
            hidden.setdefault(reason, []).append(row.term)
        else:
            shown.append(row)
    columns = tuple(Column(proposal.name, proposal.short_name, proposal) for proposal in proposals)
    left_out = tuple(Hidden(reason, tuple(group)) for reason, group in hidden.items())
    return Grid(columns, _by_group(shown), left_out, len(terms))


def choose_parties(
    proposal: Proposal, conditions: Iterable[Condition], seats: Sequence[Seat], *, limit: int = PARTY_LIMIT
) -> list[Party]:
    """Parties for the columns of a matrix: those with a side first, then those with most positions, at most `limit`.

    A party that is part of another keeps a column of its own only if it holds positions here.
    """
    counts, heard = _count_positions(proposal, conditions)
    order = {seat.party.pk: place for place, seat in enumerate(seats)}
    sided = [seat.party for seat in seats if seat.is_sided and (seat.party.pk in counts or not seat.party.part_of_id)]
    taken = {party.pk for party in sided}
    others = [party for party in heard if party.pk not in taken]
    others.sort(key=lambda party: (-counts[party.pk], order.get(party.pk, len(order)), party.name))
    chosen = [*sided, *others][:limit]
    return sorted(chosen, key=lambda party: order.get(party.pk, len(order)))


def heard_parties(proposal: Proposal, conditions: Iterable[Condition]) -> list[Party]:
    """Every party with a position on the proposal that nothing supersedes, by name."""
    return sorted(_count_positions(proposal, conditions)[1], key=lambda party: party.name)


def _count_positions(proposal: Proposal, conditions: Iterable[Condition]) -> tuple[dict[int, int], list[Party]]:
    counts: dict[int, int] = {}
    heard: dict[int, Party] = {}
    for row in unsuperseded(conditions):
        if row.party is not None and row.proposal_id == proposal.pk:
            counts[row.party.pk] = counts.get(row.party.pk, 0) + 1
            heard.setdefault(row.party.pk, row.party)
    return counts, list(heard.values())


def _matrix_row(term: Term, rows: list[Condition], parties: Sequence[Party], seats: Sequence[Seat]) -> Row:
    here = [row for row in rows if row.term_id == term.pk]
    cells = [build_cell(row for row in here if row.party_id is None)]
    cells += [build_cell(row for row in here if row.party_id == party.pk) for party in parties]
    return Row(term, tuple(cells), verdict=judge(here, seats))


def _comparison_row(term: Term, rows: list[Condition], proposals: Sequence[Proposal]) -> Row:
    here = [row for row in rows if row.term_id == term.pk]
    cells = tuple(build_cell(row for row in here if row.proposal_id == proposal.pk) for proposal in proposals)
    return Row(term, cells, contrasts=find_contrasts(term, cells))


def _is_wanted(row: Condition, party: Party | None) -> bool:
    return party is None or row.party_id in {None, party.pk}


def _why_hidden(row: Row, selection: Selection, *, is_held: bool) -> str:
    """The reason in words, or nothing when the row is shown; `is_held` looks past the choice of a party."""
    if not is_held:
        return "with nothing held"
    if selection.party is not None and not any(cell.has_positions for cell in row.cells):
        return f"without a position of {selection.party.label}"
    if selection.since is not None and not any(claim.stated_on >= selection.since for claim in row.claims):
        return "with nothing said since that day"
    if selection.only_contested and not row.is_contested:
        return "not contested"
    if selection.only_differences and not row.contrasts:
        return "the same in every text"
    return ""


def _by_group(rows: Iterable[Row]) -> tuple[Section, ...]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.term.group.label, []).append(row)
    return tuple(Section(label, tuple(group)) for label, group in groups.items())
