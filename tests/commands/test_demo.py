"""The demo as a newcomer meets it: a real command, real processes, and one line when something is in the way."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tracker.management.demo import DemoFault, prepare

READY = "Ctrl-C stops everything."
PATIENCE = 90


def environment(folder: Path, **more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TRACKER_", "DATABASE_URL"))}
    return {**own, "TRACKER_DATA_DIR": str(folder), **more}


def command(port: int) -> list[str]:
    return [sys.executable, "manage.py", "demo", "--port", str(port), "--no-input"]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Demo:
    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.port, self.output = process, port, ""

    def read_until(self, words: str) -> str:
        deadline = time.monotonic() + PATIENCE
        while words not in self.output:
            line = self.process.stdout.readline()
            assert line or self.process.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            self.output += line
        return self.output

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.read().decode()


@contextmanager
def demo(folder: Path) -> Iterator[Demo]:
    port = free_port()
    process = subprocess.Popen(
        command(port),
        cwd=settings.BASE_DIR,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    running = Demo(process, port)
    try:
        running.read_until(READY)
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        running.output += process.communicate(timeout=60)[0]


def children(process: subprocess.Popen[str]) -> dict[int, str]:
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, parent = int(status.parent.name), int(status.read_text().rsplit(") ", 1)[1].split()[1])
            if parent == process.pid:
                found[pid] = (status.parent / "cmdline").read_text().replace("\0", " ")
        except (OSError, IndexError):
            continue
    return found


def waiting(folder: Path) -> int:
    with sqlite3.connect(folder / "tracker.sqlite3", timeout=20) as database:
        return int(database.execute("SELECT count(*) FROM tracker_suggestion WHERE state = 'waiting'").fetchone()[0])


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to see the processes")
def test_one_command_gives_a_site_a_queue_and_a_worker_and_ctrl_c_ends_it_all(tmp_path: Path) -> None:
    with demo(tmp_path) as first:
        for words in (
            "/admin/review/",
            "/changes/feed.atom",
            "Sign in as",
            "Loading the seeds",
            "Creating the database",
        ):
            assert words in first.output
        assert "60-day" in first.get("/")
        assert "<feed" in first.get("/changes/feed.atom")
        deadline = time.monotonic() + PATIENCE
        while waiting(tmp_path) < 20:
            assert time.monotonic() < deadline, "the worker queued too little"
            time.sleep(0.5)
        processes = children(first.process)
        (worker,) = [pid for pid, words in processes.items() if "db_worker" in words]
        os.kill(worker, signal.SIGKILL)
        first.read_until("starting it again")
        processes |= children(first.process)
    assert first.process.returncode == 0, first.output
    assert "Traceback" not in first.output
    assert not [pid for pid in processes if Path(f"/proc/{pid}").exists()]

    password = re.search(r"with password +(\S+)", first.output)
    count = waiting(tmp_path)
    with demo(tmp_path) as second:
        assert "nothing was added" in second.output
        assert password.group(1) in second.output
        assert waiting(tmp_path) == count
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def refusal(folder: Path, port: int, *, may_ask: bool = False, **more: str) -> str:
    result = subprocess.run(
        command(port)[: -1 if may_ask else None],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.strip().splitlines()
    return line


def test_a_busy_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        line = refusal(tmp_path, port)
    assert f"Port {port}" in line
    assert "--port" in line


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    line = refusal(tmp_path / "file" / "data", free_port())
    assert "TRACKER_DATA_DIR" in line


def test_a_missing_model_is_said_in_one_line(tmp_path: Path) -> None:
    line = refusal(tmp_path, free_port(), TRACKER_SPACY_MODEL="no_such_model")
    assert "no_such_model" in line
    assert "uv sync" in line


def test_somebodys_own_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tracker.sqlite3").write_bytes(b"")
    assert "not the demo's" in refusal(tmp_path, free_port())


def test_a_question_that_nobody_can_answer_is_answered_with_no(tmp_path: Path) -> None:
    (tmp_path / "tracker.sqlite3").write_bytes(b"")
    assert "not the demo's" in refusal(tmp_path, free_port(), may_ask=True)


@pytest.mark.parametrize(
    "own", ["postgresql://desk:secret@localhost/record", "sqlite:///{}/record.sqlite3", "sqlite://:memory:"]
)
def test_a_database_elsewhere_is_left_alone(tmp_path: Path, own: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    line = refusal(tmp_path / "data", free_port(), DATABASE_URL=own.format(elsewhere))
    assert "unset DATABASE_URL" in line
    assert "secret" not in line
    assert not list(elsewhere.iterdir())


def test_another_database_in_the_same_folder_is_somebodys_own_too(tmp_path: Path) -> None:
    (tmp_path / "record.sqlite3").write_bytes(b"")
    line = refusal(tmp_path, free_port(), DATABASE_URL=f"sqlite:///{tmp_path}/record.sqlite3")
    assert "not the demo's" in line


@pytest.mark.django_db
def test_a_fault_in_the_seeds_is_said_in_one_line(tmp_path: Path, settings: Any) -> None:
    settings.BASE_DIR = settings.DATA_DIR = tmp_path
    with pytest.raises(DemoFault, match=r"codebook\.toml"):
        prepare(str.strip)
