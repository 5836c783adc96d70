"""System checks: what an operator can get wrong, found before the first request."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from tracker.models.triggers import missing_triggers


@register()
def check_triggers(*, databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """tracker.E001: the record's triggers are missing, so nothing would keep it append-only.

    `migrate` names its databases and puts the triggers back, so it is only warned.
    """
    try:
        tables = connection.introspection.table_names()
        if MigrationRecorder.Migration._meta.db_table not in tables or "tracker_change" not in tables:
            return []  # not migrated yet
        missing = missing_triggers(connection)
    except OperationalError:
        return []  # no database to look at; whatever needs one will say so itself
    if not missing:
        return []
    message = Warning if databases else Error
    return [
        message(
            f"{len(missing)} of the database's triggers are missing, {missing[0]} among them.",
            hint="Run `manage.py migrate`: it installs them again.",
            id="tracker.E001",
        )
    ]
