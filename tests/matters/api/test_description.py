"""The interface behaves as its own description says, whatever is asked. Many more examples under FULL=1."""

import json
import os
import random
import re
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from ninja.responses import NinjaJSONEncoder

from govservice.wsgi import application
from matters.api.interface import api
from matters.models import Bundle, Matter, Site
from matters.models.matter import CODE_ALPHABET

FULL = bool(os.environ.get("FULL"))
WELL_FORMED = {True: re.compile("[a-z0-9-]{1,40}"), False: re.compile(f"[{CODE_ALPHABET}]{{6}}")}
UNKNOWN_OPERATIONS = ("guides_guide", "matters_listed", "changes_listed")
CHECKED = {
    # What is well formed and yet unknown is 400 there: an option of another matter, a site, somebody else's cursor.
    "operations": [
        {
            "include-operation-id": operation,
            "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 400, 404, 410]}},
        }
        for operation in UNKNOWN_OPERATIONS
    ]
}


def described():
    """The description, without a request and without a database."""
    plain = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), cls=NinjaJSONEncoder))
    made = schemathesis.openapi.from_dict(plain, config=schemathesis.Config.from_dict(CHECKED))
    made.app = application
    return made


schema = described()


@cache
def codes(of_sites):
    """Those of the demo district."""
    if of_sites:
        return list(Site.objects.values_list("code", flat=True))
    return [code for model in (Matter, Bundle) for code in model.objects.values_list("code", flat=True)]


@schema.hook
def map_path_parameters(context, path_parameters):
    """Half of the well-formed codes are of something."""
    of_sites = "/sites/" in context.operation.path
    if path_parameters and WELL_FORMED[of_sites].fullmatch(str(path_parameters.get("code", ""))):
        chance = random.Random(str(path_parameters))
        if chance.random() < 0.5:
            path_parameters["code"] = chance.choice(codes(of_sites))
    return path_parameters


@pytest.fixture
def one_connection(db, settings, tmp_path):
    """Requests in this process must not close the connection whose transaction the test is in."""
    settings.API_RATE, settings.OPEN_DATA_DIR = 0, tmp_path
    for end in (request_started, request_finished):
        end.disconnect(close_old_connections)
    yield
    for end in (request_started, request_finished):
        end.connect(close_old_connections)


@schema.parametrize()
@hypothesis_settings(
    max_examples=500 if FULL else 8,
    derandomize=not FULL,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case, one_connection):
    case.call_and_validate()
