"""`python -m benchmarks [NAME…]`: measure, each time with the reference beside it. Exit code 1 where a bar is missed, 2 for an unknown name."""

import sys
from importlib import import_module

from benchmarks import database
from benchmarks.measuring import report

NAMES = ("sheet", "batch", "issuing", "guide", "exchange")


def main(asked: list[str]) -> int:
    """Run the benchmarks asked for, without a name all of them."""
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        print(f"bench: no benchmark named {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    database.use_own()
    held = [report(name, import_module(f"benchmarks.{name}").run()) for name in asked or NAMES]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
