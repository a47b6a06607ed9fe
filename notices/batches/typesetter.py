"""What a typesetting process does, see `notices.batches.typesetting`. It is imported before Django is set up, so nothing of ours is at the top."""

from multiprocessing.connection import Connection

SHEET, CHUNK, LEFT = "sheet", "chunk", "left"
"""One more sheet is done; the chunk is, and what came of it; it gave up, and why."""


def serve(connection: Connection) -> None:
    """Set chunk after chunk until the pipe closes."""
    try:
        _serve(connection)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # whoever asked is gone or has given up
    except Exception as error:
        connection.send((LEFT, repr(error)))


def _serve(connection: Connection) -> None:
    import django

    django.setup()
    from notices.batches.typesetting import set_chunk

    while True:
        chunk = connection.recv()
        outcome = set_chunk(chunk, lambda: connection.send((SHEET, None)))
        connection.send((CHUNK, outcome))
