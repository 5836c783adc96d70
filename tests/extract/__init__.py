"""Tests of the reading room: what an editor would see suggested for a text."""
