"""One deadline for a whole fetch, over name look-ups, redirects and a body that arrives drop by drop."""

import time

from tracker.outbound.refusal import FetchRefused


class Deadline:
    """Counts down from `seconds` on the monotonic clock, from the moment it is made."""

    def __init__(self, seconds: float) -> None:
        """Start the clock."""
        self.seconds = seconds
        self._ends_at = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return time.monotonic() >= self._ends_at

    def remaining(self) -> float:
        """Return the seconds left, always more than 0; raise FetchRefused when none are."""
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise self.build_refusal()
        return left

    def build_refusal(self) -> FetchRefused:
        """Return the exception that says that time ran out."""
        return FetchRefused(f"The site took longer than {self.seconds:g} seconds to answer; the fetch was stopped.")
