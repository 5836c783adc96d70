"""Every record screen of the desk; importing this file registers them with the site.

It is not the package itself that imports them: the site lives in the package too, and would be made twice.
"""

from tracker.admin import (  # noqa: F401
    article,
    change,
    citation,
    condition,
    conflict,
    editor,
    involvement,
    party,
    person,
    proposal,
    status,
    suggestion,
    term,
    word_list,
)
