"""`manage.py import_article FILE_OR_URL…`: takes articles in; the background worker reads them."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.importer.articles import Added, ArticleFacts, add_address, add_upload
from tracker.importer.errors import ArticleRefused
from tracker.models.article import ArticleForm
from tracker.models.conflict import Conflict
from tracker.models.editor import Editor
from tracker.models.party import Party


class Command(BaseCommand):
    """Each source is taken in on its own; a refused one is named and does not stop the others."""

    help = "Stores articles from files or addresses and has the worker (manage.py db_worker) read them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="FILE_OR_URL")
        parser.add_argument(
            "--editor", help="user name of whoever adds them; the first account that can sign in when left out"
        )
        parser.add_argument("--outlet", default="")
        parser.add_argument("--date", type=date.fromisoformat, help="day of publication, as 2024-11-26")
        parser.add_argument("--form", choices=ArticleForm.values, default=ArticleForm.NEWS)
        parser.add_argument("--issuer", action="append", default=[], metavar="PARTY", help="slug; may be repeated")
        parser.add_argument("--conflict", action="append", default=[], metavar="CONFLICT", help="slug; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        facts = ArticleFacts(
            outlet=options["outlet"],
            published_on=options["date"],
            form=options["form"],
            issuers=tuple(self._rows(Party, options["issuer"])),
            conflicts=tuple(self._rows(Conflict, options["conflict"])),
        )
        editor = self._editor(options["editor"])
        refused = 0
        for source in options["sources"]:
            try:
                added = self._add(source, facts, editor)
            except (ArticleRefused, OSError) as refusal:
                refused += 1
                self.stderr.write(f"{source}: refused. {refusal}")
                continue
            words = "added; the worker will read it" if added.is_new else "already there, nothing was added"
            self.stdout.write(f"{source}: {words} (article {added.article.pk}).")
        if refused:
            raise CommandError(f"{refused} of {len(options['sources'])} articles were refused.")

    def _add(self, source: str, facts: ArticleFacts, editor: Editor) -> Added:
        if source.startswith(("http://", "https://")):
            return add_address(source, facts, editor=editor)
        return add_upload(Path(source).read_bytes(), facts, editor=editor)

    def _editor(self, username: str | None) -> Editor:
        editors = Editor.objects.filter(is_active=True).order_by("pk")
        if username:
            named = editors.filter(username=username).first()
            if named is None:
                raise CommandError(f"There is no account {username} that is active.")
            return named
        # The accounts of programs, such as the seeds', have no password.
        person = next((editor for editor in editors if editor.has_usable_password()), None)
        if person is None:
            raise CommandError("No account can sign in. Create one with `manage.py createsuperuser`, or name one.")
        return person

    def _rows[Row: (Party, Conflict)](self, model: type[Row], slugs: list[str]) -> list[Row]:
        rows = list(model._default_manager.filter(slug__in=slugs))
        if missing := sorted(set(slugs) - {row.slug for row in rows}):
            raise CommandError(f"There is no {model._meta.verbose_name} {', '.join(missing)}.")
        return rows
