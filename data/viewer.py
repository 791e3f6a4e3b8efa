"""Who is looking, and so what they may see."""

from __future__ import annotations

from dataclasses import dataclass

NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Viewer:
    """An audience and the councils whose own figures it may see.

    `councils` is None for everything (the single user on this machine), else a set of council ids;
    national figures and published papers are always visible.
    """

    audience: str = "officer"
    councils: frozenset[str] | None = None

    @property
    def sees_everything(self) -> bool:
        """Return whether no owner is hidden from this viewer."""
        return self.councils is None

    def owns(self, owner: str) -> bool:
        """Return whether an owner's uploads are this viewer's own: unpublished figures, warnings and files included."""
        return self.councils is None or owner in self.councils


# One person on their own machine: nothing is hidden from them.
LOCAL = Viewer("officer", None)
# What anybody may read: national statistics and what a council has itself published.
PUBLIC = Viewer("public", frozenset())
