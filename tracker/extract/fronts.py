"""Another front: a truce there is linkage only for a party of this one; of that front itself it is the thing itself."""

from tracker.extract.assembly import Article
from tracker.extract.voice import Claim

# Words that say by themselves that two fronts are tied together.
TYING = ("link", "tie", "tied", "couple", "connect", "bind", "front", "separat", "independent", "regardless", "until")


def drop_false_links(claims: list[Claim], article: Article) -> list[Claim]:
    """The claims without those that take a ceasefire on a party's own front for a condition on another."""
    return [claim for claim in claims if claim.hit.term != "linkage" or is_link(claim, article)]


def is_link(claim: Claim, article: Article) -> bool:
    """Whether a phrase that names a front ties another to it; one that names none says so itself."""
    words = claim.hit.span.text.lower()
    named = next((each for each in article.conflicts.values() if any(word in words for word in each.keywords)), None)
    if named is None or any(word in words for word in TYING):
        return True
    party = claim.holder.party if claim.holder is not None else None
    if claim.kind == "provision" or party is None:
        return bool(article.ranked) and article.ranked[0] != named.name
    others = [article.conflicts[name] for name in article.ranked if name != named.name]
    return party not in named.parties and any(party in each.parties for each in others)
