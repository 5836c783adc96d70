"""Database triggers that make the record append-only, in the dialects of SQLite and PostgreSQL.

They are installed after every migration, because a SQLite migration that remakes a table drops its triggers. Each
trigger's name ends in a digest of its text, so that a changed rule counts as missing until it is installed. A refusal
reaches Python as `django.db.IntegrityError` on both.
"""

import hashlib
from dataclasses import dataclass

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

NAME_PREFIX = "guard_"


@dataclass(frozen=True, slots=True)
class OneWay:
    """Columns that may be set once, together, when `marker` goes from NULL to a value; `emptied` must become ''."""

    marker: str
    along: tuple[str, ...]
    emptied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guard:
    """A table (by model name) whose rows are never deleted and change only along `one_way`.

    With `fixed`, only those columns are held and everything else may change. `emptiable` columns may become '' at any
    time. With `sealed_by`, no row is added once the ledger names the condition in that column.
    """

    model: str
    one_way: tuple[OneWay, ...] = ()
    fixed: tuple[str, ...] = ()
    emptiable: tuple[str, ...] = ()
    sealed_by: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: its name, its table, and the statements that create it, in order."""

    name: str
    table: str
    statements: tuple[str, ...]


_RETIREMENT = OneWay("retired_at", ("retired_reason",))
_CORRECTION = OneWay("retired_at", ("retired_reason", "corrected_by_id"))

GUARDS = (
    Guard("Change"),
    Guard("ChangeSubject"),
    Guard("ChangeGroup"),
    Guard("Condition", (_CORRECTION,)),
    Guard("ConditionActor", sealed_by="condition_id"),
    Guard("ConditionDependency", sealed_by="condition_id"),
    Guard("StatusChange", (_CORRECTION,)),
    Guard("Involvement", (_RETIREMENT,)),
    Guard(
        "Citation",
        (_RETIREMENT, OneWay("withheld_at", ("withheld_reason",), ("quote", "prefix", "suffix"))),
        emptiable=("prefix", "suffix"),
    ),
    Guard("Snapshot", (OneWay("withheld_at", ("withheld_reason",), ("text",)),)),
    Guard("Party", fixed=("slug",)),
    Guard("Person", fixed=("slug",)),
    Guard("Term", fixed=("slug",)),
    Guard("TermGroup", fixed=("slug",)),
    Guard("Conflict", fixed=("slug",)),
    Guard("Proposal", fixed=("slug",)),
)


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Puts every trigger in place and takes outdated ones away; doing it twice changes nothing."""
    wanted = {trigger.name: trigger for trigger in build_triggers(connection.vendor)}
    present = _present(connection)
    with connection.cursor() as cursor:
        for name, table in present.items():
            if name not in wanted:
                cursor.execute(_drop(connection.vendor, name, table))
        for name, trigger in wanted.items():
            if name not in present:
                for statement in trigger.statements:
                    cursor.execute(statement)


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    """Takes every trigger away; only a test that flushes the database has a reason to."""
    with connection.cursor() as cursor:
        for name, table in _present(connection).items():
            cursor.execute(_drop(connection.vendor, name, table))


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be in the database and are not."""
    present = _present(connection)
    return [trigger.name for trigger in build_triggers(connection.vendor) if trigger.name not in present]


def build_triggers(vendor: str) -> list[Trigger]:
    """All triggers for a database vendor, `sqlite` or `postgresql`."""
    triggers = []
    for guard in GUARDS:
        table = apps.get_model("tracker", guard.model)._meta.db_table
        triggers.append(_trigger(vendor, table, "update", _forbidden_update(vendor, guard), f"{table} is append-only"))
        triggers.append(_trigger(vendor, table, "delete", "", f"{table} keeps every row"))
        if guard.sealed_by:
            named = f"record_kind = 'condition' AND record_id = NEW.{guard.sealed_by}"
            sealed = f"EXISTS (SELECT 1 FROM {apps.get_model('tracker', 'Change')._meta.db_table} WHERE {named})"
            triggers.append(_trigger(vendor, table, "insert", sealed, f"{table} is part of a published condition"))
        if vendor == "postgresql":
            triggers.append(_trigger(vendor, table, "truncate", "", f"{table} keeps every row"))
    return [*triggers, *_citation_triggers(vendor)]


def _forbidden_update(vendor: str, guard: Guard) -> str:
    """SQL condition under which an UPDATE of the guard's table is refused."""
    same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
    fields = apps.get_model("tracker", guard.model)._meta.concrete_fields
    if guard.fixed:
        return "NOT (" + " AND ".join(f'NEW."{name}" {same} OLD."{name}"' for name in guard.fixed) + ")"
    allowed = []
    for way in guard.one_way:
        moving = {way.marker, *way.along, *way.emptied}
        still = [f'NEW."{field.column}" {same} OLD."{field.column}"' for field in fields if field.column not in moving]
        once = [f'OLD."{way.marker}" IS NULL', f'NEW."{way.marker}" IS NOT NULL']
        emptied = [f"NEW.\"{name}\" = ''" for name in way.emptied]
        allowed.append("(" + " AND ".join([*once, *emptied, *still]) + ")")
    if guard.emptiable:
        held = [field.column for field in fields if field.column not in guard.emptiable]
        still = [f'NEW."{column}" {same} OLD."{column}"' for column in held]
        emptied = [f'(NEW."{name}" = \'\' OR NEW."{name}" {same} OLD."{name}")' for name in guard.emptiable]
        allowed.append("(" + " AND ".join([*emptied, *still]) + ")")
    return f"NOT ({' OR '.join(allowed)})" if allowed else ""


