"""Make the reference files beside this one from the published files: `python -m data.reference.derive`.

REFERENCE_DATA is the folder that holds `data/dfe` and `data/lait`, by default `../shared`; a relative one
counts from the top of the repository. What the published files do not say (which code replaced which, which
council followed which, how else a name is written) stands below as facts and is checked against the files.
Anything that does not fit stops the run before a file is written: a wrong area would put figures on the wrong
council.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet

from data.areas import fold_name
from data.errors import ScrutineerError
from data.reference.known import CODE_CHANGES, NAMES, REORGANISED, SHARED_NAMES, SPELLINGS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

ENGLAND, LONDON = "E92000001", "E12000007"
LONDON_PARTS = ("E13000001", "E13000002")
REGIONS = tuple(f"E1200000{number}" for number in range(1, 10))
PRESENT_AUTHORITIES = 153

# How many areas each neighbour model has. 2025: the present authorities. 2021: 151 of them (Cumberland and
# Westmorland and Furness came later), Cumbria, Northamptonshire and, under the file's heading "Old SNs:", the
# old Dorset, Bournemouth and Poole.
MODEL_FILES = {
    "2021": ("New_Statistical_Neighbour_Groupings_April_2021.csv", 156),
    "2025": ("sn_model_2025_wide.csv", PRESENT_AUTHORITIES),
}
NEIGHBOURS_EACH = 10

AREA_COLUMNS = ("id", "name", "level", "parent", "dfe_code", "begins", "ends", "successors")
AREA_COLUMNS_MET = ("region_code", "region_name", "old_la_code", "new_la_code", "la_name")
ALIAS_COLUMNS = ("alias", "area", "kind")
NEIGHBOUR_COLUMNS = ("model", "area", "position", "neighbour", "closeness")
MEASURE_COLUMNS = ("measure", "year_type", "polarity", "decimals", "banded", "unit")

Row = dict[str, str]


@dataclass(frozen=True, order=True)
class Published:
    """One authority as one of DfE's files writes it."""

    dfe_code: str
    gss_code: str
    name: str
    region: str


@dataclass(frozen=True, order=True)
class LaitArea:
    """One area as LAIT's values write it."""

    number: str
    name: str
    region: str

    @property
    def national(self) -> bool:
        """Return whether this is England or a region, of which LAIT gives no region."""
        return self.region == "NA"


@dataclass(frozen=True)
class NeighbourRecord:
    """One row of a neighbour file: nearest is ten pairs of three-digit code and closeness, as written."""

    dfe_code: str
    name: str
    region: str
    nearest: tuple[tuple[str, str], ...]


def main() -> None:
    """Write the four files beside this script and say what was written."""
    try:
        written = derive(source_folder(), HERE)
    except (ScrutineerError, OSError) as error:
        sys.exit(f"Nothing was derived. {error}")
    for name, rows in written.items():
        print(f"{name}: {rows} rows")


def source_folder() -> Path:
    """Return the folder of published files; it may not exist."""
    return ROOT / os.environ.get("REFERENCE_DATA", "../shared") / "data"


def derive(source: Path, output: Path) -> dict[str, int]:
    """Write the four files into output; return how many rows each got.

    Raises ScrutineerError, before anything is written, when a published file and the facts above disagree.
    """
    demand(source.is_dir(), f"There is no folder {source}. Set REFERENCE_DATA to the one that holds data/.")
    dfe_rows = read_dfe(source / "dfe")
    lait_areas = read_lait_areas(source / "lait" / "lait_values.parquet")
    models = read_models(source / "dfe")
    areas = area_rows(dfe_rows)
    aliases = alias_rows(areas, written_names(dfe_rows, lait_areas, models), lait_areas)
    tables = {
        "areas.csv": (AREA_COLUMNS, areas),
        "area_aliases.csv": (ALIAS_COLUMNS, aliases),
        "neighbours.csv": (NEIGHBOUR_COLUMNS, neighbour_rows(areas, models)),
        "lait_measures.csv": (MEASURE_COLUMNS, measure_rows(source / "lait")),
    }
    for name, (columns, rows) in tables.items():
        write_table(output / name, columns, rows)
    return {name: len(rows) for name, (_, rows) in tables.items()}


def read_dfe(folder: Path) -> list[Row]:
    """Return the distinct sets of area columns in DfE's statistical files, without the joint returns."""
    met: set[tuple[str, ...]] = set()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            # The neighbour files and the national ones lack these columns.
            if "new_la_code" in (reader.fieldnames or ()):
                met.update(tuple(row[column].strip() for column in AREA_COLUMNS_MET) for row in reader)
    rows = [dict(zip(AREA_COLUMNS_MET, values, strict=True)) for values in sorted(met)]
    # Two councils' joint return is neither council's: "314 / 318".
    return [row for row in rows if "/" not in row["old_la_code"]]


