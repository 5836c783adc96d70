"""The demo: one command from an empty folder to a running site with a worker, and back to nothing at Ctrl-C."""

import http.client
import importlib.util
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command

from tracker.importer.tasks import resume_unfinished
from tracker.models.editor import Editor
from tracker.models.suggestion import Suggestion
from tracker.transfer.seed_files import SeedFault
from tracker.transfer.seeds import import_samples, load_seeds

HOST = "127.0.0.1"
_DEMO_NAME = "editor"
_ANSWER_SECONDS = 60  # a slow machine needs some; a site that is silent for longer will not answer
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_STOP_SECONDS = 15  # what a worker may take to finish its sentence


class DemoFault(Exception):
    """The demo cannot start; the message is one line that says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Login:
    """The editor's account, kept in the data folder so that a second run can say it again."""

    name: str
    password: str


type Say = Callable[[str], None]


def check_surroundings(port: int) -> None:
    """Port, folder and model before anything is written. Raises `DemoFault`."""
    folder: Path = settings.DATA_DIR
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{secrets.token_hex(4)}"
        probe.write_text("")
        probe.unlink()
    except OSError as cause:
        raise DemoFault(
            f"The data folder {folder} cannot be written to ({cause.strerror}): set TRACKER_DATA_DIR to one that can."
        ) from cause
    if database_file().parent.resolve() != folder.resolve():
        raise DemoFault(f"Another database than the demo's own in {folder} is configured: unset DATABASE_URL.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except (OSError, OverflowError) as cause:
            raise DemoFault(f"Port {port} cannot be used ({cause}): choose another with --port.") from cause
    model: str = settings.SPACY_MODEL
    if not Path(model).exists() and importlib.util.find_spec(model.split(".", 1)[0]) is None:
        raise DemoFault(
            f"The spaCy model {model} is not installed: run `uv sync`, or set TRACKER_SPACY_MODEL to one that is."
        )


def database_file() -> Path:
    """Where the configured database lies. Raises `DemoFault` when it is no file: the demo fills only its own."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3" or str(database["NAME"]).startswith((":", "file:")):
        raise DemoFault(f"The demo fills only a database of its own in {settings.DATA_DIR}: unset DATABASE_URL.")
    return Path(database["NAME"])


def prepare(say: Say) -> Login:
    """Database, seeds, sample articles, account and static files; what is there stays as it is. Raises `DemoFault`."""
    keep_secret("secret-key", lambda: secrets.token_urlsafe(50))
    say("Creating the database …")
    call_command("migrate", interactive=False, verbosity=0)
    try:
        _load(say)
    except SeedFault as cause:
        raise DemoFault(f"The seeds cannot be loaded: {cause}") from cause
    login = _make_editor()
    say("Collecting static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    return login


def _load(say: Say) -> None:
    say("Loading the seeds …")
    say("  " + load_seeds(settings.BASE_DIR / "seeds").words())
    say("Importing the sample articles …")
    count = import_samples(settings.BASE_DIR / "seeds")
    resume_unfinished()
    say(f"  {count} added; the worker will read them." if count else "  All were there already.")


def keep_secret(name: str, make: Callable[[], str]) -> str:
    """A secret in a file of the data folder that only its owner can read; made once."""
    file: Path = settings.DATA_DIR / name
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as kept:
            kept.write(make())
    return file.read_text(encoding="ascii").strip()


def _make_editor() -> Login:
    """One editor who may do everything but withhold; made once, with a random password."""
    password = keep_secret("demo-password", lambda: secrets.token_urlsafe(12))
    if not Editor.objects.filter(username=_DEMO_NAME).exists():
        editor = Editor.objects.create_user(_DEMO_NAME, password=password, desk_name="Demo desk", is_staff=True)
        editor.groups.add(Group.objects.get(name="editor"))
    return Login(_DEMO_NAME, password)


@dataclass(slots=True)
class Processes:
    """The web server and the worker, each in a session of its own so that one Ctrl-C reaches it once, from here.

    An interruption only sets a flag: an exception could come between the start of a process and our note of it, and
    leave the process behind.
    """

    port: int
    say: Say
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    is_stopping: bool = False

    @contextmanager
    def heeding_signals(self) -> Iterator[None]:
        """Ctrl-C and polite requests to end are heeded at the next step; every process is stopped in the end."""
        before = {number: signal.signal(number, self._interrupt) for number in _SIGNALS}
        try:
            yield
        finally:
            self.stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def start(self) -> None:
        """Starts both and waits until the site answers or somebody interrupts. Raises `DemoFault`."""
        self._start("web")
        self._start("worker")
        deadline = time.monotonic() + _ANSWER_SECONDS
        while not self.is_stopping and not _answers(self.port):
            if self.running["web"].poll() is not None:
                raise DemoFault("The web server ended before it answered; its last lines above say why.")
            if time.monotonic() > deadline:
                raise DemoFault(f"The site did not answer within {_ANSWER_SECONDS} seconds.")
            time.sleep(0.2)

    def watch(self) -> None:
        """Runs until interrupted; a worker that ended is started again. Raises `DemoFault` when the site ends."""
        while not self.is_stopping:
            time.sleep(0.5)
            if self.running["web"].poll() is not None:
                raise DemoFault("The web server ended; start the demo again.")
            status = self.running["worker"].poll()
            if status is not None and not self.is_stopping:
                self.say(f"The worker ended with status {status}; starting it again.")
                resume_unfinished()
                self._start("worker")

    def stop(self) -> None:
        """Ends every process that was started: asks first, then insists."""
        for process in self.running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.is_stopping = True

    def _start(self, name: str) -> None:
        web = f"-m gunicorn tracker.wsgi --bind {HOST}:{self.port} --threads 4 --log-level warning"
        worker = "manage.py db_worker --interval 1 --no-startup-delay --no-reload --verbosity 0"
        command = [sys.executable, *(web if name == "web" else worker).split()]
        environment = {**os.environ, "TRACKER_HTTPS": "0", "DJANGO_SETTINGS_MODULE": "tracker.settings"}
        self.running[name] = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)


def describe_site(port: int, login: Login) -> list[str]:
    """What to print once the site answers."""
    site = f"http://{HOST}:{port}"
    waiting = Suggestion.objects.waiting().count()
    queue = f"{waiting} suggestions wait" if waiting else "the worker is reading; suggestions appear within a minute"
    return [
        "",
        f"  Site         {site}/",
        f"  Review desk  {site}/admin/review/  ({queue})",
        f"  Feed         {site}/changes/feed.atom",
        f"  Sign in as   {login.name}  with password  {login.password}",
        "",
        "Ctrl-C stops everything.",
    ]


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/about/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
