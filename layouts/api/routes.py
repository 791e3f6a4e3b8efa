"""GET: what there is and what it says."""

from __future__ import annotations

from flask import Blueprint, Response, request

from data import areas, ledger
from data.areas import Area
from indicators.compare import compare
from indicators.definitions import Indicator, catalogue
from indicators.names import reference_indicators
from indicators.scorecard import scorecard
from indicators.series import series
from layouts.api import answers, as_json, as_rows, parameters
from layouts.api.context import context, viewer_of
from layouts.api.openapi import document

api = Blueprint("api", __name__, url_prefix="/api/v1")
api.before_request(answers.unless_known)


@api.get("/indicators")
@api.get("/indicators.csv")
def get_indicators() -> Response:
    """Answer with the catalogue, then the published measures that were loaded without a definition."""
    listed: list[Indicator] = [*catalogue().values(), *reference_indicators(context().store).values()]
    return answers.answer(
        lambda: {"indicators": [as_json.indicator_of(indicator) for indicator in listed]},
        lambda: as_rows.indicators_table(listed),
        "indicators",
    )


@api.get("/areas")
@api.get("/areas.csv")
def get_areas() -> Response:
    """Answer with every area on record, then the localities and groups for which something was loaded."""
    listed = [*areas.all_areas(), *_localities()]
    return answers.answer(
        lambda: {"areas": [as_json.listed_area(area) for area in listed]},
        lambda: as_rows.areas_table(listed),
        "areas",
    )


def _localities() -> list[Area]:
    viewer = viewer_of(request)
    met = sorted(area for area, _ in context().store.keys.areas.items() if "/" in area)
    own = viewer.councils
    return [areas.get(area) for area in met if own is None or areas.council_of(area) in own]


@api.get("/series")
@api.get("/series.csv")
def get_series() -> Response:
    """Answer with one indicator over time for the areas asked for."""
    indicator, places = parameters.word("indicator"), parameters.several_areas()
    found = series(
        context().store,
        viewer_of(request),
        indicator,
        [place.id for place in places],
        breakdown=parameters.breakdown(),
        as_at=parameters.day("as_at"),
    )
    return answers.answer(
        lambda: as_json.series_of(found), lambda: as_rows.series_table(found), f"series-{found.indicator.slug}"
    )


@api.get("/scorecard")
@api.get("/scorecard.csv")
def get_scorecard() -> Response:
    """Answer with every reading of one area."""
    place = parameters.one_area()
    as_at, profile = parameters.day("as_at"), parameters.yes("profile")
    card = scorecard(context().store, viewer_of(request), place.id, as_at=as_at, profile=profile)
    return answers.answer(
        lambda: as_json.scorecard_of(card, place),
        lambda: as_rows.scorecard_table(card, place),
        f"scorecard-{place.name}",
    )


@api.get("/compare")
@api.get("/compare.csv")
def get_compare() -> Response:
    """Answer with every authority side by side on one indicator."""
    as_at = parameters.day("as_at")
    found = compare(
        context().store,
        viewer_of(request),
        parameters.word("indicator"),
        period_end=parameters.day("period_end"),
        as_at=as_at,
    )
    return answers.answer(
        lambda: as_json.comparison_of(found, as_at),
        lambda: as_rows.comparison_table(found),
        f"compare-{found.indicator.slug}",
    )


@api.get("/uploads")
def get_uploads() -> Response:
    """Answer with the history of uploads, the newest first, those taken back too."""
    rows = ledger.history(context().store, viewer_of(request))
    return answers.json_answer({"uploads": [as_json.upload_of(row) for row in rows]})


@api.get("/openapi.json")
def get_openapi() -> Response:
    """Answer with the description of this API."""
    return answers.json_answer(document())
