"""What an upload spoke of: its indicators and areas."""

from __future__ import annotations

from data.store import Store


def indicators_of(store: Store, upload_id: str) -> list[tuple[str, str]]:
    """Return (indicator, area) of each series that an upload has a figure or a target for, in order; [] for none.

    It says what the file held, also when the upload was taken back.
    """
    with store.reading() as cursor:
        rows = cursor.execute(
            """
            SELECT DISTINCT i.slug, a.id FROM (
                SELECT upload, indicator, area FROM figure UNION SELECT upload, indicator, area FROM target
            ) f JOIN upload u ON u.key = f.upload JOIN indicator i ON i.key = f.indicator JOIN area a ON a.key = f.area
            WHERE CAST(u.id AS VARCHAR) = ? AND i.polarity <> '' ORDER BY 1, 2
            """,
            [upload_id],
        ).fetchall()
    return [(row[0], row[1]) for row in rows]
