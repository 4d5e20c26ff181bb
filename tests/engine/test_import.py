"""What importing the engine costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ["pandas", "pyarrow", "numpy", "lxml", "fastexcel", "xlwings", "openpyxl"]


def test_importing_the_engine_loads_nothing_heavy() -> None:
    """A command that opens no book pays for none of the libraries that reading one needs."""
    script = f"import sys, workbook.engine; print([name for name in {HEAVY} if name in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
