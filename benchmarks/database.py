"""The benchmarks' own demo district under var/bench/: made once for one state of fixtures, models and sheet, used again until one of them changes."""

import os
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "var" / "bench"
# What the stored rows are made from; a stored rung holds for one state of the sheet's template only.
_SOURCES = ("fixtures/demo", "templates/notices/sheet", "static/css/sheet.css", "notices", "matters", "accounts")
_SUFFIXES = {".yaml", ".html", ".css", ".py"}


def use_own() -> None:
    """Point Django at a database, cache and file folder under var/bench/ and set it up. Call before any model is imported."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"demo-{_state()}.sqlite3"
    for stale in OUT.glob("demo-*.sqlite3*"):
        if not stale.name.startswith(path.name):
            stale.unlink()
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    set_up()


def set_up() -> None:
    """Django with the settings every benchmark shares; DATABASE_URL is already there."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "govservice.settings",
        "DEBUG": "0",
        "DEMO": "1",
        "LOG_LEVEL": "ERROR",
        "MEDIA_ROOT": str(OUT / "media"),
        "SHEET_CACHE_DIR": str(OUT / "cache"),
        # As long as that of a real office: the address decides how large the QR code is.
        "PUBLIC_BASE_URL": "https://zwfw.example.gov.cn",
        "BEHIND_PROXY": "0",
        # Playwright keeps an event loop in this thread; nothing here runs in it.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    import django

    django.setup()


def load() -> None:
    """Migrate and load the demo district, without the search for rungs: each is found on first use and stored."""
    from django.conf import settings
    from django.core.management import call_command

    from notices import demo

    settings.PUBLICATION_GATES = []
    call_command("migrate", verbosity=0)
    print(demo.load())


def _state() -> str:
    """Twelve hex digits that change with any file the stored rows are made from."""
    digest = sha256()
    for source in _SOURCES:
        for path in sorted(_files(ROOT / source)):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _files(source: Path) -> list[Path]:
    return [source] if source.is_file() else [p for p in source.rglob("*") if p.suffix in _SUFFIXES]
