"""What every verb of this app raises when it does nothing."""


class CannotDo(Exception):
    """Nothing was written; the message says why, in plain Chinese for whoever pressed the button. `field` is a field of the form or empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
