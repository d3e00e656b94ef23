#!/usr/bin/env python
"""Django's command line. Without DJANGO_SETTINGS_MODULE it uses what `make run` uses."""

import os
import sys

from django.core.management import execute_from_command_line

from site_project.management.commands.serve import become_server

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.local")
    if sys.argv[1:] == ["serve"]:
        # Django would load the whole site here first, to throw it away: half of a cold start.
        become_server()
    execute_from_command_line(sys.argv)
