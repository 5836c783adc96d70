"""Conditions to a grid, verdicts and sentences: pure functions over rows already loaded. Floor 2."""
