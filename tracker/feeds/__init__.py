"""RSS, Atom and JSON feeds of changes. Floor 4."""
