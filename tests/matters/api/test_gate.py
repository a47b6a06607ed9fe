"""What is the same for every address: methods, other origins, rate, problems as JSON."""

import pytest
from django.core.cache import cache

from tests.matters.api.asking import ask

pytestmark = pytest.mark.django_db
GUIDE = "/api/v1/guides/K7M2PA/"


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet():
    cache.clear()


@pytest.mark.parametrize("path", ["nothing", "nothing/", "guides/K7M2PA/nothing/", "%00", "%ED%A0%80/", "guides//"])
def test_an_address_that_is_none_is_a_problem_as_json(client, path):
    assert ask(client, path, 404)["code"] in {"not_found", "unknown_code"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    response = getattr(client, method)(GUIDE)
    assert (response.status_code, response["Allow"], response.json()["code"]) == (
        405,
        "GET, HEAD, OPTIONS",
        "read_only",
    )


def test_head_is_get_without_its_content(client):
    got, head = client.get(GUIDE), client.head(GUIDE)
    same = ("ETag", "Content-Type", "Content-Length", "Cache-Control", "Access-Control-Allow-Origin")
    assert (head.status_code, head.content) == (200, b"")
    assert [head[name] for name in same] == [got[name] for name in same]


def test_a_page_elsewhere_may_read_and_ask_again_with_a_tag(client):
    response = client.options(GUIDE, headers={"Origin": "https://example.com", "Access-Control-Request-Method": "GET"})
    said = {name: response[name] for name in response.headers if name.startswith("Access-Control-Allow")}
    assert (response.status_code, said) == (
        204,
        {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "If-None-Match",
        },
    )


def test_other_origins_are_let_in_below_the_interface_only(client):
    assert "Access-Control-Allow-Origin" not in client.get("/g/K7M2PA/").headers


def test_no_cookie_is_set_and_any_cache_may_keep_it(client):
    response = client.get(GUIDE)
    assert (response.cookies, response.get("Vary"), "public" in response["Cache-Control"]) == ({}, None, True)


def test_whoever_asks_too_often_has_to_wait(client, settings):
    settings.API_RATE = 2
    statuses = [client.get(GUIDE).status_code for _ in range(3)]
    refused = client.get(GUIDE)
    assert (statuses, refused.json()["code"], refused["X-RateLimit-Remaining"]) == (
        [200, 200, 429],
        "too_many_requests",
        "0",
    )
    assert refused["Retry-After"] == str(refused.json()["detail"]["retry_after"])


def test_one_address_does_not_wait_for_another(client, settings):
    settings.API_RATE = 1
    assert [client.get(GUIDE, REMOTE_ADDR=f"10.0.0.{n}").status_code for n in (1, 2, 1)] == [200, 200, 429]


def test_pages_outside_the_interface_are_not_counted(client, settings):
    settings.API_RATE = 1
    assert [client.get("/g/K7M2PA/").status_code for _ in range(3)] == [200, 200, 200]


def test_how_much_is_left_is_told(client, settings):
    settings.API_RATE = 5
    assert [client.get(GUIDE)["X-RateLimit-Remaining"] for _ in range(2)] == ["4", "3"]


def test_our_own_fault_is_a_problem_as_json_too(client, monkeypatch):
    monkeypatch.setattr("matters.api.sites.sites", lambda *_: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/api/v1/sites/")
    assert (response.status_code, response.json()["code"]) == (500, "server_error")


def test_the_page_for_people_names_every_address(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    page = client.get("/api/v1/").content.decode()
    assert [path for path in paths if path.partition("{")[0] not in page] == []


@pytest.mark.parametrize("path", ["", "openapi.json", "matters/", "sites/", "changes/", "guides/K7M2PA/places/"])
def test_what_has_not_changed_is_not_sent_again(client, path):
    tag = client.get(f"/api/v1/{path}")["ETag"]
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_the_description_says_what_codes_mean(client):
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert schemas["Level"]["description"] == "district 区；street 街道；community 社区"
