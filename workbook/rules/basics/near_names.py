"""Near names: which rows of a table a name that nobody has may be meant for.

Names are near that are alike as a whole or in a part ("Hedu" and "Hangzhou Hedu Smart Home Ltd"); numbers only where
a sign is missing or too many. Nothing is chosen: who reads the finding chooses. At most three are offered, and only
for so many values that a long list of names is not compared for minutes.

>>> near("Brich", ["Ash Trading", "Birch Ltd", "Elm"])
[1]
>>> near("C001", ["C0001", "C0777"], numbers=True)
[0]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbook.schema.cells import half_width

if TYPE_CHECKING:
    import pandas as pd

OFFERED = 3
_ALIKE, _NEARLY_EQUAL = 65.0, 88.0  # of 100
_COMMAS = re.compile(r"[,，、;；\n]")
_COMPARISONS = 3_000_000  # in all, for one column: some seconds


def near(value: str, names: Sequence[str], *, numbers: bool = False) -> list[int]:
    """Positions of the names most like a value, best first, at most OFFERED. `names` are plain text, '' for none."""
    from rapidfuzz import fuzz, process

    scorer, least = (fuzz.ratio, _NEARLY_EQUAL) if numbers else (fuzz.WRatio, _ALIKE)
    found = process.extract(_plain(value), names, scorer=scorer, processor=_plain, limit=OFFERED, score_cutoff=least)
    return [place for _, _, place in found]


def offers(values: Sequence[str], target: pd.DataFrame, id_key: str, name_key: str) -> Mapping[str, list[str]]:
    """Value -> the rows of `target` it may mean, as 'C00002 Full name'; values without any are left out."""
    ids, names = (_texts(target, key) for key in (id_key, name_key))
    found: dict[str, list[str]] = {}
    for value in values[: max(_COMPARISONS // max(len(ids), 1), 1)]:
        places = near(value, names) if name_key != id_key else []
        places = list(dict.fromkeys([*near(value, ids, numbers=True), *places]))[:OFFERED]
        if places:
            found[value] = [" ".join(dict.fromkeys(filter(None, (ids[at], names[at])))) for at in places]
    return found


def listed(said: str, target: pd.DataFrame) -> tuple[list[int], list[str], list[str]]:
    """Of a list of numbers or names, commas between: the positions of the customers, in its order, each once; the
    names that nobody or several have; and the customers these may mean, at most OFFERED in all."""
    import pandas as pd

    from workbook.rules.basics.references import resolve

    names = [part.strip() for part in _COMMAS.split(said) if part.strip()]
    positions = [int(at) for at in resolve(pd.Series(names, dtype="str"), target).positions]
    missing = [name for name, at in zip(names, positions, strict=True) if at < 0]
    offered = offers(missing, target, "customer_id", "name") if missing else {}
    alike = [one for name in missing for one in offered.get(name, [])][:OFFERED]
    return list(dict.fromkeys(at for at in positions if at >= 0)), missing, alike


def _plain(text: str) -> str:
    return (half_width(str(text)) or "").casefold()


def _texts(target: pd.DataFrame, key: str) -> list[str]:
    if key not in target:
        return [""] * len(target)
    return [one if isinstance(one, str) else "" for one in target[key].tolist()]
