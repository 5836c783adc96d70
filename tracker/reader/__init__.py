"""The public pages. Floor 4; it sees published records only, and cannot import a suggestion."""