def _citation_triggers(vendor: str) -> list[Trigger]:
    """Rule 1: the quote stands in the snapshot at its offsets; a live record keeps a live citation."""
    snapshot = apps.get_model("tracker", "Snapshot")._meta.db_table
    table = apps.get_model("tracker", "Citation")._meta.db_table
    cut = f'(SELECT substr(text, NEW."start" + 1, NEW."end" - NEW."start") FROM {snapshot} WHERE id = NEW.snapshot_id)'
    differs = f"NEW.quote IS NOT {cut}" if vendor == "sqlite" else f"NEW.quote IS DISTINCT FROM {cut}"
    differs = f"{differs} OR NEW.withheld_at IS NOT NULL OR NEW.retired_at IS NOT NULL"
    last = " OR ".join(_is_last(table, column, model) for column, model in _RECORD_COLUMNS)
    retiring = f"OLD.retired_at IS NULL AND NEW.retired_at IS NOT NULL AND ({last})"
    return [
        _trigger(vendor, table, "insert", differs, "the quote is not in the snapshot at its offsets"),
        _trigger(
            vendor,
            table,
            "update",
            retiring,
            "the last live citation of a live record cannot be retired",
            aspect="last",
        ),
    ]


_RECORD_COLUMNS = (
    ("condition_id", "Condition"),
    ("status_change_id", "StatusChange"),
    ("involvement_id", "Involvement"),
)


def _is_last(table: str, column: str, model: str) -> str:
    record = apps.get_model("tracker", model)._meta.db_table
    live = f"EXISTS (SELECT 1 FROM {record} r WHERE r.id = OLD.{column} AND r.retired_at IS NULL)"
    other = (
        f"EXISTS (SELECT 1 FROM {table} c WHERE c.{column} = OLD.{column} AND c.id <> OLD.id "
        "AND c.retired_at IS NULL AND c.role = 'evidence')"
    )
    return f"(OLD.{column} IS NOT NULL AND {live} AND NOT {other})"


def _trigger(vendor: str, table: str, event: str, condition: str, message: str, *, aspect: str = "") -> Trigger:
    digest = hashlib.sha256(f"{condition}|{message}".encode()).hexdigest()[:8]
    name = "_".join(part for part in (f"{NAME_PREFIX}{table}_{event}", aspect, digest) if part)
    if vendor == "sqlite":
        when = f"WHEN {condition} " if condition else ""
        create = (
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" FOR EACH ROW {when}'
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return Trigger(name, table, (create,))
    body = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
    if condition:
        body = f"IF {condition} THEN {body} END IF;"
    result = "NULL" if event == "truncate" else "OLD" if event == "delete" else "NEW"
    function = (
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN {body} RETURN {result}; END $$"
    )
    each = "STATEMENT" if event == "truncate" else "ROW"
    create = f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION "{name}"()'
    return Trigger(name, table, (function, create))


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Names of the guards found in the database, with their tables."""
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
        if connection.vendor == "sqlite"
        else "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgname LIKE %s AND pg_table_is_visible(c.oid)"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{NAME_PREFIX}%"])
        return {str(name): str(table) for name, table in cursor.fetchall()}


def _drop(vendor: str, name: str, table: str) -> str:
    return f'DROP TRIGGER "{name}"' if vendor == "sqlite" else f'DROP FUNCTION "{name}"() CASCADE'
