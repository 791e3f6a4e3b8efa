"""How people write periods: everything by which headings, cells and titles are read. What periods are: period.py."""

from indicators.rules.period_in_text import period_in, reported_in, year_in
from indicators.rules.period_parts import Part, part
from indicators.rules.period_reading import NotAPeriod, parse, published

__all__ = ["NotAPeriod", "Part", "parse", "part", "period_in", "published", "reported_in", "year_in"]
