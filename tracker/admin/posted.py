"""Words that came with a request outside a Django form: cut to their column, without what a database refuses."""

from django.http import QueryDict

LONGEST_REASON = 300  # characters; the column of the ledger


def words_of(values: QueryDict, name: str, longest: int = LONGEST_REASON) -> str:
    """What was typed into a field, without spaces around it; empty when nothing was. PostgreSQL keeps no NUL."""
    return values.get(name, "").replace("\0", "").strip()[:longest]
