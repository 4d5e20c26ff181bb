"""Build the book that is shipped at the top of the project: python -m macros.making.build_shipped_book [PATH]."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.making.new import build

SHIPPED = Path(__file__).resolve().parents[2] / "customer_book.xlsm"


def main(path: Path = SHIPPED) -> None:
    """Write the Chinese sample book; the same bytes each time."""
    build(path, "zh", sample=True)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
