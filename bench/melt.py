"""The same rows as ours, made with pandas alone: for the peer that the load is measured against."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from indicators.definitions import Indicator, Published, catalogue


@functools.cache
def _entries() -> Mapping[str, list[tuple[Indicator, Published]]]:
    found: dict[str, list[tuple[Indicator, Published]]] = {}
    for indicator in catalogue().values():
        for entry in indicator.published:
            found.setdefault(entry.file or "lait", []).append((indicator, entry))
    return found


def long_rows(path: Path) -> pd.DataFrame | None:
    """Return a file's figures, one a row, with our provenance columns; None for LAIT's dictionary."""
    if path.suffix == ".parquet":
        return _lait(path)
    if path.name not in _entries():
        return None
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    parts = []
    for indicator, entry in _entries()[path.name]:
        chosen = table
        for column, wanted in entry.filters:
            chosen = chosen[chosen[column] == wanted]
        code = chosen.get("new_la_code", pd.Series("", index=chosen.index))
        region = chosen.get("region_code", pd.Series("", index=chosen.index))
        area = code.where(code != "", region.where(region != "", "E92000001"))
        parts.append(
            _figures(
                path, indicator.slug, area, chosen["time_period"], chosen[entry.value], chosen.index + 2, "dfe"
            ).assign(
                numerator=pd.to_numeric(chosen[entry.numerator], errors="coerce") if entry.numerator else None,
                denominator=pd.to_numeric(chosen[entry.denominator], errors="coerce") if entry.denominator else None,
            )
        )
    return pd.concat(parts)


def _lait(path: Path) -> pd.DataFrame:
    table = pd.read_parquet(path)
    slugs = {entry.measure: indicator.slug for indicator, entry in _entries()["lait"]}
    indicator = table["Short Desc"].map(slugs).fillna("lait:" + table["Short Desc"])
    area = table["LA Number"].astype("int64").astype(str)
    figures = _figures(path, indicator, area, table["Years"], table["Values"], table.index + 2, "lait")
    return figures.assign(numerator=None, denominator=None)


def _figures(
    path: Path,
    indicator: object,
    area: pd.Series,
    year: pd.Series,
    written: pd.Series,
    line: pd.Index,
    family: str,
) -> pd.DataFrame:
    value = pd.to_numeric(written, errors="coerce")
    upload = hashlib.sha256(path.name.encode()).hexdigest()[:32]
    return pd.DataFrame(
        {
            "upload": upload,
            "number": range(1, len(value) + 1),
            "indicator": indicator,
            "area": area,
            "breakdown": "",
            "period": year,
            "value": value,
            "mark": written.where(value.isna(), ""),
            "status": "actual",
            "label": year,
            "note": "",
            "file": path.name,
            "sheet": "",
            "cell": "E" + line.astype(str),
            "family": family,
            "owner": "national",
        },
        index=value.index,
    )
