"""An outcome's parts as the command and the API print them: plain dictionaries, lists, text and numbers."""

from __future__ import annotations

from typing import Any

from data.differences import Differences, FigureDifference, Said, TargetDifference
from data.plain import number_of, period_of
from data.records import Target
from indicators.ratings import RatingChange
from indicators.rules.period import label
from loaders.asked import Question

Json = dict[str, Any]


def question(asked: Question) -> Json:
    """Return a question with its choices, the likeliest first."""
    return {
        "key": asked.key,
        "kind": asked.kind,
        "words": asked.words,
        "sheet": asked.sheet,
        "cell": asked.cell,
        "found": asked.found,
        "choices": [{"value": choice.value, "words": choice.words} for choice in asked.choices],
    }


def differences(found: Differences) -> Json:
    """Return what would change; what is new or unchanged is counted, what changes or has disappeared is listed."""
    return {
        "new": found.figures.new,
        "unchanged": found.figures.unchanged,
        "changed": [_figure(one) for one in found.changed],
        "changed_total": found.figures.changed,
        "disappeared": [_figure(one) for one in found.disappeared],
        "disappeared_total": found.disappeared_total,
        "targets": {
            "new": found.targets.new,
            "unchanged": found.targets.unchanged,
            "changed": [_target(one) for one in found.changed_targets],
            "changed_total": found.targets.changed,
        },
    }


def rating(change: RatingChange) -> Json:
    """Return a rating that would change."""
    return {
        "area": change.area,
        "indicator": change.indicator,
        "from": change.before,
        "to": change.after,
        "would_be_from": change.would_be_before,
        "would_be_to": change.would_be_after,
        "period_words_from": change.period_before,
        "period_words_to": change.period_after,
    }


def _figure(one: FigureDifference) -> Json:
    return {
        "indicator": one.indicator,
        "area": one.area,
        "breakdown": one.breakdown,
        "period": period_of(one.period, label(one.period), one.label),
        "sheet": one.sheet or None,
        "cell": one.cell,
        "counts": one.counts,
        "new": _said(one.new),
        "old": _said(one.old),
        "old_upload_id": one.old_upload,
        "old_file": one.old_file,
        "old_known_on": one.old_known_on.isoformat() if one.old_known_on else None,
    }


def _said(said: Said | None) -> Json | None:
    if said is None:
        return None
    return {
        "value": number_of(said.value),
        "mark": said.mark,
        "status": said.status,
        "numerator": number_of(said.numerator),
        "denominator": number_of(said.denominator),
    }


def _target(one: TargetDifference) -> Json:
    return {
        "indicator": one.new.indicator,
        "area": one.new.area,
        "breakdown": one.new.breakdown,
        "kind": one.new.kind,
        "period_start": one.new.starts.isoformat() if one.new.starts else None,
        "period_end": one.new.ends.isoformat() if one.new.ends else None,
        "set_by": one.new.set_by,
        "sheet": one.new.sheet or None,
        "cell": f"{one.new.cell[0]}{one.new.cell[1] or ''}",
        "new": _aim(one.new),
        "old": _aim(one.old) if one.old else None,
        "old_upload_id": one.old_upload,
    }


def _aim(target: Target) -> Json:
    return {
        "operator": target.operator,
        "value": number_of(target.value),
        "upper": number_of(target.upper),
        "tolerance_kind": target.tolerance_kind,
        "tolerance": number_of(target.tolerance),
        "headline": target.headline,
    }
