"""Blank forms and filled samples for download."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest

from matters.models import Material
from matters.views.reading import read_only

FOLDERS = {"forms": "空白表", "samples": "样表"}
"""The folders of MEDIA_ROOT that are public; nothing else in it ever is."""


@read_only
def form_file(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """`/files/forms/<name>`, `/files/samples/<name>`: as an attachment, named after the paper. 404 for anything else."""
    root = Path(settings.MEDIA_ROOT).resolve() / folder
    path = root / name
    if folder not in FOLDERS or not _is_plain(name) or path.resolve().parent != root or not path.is_file():
        raise Http404
    response = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=_spoken_name(folder, name),
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
    )
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _is_plain(name: str) -> bool:
    """Whether it could be an uploaded file's name: visible characters, no hidden file."""
    return name.isprintable() and not name.startswith(".")


def _spoken_name(folder: str, name: str) -> str:
    """`残疾人证申请表（空白表）.pdf`; the stored name for a file an older edition still offers."""
    stored = f"{folder}/{name}"
    material = Material.objects.filter(Q(blank_form=stored) | Q(filled_sample=stored)).first()
    return f"{material.name}（{FOLDERS[folder]}）{Path(name).suffix}" if material else name