def read_lait_areas(path: Path) -> list[LaitArea]:
    """Return the distinct areas of LAIT's values, by number."""
    columns = ["LA Number", "LA and Regions", "Region"]
    table = pyarrow.parquet.read_table(path, columns=columns).group_by(columns).aggregate([])
    found = ([row[column] for column in columns] for row in table.to_pylist())
    return sorted(LaitArea(f"{number:.0f}", name, region) for number, name, region in found)


def area_rows(dfe_rows: list[Row]) -> list[Row]:
    """Return the rows of areas.csv, by id, checked."""
    rows = [area_row(ENGLAND, "England", "country")]
    rows += region_rows(dfe_rows)
    rows += authority_rows(dfe_rows)
    rows.sort(key=lambda row: row["id"])
    check_areas(rows)
    return rows


def area_row(area_id: str, name: str, level: str, parent: str = "", dfe_code: str = "") -> Row:
    """Return one row of areas.csv, with the dates and successors in REORGANISED."""
    ends, successors = REORGANISED.get(area_id, (None, ()))
    # A successor begins the day after those before it ended.
    begins = {last + timedelta(days=1) for last, followers in REORGANISED.values() if area_id in followers}
    demand(len(begins) <= 1, f"{area_id} has more than one first day.")
    return {
        "id": area_id,
        "name": NAMES.get(area_id, name),
        "level": level,
        "parent": parent,
        "dfe_code": dfe_code,
        "begins": "".join(day.isoformat() for day in begins),
        "ends": ends.isoformat() if ends else "",
        "successors": " ".join(successors),
    }


def region_rows(dfe_rows: list[Row]) -> list[Row]:
    """Return the nine regions and the two parts of London."""
    names = {(row["region_code"], row["region_name"]) for row in dfe_rows if row["region_code"]}
    known = sorted(code for code, _ in names) == sorted(REGIONS + LONDON_PARTS)
    demand(known, f"The regions are not the nine and London's two parts: {sorted(names)}.")
    parents = dict.fromkeys(REGIONS, ENGLAND) | dict.fromkeys(LONDON_PARTS, LONDON)
    return [area_row(code, name, "region", parents[code]) for code, name in names]


def authority_rows(dfe_rows: list[Row]) -> list[Row]:
    """Return one row per authority; the files must agree on its three-digit code, name and region."""
    published: dict[str, Published] = {}
    for row in dfe_rows:
        if not row["old_la_code"]:
            continue
        area_id = CODE_CHANGES.get(row["new_la_code"], row["new_la_code"])
        one = Published(row["old_la_code"], area_id, row["la_name"], row["region_code"])
        known = published.setdefault(area_id, one)
        demand(known == one, f"{area_id} is published in two ways: {known} and {one}.")
    found = published.values()
    return [area_row(one.gss_code, one.name, "authority", one.region, one.dfe_code) for one in found]


def check_areas(rows: list[Row]) -> None:
    """Raise unless these are the areas of England, 153 present authorities among them, each once."""
    authorities = [row for row in rows if row["level"] == "authority"]
    ended = {row["id"] for row in authorities if row["ends"]}
    present = len(authorities) - len(ended)
    demand(present == PRESENT_AUTHORITIES, f"{present} present authorities, not {PRESENT_AUTHORITIES}.")
    demand(ended == set(REORGANISED), f"Authorities that ended: {sorted(ended)}, not {sorted(REORGANISED)}.")
    demand_single("code", [row["id"] for row in rows])
    demand_single("name", [fold_name(row["name"]) for row in rows])
    demand_single("three-digit code", [row["dfe_code"] for row in authorities])
    for row in authorities:
        demand(re.fullmatch(r"\d{3}", row["dfe_code"]) is not None, f"{row['name']} has no three-digit code.")
        demand(row["parent"] != LONDON, f"{row['name']} is in neither Inner nor Outer London.")
    check_references(rows)


def check_references(rows: list[Row]) -> None:
    """Raise when a row, or one of the facts above, points to an area that is not there."""
    parents = {row["parent"] for row in rows} - {""}
    successors = {successor for row in rows for successor in row["successors"].split()}
    named = parents | successors | {*CODE_CHANGES.values(), *NAMES, *SHARED_NAMES.values(), *SPELLINGS}
    missing = sorted(named - {row["id"] for row in rows})
    demand(not missing, f"No areas have the codes {', '.join(missing)}.")


