"""`/sitemap.xml` and `/robots.txt`."""

import re
from xml.etree import ElementTree

import pytest

from matters.directory import addresses
from matters.directory.addresses import Address
from matters.models import Bundle, Matter, Site
from matters.publishing import today
from tests.factories import make_matter

BASE = "https://zwfw.example.gov.cn"
ADDRESSES = [Address(f"/g/{n}/", today()) for n in range(3)] + [Address("/a&b/")]


def located(xml: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(xml).iter() if element.tag.endswith("}loc")]


def test_the_map_names_its_files_on_the_public_host(db, client):
    answer = client.get("/sitemap.xml", headers={"Host": "testserver"})
    assert (answer["Content-Type"], located(answer.content)) == ("application/xml", [f"{BASE}/sitemap-1.xml"])


def test_the_map_holds_every_public_page_and_each_leads_somewhere(db, client):
    found = located(client.get("/sitemap-1.xml").content)
    codes = [f"{BASE}/g/{code}/" for code in Matter.objects.public().values_list("code", flat=True)]
    codes += [f"{BASE}/b/{code}/" for code in Bundle.objects.public().values_list("code", flat=True)]
    sites = [f"{BASE}/sites/{code}/" for code in Site.objects.filter(is_active=True).values_list("code", flat=True)]
    assert set(codes + sites) - set(found) == set()
    others = [url.removeprefix(BASE) for url in found if not re.search("/(g|b|sites)/[^/]+/$", url)]
    assert {path: status for path in others if (status := client.get(path).status_code) != 200} == {}


def test_drafts_are_not_on_the_map(db, client):
    draft = make_matter()
    assert draft.code not in client.get("/sitemap-1.xml").content.decode()


@pytest.mark.parametrize("number", [0, 2, 99])
def test_there_are_no_more_files_than_addresses(db, client, number):
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_a_long_list_is_cut_into_files(monkeypatch):
    monkeypatch.setattr(addresses, "PER_FILE", 3)
    files = re.findall(r"<loc>(.+?)</loc>(?:<lastmod>(.+?)</lastmod>)?", addresses.index(ADDRESSES, BASE))
    assert files == [(f"{BASE}/sitemap-1.xml", today().isoformat()), (f"{BASE}/sitemap-2.xml", "")]


def test_addresses_are_escaped_and_dated():
    lines = addresses.sitemap(ADDRESSES[2:], BASE).splitlines()
    assert lines[2:4] == [
        f"<url><loc>{BASE}/g/2/</loc><lastmod>{today().isoformat()}</lastmod></url>",
        f"<url><loc>{BASE}/a&amp;b/</loc></url>",
    ]


def test_the_map_takes_six_queries_and_is_sent_once(db, client, django_assert_num_queries):
    client.get("/sitemap-1.xml")
    with django_assert_num_queries(6):
        tag = client.get("/sitemap-1.xml")["ETag"]
    assert client.get("/sitemap-1.xml", headers={"If-None-Match": tag}).status_code == 304


def test_robots_are_asked_to_leave_people_s_pages_alone(client):
    text = client.get("/robots.txt").content.decode()
    for path in ("/counter/", "/admin/", "/n/", "/r/", "/kiosk/", "/feedback/"):
        assert f"\nDisallow: {path}\n" in text
    assert text.endswith(f"\nSitemap: {BASE}/sitemap.xml\n")
