"""One command a file. Floor 4."""
