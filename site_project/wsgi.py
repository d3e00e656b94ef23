import os

import django

from site_project.database_checks import refuse_wrong_database
from site_project.handler import Application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.local")

django.setup(set_prefix=False)
refuse_wrong_database()
application = Application()
