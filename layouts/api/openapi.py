"""The API described for programs: GET /api/v1/openapi.json. A test holds it against the routes and real answers."""

from __future__ import annotations

import functools
from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_NUMBER: Json = {"type": ["number", "null"]}
_WHOLE: Json = {"type": ["integer", "null"]}
_YES_NO: Json = {"type": "boolean"}
_DAY: Json = {"type": ["string", "null"], "format": "date"}
_MOMENT: Json = {"type": ["string", "null"], "format": "date-time"}
_MAYBE: Json = {"type": ["string", "null"]}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _maybe(name: str) -> Json:
    return {"oneOf": [_ref(name), {"type": "null"}]}


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _object(**properties: Json) -> Json:
    return {"type": "object", "properties": properties}


def _fields(*, others: Json | None = None, **names: str) -> Json:
    """Return an object's shape: for each kind of value the names of its fields, and the `others` as they are."""
    kinds = {"text": _TEXT, "maybe": _MAYBE, "number": _NUMBER, "whole": _WHOLE, "day": _DAY, "moment": _MOMENT}
    kinds["yes_no"] = _YES_NO
    return _object(**{name: kinds[kind] for kind, said in names.items() for name in said.split()}, **(others or {}))


def _one_of(*words: str | None) -> Json:
    return {"enum": list(words)}


_PARAMETERS: dict[str, tuple[str, Json]] = {
    "area": ("An area: its id, a former code, DfE's three digits or its name.", _TEXT),
    "areas": ("One or more areas: repeat area=…", _list(_TEXT)),
    "indicator": ("An indicator's slug; GET /indicators lists them.", _TEXT),
    "breakdown": ("dimension=member; empty for all children.", _TEXT),
    "as_at": ("What was known on this day: 2005-03-31 or 31 March 2005. Today when left out.", _TEXT),
    "period_end": ("The last day of the period; the latest one when left out.", _TEXT),
    "audience": ("public shows what the public gets.", {"enum": ["public"]}),
    "profile": ("1 adds the headline target between its steps, on a straight line.", _TEXT),
    "dry_run": ("1 says what would happen and stores nothing.", _TEXT),
}


def _parameter(name: str) -> Json:
    required = name.endswith("!")
    key = name.rstrip("!")
    meaning, schema = _PARAMETERS[key]
    said: Json = {"name": "area" if key == "areas" else key, "in": "query", "description": meaning, "schema": schema}
    return said | ({"required": True} if required else {})


def _get(what: str, answer: Json, *parameters: str, csv: bool = True) -> Json:
    content: Json = {"application/json": {"schema": answer}}
    if csv:
        content["text/csv"] = {"schema": _TEXT}
    return {
        "get": {
            "summary": what,
            "parameters": [_parameter(name) for name in (*parameters, "audience")],
            "responses": {"200": {"description": "The answer.", "content": content}, "default": _FAULT},
        }
    }


def _post(what: str, answer: Json, *parameters: str, body: Json | None = None) -> Json:
    said: Json = {
        "summary": what,
        "parameters": [_parameter(name) for name in parameters],
        "responses": {
            "200": {"description": "Done.", "content": {"application/json": {"schema": answer}}},
            "default": _FAULT,
        },
    }
    return {"post": said | ({"requestBody": {"content": body}} if body else {})}


_FAULT: Json = {
    "description": "What was wrong with the request.",
    "content": {"application/json": {"schema": _object(error=_object(code=_TEXT, message=_TEXT))}},
}
_UPLOAD: Json = {"name": "upload_id", "in": "path", "required": True, "schema": _TEXT}
_FORM: Json = {
    "multipart/form-data": {
        "schema": _object(
            file=_list({"type": "string", "format": "binary"}),
            area={**_TEXT, "description": "Whose figures, where the file does not say."},
            known_on={**_TEXT, "description": "The day on which they were reported."},
            **{"as": {**_TEXT, "description": "The layout, where it is not to be found from the content."}},
            strict={**_TEXT, "description": "1 refuses a file with warnings."},
            answer=_list({**_TEXT, "description": "KEY=VALUE settles a question of the file; repeat it for others."}),
            reason={**_TEXT, "description": "Why, for the history."},
        )
    }
}


