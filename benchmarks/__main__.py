"""`python -m benchmarks [--seconds N] [NAME…]`: measure, each time with the reference beside it.

`--seconds` shortens the benchmarks that last a given time. Exit code 1 where a bar is missed, 2 for an unknown name.
"""

import argparse
import sys
from importlib import import_module

from benchmarks import database
from benchmarks.measuring import report

NAMES = ("sheet", "batch", "issuing", "guide", "exchange", "counter", "search", "figures")
TIMED = ("counter",)


def main(arguments: list[str]) -> int:
    """Run the benchmarks asked for, without a name all of them."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=int)
    options = parser.parse_args(arguments)
    asked = options.names
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        print(f"bench: no benchmark named {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    database.use_own()
    held = [
        report(name, import_module(f"benchmarks.{name}").run(*_given(name, options.seconds))) for name in asked or NAMES
    ]
    return 0 if all(held) else 1


def _given(name: str, seconds: int | None) -> tuple[int, ...]:
    return (seconds,) if seconds and name in TIMED else ()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
