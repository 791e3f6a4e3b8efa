"""How old a figure is, and whether a newer one should be here by now.

A figure is renewed once a cycle: each month, quarter or year. It is older than its cycle when two cycles have gone by
since its period ended: by then the next figure has been missed, and is not only late. Source: our own rule. Councils
bring a quarter's figures to members some two months after it ends (Leicester, 2025), and the Department for Education
publishes those for the year to 31 March in the autumn after: a second whole cycle allows for both.
"""

from __future__ import annotations

from datetime import date

from indicators.rules.period import NO_YEAR, Period, family, months_between

# Months from one figure of a kind to the next. Figures for several years are brought up to date every year.
CYCLES = {"month": 1, "quarter": 3, "year_to_date": 3, "half_year": 6}
YEARLY = 12
OLD_MONTHS = 24


def cycle(period: Period, before: Period | None = None) -> int:
    """Return how many months pass between a figure and the next: its kind's, or fewer when the last came sooner.

    `before` is the figure before it; one of another family of periods tells nothing.
    """
    usual = CYCLES.get(period.kind, YEARLY)
    if before is None or before == NO_YEAR or family(before) != family(period) or before.ends >= period.ends:
        return usual
    return min(usual, max(1, months_between(before.ends, period.ends)))


def overdue(period: Period, on: date, before: Period | None = None) -> bool:
    """Return whether on a day a figure is older than its cycle; never where the year of the figure is not known."""
    return period != NO_YEAR and months_old(period, on) > 2 * cycle(period, before)


def months_old(period: Period, on: date) -> int:
    """Return the whole months since a period ended; 0 while it lasts and where its year is not known."""
    return 0 if period == NO_YEAR else max(0, months_between(period.ends, on))


def years_old(period: Period, on: date) -> int:
    """Return over how many whole years old a figure is, from two on; 0 for a younger one."""
    months = months_old(period, on)
    return (months - 1) // 12 if months > OLD_MONTHS else 0


def age_words(period: Period, on: date) -> str:
    """Return how old a figure is, in words: '7 months old', 'over 2 years old'; '' in its first month."""
    months, years = months_old(period, on), years_old(period, on)
    if years:
        return f"over {years} years old"
    return f"{months} month{'' if months == 1 else 's'} old" if months else ""
