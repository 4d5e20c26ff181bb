"""Where prospects stop, from histories, opportunities and the customers' own stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from workbook.rules.development import stops

Make = Callable[..., pd.DataFrame]
JUNE = dt.date(2026, 6, 30)
STAGES = pd.DataFrame({"key": ["research", "contact", "offer", "conversion"], "days": [30.0, 14.0, 30.0, 14.0]})


def history(*rows: tuple[str, str | None, str | None, str, str]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["customer_id", "opportunity_id", "before", "after", "as_of"], dtype="str")
    return made.assign(as_of=pd.to_datetime(made["as_of"]).astype("datetime64[s]"))


def deals(frame: Make, *rows: tuple[str, str, str, str, str | None]) -> pd.DataFrame:
    names = ("opportunity_id", "customer_id", "stage", "stage_since", "state")
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    made = frame(**{name: list(values) for name, values in zip(names, columns, strict=True)})
    return made.assign(owner=pd.Series(None, index=made.index, dtype="str"))


def test_a_customers_own_way_is_told_by_its_history(people: Make, frame: Make) -> None:
    """Seen first in research, then for ten days in contact, which allows fourteen; the other for twenty."""
    given = people({"source": "fair"}, {"owner": "bo"}).assign(stage=pd.Series(["contact", "contact"], dtype="str"))
    seen = history(
        ("C1", None, None, "research", "2026-05-01"),
        ("C1", None, "research", "contact", "2026-06-20"),
        ("C2", None, None, "contact", "2026-06-10"),
    )
    found = stops.paths(given, deals(frame), seen, STAGES, JUNE)
    assert found[["start", "end", "outcome"]].values.tolist() == [[0, 1, "open"], [1, 1, "stopped"]]
    assert found["salesperson"].tolist() == ["ann", "bo"]


def test_opportunities_speak_for_their_customer(people: Make, frame: Make) -> None:
    """Won goes on, lost stops, open goes on within its days and stops beyond them; the customer's own stage is not
    counted beside them, and one without a stage tells nothing."""
    given = people({"source": "fair"}, {}).assign(stage=pd.Series(["research", None], dtype="str"))
    rows = deals(
        frame,
        ("O1", "C1", "offer", "2026-01-01", "won"),
        ("O2", "C1", "offer", "2026-06-01", "lost"),
        ("O3", "C1", "contact", "2026-06-16", None),
        ("O4", "C1", "contact", "2026-06-15", "open"),
    )
    found = stops.paths(given, rows, history(), STAGES, JUNE)
    assert found["outcome"].tolist() == ["won", "stopped", "open", "stopped"]
    assert set(found["source"]) == {"fair"}
    assert set(found["salesperson"]) == {"ann"}


def test_shares_are_of_those_that_are_decided() -> None:
    """Three came to contact: one went on to the offer, one stopped, one is on its way: half stopped."""
    ways = pd.DataFrame(
        {
            "start": [1, 1, 0], "end": [2, 1, 1], "outcome": ["open", "stopped", "open"],
            "source": ["fair", "fair", None], "salesperson": ["ann", "bo", "bo"],
        }
    )  # fmt: skip
    found = stops.stops(ways, ["research", "contact", "offer"])
    whole = found[found["dimension"].isna()]
    assert whole[list(stops.COLUMNS[2:])].fillna(-1).values.tolist() == [
        ["research", 1, 1, 0, 0, 0.0],
        ["contact", 3, 1, 1, 1, 0.5],
        ["offer", 1, 0, 0, 1, -1],
    ]
    fair = found[found["value"].eq("fair")]
    assert fair[["stage", "came"]].values.tolist() == [["contact", 2], ["offer", 1]]
    assert found[found["dimension"].eq("salesperson")]["value"].unique().tolist() == ["ann", "bo"]


def test_an_empty_book_stops_nowhere(people: Make, frame: Make) -> None:
    given = people({}).iloc[:0].assign(stage=pd.Series([], dtype="str"))
    assert stops.stops(stops.paths(given, deals(frame), history(), STAGES, JUNE), ["research"]).empty
