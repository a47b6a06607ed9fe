"""The WSGI entry point for gunicorn: processes, not threads (Pango is not thread-safe)."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "govservice.settings")
application = get_wsgi_application()

from notices import pdf  # noqa: E402  (nothing of ours can be imported before Django is set up)

# Beside the first requests; the lock in `pdf` keeps it apart from their sheets.
Thread(target=pdf.warm, daemon=True).start()
