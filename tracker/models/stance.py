"""The stances a party can take, their groups, and which groups stand against each other (codebook, "Stances")."""

from django.db.models import TextChoices


class StanceGroup(TextChoices):
    """Which way a stance points."""

    FOR = "for", "for"
    YES = "yes", "yes"
    OPEN = "open", "open"
    NO = "no", "no"
    DROPS = "drops", "drops"
    DENIES = "denies", "denies"


class Stance(TextChoices):
    """What a party does with a term or with a proposal as a whole."""

    PROPOSES = "proposes", "proposes"
    DEMANDS = "demands", "demands"
    OFFERS = "offers", "offers"
    ACCEPTS = "accepts", "accepts"
    ACCEPTS_RESERVED = "accepts-reserved", "accepts with reservations"
    OPEN = "open", "open"
    UNDER_REVIEW = "under-review", "under review"
    SILENT = "silent", "silent"
    REJECTS = "rejects", "rejects"
    DROPS = "drops", "drops"
    DENIES = "denies", "denies"

    @property
    def group(self) -> StanceGroup:
        """The group this stance belongs to."""
        return _GROUP_OF[self]


_GROUP_OF = {
    Stance.PROPOSES: StanceGroup.FOR,
    Stance.DEMANDS: StanceGroup.FOR,
    Stance.OFFERS: StanceGroup.FOR,
    Stance.ACCEPTS: StanceGroup.YES,
    Stance.ACCEPTS_RESERVED: StanceGroup.OPEN,
    Stance.OPEN: StanceGroup.OPEN,
    Stance.UNDER_REVIEW: StanceGroup.OPEN,
    Stance.SILENT: StanceGroup.OPEN,
    Stance.REJECTS: StanceGroup.NO,
    Stance.DROPS: StanceGroup.DROPS,
    Stance.DENIES: StanceGroup.DENIES,
}

_AFFIRMING = {StanceGroup.FOR, StanceGroup.YES}
_REFUSING = {StanceGroup.NO, StanceGroup.DENIES}


def are_opposed(one: str, other: str) -> bool:
    """True when two stances contradict each other: for or yes against no or denies (rule 4)."""
    groups = {Stance(one).group, Stance(other).group}
    return bool(groups & _AFFIRMING) and bool(groups & _REFUSING)
