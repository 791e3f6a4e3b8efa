"""Who is looking, and so what they may see."""

from __future__ import annotations

from dataclasses import dataclass

NATIONAL = "national"
# Who may be kept from small numbers, an indicator at a time. Officers never are: the figures are their own.
AUDIENCES = ("public", "member")


@dataclass(frozen=True, slots=True)
class Viewer:
    """An audience and the councils whose own figures it may see.

    `councils` is None for everything (the single user on this machine), else a set of council ids;
    national figures and published papers are always visible. The public sees a council's own figures only where it is
    said to, and then without small numbers (data.suppression).
    """

    audience: str = "officer"
    councils: frozenset[str] | None = None

    @property
    def sees_everything(self) -> bool:
        """Return whether nothing is hidden from this viewer."""
        return self.councils is None and self.audience != "public"

    def owns(self, owner: str) -> bool:
        """Return whether an owner's uploads are this viewer's own: unpublished figures, warnings and files included.

        Never for the public: the files hold what is kept from them.
        """
        return self.audience != "public" and (self.councils is None or owner in self.councils)


# One person on their own machine: nothing is hidden from them.
LOCAL = Viewer("officer", None)
# What anybody may read: national statistics and what a council has itself published.
PUBLIC = Viewer("public", frozenset())