def written_names(
    dfe_rows: list[Row], lait_areas: list[LaitArea], models: dict[str, list[NeighbourRecord]]
) -> set[tuple[str, str]]:
    """Return every (code, name) met: an authority's three digits and "" for regions and England."""
    names = {(row["old_la_code"], row["la_name"]) for row in dfe_rows if row["la_name"]}
    names |= {("", row["region_name"]) for row in dfe_rows if row["region_name"]}
    for area in lait_areas:
        names |= {("", area.name)} if area.national else {(area.number, area.name), ("", area.region)}
    for records in models.values():
        for record in records:
            names |= {(record.dfe_code, record.name), ("", record.region)}
    return names


def alias_rows(areas: list[Row], names: set[tuple[str, str]], lait_areas: list[LaitArea]) -> list[Row]:
    """Return the rows of area_aliases.csv, by area, kind and alias, checked to name one area each."""
    by_dfe_code, by_name = ids_by_dfe_code(areas), ids_by_name(areas)
    spellings = {(alias, area_id) for area_id, aliases in SPELLINGS.items() for alias in aliases}
    for dfe_code, name in names:
        area_id = by_dfe_code.get(dfe_code, "") if dfe_code else by_name.get(fold_name(name), "")
        demand(area_id != "", f"{name!r} ({dfe_code or 'no code'}) is no known area. See SPELLINGS.")
        # The old county is written "Dorset" too; that name finds the present council.
        spellings.add((name, SHARED_NAMES.get(name, area_id)))
    spellings -= {(row["name"], row["id"]) for row in areas}
    lait_numbers = {(area.number, by_name[fold_name(area.name)]) for area in lait_areas if area.national}
    kinds = {
        "former_code": CODE_CHANGES.items(),
        "dfe_code": by_dfe_code.items(),
        "lait_number": lait_numbers,
        "spelling": spellings,
    }
    found = [(area_id, kind, alias) for kind, pairs in kinds.items() for alias, area_id in pairs]
    rows = [{"alias": alias, "area": area_id, "kind": kind} for area_id, kind, alias in sorted(found)]
    check_aliases(areas, rows)
    check_lait_regions(areas, lait_areas)
    return rows


def ids_by_dfe_code(areas: list[Row]) -> dict[str, str]:
    """Return the ids of the authorities by three-digit code."""
    return {row["dfe_code"]: row["id"] for row in areas if row["dfe_code"]}


def ids_by_name(areas: list[Row]) -> dict[str, str]:
    """Return the ids of all areas by name and common spelling, as names are compared."""
    ids = {fold_name(row["name"]): row["id"] for row in areas}
    return ids | {fold_name(alias): area_id for area_id, aliases in SPELLINGS.items() for alias in aliases}


def check_aliases(areas: list[Row], rows: list[Row]) -> None:
    """Raise when a code, a name or an alias, as names are compared, means two areas or a joint return."""
    meant: dict[str, str] = {}
    named = [(text, row["id"]) for row in areas for text in (row["id"], row["name"])]
    for alias, area_id in named + [(row["alias"], row["area"]) for row in rows]:
        first = meant.setdefault(fold_name(alias), area_id)
        demand(first == area_id, f"{alias!r} means both {first} and {area_id}.")
        demand(" / " not in alias, f"{alias!r} is a joint return, not an area.")


def check_lait_regions(areas: list[Row], lait_areas: list[LaitArea]) -> None:
    """Raise when LAIT has an authority that we lack, or puts one in another region than DfE's files do."""
    parents = {row["dfe_code"]: row["parent"] for row in areas if row["dfe_code"]}
    regions = ids_by_name(areas)
    for area in lait_areas:
        agreed = area.national or parents.get(area.number) == regions[fold_name(area.region)]
        demand(agreed, f"LAIT puts {area.name} ({area.number}) in {area.region}.")


def read_models(folder: Path) -> dict[str, list[NeighbourRecord]]:
    """Return the records of each neighbour model; raises when one has not the areas that it should have."""
    models = {}
    for model, (file_name, expected) in MODEL_FILES.items():
        models[model] = read_neighbour_file(folder / file_name)
        found = len({record.dfe_code for record in models[model]})
        demand(found == len(models[model]) == expected, f"{file_name} has {found} areas, not {expected}.")
    return models


