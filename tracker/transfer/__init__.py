"""Whole records in and out: seeds. Floor 3; the only room that calls both importer and review."""
