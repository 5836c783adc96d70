#!/usr/bin/env python
"""Runs the tracker's management commands: `uv run manage.py demo` starts everything."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    execute_from_command_line(sys.argv)