def read_neighbour_file(path: Path) -> list[NeighbourRecord]:
    """Return one record per area of a neighbour file, in its order; blank rows and headings are left out.

    The two files differ in their headings and in what stands before the first neighbour, not in their order.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    first = next(n for n, heading in enumerate(header) if heading.replace("_", "") == "SN1")
    region = next(n for n, heading in enumerate(header) if heading in ("GOReg", "region_name"))
    last = first + 2 * NEIGHBOURS_EACH
    return [
        NeighbourRecord(row[0], row[1], row[region], tuple(zip(cells[::2], cells[1::2], strict=True)))
        for row in rows
        if row[0].isdigit() and (cells := row[first:last])
    ]


def neighbour_rows(areas: list[Row], models: dict[str, list[NeighbourRecord]]) -> list[Row]:
    """Return the rows of neighbours.csv, by model, area and position, checked."""
    ids = ids_by_dfe_code(areas)
    rows = []
    for model, records in sorted(models.items()):
        for record in sorted(records, key=lambda record: ids[record.dfe_code]):
            check_neighbours(record, ids)
            ten = enumerate(record.nearest, start=1)
            rows += [(model, ids[record.dfe_code], str(n), ids[code], in_words(text)) for n, (code, text) in ten]
    return [dict(zip(NEIGHBOUR_COLUMNS, row, strict=True)) for row in rows]


def check_neighbours(record: NeighbourRecord, ids: dict[str, str]) -> None:
    """Raise unless the area has ten neighbours, each known, different, not itself, and with a closeness."""
    codes = {code for code, _ in record.nearest}
    unknown = sorted(codes - set(ids))
    demand(not unknown, f"Neighbours of {record.name}: no areas have the codes {', '.join(unknown)}.")
    ten_others = len(codes) == NEIGHBOURS_EACH and record.dfe_code not in codes
    demand(ten_others, f"Neighbours of {record.name}: they are not ten other areas.")
    named = all(text.strip() for _, text in record.nearest)
    demand(named, f"Neighbours of {record.name}: one has no closeness.")


def in_words(closeness: str) -> str:
    """Return DfE's closeness in one spelling: the 2025 file has "Close " and the 2021 one "Very Close"."""
    return " ".join(closeness.split()).capitalize()


def measure_rows(folder: Path) -> list[Row]:
    """Return the rows of lait_measures.csv, one per measure of LAIT's values, by measure; facts only.

    No names or descriptions: those are read from LAIT's dictionary when a user loads it.
    """
    table = pyarrow.parquet.read_table(folder / "lait_values.parquet", columns=["Short Desc"])
    entries = read_dictionary(folder / "lait_data_dictionary.csv")
    measures = sorted({value.strip() for value in table.column(0).unique().to_pylist()})
    return [{"measure": measure} | measure_facts(entries.get(measure, [])) for measure in measures]


def read_dictionary(path: Path) -> dict[str, list[Row]]:
    """Return LAIT's dictionary rows by measure; some measures stand under two topics."""
    entries: dict[str, list[Row]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            entries.setdefault(row["Measure_short"].strip(), []).append(row)
    return entries


def measure_facts(entries: list[Row]) -> Row:
    """Return a measure's facts, each blank where the dictionary has none.

    Where a measure has two rows the first to state a fact gives it, but one row that says "no quartiles" is
    enough: no band is better than one that misleads.
    """
    unbanded = any(stated(row["No_Quartile"]) == "N" for row in entries)
    return {
        "year_type": first_stated(entries, "Year_Type"),
        "polarity": first_stated(entries, "Polarity"),
        "decimals": first_stated(entries, "dps"),
        "banded": ("no" if unbanded else "yes") if entries else "",
        "unit": first_stated(entries, "y_axis_name"),
    }


def first_stated(entries: list[Row], column: str) -> str:
    """Return the first value of a column that is not blank, or ""."""
    return next(filter(None, (stated(row[column]) for row in entries)), "")


def stated(text: str) -> str:
    """Return text with its spaces set right, "" for the dictionary's NA."""
    tidy = " ".join(text.split())
    return "" if tidy == "NA" else tidy


def demand_single(what: str, values: Iterable[str]) -> None:
    """Raise when a value comes twice."""
    values = list(values)
    twice = sorted({value for value in values if values.count(value) > 1})
    demand(not twice, f"More than one area has the {what} {', '.join(twice)}.")


def demand(fact: bool, otherwise: str) -> None:
    """Raise ScrutineerError unless the fact holds; an assert can be switched off, this cannot."""
    if not fact:
        raise ScrutineerError(otherwise)


def write_table(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Write rows as CSV in UTF-8 with line feeds, whatever the system's own habits."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
