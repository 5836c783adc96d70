"""Every act on every kind of record in words: what it concerns, old → new, and the kind of act."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.compare.statements import make_involvement, make_status
from tests.factories import (
    cite,
    make_condition,
    make_draft,
    make_editor,
    make_party,
    make_person,
    make_proposal,
    make_snapshot,
    make_term,
)
from tracker.compare.change_words import ChangeWords, describe_change, record_sentence
from tracker.compare.words import condition_sentence
from tracker.models.change import Change, RecordKind, Verb
from tracker.models.change_records import ChangeRecords, load_change_records
from tracker.models.conflict import Participation, Side
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.status import Status
from tracker.review.attach import attach
from tracker.review.draft import StatusDraft
from tracker.review.edit import edit
from tracker.review.supersede import correct, supersede
from tracker.review.undo import undo
from tracker.review.withdraw import withdraw
from tracker.review.withhold import withhold

pytestmark = pytest.mark.django_db

DAY = date(2030, 5, 4)


def words_of(change: Change | None) -> ChangeWords:
    assert change is not None
    change = Change.objects.get(pk=change.pk)
    return describe_change(change, load_change_records([change]))


def last_words() -> ChangeWords:
    return words_of(Change.objects.first())


def test_a_new_record_has_a_sentence_and_no_old_one() -> None:
    make_condition(summary="no observers")
    words = last_words()
    assert words.kind == "new position"
    assert words.title == "Northland rejects monitoring in the River truce: no observers"
    assert words.old is None
    assert words.new.startswith(words.title)
    make_condition(kind="provision")
    assert last_words().kind == "new provision"
    make_status()
    assert last_words().kind == "status"
    make_involvement()
    assert last_words().kind == "involvement"


@pytest.mark.parametrize(
    ("fields", "old", "new"),
    [
        ({"stance": "open", "summary": "two"}, "rejects", "open"),
        ({"summary": "three"}, "two", "three"),
        ({"stance": "open", "summary": "three"}, "rejects: two", "open: three"),
    ],
)
def test_a_new_word_tells_only_what_moved(fields: dict[str, str], old: str, new: str) -> None:
    condition = make_condition(summary="two")
    words = words_of(supersede(condition, make_draft(**{"summary": "two", **fields}), editor=make_editor()).change)
    assert (words.kind, words.old, words.new) == ("replaced", old, new)
    assert words.title == "Northland on monitoring in the River truce"
    assert words.headline == f"Replaced: {words.title}: {old} → {new}"


def test_a_provision_that_a_text_lost_reads_as_such() -> None:
    old = make_condition(kind="provision", summary="observers")
    draft = make_draft(kind="provision", summary="observers", is_included=False)
    words = words_of(supersede(old, draft, editor=make_editor()).change)
    assert (words.title, words.old, words.new) == ("The River truce on monitoring", "contains", "does not contain")


def test_a_correction_tells_each_field_that_differs() -> None:
    old = make_condition(attribution="an official", summary="two", directness="unnamed-official")
    role = make_person()
    draft = make_draft(summary="two", person=role.person, role=role, stated_on=date(2030, 5, 3))
    words = words_of(correct(old, draft, editor=make_editor(), reason="Named further down.").change)
    assert words.kind == "corrected"
    assert words.old == "speaker: an official; how directly: an unnamed official; said: 4 May 2030"
    assert words.new == "speaker: Ada Orlov, spokeswoman; how directly: on the record; said: 3 May 2030"


def test_a_corrected_status_tells_each_field_that_differs() -> None:
    old = make_status("tabled")
    draft = StatusDraft(
        proposal=old.proposal,
        status=Status.FLOATED,
        effective_on=DAY,
        stated_on=DAY,
        directness="on-record",
        citations=(cite(make_snapshot()),),
    )
    words = words_of(correct(old, draft, editor=make_editor(), reason="Misread.").change)
    assert (words.title, words.old, words.new) == ("The River truce", "status: tabled", "status: floated")


def test_a_correction_of_the_sentence_alone_keeps_the_words() -> None:
    old = make_condition(summary="two")
    words = words_of(correct(old, make_draft(summary="two"), editor=make_editor(), reason="Better source.").change)
    assert (words.kind, words.old) == ("corrected", None)
    assert words.new == condition_sentence(old)


def test_a_withdrawal_keeps_the_old_sentence() -> None:
    condition = make_condition()
    words = words_of(withdraw(condition, editor=make_editor(), reason="About another text.").change)
    assert (words.kind, words.old, words.new) == ("withdrawn", condition_sentence(condition), None)


def test_another_source_names_the_claim_it_supports() -> None:
    condition = make_condition()
    words = words_of(attach(condition, (cite(make_snapshot()),), editor=make_editor()).change)
    assert (words.kind, words.title) == ("another source", "Northland rejects monitoring in the River truce")


def test_withholding_a_quote_or_a_text_never_repeats_it() -> None:
    condition, chief = make_condition(), make_editor("chief")
    citation = condition.citations.get()
    words = words_of(withhold(citation, editor=chief, reason="Order.").change)
    assert words.headline == "Withheld: A quote for “Northland rejects monitoring in the River truce”"
    words = words_of(withhold(citation.snapshot, editor=chief, reason="Order.").change)
    assert words.kind == "withheld"
    assert citation.snapshot.article.title in words.title


def test_an_undo_says_what_it_undid() -> None:
    editor, condition = make_editor(), make_condition(summary="two")
    moved = supersede(condition, make_draft(summary="three"), editor=editor).change
    words = words_of(undo(moved, editor=editor).change)
    assert words.headline == ("Undone: replacement – Northland on monitoring in the River truce: three → two")
    attached = attach(condition, (cite(make_snapshot()),), editor=editor).change
    assert words_of(undo(attached, editor=editor).change).title.startswith("another source – Northland rejects")
    corrected = correct(condition, make_draft(summary="four"), editor=editor, reason="Misread.").change
    undone = undo(corrected, editor=editor).change
    words = words_of(undone)
    assert words.title == "correction – Northland on monitoring in the River truce"
    assert (words.old, words.new) == ("summary: four", "summary: two")
    copy = type(condition).objects.get(pk=undone.record_id)
    withdrawn = withdraw(copy, editor=editor, reason="Misread again.").change
    words = words_of(undo(withdrawn, editor=editor).change)
    assert words.headline == "Undone: withdrawal – Northland rejects monitoring in the River truce: two"
    assert (words.old, words.new is not None) == (None, True)


def test_an_edit_tells_each_field_in_words() -> None:
    editor, party, union = make_editor(), make_party(), make_party("River Union")
    change = edit(Party, party.pk, {"short_name": "North", "part_of": union, "is_active": False}, editor=editor).change
    words = words_of(change)
    assert (words.kind, words.title) == ("edited", "Northland")
    assert words.old == "in use: yes; part of: nothing; short name: nothing"
    assert words.new == "in use: no; part of: River Union; short name: North"
    undone = words_of(undo(change, editor=editor).change)
    assert (undone.title, undone.old, undone.new) == ("edit – Northland", words.new, words.old)


def test_an_edit_of_several_links_names_them() -> None:
    proposal, aid = make_proposal(), make_term("aid")
    change = edit(Proposal, proposal.pk, {"featured_terms": [aid, make_term()]}, editor=make_editor()).change
    assert words_of(change).new == "featured terms: Aid, Monitoring"


@pytest.mark.parametrize(
    ("model", "values", "title"),
    [
        (PartyName, {"text": "the North"}, "“the North” as a name of Northland"),
        (Role, {"office": "envoy"}, "Ada Orlov, envoy, Northland"),
        (Participation, {"side": Side.BACKER}, "Northland in Lake war"),
    ],
)
def test_what_belongs_to_a_party_is_created_by_name(model: type, values: dict[str, object], title: str) -> None:
    from tests.factories import make_conflict

    lake = make_conflict("Lake war")
    Participation.objects.filter(conflict=lake).delete()
    needed: dict[type, dict[str, object]] = {
        PartyName: {},
        Role: {"person": Person.objects.create(slug="ada", name="Ada Orlov"), "starts_on": DAY},
        Participation: {"conflict": lake},
    }
    outcome = edit(model, None, {"party": make_party(), **needed[model], **values}, editor=make_editor())
    words = words_of(outcome.change)
    assert (words.kind, words.title, words.old) == ("created", title, None)
    assert "party: Northland" in words.new
    assert "nothing" not in words.new


@pytest.mark.parametrize("verb", Verb.values)
@pytest.mark.parametrize("kind", RecordKind.values)
def test_every_act_on_every_kind_of_record_has_words_even_when_nothing_is_loaded(verb: str, kind: str) -> None:
    change = Change(id=7, verb=verb, record_kind=kind, record_id=3, previous_id=2, undoes_id=5)
    words = describe_change(change, ChangeRecords())
    assert "3" in words.title
    assert words.kind
    undone = Change(id=5, verb=verb, record_kind=kind, record_id=3)
    undoing = Change(id=7, verb=Verb.UNDO, record_kind=kind, record_id=3, undoes_id=5)
    assert describe_change(undoing, ChangeRecords(undone={5: undone})).kind == "undone"


def test_loading_for_many_changes_needs_no_more_queries_than_for_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    editor = make_editor()
    for number in range(6):
        old = make_condition(term=make_term(f"term-{number}"))
        supersede(old, make_draft(term=old.term, stance="open"), editor=editor)
        undo(withdraw(make_status(), editor=editor, reason="Misread.").change, editor=editor)
    make_involvement()
    changes = list(Change.objects.all())
    with django_assert_max_num_queries(24):
        records = load_change_records(changes)
    with django_assert_max_num_queries(0):
        for change in changes:
            describe_change(change, records)
            record = records.record(change)
            assert record is not None
            assert record_sentence(record)
            assert records.quotes(change)
