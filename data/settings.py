"""Settings, read once from the environment. docs/settings.md lists them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its value; sizes in bytes, times in seconds."""

    store: Path
    max_workbook_bytes: int
    max_unpacked_bytes: int
    max_sheets: int
    max_sheet_rows: int
    max_sheet_columns: int
    max_cells: int
    max_csv_rows: int
    max_csv_bytes: int
    read_seconds: int
    read_memory_bytes: int
    table_memory_bytes: int
    query_seconds: float
    max_pending: int
    max_pending_bytes: int


def read_settings(store: str | None = None) -> Settings:
    """Return the settings; `store`, when given, wins over SCRUTINEER_STORE.

    Raises ValueError naming the variable when a number is not a number.
    """
    return Settings(
        store=Path(store or os.environ.get("SCRUTINEER_STORE") or ROOT / "data" / "live" / "scrutineer.duckdb"),
        max_workbook_bytes=_number("SCRUTINEER_MAX_WORKBOOK_MB", 20) * MEGABYTE,
        max_unpacked_bytes=_number("SCRUTINEER_MAX_UNPACKED_MB", 300) * MEGABYTE,
        max_sheets=_number("SCRUTINEER_MAX_SHEETS", 100),
        max_sheet_rows=_number("SCRUTINEER_MAX_SHEET_ROWS", 200_000),
        max_sheet_columns=_number("SCRUTINEER_MAX_SHEET_COLUMNS", 1_000),
        max_cells=_number("SCRUTINEER_MAX_CELLS", 3_000_000),
        max_csv_rows=_number("SCRUTINEER_MAX_CSV_ROWS", 5_000_000),
        max_csv_bytes=_number("SCRUTINEER_MAX_CSV_MB", 500) * MEGABYTE,
        read_seconds=_number("SCRUTINEER_MAX_READ_SECONDS", 20),
        read_memory_bytes=_number("SCRUTINEER_READ_MEMORY_MB", 512) * MEGABYTE,
        table_memory_bytes=_number("SCRUTINEER_TABLE_MEMORY_MB", 2_048) * MEGABYTE,
        query_seconds=_number("SCRUTINEER_QUERY_SECONDS", 30),
        max_pending=_number("SCRUTINEER_MAX_PENDING", 50),
        max_pending_bytes=_number("SCRUTINEER_MAX_PENDING_MB", 1000) * MEGABYTE,
    )


def _number(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{name} is {text!r}. It must be a whole number, for example {default}.") from None
