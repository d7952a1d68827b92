"""The application for a WSGI server: `gunicorn wsgi:app`."""

from riskapp.settings import Settings
from riskapp.web.app import create_app

app = create_app(Settings.from_environment())
