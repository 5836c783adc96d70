"""The one exception of this room: a fetch that was not done, with the reason in plain words."""


class FetchRefused(Exception):
    """A page was not fetched; `reason` is a sentence that an editor reads on the article's row."""

    def __init__(self, reason: str) -> None:
        """Keep the reason as the message as well, so that a log line reads the same."""
        super().__init__(reason)
        self.reason = reason
