"""Readings, series and comparisons as the dictionaries that the API sends: the house contract's key names.

Only plain dictionaries, lists, text and numbers come back, so that the standard library writes them in one go:
a scorecard is some hundred readings and must cost a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from data.areas import Area
from data.ledger import LedgerRow
from data.plain import number_of, period_of
from data.records import Notice
from indicators import summary
from indicators.compare import Comparison
from indicators.definitions import Indicator, Published
from indicators.reading import Benchmark, JudgedTarget, Other, Reading, Source
from indicators.rules.questions import Question
from indicators.scorecard import Scorecard
from indicators.series import Point, SeriesAnswer
from layouts.api.as_judgements import judgements_of

Json = dict[str, Any]


def moment_of(moment: datetime | None) -> str | None:
    """Return a moment of the store, which is in UTC, to the second."""
    return f"{moment.isoformat(timespec='seconds')}Z" if moment else None


def day_of(day: date | None) -> str | None:
    """Return a day as 2005-03-31."""
    return day.isoformat() if day else None


def source_of(source: Source | None) -> Json | None:
    """Return where a number was read."""
    if source is None:
        return None
    return {
        "upload_id": source.upload_id,
        "family": source.family,
        "file": source.file,
        "sheet": source.sheet,
        "cell": source.cell,
        "known_on": source.known_on.isoformat(),
        "recorded_at": moment_of(source.recorded_at),
        "who": source.who,
        "published": source.published,
        "example": source.example,
    }


def area_of(area: Area) -> Json:
    """Return an area as an answer names it."""
    return {"id": area.id, "name": area.name, "level": area.level}


def listed_area(area: Area) -> Json:
    """Return an area with all that the list of areas says about it."""
    return {
        **area_of(area),
        "parent": area.parent,
        "codes": list(area.codes),
        "begins": day_of(area.begins),
        "ends": day_of(area.ends),
        "successors": list(area.successors),
    }


def indicator_of(indicator: Indicator) -> Json:
    """Return an indicator's definition."""
    return {
        "slug": indicator.slug,
        "name": indicator.name,
        "theme": indicator.theme,
        "meaning": indicator.meaning,
        "why": indicator.why,
        "good": indicator.good,
        "counts": indicator.counts,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "polarity": indicator.polarity,
        "period": indicator.period,
        "period_ends": indicator.period_ends,
        "numerator": indicator.numerator,
        "denominator": indicator.denominator,
        "words": list(indicator.words),
        "plausible": {"min": number_of(indicator.lowest), "max": number_of(indicator.highest)},
        "tolerance": {"kind": indicator.tolerance_kind, "amount": number_of(indicator.tolerance)},
        "disclosure": indicator.disclosure,
        "references": {scheme: list(codes) for scheme, codes in indicator.references},
        "aliases": list(indicator.aliases),
        "formerly": list(indicator.formerly),
        "reviewed": day_of(indicator.reviewed),
        "published": [_published(entry) for entry in indicator.published],
        "breaks": [{"date": day_of(dated.date), "what": dated.what} for dated in indicator.breaks],
        "events": [{"date": day_of(dated.date), "what": dated.what} for dated in indicator.events],
        "bands": [{"name": name, "from": number_of(low), "to": number_of(high)} for name, low, high in indicator.bands],
        "reference": indicator.is_reference,
    }


def _published(entry: Published) -> Json:
    return {
        "source": entry.source,
        "measure": entry.measure,
        "file": entry.file,
        "value": entry.value,
        "filters": dict(entry.filters),
    }


def target_of(judged: JudgedTarget | None, *, rated: bool = True) -> Json | None:
    """Return a target; `rated` adds its state and colours, which only a reading has."""
    if judged is None:
        return None
    target = judged.target
    said: Json = {
        "kind": target.kind,
        "value": number_of(target.value),
        "operator": target.operator,
        "upper": number_of(target.upper),
        "period_start": day_of(target.starts),
        "period_end": day_of(target.ends),
        "period_kind": target.period_kind or None,
        "set_by": target.set_by,
        "headline": target.headline,
        "label": target.label,
        "note": target.note,
        "words": judged.words,
        "source": source_of(judged.source),
    }
    if rated:
        said |= {"state": judged.state, "rag": judged.rag, "would_be": judged.would_be}
        said |= {"provisional": judged.provisional, "notes": list(judged.notes)}
    return said


def benchmark_of(benchmark: Benchmark | None) -> Json | None:
    """Return another area's figure. `comparable` false means context only: no better and no worse."""
    if benchmark is None:
        return None
    return {
        "value": number_of(benchmark.value),
        "mark": benchmark.mark,
        "period": period_of(benchmark.period, benchmark.period_words),
        "status": benchmark.status,
        "area": benchmark.area or None,
        "name": benchmark.name,
        "comparable": benchmark.comparable,
        "not_compared": benchmark.not_compared,
        "doubt": benchmark.doubt,
        "source": source_of(benchmark.source),
    }


def _other(other: Other) -> Json:
    return {
        "value": number_of(other.value),
        "mark": other.mark,
        "status": other.status,
        "disagrees": other.disagrees,
        "source": source_of(other.source),
    }


