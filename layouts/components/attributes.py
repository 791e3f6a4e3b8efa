"""Attributes whose names Python cannot write."""

from __future__ import annotations

from typing import Any


def aria(**values: str) -> dict[str, Any]:
    """Return attributes for screen readers: aria(label="Filter") is aria-label."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """Return attributes for the style sheet and site.js: data(label="Target") is data-label."""
    return {f"data-{name}": value for name, value in values.items()}
