"""`manage.py demo`: everything from an empty folder to a running site, in one command."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tracker.management.demo import (
    DemoFault,
    Processes,
    check_surroundings,
    database_file,
    describe_site,
    prepare,
)


class Command(BaseCommand):
    """Safe to run again: it keeps all data and adds nothing twice."""

    help = "Prepares the data folder, starts web server and worker, and prints the addresses with the login."
    requires_system_checks = ()  # the database they look at may not be there yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-input", action="store_true", help="never ask; a folder with somebody's own data is then refused"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        processes = Processes(options["port"], self.say)
        try:
            check_surroundings(options["port"])
            self.ask_about_own_data(may_ask=not options["no_input"])
            login = prepare(self.say)
            with processes.heeding_signals():
                self.say("Starting the web server and the worker …")
                processes.start()
                if not processes.is_stopping:
                    for line in describe_site(options["port"], login):
                        self.say(line)
                processes.watch()
                self.say("\nStopping …")
        except KeyboardInterrupt:
            raise CommandError("Interrupted. Run it again: it goes on where it stopped.") from None
        except DemoFault as fault:
            raise CommandError(str(fault)) from fault
        self.say(f"Stopped. All data stays in {settings.DATA_DIR}")

    def ask_about_own_data(self, *, may_ask: bool) -> None:
        """Sample data never goes into a database that the demo did not make unless somebody says so."""
        folder = settings.DATA_DIR
        if (folder / "demo-password").exists() or not database_file().exists():
            return
        if may_ask and _answers_yes(f"{folder} holds a database that is not the demo's. Add sample data to it? [y/N] "):
            return
        raise DemoFault(f"{folder} holds a database that is not the demo's: set TRACKER_DATA_DIR to another folder.")

    def say(self, line: str) -> None:
        """Progress is visible at once, also through a pipe."""
        self.stdout.write(line)
        self.stdout.flush()


def _answers_yes(question: str) -> bool:
    try:
        return input(question) == "y"
    except EOFError:  # nobody is there to answer
        return False