def _schemas() -> Json:
    counts = _fields(whole="new changed unchanged")
    return {
        "Period": _fields(text="label kind words", day="start end"),
        "Source": _fields(
            text="upload_id cell who published",
            maybe="sheet",
            day="known_on",
            moment="recorded_at",
            yes_no="example",
            others={"family": _one_of("council", "dfe", "lait"), "file": _TEXT},
        ),
        "Area": _fields(text="id name level"),
        "Target": _target(),
        "Benchmark": _fields(
            text="mark status name",
            number="value",
            maybe="area",
            yes_no="comparable",
            others={
                "period": _ref("Period"),
                "source": _maybe("Source"),
                "not_compared": _TEXT | {"description": "Why it is context only; empty where it is not."},
                "doubt": _TEXT | {"description": "Why it may be wrong; empty where nothing says so."},
            },
        ),
        "Other": _fields(text="mark status", number="value", yes_no="disagrees", others={"source": _ref("Source")}),
        "Indicator": {"type": "object", "description": "The definition; its keys are those of the catalogue's files."},
        "Reading": _reading(),
        "Point": _fields(
            text="mark status note",
            number="value numerator denominator",
            others={"period": _ref("Period"), "source": _ref("Source"), "others": _list(_ref("Other"))},
        ),
        "Outcome": _fields(
            text="file",
            maybe="upload_id layout",
            whole="comments names",
            others={
                "status": _one_of("loaded", "unchanged", "refused", "preview"),
                "observations": counts,
                "targets": counts,
                "problems": _list(_ref("Problem")),
                "questions": _list(_ref("Question")),
                "answers": _list(_fields(text="key value", yes_no="remembered")),
                "differences": _maybe("Differences"),
                "ratings": _list(_ref("RatingChange")),
            },
        ),
        "Question": _fields(
            text="key kind words found",
            maybe="sheet cell",
            others={"choices": _list(_fields(text="value words"))},
        ),
        "Differences": _differences(),
        "RatingChange": _fields(
            text="area indicator from to period_words_from period_words_to", maybe="would_be_from would_be_to"
        ),
        "Problem": _fields(
            text="code message fix", maybe="sheet cell found", others={"severity": _one_of("error", "warning")}
        ),
        "Upload": _fields(
            text="upload_id file layout family owner who reason published sha256 undone_by undone_because",
            whole="bytes figures warnings",
            day="known_on",
            moment="recorded_at undone_at",
            yes_no="example",
            others={"observations": counts, "targets": counts},
        ),
    }


def _differences() -> Json:
    """Return the shape of what a preview says would change: nulls for what is not there."""
    said = _maybe_object(text="mark status", number="value numerator denominator")
    figure = _fields(
        text="indicator area breakdown cell old_file",
        maybe="sheet old_upload_id",
        day="old_known_on",
        yes_no="counts",
        others={"period": _ref("Period"), "new": said, "old": said},
    )
    aim = _maybe_object(text="operator tolerance_kind", number="value upper tolerance", yes_no="headline")
    target = _fields(
        text="indicator area breakdown kind set_by cell",
        maybe="sheet old_upload_id",
        day="period_start period_end",
        others={"new": aim, "old": aim},
    )
    return _fields(
        whole="new unchanged changed_total disappeared_total",
        others={
            "changed": _list(figure),
            "disappeared": _list(figure),
            "targets": _fields(whole="new unchanged changed_total", others={"changed": _list(target)}),
        },
    )


def _maybe_object(**names: str) -> Json:
    return _nullable(_fields(others=None, **names))


def _target() -> Json:
    in_readings = {"description": "In a reading only."}
    return _fields(
        text="operator set_by label note words",
        number="value upper",
        day="period_start period_end",
        maybe="period_kind",
        yes_no="headline",
        others={
            "kind": _one_of("for", "by", "standing"),
            "source": _ref("Source"),
            "state": _TEXT | in_readings,
            "rag": _TEXT | in_readings,
            "would_be": _MAYBE | in_readings,
            "provisional": _YES_NO | in_readings,
            "notes": _list(_TEXT) | in_readings,
        },
    )


def _reading() -> Json:
    return _fields(
        text="indicator name theme unit polarity period_words label mark status note reason explanation sentence",
        maybe="direction quartile_band variation assurance",
        number="value numerator denominator change",
        whole="decimals statistical_neighbours_count rank rank_of",
        others={
            "period": _maybe("Period"),
            "last_known": _fields(number="value", others={"period": _ref("Period")}),
            "target": _maybe("Target"),
            "targets": _list(_ref("Target")),
            "rag": _one_of("green", "amber", "red", "not_rated"),
            "would_be": _one_of("green", "amber", "red", None),
            "compared_with": _fields(text="status", number="value", others={"period": _ref("Period")}),
            "region": _maybe("Benchmark"),
            "england": _maybe("Benchmark"),
            "statistical_neighbours": _maybe("Benchmark"),
            "others": _list(_ref("Other")),
            "source": _maybe("Source"),
            "sentences": _list(_TEXT) | {"description": "Two or three sentences to read aloud."},
            "how_sure": _list(_TEXT) | {"description": "Further sentences: what may be doubted of the figure."},
            "profile": _maybe("Target"),
            **_judgements(),
        },
    )