def reading_of(reading: Reading, on: date) -> Json:
    """Return a reading as it is on a day."""
    indicator, known, before = reading.indicator, reading.last_known, reading.compared_with
    told = summary.told(reading, on)
    return {
        "indicator": indicator.slug,
        "name": indicator.name,
        "theme": indicator.theme,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "polarity": indicator.polarity,
        "period": period_of(reading.period, reading.period_words, reading.label),
        "period_words": reading.period_words,
        "label": reading.label,
        "value": number_of(reading.value),
        "mark": reading.mark,
        "status": reading.status,
        "note": reading.note,
        "numerator": number_of(reading.numerator),
        "denominator": number_of(reading.denominator),
        "last_known": {"value": number_of(known.value), "period": period_of(known.period, known.period_words)}
        if known
        else None,
        "target": target_of(reading.target),
        "targets": [target_of(judged) for judged in reading.targets],
        "rag": reading.rag,
        "would_be": reading.would_be,
        "reason": reading.reason,
        "explanation": reading.explanation,
        "direction": reading.direction,
        "change": number_of(reading.change),
        "compared_with": {
            "value": number_of(before.value),
            "period": period_of(before.period, before.period_words),
            "status": before.status,
        }
        if before
        else None,
        "region": benchmark_of(reading.region),
        "england": benchmark_of(reading.england),
        "statistical_neighbours": benchmark_of(reading.statistical_neighbours),
        "statistical_neighbours_count": reading.statistical_neighbours_count,
        "rank": reading.rank,
        "rank_of": reading.rank_of,
        "quartile_band": reading.quartile_band,
        "variation": reading.variation,
        "assurance": reading.assurance,
        "others": [_other(other) for other in reading.others],
        "sentence": reading.sentence,
        "sentences": list(told.sentences),
        "how_sure": list(told.how_sure),
        "source": source_of(reading.source),
        "profile": target_of(reading.profile),
        **judgements_of(reading),
    }


def scorecard_of(card: Scorecard, area: Area) -> Json:
    """Return every reading of one area, in short and with the questions to ask; as they are today, or were then."""
    on = card.as_at or date.today()
    return {
        "area": area_of(area),
        "as_at": day_of(card.as_at),
        "in_short": " ".join(summary.in_short(card, on)),
        "questions": [_question(asked) for asked in summary.questions(card, on)],
        "readings": [reading_of(reading, on) for reading in card.readings],
    }


def _question(asked: Question) -> Json:
    evidence = asked.evidence
    return {
        "rule": asked.rule,
        "indicator": asked.indicator,
        "question": asked.text,
        "evidence": {
            "name": evidence.indicator,
            "period": evidence.period,
            "figure": evidence.figure,
            "source": evidence.source,
        },
    }


def _point(point: Point) -> Json:
    return {
        "period": period_of(point.period, point.period_words, point.label),
        "value": number_of(point.value),
        "mark": point.mark,
        "status": point.status,
        "note": point.note,
        "numerator": number_of(point.numerator),
        "denominator": number_of(point.denominator),
        "source": source_of(point.source),
        "others": [_other(other) for other in point.others],
    }


def series_of(answer: SeriesAnswer) -> Json:
    """Return one indicator's series for the areas asked for."""
    return {
        "indicator": indicator_of(answer.indicator),
        "breakdown": answer.breakdown,
        "as_at": day_of(answer.as_at),
        "series": [
            {"area": area_of(series.area), "points": [_point(point) for point in series.points]}
            for series in answer.series
        ],
        "targets": [target_of(judged, rated=False) for judged in answer.targets],
    }


def comparison_of(comparison: Comparison, as_at: date | None) -> Json:
    """Return every authority's place; `quartiles` null when there are too few values for any."""
    cuts = comparison.quartiles
    names = ("q1", "median", "q3")
    return {
        "indicator": indicator_of(comparison.indicator),
        "as_at": day_of(as_at),
        "period": period_of(comparison.period, comparison.period_words),
        "period_ends": _distinct([period.ends.isoformat() for period in comparison.periods]),
        "quartiles": {name: number_of(cut) for name, cut in zip(names, cuts, strict=True)} if cuts else None,
        "rank_of": comparison.rank_of,
        "authorities": [
            {
                "area": area_of(row.area),
                "value": number_of(row.value),
                "mark": row.mark,
                "rank": row.rank,
                "quartile_band": row.quartile_band,
            }
            for row in comparison.rows
        ],
    }


def _distinct(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))


def notice_of(notice: Notice) -> Json:
    """Return a warning that an upload was stored with, in the shape of a problem."""
    said = notice._asdict()
    return said | {name: said[name] or None for name in ("sheet", "cell", "found")}


def upload_of(row: LedgerRow) -> Json:
    """Return one upload of the history."""
    return {
        "upload_id": row.id,
        "file": row.file,
        "layout": row.layout,
        "family": row.family,
        "owner": row.owner,
        "known_on": day_of(row.known_on),
        "recorded_at": moment_of(row.recorded_at),
        "who": row.who,
        "reason": row.reason,
        "published": row.published,
        "example": row.example,
        "sha256": row.sha256,
        "bytes": row.size,
        "figures": row.figures,
        "observations": row.counts.get("figures", {}),
        "targets": row.counts.get("targets", {}),
        "warnings": row.counts.get("warnings", 0),
        "undone_at": moment_of(row.undone_at),
        "undone_by": row.undone_by,
        "undone_because": row.undone_because,
    }
