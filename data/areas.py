"""The areas of England: which there are, what they are called, which contains which, who is like whom.

An area's id is its GSS code. Where only the code changed (Buckinghamshire, Barnsley…) the newest code is the
id and the former ones still find it. A council that was reorganised away is an area of its own, with `ends`
and `successors`. A locality, or an average that a council supplies, is `CODE/slug` and is made by naming it.

The facts are the files in `data/reference/`, read once; `data/reference/derive.py` makes them.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

from data.errors import UnknownArea

REFERENCE = Path(__file__).resolve().parent / "reference"
MODELS = ("2021", "2025")

# Averages that a council supplies about others: they look like localities but are not part of the council.
GROUPS = {
    "neighbours": "Statistical neighbours (as supplied)",
    "family-group": "Family group (as supplied)",
}
SMALL_WORDS = frozenset({"and", "at", "by", "in", "le", "of", "on", "the", "under", "upon", "with"})

# What councils put before and after their names. Left out only when the whole name is not known:
# "City of London" and "County Durham" are names.
KINDS_OF_PLACE = {"borough", "city", "county", "district", "london", "metropolitan", "royal", "unitary"}
KINDS_OF_BODY = {"authority", "corporation", "council", "local"}
INITIALS = {"bc", "cc", "dc", "la", "lb", "lbc", "lea", "mb", "mbc", "md", "mdc", "rb", "rbc", "ua"}
COUNCIL_WORDS = frozenset(KINDS_OF_PLACE | KINDS_OF_BODY | INITIALS | {"of", "the"})
# A cell may hold a whole page of text: that is no name, and is not worth remembering.
LONGEST_NAME = 200
LOCALITY_ID = re.compile(r"(?P<council>E\d{8})/(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Area:
    """One area.

    level is country, region, authority, locality or group. parent is the id of the area that contains it:
    None for England, Inner or Outer London for a London borough. dfe_code is DfE's three digits, "" where
    there is none. begins and ends are its first and last day, None when that is not recorded or has not come.
    successors are the ids of the areas that took over. codes is every code it answers to, the id first.
    """

    id: str
    name: str
    level: str
    parent: str | None
    dfe_code: str
    begins: date | None
    ends: date | None
    successors: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One statistical neighbour: position 1 is the nearest, area is its id, closeness is DfE's words."""

    position: int
    area: str
    closeness: str


def all_areas() -> list[Area]:
    """Return every area on record, with councils that have ended: England, then regions by id, then by name.

    Localities are not on record; `get` makes them.
    """
    return list(_by_id().values())


def find(text: str) -> Area | None:
    """Return the area that text means, or None when it means none that is known.

    Tried in turn: an id (a locality's too), a former code, a three-digit code (935, "935", "935.0"), then a
    name or another spelling. Case, spaces, punctuation, "&" and a leading "the" do not matter; words such as
    "County Council" and "London Borough of" are left out when the name as written is not known. A return that
    two councils made together ("314 / 318") is neither of them: None.
    """
    written = str(text).strip()
    return _find(written) if len(written) <= LONGEST_NAME else None


def get(area_id: str) -> Area:
    """Return the area with this id, a locality or group ("E10000029/west") included.

    Only ids: for former codes and names, use `find`. Raises UnknownArea.
    """
    area = _by_id().get(area_id) or _locality(str(area_id))
    if area is None:
        raise UnknownArea(_unknown(area_id))
    return area


def region_of(area_id: str) -> list[str]:
    """Return the ids of the regions that an area lies in, the smallest first: try them in this order.

    Inner or Outer London and then London for a London borough, one region for other authorities and their
    localities, none for England or for one of the nine regions. Raises UnknownArea.
    """
    containing = []
    parent = get(area_id).parent
    while parent is not None:
        area = get(parent)
        if area.level == "region":
            containing.append(area.id)
        parent = area.parent
    return containing


def neighbours(area_id: str, model: str = "2025") -> list[str]:
    """Return the ids of an area's ten statistical neighbours, the nearest first; [] when it has none.

    Raises UnknownArea, and ValueError for a model that is not in MODELS.
    """
    return [neighbour.area for neighbour in neighbour_model(area_id, model)]


def neighbour_model(area_id: str, model: str) -> list[Neighbour]:
    """Return an area's statistical neighbours with their closeness, the nearest first; [] when it has none.

    The 2021 model names councils of its time, so a neighbour may have ended since. Raises UnknownArea, and
    ValueError for a model that is not in MODELS.
    """
    if model not in MODELS:
        raise ValueError(f"There is no neighbour model {model!r}. The models are {', '.join(MODELS)}.")
    return list(_neighbours().get((model, get(area_id).id), ()))


def predecessors(area_id: str) -> list[str]:
    """Return the ids of the areas that this one wholly or partly replaced, by id. Raises UnknownArea."""
    area_id = get(area_id).id
    return sorted(area.id for area in _by_id().values() if area_id in area.successors)


def locality_id(council_id: str, name: str) -> str:
    """Return the id of a part of a council: "Ipswich & Coast" of Suffolk is "E10000029/ipswich-and-coast".

    Lower case, "&" as "and", accents dropped, every other sign as "-", runs collapsed, ends trimmed. Raises
    UnknownArea when council_id is not an authority's, nothing is left of the name, or the name is a code.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", _plain(name)).strip("-")
    made = f"{get(council_id).id}/{slug}"
    if _locality(made) is None:
        raise UnknownArea(
            f"{name!r} cannot be a part of {council_id!r}. A part belongs to a council and needs a name of "
            "letters or digits that is not an area's code, for example 'West'."
        )
    return made


def council_of(area_id: str) -> str:
    """Return the council's id for a locality or group, any other id as it is; the id is not checked."""
    return area_id.partition("/")[0]