def _judgements() -> Json:
    """Return the shape of what the rules add to a reading: nulls and empty texts where nothing was worked out."""
    since = {"since": _ref("Period")}
    return {
        "material": {"type": ["boolean", "null"], "description": "Whether the change is large enough to count."},
        "not_compared": _TEXT | {"description": "Why there is no direction; empty where there is one."},
        "same_period_last_year": _nullable(
            _fields(text="direction", number="value change", others={"period": _ref("Period")})
        ),
        "streak": _nullable(_fields(text="direction words", whole="count", others=since)),
        "rating_run": _nullable(_fields(text="rag began words", whole="count", others=since)),
        "neighbours": _nullable(_fields(text="words", number="median", whole="rank rank_of had of")),
        "best_quarter": _nullable(
            _fields(text="words", number="amount", whole="children", yes_no="inside fewer about reachable")
        ),
        "conflicts": _list(_fields(text="words", others={"kind": _one_of("sources", "rounding", "text", "parts")})),
        "signal": _nullable(
            _fields(text="reason words", maybe="variation assurance", whole="figures", number="mean lower upper")
        ),
        "interval": _nullable(_fields(text="method", number="lower upper confidence")),
        "compared_region": _MAYBE,
        "compared_england": _MAYBE,
        "forecast": _nullable(
            _fields(
                text="reason words service_words",
                maybe="chance",
                number="central low high level service",
                day="due",
            )
        ),
        "forecast_outcome": _TEXT,
        "what_it_takes": _nullable(_fields(text="state words", whole="left", number="at_least at_most")),
    }


def _nullable(shape: Json) -> Json:
    return {"oneOf": [shape, {"type": "null"}]}


def _answers() -> Json:
    """Return the shape of each answer by its short name."""
    outline = {"indicator": _ref("Indicator")}
    place = _fields(text="mark", number="value", whole="rank", maybe="quartile_band", others={"area": _ref("Area")})
    evidence = _fields(text="name period figure source")
    asked = _fields(text="rule indicator question", others={"evidence": evidence})
    one_series = _object(area=_ref("Area"), points=_list(_ref("Point")))
    return {
        "areas": _fields(
            text="id name level",
            maybe="parent",
            day="begins ends",
            others={"codes": _list(_TEXT), "successors": _list(_TEXT)},
        ),
        "scorecard": _fields(
            day="as_at",
            text="in_short",
            others={"area": _ref("Area"), "questions": _list(asked), "readings": _list(_ref("Reading"))},
        ),
        "series": _fields(
            text="breakdown",
            day="as_at",
            others=outline | {"series": _list(one_series), "targets": _list(_ref("Target"))},
        ),
        "compare": _fields(
            day="as_at",
            whole="rank_of",
            others=outline
            | {
                "period": _maybe("Period"),
                "period_ends": _list(_TEXT),
                "quartiles": _fields(number="q1 median q3"),
                "authorities": _list(place),
            },
        ),
        "outcomes": _object(uploads=_list(_ref("Outcome"))),
        "history": _object(uploads=_list(_ref("Upload"))),
    }


def _paths() -> Json:
    said = _answers()
    undone = _object(upload=_ref("Upload"), already_taken_back=_YES_NO)
    undo = _post("Take an upload back; nothing is erased.", undone)
    undo["post"]["parameters"] = [_UPLOAD]
    one = _object(upload=_ref("Upload"), problems=_list(_ref("Problem")))
    upload = _get("One upload, with the warnings that it was stored with.", one, csv=False)
    upload["get"]["parameters"].append(_UPLOAD)
    original = _get("The file that was loaded.", {"type": "string"}, csv=False)
    original["get"]["parameters"].append(_UPLOAD)
    original["get"]["responses"]["200"]["content"] = {"application/octet-stream": {"schema": _TEXT}}
    original["get"]["responses"]["404"] = {"description": "It was loaded before files were kept."}
    load = _post("Load files: each whole or not at all.", said["outcomes"], "dry_run", body=_FORM)
    load["post"]["responses"]["422"] = {"description": "A file was refused: the same JSON, with its problems."}
    return {
        "/indicators": _get("Every indicator.", _object(indicators=_list(_ref("Indicator")))),
        "/areas": _get("Every area.", _object(areas=_list(said["areas"]))),
        "/series": _get("One indicator over time.", said["series"], "indicator!", "areas!", "breakdown", "as_at"),
        "/scorecard": _get("Every reading of one area.", said["scorecard"], "area!", "as_at", "profile"),
        "/compare": _get("Every authority on one indicator.", said["compare"], "indicator!", "period_end", "as_at"),
        "/uploads": {**_get("The history of uploads.", said["history"], csv=False), **load},
        "/uploads/{upload_id}": upload,
        "/uploads/{upload_id}/original": original,
        "/uploads/{upload_id}/undo": undo,
        "/examples/load": _post("Load the example workbooks.", said["outcomes"]),
        "/examples/remove": _post("Take the example figures back.", _object(removed=_WHOLE)),
        "/template": _get("A return to fill in, as a workbook.", {"type": "string"}, "area!", csv=False),
        "/openapi.json": _get("This description.", {"type": "object"}, csv=False),
    }


@functools.cache
def document() -> Json:
    """Return the whole description. Its paths are under the server's /api/v1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Scrutineer",
            "version": "1",
            "description": "Performance indicators of children's social care in English councils. Add .csv to a path, "
            "or send Accept: text/csv, for the same as a table.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }
