"""The errors that are told to a person. Anything else is a fault of ours and is logged with its traceback."""

from __future__ import annotations


class ScrutineerError(Exception):
    """An error shown to a person, without a traceback: its message names the place and the cure."""


class UnknownUpload(ScrutineerError):
    """No upload has this id."""


class UnknownArea(ScrutineerError):
    """No area answers to what was asked."""
