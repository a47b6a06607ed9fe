"""Progress on a terminal and elsewhere."""

from io import StringIO

from matters.exchange.progress import ProgressBar


class Terminal(StringIO):
    """A text file that is a terminal."""

    def isatty(self) -> bool:
        return True


def ticking(*seconds: float):
    times = iter(seconds)
    return lambda: next(times)


def test_elsewhere_there_is_a_line_for_every_tenth() -> None:
    out = StringIO()
    bar = ProgressBar(out, clock=ticking(0.0, 1.0, 2.0))
    for done in (5, 10, 15, 20):
        bar(done, 100)
    assert out.getvalue() == "10/100个事项（10%），每秒10个，还需9秒\n20/100个事项（20%），每秒10个，还需8秒\n"


def test_a_terminal_has_a_bar_that_ends_with_a_line() -> None:
    out = Terminal()
    bar = ProgressBar(out, clock=ticking(0.0, 1.0, 1.0))
    bar(2, 2)
    assert out.getvalue() == f"\r[{'#' * 30}] 2/2个事项（100%），每秒2个，还需0秒  \n"


def test_while_the_file_is_read_its_rows_are_counted() -> None:
    out = Terminal()
    ProgressBar(out, clock=ticking(0.0, 1.0))(3000, 0)
    assert out.getvalue() == "\r已读取3,000行 "
