"""The example workbooks, made from the plain facts in data/sample/*.toml: `python -m loaders.samples` writes them anew.

Each holds what one council's public paper said, as the council might have sent it in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.settings import ROOT
from loaders.returns.workbook import Return, Value, workbook

SAMPLES = ROOT / "data" / "sample"


def facts() -> list[Path]:
    """Return the files of facts, by name."""
    return sorted(SAMPLES.glob("*.toml"))


def sample(path: Path) -> bytes:
    """Return the workbook that a file of facts makes. A heading is its key with a capital: set_by is Set by."""
    said = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    head: dict[str, Value] = {
        "Council": said["council"],
        "Reported on": said["reported_on"],
        "Published in": said["published"],
        "Example": "yes",
    }
    return workbook(
        Return(
            title="Scrutineer return: figures from a published paper",
            head=head,
            figures=_rows(said["figures"]),
            targets=_rows(said["targets"]),
            notes=_rows(said["notes"]),
        )
    )


def _rows(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Value]]:
    return [{key.replace("_", " ").capitalize(): value for key, value in row.items()} for row in rows]


def main() -> None:
    """Write every example workbook beside its facts."""
    for path in facts():
        path.with_suffix(".xlsx").write_bytes(sample(path))
        print(f"wrote {path.with_suffix('.xlsx').name}")


if __name__ == "__main__":
    main()
