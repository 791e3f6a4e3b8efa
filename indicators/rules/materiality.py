"""How large a change must be before it is called one: at least the rounding step, and at least one child.

Source: our own rule, for none is published: an arrow for less than one child, or for less than is shown, tells nobody
anything. An indicator may have a smallest change of its own, in its unit, which then holds alone.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from indicators.rules.parts import one_more


def material(
    change: Decimal,
    *,
    unit: str,
    decimals: int,
    denominators: tuple[Decimal | None, Decimal | None] = (None, None),
    smallest: Decimal | None = None,
) -> bool:
    """Return whether a change counts. No change at all never does.

    `denominators` are those of the earlier and the later figure; one child is looked at only where both are known, and
    by the larger. A printed figure may be half a step off at either end, so a change that rounding alone keeps below
    one child counts: 66.7% to 100% of 3 children is one child, though 33.3 is less than a third of 100.
    """
    size = abs(change)
    if size == 0:
        return False
    if smallest is not None:
        return size >= smallest
    step = Decimal(1).scaleb(-decimals)
    if size < step:
        return False
    before, now = denominators
    child = one_more(max(before, now), unit) if before is not None and now is not None and unit != "number" else None
    return child is None or Fraction(size) + Fraction(step) > child
