import os

import django

from home.page_cache import listening, stamps
from home.page_cache.front import Front
from site_project.database_checks import refuse_wrong_database
from site_project.handler import Application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.local")

django.setup(set_prefix=False)
refuse_wrong_database()
# The process before this one may have been killed between a commit and its word of it.
stamps.change(*stamps.Stamp)
listener = listening.start()
application = Front(Application())
