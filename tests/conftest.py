"""What every test shares: lifted triggers inside a flush, plain static files, tasks run at once."""

from collections.abc import Iterator

import pytest
from django.core.management.commands import flush
from django.db import connections

from tracker.models.triggers import install_triggers, remove_triggers


@pytest.fixture(scope="session", autouse=True)
def flush_past_triggers() -> Iterator[None]:
    """Tests that commit are cleaned up by a flush, which the record's triggers would refuse."""
    patch = pytest.MonkeyPatch()
    handle = flush.Command.handle

    def lift_and_flush(self: flush.Command, **options: object) -> None:
        remove_triggers(connections[str(options["database"])])
        handle(self, **options)
        install_triggers(connections[str(options["database"])])

    patch.setattr(flush.Command, "handle", lift_and_flush)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def plain_settings(settings: object) -> None:
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}  # type: ignore[attr-defined]
