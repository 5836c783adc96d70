"""The reference rows of the seeds: codebook, parties, people, conflicts and proposals, through the verb *edit*."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Model

from tracker.models.change import Change, ChangeGroup, RecordKind, Verb
from tracker.models.conflict import Conflict, Participation
from tracker.models.editor import Editor
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.term import Term, TermGroup
from tracker.review.edit import edit
from tracker.review.outcome import Answer
from tracker.transfer.created_rows import find_created
from tracker.transfer.seed_files import Row, SeedFault, SeedFolder


@dataclass(slots=True)
class ReferenceLoader:
    """Adds what is missing and leaves what is there as editors made it."""

    folder: SeedFolder
    editor: Editor
    group: ChangeGroup
    added: Counter[str] = field(default_factory=Counter)

    def load(self) -> None:
        """All reference rows, in the order in which they name each other. Raises `SeedFault`."""
        self._load_codebook()
        self._load_parties()
        self._load_people()
        self._load_conflicts()
        self._load_proposals()

    def _load_codebook(self) -> None:
        for row in self.folder.rows("codebook.toml", "group"):
            self._add(TermGroup, {"slug": row["slug"]}, row)
        for row in self.folder.rows("codebook.toml", "term"):
            self._add(Term, {"slug": row["slug"]}, {**row, "group": self._row(TermGroup, row["group"])})

    def _load_parties(self) -> None:
        for row in self.folder.rows("parties.toml", "party"):
            values = {name: value for name, value in row.items() if name not in ("names", "part_of")}
            if row.get("part_of"):
                values["part_of"] = self._row(Party, row["part_of"])
            party = self._add(Party, {"slug": row["slug"]}, values)
            for name in row.get("names", ()):
                key = {"party": party, "text": name["text"], "kind": name["kind"]}
                self._add(PartyName, key, {**name, "party": party})

    def _load_people(self) -> None:
        for row in self.folder.rows("people.toml", "person"):
            spellings = [name for name in row.get("names", ()) if name != row["name"]]
            values = {"slug": row["slug"], "name": row["name"], "other_names": spellings}
            person = self._add(Person, {"slug": row["slug"]}, values)
            for role in row.get("roles", ()):
                values = {**role, "person": person, "party": self._row(Party, role["party"])}
                self._add(Role, {key: values[key] for key in ("person", "party", "office")}, values)

    def _load_conflicts(self) -> None:
        rows = self.folder.rows("conflicts.toml", "conflict")
        for row in rows:
            own: Row = {name: value for name, value in row.items() if name in ("slug", "name", "keywords")}
            conflict = self._add(Conflict, {"slug": row["slug"]}, own)
            for part in row.get("participations", ()):
                values = {**part, "conflict": conflict, "party": self._row(Party, part["party"])}
                self._add(Participation, {key: values[key] for key in ("conflict", "party")}, values)
        for row in rows:
            conflict = self._row(Conflict, row["slug"])
            linked = [self._row(Conflict, slug) for slug in row.get("linked_to", ())]
            if linked and not conflict.linked_to.exists() and not _was_linked(conflict):
                self._edit(Conflict, conflict.pk, {"linked_to": linked})

    def _load_proposals(self) -> None:
        for row in self.folder.rows("proposals.toml", "proposal"):
            values = {
                **row,
                "conflict": self._row(Conflict, row["conflict"]),
                "featured_terms": [self._row(Term, slug) for slug in row.get("featured_terms", ())],
            }
            if row.get("based_on"):
                values["based_on"] = self._row(Proposal, row["based_on"])
            else:
                values.pop("based_on", None)
            self._add(Proposal, {"slug": row["slug"]}, values)

    def _add[Table: Model](self, model: type[Table], key: Row, values: Row) -> Table:
        known = find_created(model, key)
        if known is not None:
            return known
        self.added[str(model._meta.verbose_name_plural)] += 1
        return self._edit(model, None, values)

    def _edit[Table: Model](self, model: type[Table], pk: int | None, values: Row) -> Table:
        outcome = edit(model, pk, values, editor=self.editor, group=self.group)
        if outcome.answer == Answer.REFUSED or not isinstance(outcome.record, model):
            raise SeedFault(f"{model._meta.verbose_name} {values.get('slug') or values}: {outcome.message}")
        return outcome.record

    def _row[Table: Model](self, model: type[Table], slug: str) -> Table:
        row = model._default_manager.filter(slug=slug).first()
        if row is None:
            raise SeedFault(f"There is no {model._meta.verbose_name} {slug}.")
        return row


def _was_linked(conflict: Conflict) -> bool:
    """Whether its links were ever set, from either side: then they are as editors want them."""
    for change in Change.objects.filter(verb=Verb.EDIT, record_kind=RecordKind.CONFLICT, after__has_key="linked_to"):
        others = {*change.before["linked_to"], *change.after["linked_to"]}
        if conflict.pk == change.record_id or conflict.pk in others:
            return True
    return False
