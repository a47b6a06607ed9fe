"""The whole catalog as one file."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from matters.models import Bundle, Matter
from matters.open_data import everything
from matters.open_data.catalog_rows import COLUMNS
from matters.open_data.kept_files import BeingMade, kept
from matters.publishing import suspend
from tests.factories import make_guide, make_published, make_user
from tests.matters.api.asking import ask

pytestmark = pytest.mark.django_db
FILES = ("catalog.json", "catalog.csv", "catalog.xlsx", "cpsv-ap.jsonld")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.OPEN_DATA_DIR = tmp_path / "open"


def download(client, name):
    return b"".join(client.get(f"/api/v1/download/{name}").streaming_content)


def public_codes():
    return sorted(Matter.objects.public().values_list("code", flat=True))


def csv_rows(client):
    return list(csv.reader(io.StringIO(download(client, "catalog.csv").decode("utf-8-sig"))))


def test_the_json_file_has_the_guides_as_their_addresses_give_them(client):
    said = json.loads(download(client, "catalog.json"))
    assert [m["code"] for m in said["matters"]] == public_codes()
    assert [b["code"] for b in said["bundles"]] == sorted(Bundle.objects.public().values_list("code", flat=True))
    assert said["matters"][0] == ask(client, f"guides/{public_codes()[0]}/")


def test_the_tables_have_a_row_a_matter(client):
    rows = csv_rows(client)
    book = load_workbook(io.BytesIO(download(client, "catalog.xlsx")), read_only=True)
    cells = list(book["事项"].iter_rows(values_only=True))
    assert rows[0] == list(cells[0]) == [column.heading for column in COLUMNS]
    assert [row[0] for row in rows[1:]] == [row[0] for row in cells[1:]] == public_codes()


def test_a_text_is_never_a_formula(client):
    matter = make_published(make_guide(summary='=HYPERLINK("x")', consult_phone="+86-372"))
    row = next(row for row in csv_rows(client) if row[0] == matter.code)
    said = dict(zip([column.heading for column in COLUMNS], row, strict=True))
    assert (said["一句话说明"], said["咨询方式"]) == ('\'=HYPERLINK("x")', "'+86-372")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_made_once_for_each_state(client, settings, name):
    first = client.get(f"/api/v1/download/{name}")
    again = client.get(f"/api/v1/download/{name}", headers={"If-None-Match": first["ETag"]})
    made_publicly = make_published()
    other = client.get(f"/api/v1/download/{name}")
    assert (again.status_code, other["ETag"] == first["ETag"]) == (304, False)
    assert made_publicly.code.encode() in b"".join(other.streaming_content) or name.endswith("xlsx")
    assert len(list(settings.OPEN_DATA_DIR.glob(f"*-{name}"))) == 1


def test_a_suspended_matter_says_so_in_its_row(client):
    matter = make_published()
    suspend(matter, by=make_user(), reason="系统升级")
    row = next(row for row in csv_rows(client) if row[0] == matter.code)
    assert row[5] == "暂停办理：系统升级"


def test_whoever_comes_while_a_file_is_made_is_asked_to_come_again(client, settings):
    def somebody_else_comes(path):
        with pytest.raises(BeingMade):
            kept("catalog.csv", "state", lambda _: None)
        path.write_bytes(b"made")

    assert kept("catalog.csv", "state", somebody_else_comes).read_bytes() == b"made"


def test_being_made_is_a_problem_with_a_time_to_wait(client, monkeypatch):
    def busy(*_):
        raise BeingMade

    monkeypatch.setattr("matters.api.downloads.kept", busy)
    response = client.get("/api/v1/download/catalog.csv")
    assert (response.status_code, response["Retry-After"], response.json()["code"]) == (503, "20", "being_made")


def test_a_file_that_could_not_be_made_leaves_nothing_behind(settings):
    with pytest.raises(ZeroDivisionError):
        kept("catalog.csv", "state", lambda _: 1 / 0)
    assert [path.name for path in settings.OPEN_DATA_DIR.iterdir()] == ["catalog.csv.lock"]


def test_no_more_than_a_batch_is_read_at_a_time(monkeypatch):
    monkeypatch.setattr(everything, "BATCH", 20)
    day = Matter.objects.get(code="K7M2PA").editions.first().effective_from
    assert {len(batch) for batch in list(everything.matters(day))[:-1]} == {20}
