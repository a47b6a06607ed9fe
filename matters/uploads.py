"""Which files may be offered for download: by what is in them, whatever their name says."""

from pathlib import PurePath
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

LARGEST = 10 * 1024 * 1024
"""Bytes."""
_BEGINNINGS = {
    b"%PDF-": {".pdf"},
    b"PK\x03\x04": {".docx", ".xlsx"},
    b"\xd0\xcf\x11\xe0": {".doc", ".xls"},
    b"\xff\xd8\xff": {".jpg", ".jpeg"},
    b"\x89PNG\r\n": {".png"},
}
F = TypeVar("F")


def check_upload(file: F) -> F:
    """`file` itself where it is no new upload or an allowed one.

    Raises ValidationError for a file over 10 MB and for one whose content is not what its ending says or not on the list.
    """
    if not isinstance(file, UploadedFile):
        return file
    if (file.size or 0) > LARGEST:
        raise ValidationError("文件超过10 MB。")
    beginning = file.read(8)
    file.seek(0)
    ending = PurePath(file.name or "").suffix.lower()
    if not any(beginning.startswith(start) and ending in endings for start, endings in _BEGINNINGS.items()):
        raise ValidationError("只接受 PDF、Word、Excel、JPG、PNG 文件，且内容要与扩展名一致。")
    return file
