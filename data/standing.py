"""Where every authority stands: rank, quartile band and the mean of its statistical neighbours.

Worked out from national figures when they are loaded and kept, by indicator and period, in `standing`. The rules are
the Local Authority Interactive Tool's (docs/deviations.md says where ours differ): authorities only; equal values
share the better rank; a missing value has no rank and is not counted; quartiles by linear interpolation; band A is
always best; a value exactly on a quartile belongs to the lower side. Ranks and bands need a polarity of high or low.
The neighbours' mean is the plain mean of those that have a value, and says how many had one.
"""

from __future__ import annotations

from typing import Any

from data.records import OUTTURNS

_PAIRS = "SELECT p.indicator, p.period FROM pairs p JOIN indicator k ON k.key = p.indicator WHERE k.polarity <> ''"

# One row per indicator, period and authority, over the pairs in `wanted` and the figures in `counted`.
_STANDING = """
WITH wanted AS ({pairs}),
best AS (  -- one value per authority: DfE's before LAIT's; a `missing` never displaces another family's value or mark
    SELECT c.indicator, c.period, c.area, arg_min_null(
               -- a value that rounds to zero is ranked as zero; any other mark hides another family's number
               coalesce(c.value, CASE WHEN c.mark = 'low' THEN 0 END),
               CASE WHEN c.mark = 'missing' THEN 10 ELSE c.family END) AS value
    FROM {counted} c JOIN wanted w ON w.indicator = c.indicator AND w.period = c.period
    JOIN area a ON a.key = c.area
    WHERE c.breakdown = 0 AND c.owner = 0 AND a.level = 'authority'
      AND {outturn}
    GROUP BY c.indicator, c.period, c.area
),
judged AS (
    SELECT indicator, period, area, value::DECIMAL(24,10) AS value FROM best
),
quartiles AS (
    SELECT indicator, period, count(value) AS n,
           quantile_cont(value::DOUBLE, 0.25) AS q1, quantile_cont(value::DOUBLE, 0.5) AS q2,
           quantile_cont(value::DOUBLE, 0.75) AS q3
    FROM judged GROUP BY indicator, period
),
ranked AS (
    SELECT j.indicator, j.period, j.area, j.value, k.polarity,
           CASE k.polarity
               WHEN 'high' THEN rank() OVER (PARTITION BY j.indicator, j.period ORDER BY j.value DESC)
               WHEN 'low' THEN rank() OVER (PARTITION BY j.indicator, j.period ORDER BY j.value)
           END AS place
    FROM judged j JOIN indicator k ON k.key = j.indicator
    WHERE j.value IS NOT NULL
),
near AS (
    SELECT j.indicator, j.period, n.area, round(sum(j.value)::DOUBLE / count(*), 10) AS mean, count(*) AS had
    FROM judged j JOIN neighbour n ON n.neighbour = j.area
    WHERE j.value IS NOT NULL GROUP BY j.indicator, j.period, n.area
),
everyone AS (
    SELECT indicator, period, area FROM judged UNION SELECT indicator, period, area FROM near
)
SELECT e.indicator, e.period, e.area, r.value, r.place, q.n,
       CASE WHEN r.polarity = 'low' THEN
                CASE WHEN r.value <= q.q1 THEN 'A' WHEN r.value <= q.q2 THEN 'B' WHEN r.value <= q.q3 THEN 'C'
                     ELSE 'D' END
            WHEN r.polarity = 'high' THEN
                CASE WHEN r.value <= q.q1 THEN 'D' WHEN r.value <= q.q2 THEN 'C' WHEN r.value <= q.q3 THEN 'B'
                     ELSE 'A' END
       END,
       near.mean, coalesce(near.had, 0)
FROM everyone e
JOIN quartiles q ON q.indicator = e.indicator AND q.period = e.period
LEFT JOIN ranked r ON r.indicator = e.indicator AND r.period = e.period AND r.area = e.area
LEFT JOIN near ON near.indicator = e.indicator AND near.period = e.period AND near.area = e.area
ORDER BY e.area, e.indicator, e.period
"""


def series(table: str) -> str:
    """Return the SQL of the series that a figure belongs to.

    A forecast, a prediction, a baseline or an implied figure is a series of its own beside the outturns of the same
    period: it never hides one, and stays to be held against it.
    """
    return f"CASE WHEN {_outturn(table)} THEN 'actual' ELSE {table}.status END"


def _outturn(table: str) -> str:
    return f"{table}.status IN ({', '.join(repr(status) for status in OUTTURNS)})"


def _filled(pairs: str, counted: str) -> str:
    return _STANDING.format(pairs=pairs, counted=counted, outturn=_outturn("c"))


def over(counted: str) -> str:
    """Return the SQL of the standing of every authority over other figures than today's: what counted on a past day."""
    pairs = (
        f"SELECT DISTINCT indicator, period FROM {counted} p JOIN indicator k ON k.key = indicator "  # noqa: S608
        "WHERE k.polarity <> '' AND owner = 0 AND breakdown = 0"
    )
    return _filled(pairs, counted)


def refresh(cursor: Any) -> None:
    """Bring `standing` up to date for the indicators and periods in the registered table `pairs`."""
    cursor.execute(
        f"DELETE FROM standing WHERE EXISTS (SELECT 1 FROM ({_PAIRS}) t "  # noqa: S608
        "WHERE t.indicator = standing.indicator AND t.period = standing.period)"
    )
    cursor.execute("INSERT INTO standing " + _filled(_PAIRS, "current"))


def refresh_indicators(cursor: Any, indicators: list[int]) -> None:
    """Work `standing` out anew for whole indicators, whose polarity has changed."""
    pairs = (
        "SELECT DISTINCT indicator, period FROM current JOIN indicator k ON k.key = indicator "
        "WHERE k.polarity <> '' AND owner = 0 AND list_contains(?, indicator)"
    )
    cursor.execute("DELETE FROM standing WHERE list_contains(?, indicator)", [indicators])
    cursor.execute("INSERT INTO standing " + _filled(pairs, "current"), [indicators])
