"""The desk's Content-Security-Policy: the site's own, and nonces for the inline parts of Django's admin."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

# Public pages are cached and have no inline parts; nonces and caches exclude each other, so only the desk has them.
_WITH_NONCE = ("script-src", "style-src")


def with_nonces[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """The same view under a policy that also lets in what carries this response's nonce."""
    policy: dict[str, Any] = dict(settings.SECURE_CSP)
    for name in _WITH_NONCE:
        policy[name] = [*policy.get(name, [CSP.SELF]), CSP.NONCE]
    return csp_override(policy)(view)
