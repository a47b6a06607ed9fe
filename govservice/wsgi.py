"""The WSGI entry point for gunicorn: processes, not threads (Pango is not thread-safe)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "govservice.settings")
application = get_wsgi_application()
