"""The engines that the rules on outside lines are tried on: a pandas frame there, and the answer back."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd
import pytest


@dataclass(frozen=True)
class Engine:
    """How a pandas frame becomes one of the engine's own."""

    name: str
    there: Callable[[pd.DataFrame], Any]

    @staticmethod
    def home(frame: Any) -> pd.DataFrame:
        """What the engine worked out, as pandas has it."""
        found = nw.from_native(frame)
        return (found.collect() if isinstance(found, nw.LazyFrame) else found).to_pandas()


def engine(name: str) -> Engine:
    """The engine of that name; skips where it is not installed."""
    library = pytest.importorskip(name, reason=f"{name} is not installed: uv sync --extra scale")
    if name == "pandas":
        return Engine(name, lambda frame: frame)
    if name == "polars":
        return Engine(name, lambda frame: library.from_pandas(frame).lazy())
    arrow = importlib.import_module("pyarrow")
    return Engine(name, lambda frame: library.from_arrow(arrow.Table.from_pandas(frame, preserve_index=False)))


ENGINES = ("pandas", "polars", "duckdb")
