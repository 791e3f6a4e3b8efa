"""Reorganised councils: which earlier series may stand before one area's own, and why they are never added up.

A council that was only given a new name or code carries on. One that was split or merged does not: its predecessors'
figures are for other areas, so each is a line of its own, up to the day that it ended, and nothing is compared over
that day. They are never summed: parts of a predecessor may have gone elsewhere, and percentages cannot be added.
Source: docs/design.md, "Areas": predecessors of reorganised councils are chained on charts, never summed silently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

CONTINUES, PART_OF, ONE_OF = "continues", "part_of", "one_of"


@dataclass(frozen=True, slots=True)
class Link:
    """An earlier area in the chain behind one: until when it was, and what it is to the one that came after it.

    `relation` is continues (the same area under another name), part_of (that area was larger: it was split) or one_of
    (that area is a part of what it became: it was merged with others, or only some of it came here). `joins` says
    whether its line may be joined and compared across the day on which it ended.
    """

    area: str
    became: str
    until: date | None
    relation: str

    @property
    def joins(self) -> bool:
        """Return whether its figures and its successor's are of one and the same area."""
        return self.relation == CONTINUES


def chain(area: str, successors: Mapping[str, Sequence[str]], ended: Mapping[str, date | None]) -> tuple[Link, ...]:
    """Return every area behind one, the nearest first and then by id; each once, though it led here twice.

    `successors` says for each area that ended which ones took over, `ended` its last day. An area that became itself
    again, or a ring of areas in faulty data, is not followed twice.
    """
    found: list[Link] = []
    seen, level = {area}, [area]
    while level:
        links = [
            Link(before, one, ended.get(before), _relation(before, one, successors))
            for one in level
            for before in sorted(b for b, after in successors.items() if one in after)
            if before not in seen
        ]
        fresh = list({link.area: link for link in reversed(links)}.values())[::-1]
        found += fresh
        level = [link.area for link in fresh]
        seen |= set(level)
    return tuple(found)


def _relation(before: str, after: str, successors: Mapping[str, Sequence[str]]) -> str:
    if len(set(successors[before])) > 1:
        return PART_OF
    alone = sum(after in became for became in successors.values()) == 1
    return CONTINUES if alone else ONE_OF


def refusal(name: str, links: Sequence[tuple[Link, str]], began: str) -> str:
    """Return why an area's figures are not compared with those before it began; '' when it simply carries on.

    `links` are its direct predecessors with their names; `began` is its first day in words.
    """
    others = [named for link, named in links if not link.joins]
    if not others:
        return ""
    before = _listed(others)
    return f"{name} began on {began}. Figures of {before} before it are for other areas, so they are not compared."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
