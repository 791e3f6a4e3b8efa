"""What an indicator's TOML file may say: its keys and what each must be. Unknown keys are refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_TEXT, _TEXTS, _WHOLE, _DAY, _NUMBER = "a text", "a list of texts", "a whole number", "a date", "a number"
# Every indicator says these, and says something.
NEEDED = ("slug", "name", "theme", "meaning", "why", "good", "counts", "unit", "polarity", "period")
_PLAIN = {
    **dict.fromkeys((*NEEDED, "numerator", "denominator", "period_ends", "disclosure"), _TEXT),
    **dict.fromkeys(("words", "aliases", "formerly"), _TEXTS),
    "decimals": _WHOLE,
    "reviewed": _DAY,
}
_TABLES: Mapping[str, Mapping[str, str]] = {
    "plausible": {"min": _NUMBER, "max": _NUMBER},
    "tolerance": {"relative": _NUMBER, "absolute": _NUMBER},
    "small_numbers": {
        **dict.fromkeys(("threshold", "smallest", "rounded_to"), _WHOLE),
        "audiences": _TEXTS,
        "because": _TEXT,
    },
}
_DATED = {"date": _DAY, "what": _TEXT}
_LISTS: Mapping[str, Mapping[str, str]] = {
    "breaks": _DATED,
    "events": _DATED,
    "bands": {"name": _TEXT, "from": _NUMBER, "to": _NUMBER},
    "published": {
        **dict.fromkeys(
            ("source", "measure", "file", "value", "numerator", "denominator", "period", "period_ends"), _TEXT
        ),
        "columns": _TEXTS,
        "filters": "a table of texts",
    },
}


def check_shape(said: Mapping[str, Any]) -> None:
    """Refuse a file with an unknown or missing key, or a value that is not what its key needs. Raises ValueError."""
    for key, value in said.items():
        if key in _PLAIN:
            _check(key, value, _PLAIN[key])
        elif key in _TABLES:
            _check_table(key, value, _TABLES[key])
        elif key in _LISTS:
            _check_list(key, value, _LISTS[key])
        elif key == "references":
            _check_references(value)
        else:
            raise ValueError(f"unknown key {key!r}")
    for key in NEEDED:
        if key not in said:
            raise ValueError(f"the key {key!r} is missing")
        if not said[key].strip():
            raise ValueError(f"{key} says nothing")
    if len(said.get("tolerance", {})) > 1:
        raise ValueError("tolerance is relative or absolute, not both")


def _check(key: str, value: Any, wanted: str) -> None:
    fits = {
        _TEXT: isinstance(value, str),
        _TEXTS: isinstance(value, list) and all(isinstance(part, str) for part in value),
        _WHOLE: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
        _DAY: isinstance(value, date) and not isinstance(value, datetime),
        _NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
        "a table of texts": isinstance(value, dict) and all(isinstance(part, str) for part in value.values()),
    }[wanted]
    if not fits:
        raise ValueError(f"{key} is {value!r}; it must be {wanted}")


def _check_table(key: str, value: Any, wanted: Mapping[str, str]) -> None:
    if not isinstance(value, dict):
        raise ValueError(f"{key} is {value!r}; it must be a table")
    for part, content in value.items():
        if part not in wanted:
            raise ValueError(f"unknown key {part!r} in {key}")
        _check(f"{key}.{part}", content, wanted[part])


def _check_list(key: str, value: Any, wanted: Mapping[str, str]) -> None:
    if not isinstance(value, list):
        raise ValueError(f"{key} must be a list of tables, written [[{key}]]")
    for entry in value:
        _check_table(key, entry, wanted)
        for part in wanted:
            if key != "published" and part not in entry:
                raise ValueError(f"the key {part!r} of {key} is missing")


def _check_references(value: Any) -> None:
    if not isinstance(value, dict):
        raise ValueError(f'references is {value!r}; it must be a table of lists, such as {{ PAF = ["C20"] }}')
    for scheme, codes in value.items():
        _check(f"references.{scheme}", codes, _TEXTS)
