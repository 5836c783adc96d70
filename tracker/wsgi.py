"""The web server's entry; it refuses to serve when a system check fails."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = get_wsgi_application()

from django.core import management  # noqa: E402  (the app registry must be ready first)

# gunicorn runs no checks of its own, and a record without its triggers must not be written to.
management.call_command("check")
