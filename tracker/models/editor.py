"""Who may sign in: contributors, editors and chiefs, each with the desk name that the public sees."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models

# What each group may do beyond looking; the groups themselves are made after every migration.
GROUP_PERMISSIONS: dict[str, tuple[str, ...]] = {
    "contributor": ("view_article", "add_article", "view_suggestion"),
    "editor": ("view_article", "add_article", "view_suggestion", "publish_record", "edit_reference"),
    "chief": ("view_article", "add_article", "view_suggestion", "publish_record", "edit_reference", "withhold_text"),
}


class Editor(AbstractUser):
    """A member of the desk. `desk_name` is chosen for publication; the ledger holds it instead of any address."""

    desk_name = models.CharField(
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[^@]+$", "A desk name is published, so it cannot hold an e-mail address.")],
        help_text="The name under which changes by this person are published.",
    )
    REQUIRED_FIELDS: ClassVar[list[str]] = ["desk_name"]

    class Meta(AbstractUser.Meta):
        verbose_name = "editor"
        verbose_name_plural = "editors"

    def __str__(self) -> str:
        return self.desk_name
