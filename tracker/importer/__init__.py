"""Brings an article in: fetches, cleans, stores a snapshot and suggests what it says. Floor 2; publishes nothing."""
