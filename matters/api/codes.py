"""What stands in the addresses."""

from typing import Annotated

from django.urls import reverse
from ninja import Path
from pydantic import WithJsonSchema

from matters.models.matter import CODE_ALPHABET, CODE_LENGTH

_CODE = {"type": "string", "pattern": f"^[{CODE_ALPHABET}]{{{CODE_LENGTH}}}$", "examples": ["K7M2PA"]}
Code = Annotated[str, WithJsonSchema(_CODE), Path(description="公开短码，六位")]
"""Described and not demanded: what cannot be a code is unknown like any other."""
SiteCode = Annotated[
    str, WithJsonSchema({"type": "string", "pattern": "^[a-z0-9-]{1,40}$"}), Path(description="地点代号")
]


def address(name: str, *args: object) -> str:
    """The path of one of our own addresses."""
    return reverse(f"api:{name}", args=args)
