"""The database itself keeps the record append-only, on SQLite and PostgreSQL alike."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from tests.factories import SENTENCE, cite, make_condition, make_editor, make_party, make_snapshot, make_term
from tracker import checks, migrations
from tracker.models.article import Snapshot, text_hash
from tracker.models.change import Change, ChangeSubject
from tracker.models.citation import Citation
from tracker.models.condition import Condition, ConditionActor, ConditionDependency
from tracker.models.party import Party
from tracker.models.triggers import install_triggers, missing_triggers, remove_triggers
from tracker.review.attach import attach

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def one(model: type[models.Model]) -> models.QuerySet:
    return model._default_manager.filter(pk=model._default_manager.earliest("pk").pk)


@pytest.mark.parametrize("model", [Change, ChangeSubject, Condition, ConditionActor, Citation, Snapshot, Party])
def test_rows_of_the_record_are_never_deleted(model: type[models.Model]) -> None:
    make_condition(actors=(make_party("Marsh Front"),))
    assert refused(lambda: one(model)._raw_delete("default"))
    assert one(model).exists()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Change, {"reason": "altered"}),
        (Change, {"hash": "0" * 64}),
        (ChangeSubject, {"slug": "other"}),
        (Condition, {"summary": "altered"}),
        (Condition, {"stance": "accepts"}),
        (Condition, {"retired_at": timezone.now(), "retired_reason": "r", "summary": "altered"}),
        (ConditionActor, {"party_id": 1}),
        (Citation, {"quote": "altered"}),
        (Citation, {"start": 1}),
        (Citation, {"withheld_at": timezone.now(), "withheld_reason": "r"}),
        (Snapshot, {"text": "altered"}),
        (Snapshot, {"text_sha256": "0" * 64}),
        (Party, {"slug": "other"}),
    ],
)
def test_a_published_field_is_never_changed(model: type[models.Model], values: dict[str, object]) -> None:
    make_condition(actors=(make_party("Marsh Front"),))
    assert refused(lambda: one(model).update(**values))


def test_a_condition_is_retired_once() -> None:
    make_condition()
    retirement = {"retired_at": timezone.now(), "retired_reason": "Said of another war."}
    assert one(Condition).update(**retirement) == 1
    assert refused(lambda: one(Condition).update(retired_at=None, retired_reason=""))
    assert refused(lambda: one(Condition).update(retired_reason="Another reason."))


def test_a_quote_that_is_not_in_the_snapshot_is_refused_by_the_database() -> None:
    condition, snapshot = make_condition(), make_snapshot("Emoji 🕊🕊 before: " + SENTENCE + " And after, in full.")
    start = snapshot.text.index(SENTENCE)

    def add(start: int, quote: str) -> Citation:
        return Citation.objects.create(
            condition=condition,
            snapshot=snapshot,
            start=start,
            end=start + len(quote),
            quote=quote,
            quote_sha256=text_hash(quote),
            recorded_at=timezone.now(),
        )

    assert refused(lambda: add(start + 1, SENTENCE))
    assert refused(lambda: add(start, SENTENCE.upper()))
    assert add(start, SENTENCE).pk


def test_a_citation_belongs_to_exactly_one_record() -> None:
    condition = make_condition()
    draft = cite(make_snapshot())
    assert refused(
        lambda: Citation.objects.create(
            snapshot=draft.snapshot, start=draft.start, end=draft.end, quote=draft.quote, recorded_at=timezone.now()
        )
    )
    assert condition.citations.count() == 1


def test_the_last_live_sentence_of_a_live_record_stays() -> None:
    editor, condition = make_editor(), make_condition()
    first = condition.citations.get()
    retirement = {"retired_at": timezone.now(), "retired_reason": "r"}
    assert refused(lambda: Citation.objects.filter(pk=first.pk).update(**retirement))
    attach(condition, (cite(make_snapshot()),), editor=editor)
    assert Citation.objects.filter(pk=first.pk).update(**retirement) == 1


def test_a_position_has_a_holder_and_a_provision_a_proposal() -> None:
    condition = make_condition()
    fields = {"conflict": condition.conflict, "term": make_term(), "summary": "s", "directness": "on-record"}
    fields |= {"stated_on": condition.stated_on, "recorded_at": timezone.now()}
    assert refused(lambda: Condition.objects.create(kind="position", party=make_party(), **fields))
    assert refused(lambda: Condition.objects.create(kind="position", stance="rejects", **fields))
    assert refused(lambda: Condition.objects.create(kind="provision", **fields))
    assert refused(
        lambda: Condition.objects.create(
            kind="provision", proposal=condition.proposal, party=make_party(), stance="rejects", **fields
        )
    )


def test_a_missing_trigger_stops_the_program_and_is_put_back() -> None:
    assert checks.check_triggers() == []
    remove_triggers(connection)
    (fault,) = checks.check_triggers()
    assert (fault.id, fault.is_serious()) == ("tracker.E001", True)
    (warning,) = checks.check_triggers(databases=["default"])
    assert not warning.is_serious()
    install_triggers(connection)
    install_triggers(connection)
    assert missing_triggers(connection) == []


THROW_AWAY = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "{last}")]
    operations = [
        migrations.AddField("condition", "throw_away", models.IntegerField(default=0)),
        migrations.AlterField("citation", "prefix", models.CharField(max_length=81, blank=True)),
    ]
"""


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_remakes_tables_leaves_every_trigger_alive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    """SQLite drops a table's triggers when it remakes the table; the step after migrations brings them back."""
    folder = tmp_path / "throw_away_migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder)
    last = max(path.stem for path in folder.glob("0*.py"))
    (folder / "9999_throw_away.py").write_text(THROW_AWAY.format(last=last))
    monkeypatch.syspath_prepend(str(tmp_path))
    settings.MIGRATION_MODULES = {"tracker": "throw_away_migrations"}
    call_command("migrate", "tracker", verbosity=0)
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "tracker_condition")
    assert "throw_away" in [column.name for column in columns]
    assert missing_triggers(connection) == []
    call_command("migrate", "tracker", last, verbosity=0)
    assert missing_triggers(connection) == []


def test_a_published_claim_gets_no_further_actor_or_dependency() -> None:
    condition, other = make_condition(), make_condition(stance="open")
    assert refused(lambda: ConditionActor.objects.create(condition=condition, party=make_party("Marsh Front")))
    assert refused(lambda: ConditionDependency.objects.create(condition=condition, depends_on=other))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no REPLACE")
def test_replace_is_no_way_past_the_triggers() -> None:
    make_condition()

    def replace() -> None:
        with connection.cursor() as cursor:
            columns = [field.column for field in Change._meta.concrete_fields]
            values = ", ".join("'FORGED'" if column == "desk_name" else f'"{column}"' for column in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f"REPLACE INTO tracker_change ({names}) SELECT {values} FROM tracker_change")

    assert refused(replace)
    assert not Change.objects.filter(desk_name="FORGED").exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_truncate_is_refused() -> None:

    def truncate() -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE tracker_change CASCADE")

    assert refused(truncate)
