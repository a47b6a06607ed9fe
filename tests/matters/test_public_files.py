"""`/files/`: blank forms and samples, and nothing else of MEDIA_ROOT."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from matters.models import Material


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("forms/a.pdf", "forms/b.docx", "forms/.hidden", "samples/a.pdf", "private/a.pdf", "a.pdf"):
        path = Path(tmp_path, name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"%PDF-1.7\n")
    (tmp_path / "forms" / "outside.pdf").symlink_to(tmp_path / "private" / "a.pdf")
    return tmp_path


def test_a_form_comes_as_an_attachment_named_after_the_paper(db, client, media):
    Material.objects.create(name="演示申请表", blank_form="forms/a.pdf")
    response = client.get("/files/forms/a.pdf")
    assert b"".join(response.streaming_content) == b"%PDF-1.7\n"
    assert response["Content-Type"] == "application/pdf"
    assert unquote(response["Content-Disposition"]) == "attachment; filename*=utf-8''演示申请表（空白表）.pdf"


def test_a_form_no_longer_in_the_library_keeps_its_stored_name(db, client, media):
    response = client.get("/files/forms/b.docx")
    assert response["Content-Disposition"] == 'attachment; filename="b.docx"'


@pytest.mark.parametrize(
    "path",
    [
        "private/a.pdf", "a.pdf", "forms/none.pdf", "forms/.hidden", "forms/outside.pdf", "forms/../private/a.pdf",
        "forms/..%2Fprivate%2Fa.pdf", "forms/", "forms/%00.pdf", "forms/..",
    ],
)  # fmt: skip
def test_nothing_else_is_served(db, client, media, path):
    assert client.get(f"/files/{path}").status_code == 404


def test_every_form_a_demo_guide_offers_can_be_fetched(db, client):
    material = Material.objects.exclude(blank_form="").first()
    assert client.get(material.blank_form.url).status_code == 200
