"""Public codes for new matters and bundles."""

import secrets

from matters.models import Bundle, Matter
from matters.models.matter import CODE_ALPHABET, CODE_LENGTH


def fresh_code() -> str:
    """A public code that no matter and no bundle has; drawn at random, so that codes tell nothing and neighbours are not guessed."""
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if not (Matter.objects.filter(code=code).exists() or Bundle.objects.filter(code=code).exists()):
            return code
