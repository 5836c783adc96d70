"""The import contracts hold, and a planted violation of each kind is caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    return subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": "."},
    )


def test_imports_go_down_a_floor_never_up_never_sideways() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("models/term.py", "from tracker.review import outcome", "Five floors"),
        ("importer/clean.py", "from tracker.review import outcome", "Five floors"),
        ("reader/changes.py", "from tracker.models.suggestion import Suggestion", "Public code cannot see"),
        ("compare/words.py", "from tracker.models.suggestion import Suggestion", "Public code cannot see"),
        ("admin/site.py", "import spacy", "Only extract imports spaCy"),
        ("importer/clean.py", "import httpx", "Only outbound imports an HTTP client"),
        ("extract/candidate.py", "import django", "Extract knows no Django"),
        ("unplanned.py", "'''A room nobody planned.'''", "unplanned"),
    ],
)
def test_a_planted_violation_is_caught(tmp_path: Path, file: str, line: str, contract: str) -> None:
    shutil.copytree(ROOT / "tracker", tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "tracker" / file
    planted.write_text((planted.read_text() if planted.exists() else "") + f"\n{line}\n")
    result = lint(tmp_path)
    assert result.returncode != 0
    broken = [row for row in result.stdout.splitlines() if contract in row]
    assert any("BROKEN" in row or "unplanned" in row for row in broken), result.stdout


def test_a_web_process_never_loads_spacy() -> None:
    script = (
        "import sys; from tracker.wsgi import application; "
        "from django.urls import get_resolver; get_resolver().url_patterns; "
        "sys.exit('spacy' in sys.modules or 'thinc' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
