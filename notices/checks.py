"""System checks: fonts, native libraries, the address that QR codes hold, the keys of personal data."""

from collections.abc import Sequence
from ctypes.util import find_library
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from notices import fonts
from notices.personal import sealing

_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


@register
def faces_prepared(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """notices.E001: the prepared faces are missing or broken."""
    return [Error(message, hint=hint, id="notices.E001") for message, hint in fonts.problems()]


@register
def native_libraries(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """notices.E002: a library WeasyPrint needs is not installed; the hint names the Debian package."""
    return [
        Error(f"native library {name} not found", hint=f"Install the Debian package {package}.", id="notices.E002")
        for name, package in _LIBRARIES.items()
        if find_library(name) is None
    ]


@register(deploy=True)
def public_address(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """notices.W001: printed QR codes would point to this machine only."""
    if "127.0.0.1" in settings.PUBLIC_BASE_URL or "localhost" in settings.PUBLIC_BASE_URL:
        hint = "Set PUBLIC_BASE_URL to the address citizens reach."
        return [
            Warning(
                "PUBLIC_BASE_URL is this machine; printed QR codes would lead nowhere.", hint=hint, id="notices.W001"
            )
        ]
    return []


@register
def personal_data_keys_readable(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """notices.E003: a key of PERSONAL_DATA_KEYS is none; nothing could be sealed or opened."""
    if not (wrong := sealing.malformed_keys()):
        return []
    hint = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
    return [Error(f"{wrong} of PERSONAL_DATA_KEYS cannot be read as a Fernet key.", hint=hint, id="notices.E003")]


@register(deploy=True)
def personal_data_keys_given(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """notices.W002: personal data are sealed with what signs the sessions, and are lost with it."""
    if settings.PERSONAL_DATA_KEYS:
        return []
    hint = "Set PERSONAL_DATA_KEYS (see .env.example) and keep the keys apart from the backups."
    return [Warning("Personal data are sealed with a key derived from SECRET_KEY.", hint=hint, id="notices.W002")]
