"""What a request asks for: names looked up, days read, with a plain message for what is missing or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import request

from data import areas
from data.areas import Area
from data.errors import UnknownArea
from layouts.api.context import context
from layouts.api.faults import BadParameter
from layouts.days import NotADay, day_in
from layouts.exports import csv_out

MOST_AREAS = 200
_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def word(name: str) -> str:
    """Return a parameter that must be there, without the spaces around it. Raises BadParameter."""
    found = request.args.get(name, "").strip()
    if not found:
        raise BadParameter(f"The parameter {name!r} is missing: write {name}=… in the address.")
    return found


def one_area() -> Area:
    """Return the area asked for by its id, another code or its name. Raises BadParameter and UnknownArea."""
    return area_named(word("area"))


def several_areas() -> list[Area]:
    """Return the areas asked for, each once, in order. Raises BadParameter and UnknownArea."""
    word("area")
    names = [name.strip() for name in request.args.getlist("area") if name.strip()]
    if len(names) > MOST_AREAS:
        raise BadParameter(f"{len(names)} areas were asked for at once. At most {MOST_AREAS} are answered.")
    return list({area.id: area for area in map(area_named, names)}.values())


def area_named(name: str) -> Area:
    """Return the area that a code or a name means. Raises UnknownArea."""
    area = areas.find(name)
    if area is not None and area.level in ("locality", "group") and not _was_loaded(area):
        area = None  # a part of a council is made by loading it
    if area is None:
        raise UnknownArea(f"There is no area called {name[:60]!r}. GET /api/v1/areas lists them all.")
    return area


def _was_loaded(area: Area) -> bool:
    return context().store.keys.areas.known(area.id) is not None


def breakdown() -> str:
    """Return the breakdown asked for, written as it is kept: dimension=member in lower case; '' for everybody."""
    return " ".join(request.args.get("breakdown", "").lower().split())


def day(name: str) -> date | None:
    """Return a day, or None when it was not given. Raises BadParameter."""
    return day_of(name, request.args.get(name, ""))


def day_of(name: str, text: str) -> date | None:
    """Return the day that the parameter `name` says, None when it says nothing. Raises BadParameter."""
    if not text.strip():
        return None
    try:
        return day_in(text)
    except NotADay as error:
        raise BadParameter(f"The parameter {name!r}: {error}") from None


def yes(name: str) -> bool:
    """Return whether a yes-or-no parameter, in the address or the form, says yes. Raises BadParameter."""
    said = request.values.get(name, "").strip().lower()
    if said in _YES or said in _NO:
        return said in _YES
    raise BadParameter(f"The parameter {name!r} is {said[:40]!r}. Write {name}=1 or leave it out.")


def settled(said: Sequence[str]) -> dict[str, str]:
    """Return the answers to a file's questions, each sent as KEY=VALUE, by their keys; the last of a key counts.

    An empty value forgets an answer that was given with an earlier file. Raises BadParameter.
    """
    given = {}
    for one in said:
        key, sign, value = one.partition("=")
        if not sign or not key.strip():
            raise BadParameter(
                f"The answer {one[:60]!r} cannot be read. Write the question's key, = and what to choose."
            )
        given[key.strip()] = value.strip()
    return given


def wants_csv() -> bool:
    """Return whether the answer is to be a CSV: the address ends in .csv, or the Accept header prefers it."""
    if request.path.endswith(".csv"):
        return True
    return request.accept_mimetypes.best_match(["application/json", csv_out.MIMETYPE]) == csv_out.MIMETYPE