def fold_name(text: str) -> str:
    """Return text as names are compared: plain lower-case words, "&" as "and", no leading "the".

    "St. Helens" and "ST HELENS" come out the same, and so do "Brighton & Hove" and "The Brighton and Hove".
    """
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’]", "", _plain(text))).strip()
    return words.removeprefix("the ")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def _find(written: str) -> Area | None:
    return _find_by_code(written) or _find_by_name(written)


def _find_by_code(written: str) -> Area | None:
    # Spreadsheets turn 935 into 935.0.
    council, slash, slug = re.sub(r"\.0+$", "", written).partition("/")
    area = _by_code().get(council.upper())
    if area is None or not slash:
        return area
    return _locality(f"{area.id}/{slug.lower()}") if council.upper().startswith("E") else None


def _find_by_name(written: str) -> Area | None:
    folded = fold_name(written)
    if folded in _by_name():
        return _by_name()[folded]
    known = (_by_name().get(shorter) for shorter in _without_council_words(folded))
    # "London City Council" is no council: only an authority may be reached by leaving words out.
    return next((area for area in known if area is not None and area.level == "authority"), None)


def _without_council_words(folded: str) -> Iterator[str]:
    """Yield folded without the council words at its ends, those that lose the fewest words first."""
    words = folded.split()
    leading = len(list(takewhile(COUNCIL_WORDS.__contains__, words)))
    trailing = len(list(takewhile(COUNCIL_WORDS.__contains__, reversed(words))))
    cuts = [(start, end) for start in range(leading + 1) for end in range(trailing + 1)]
    # "City of London Corporation" is council words throughout, so the two ends may meet.
    for start, end in sorted((cut for cut in cuts if sum(cut) < len(words)), key=sum):
        yield " ".join(words[start : len(words) - end])


def _locality(area_id: str) -> Area | None:
    match = LOCALITY_ID.fullmatch(area_id)
    if match is None:
        return None
    council, slug = _by_id().get(match["council"]), match["slug"]
    if council is None or council.level != "authority":
        return None
    # "E09000021/E09000027" is how some write two councils' joint return.
    if slug.upper() in _by_code():
        return None
    return Area(
        id=area_id,
        name=GROUPS.get(slug) or _title(slug),
        level="group" if slug in GROUPS else "locality",
        parent=council.id,
        dfe_code="",
        begins=None,
        ends=None,
        successors=(),
        codes=(area_id,),
    )


def _title(slug: str) -> str:
    words = slug.split("-")
    return " ".join(word if n and word in SMALL_WORDS else word.capitalize() for n, word in enumerate(words))


def _unknown(asked: object) -> str:
    message = f"There is no area with the id {asked!r}."
    meant = find(str(asked))
    if meant is not None:
        message += f" {meant.name} is {meant.id}."
    return message + " GET /api/v1/areas and data/reference/areas.csv list them all."


@cache
def _by_id() -> dict[str, Area]:
    codes = _codes()
    areas = [_area(row, codes.get(row["id"], ())) for row in _rows("areas.csv")]
    return {area.id: area for area in sorted(areas, key=_place_in_list)}


def _place_in_list(area: Area) -> tuple[int, str]:
    level = ("country", "region", "authority").index(area.level)
    # Regions go by id: their usual order, north to south, with Inner and Outer London last.
    return level, area.name if area.level == "authority" else area.id


def _area(row: dict[str, str], other_codes: tuple[str, ...]) -> Area:
    return Area(
        id=row["id"],
        name=row["name"],
        level=row["level"],
        parent=row["parent"] or None,
        dfe_code=row["dfe_code"],
        begins=_date(row["begins"]),
        ends=_date(row["ends"]),
        successors=tuple(row["successors"].split()),
        codes=(row["id"], *other_codes),
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Return each area's codes other than its id: former GSS codes, then three-digit ones."""
    codes: dict[str, list[str]] = {}
    for row in _rows("area_aliases.csv"):
        if row["kind"] != "spelling":
            codes.setdefault(row["area"], []).append(row["alias"])
    # Letters sort after digits, so backwards puts the former GSS codes first.
    return {area: tuple(sorted(found, reverse=True)) for area, found in codes.items()}


@cache
def _by_code() -> dict[str, Area]:
    return {code: area for area in _by_id().values() for code in area.codes}


@cache
def _by_name() -> dict[str, Area]:
    names = {fold_name(area.name): area for area in _by_id().values()}
    spellings = (row for row in _rows("area_aliases.csv") if row["kind"] == "spelling")
    return names | {fold_name(row["alias"]): _by_id()[row["area"]] for row in spellings}


@cache
def _neighbours() -> dict[tuple[str, str], tuple[Neighbour, ...]]:
    found: dict[tuple[str, str], list[Neighbour]] = {}
    for row in _rows("neighbours.csv"):
        neighbour = Neighbour(int(row["position"]), row["neighbour"], row["closeness"])
        found.setdefault((row["model"], row["area"]), []).append(neighbour)
    return {key: tuple(sorted(ten, key=lambda one: one.position)) for key, ten in found.items()}


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
