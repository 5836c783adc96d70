"""The seed files as they stand on disk: TOML tables, and sample articles beside them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

type Row = dict[str, Any]


class SeedFault(Exception):
    """A seed file says something that cannot be loaded; the message names file, entry and fault."""


@dataclass(frozen=True, slots=True)
class SeedFolder:
    """A folder of seed files."""

    path: Path

    def rows(self, file: str, table: str) -> list[Row]:
        """The array of tables of that name. Raises `SeedFault` when the file is missing or not TOML."""
        try:
            content = tomllib.loads((self.path / file).read_text(encoding="utf-8"))
        except (OSError, ValueError) as cause:
            raise SeedFault(f"{file} cannot be read: {cause}") from cause
        rows: list[Row] = content.get(table, [])
        return rows

    def text(self, file: str) -> str:
        """The text of a sample article. Raises `SeedFault`."""
        try:
            return (self.path / file).read_text(encoding="utf-8")
        except OSError as cause:
            raise SeedFault(f"{file} cannot be read: {cause}") from cause
