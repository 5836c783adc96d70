"""The app's configuration, and the steps around every migration that keep the record guarded."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class TrackerConfig(AppConfig):
    """The whole project is one app."""

    name = "tracker"
    verbose_name = "Ceasefire terms"

    def ready(self) -> None:
        """Loads the checks and asks to be called after migrations."""
        from tracker import checks  # noqa: F401

        pre_migrate.connect(lift_guards, sender=self, dispatch_uid="tracker.lift_guards")
        post_migrate.connect(install_guards, sender=self, dispatch_uid="tracker.install_guards")


class DeskAdminConfig(AdminConfig):
    """Django's admin with the desk's own site in it."""

    default = False
    default_site = "tracker.admin.site.DeskSite"

    def ready(self) -> None:
        """Registers the record screens, once the site exists and all models are loaded."""
        super().ready()
        from tracker.admin import registry  # noqa: F401


def lift_guards(*, using: str, plan: list[tuple[Any, bool]], **_options: Any) -> None:
    """Takes the triggers away while SQLite remakes tables: one that names a table in the making stops the migration.

    Should the migration fail, the system check refuses to start until another has put them back.
    """
    from tracker.models.triggers import remove_triggers

    if connections[using].vendor == "sqlite" and any(step.app_label == "tracker" for step, _ in plan):
        remove_triggers(connections[using])


def install_guards(*, sender: AppConfig, using: str, **_options: Any) -> None:
    """Puts triggers, groups and their permissions in place; doing it twice changes nothing."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    from tracker.models.editor import GROUP_PERMISSIONS
    from tracker.models.triggers import install_triggers

    install_triggers(connections[using])
    create_permissions(sender, using=using, verbosity=0)
    for name, codenames in GROUP_PERMISSIONS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        permissions = Permission.objects.using(using).filter(content_type__app_label="tracker", codename__in=codenames)
        group.permissions.set(permissions)
