"""What an area is called, which contains which, and who is like whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data import areas
from data.errors import ScrutineerError, UnknownArea

SUFFOLK = "E10000029"

# What a person or a file may write, and the area that it means.
WRITTEN = """
Suffolk                                        | E10000029
SUFFOLK COUNTY COUNCIL                         | E10000029
Suffolk CC                                     | E10000029
suffolk county                                 | E10000029
E10000029                                      | E10000029
e10000029                                      | E10000029
935                                            | E10000029
935.0                                          | E10000029
E10000002                                      | E06000060
E10000023                                      | E06000065
E10000027                                      | E06000066
E08000016                                      | E08000038
E08000019                                      | E08000039
E06000048                                      | E06000057
E08000020                                      | E08000037
St Helens                                      | E08000013
St. Helens                                     | E08000013
St.Helens MBC                                  | E08000013
Saint Helens                                   | E08000013
Kingston upon Hull, City of                    | E06000010
Kingston Upon Hull                             | E06000010
Kingston-upon-Hull City Council                | E06000010
Hull                                           | E06000010
Hull City Council                              | E06000010
Bristol, City of                               | E06000023
City of Bristol                                | E06000023
Bristol UA                                     | E06000023
Bristol, City of UA                            | E06000023
Herefordshire                                  | E06000019
County of Herefordshire                        | E06000019
Durham                                         | E06000047
County Durham                                  | E06000047
Durham County Council                          | E06000047
County Durham Council                          | E06000047
Bedford                                        | E06000055
Bedford Borough                                | E06000055
Bedford Borough Council                        | E06000055
Brighton and Hove                              | E06000043
Brighton & Hove City Council                   | E06000043
BRIGHTON  &  HOVE                              | E06000043
Bournemouth, Christchurch & Poole              | E06000058
BCP Council                                    | E06000058
Dorset                                         | E06000059
Dorset Council                                 | E06000059
Dorset (Pre LG)                                | E10000009
Dorset (before 2019)                           | E10000009
Poole (Pre LG)                                 | E06000029
Borough of Poole                               | E06000029
Bournemouth                                    | E06000028
Northamptonshire County Council                | E10000021
Cumbria                                        | E10000006
Stoke on Trent                                 | E06000021
Stockton-on-Tees Borough Council               | E06000004
The Isle of Wight Council                      | E06000046
Council of the Isles of Scilly                 | E06000053
City of London                                 | E09000001
City of London Corporation                     | E09000001
London Borough of Camden                       | E09000007
Camden London Borough Council                  | E09000007
LB Barking & Dagenham                          | E09000002
Royal Borough of Kensington & Chelsea          | E09000020
Royal Borough of Windsor and Maidenhead        | E06000040
Westminster City Council                       | E09000033
City of York Council                           | E06000014
City of Bradford Metropolitan District Council | E08000032
Wirral Metropolitan Borough Council            | E08000015
England                                        | E92000001
National                                       | E92000001
970                                            | E92000001
970.0                                          | E92000001
London                                         | E12000007
986                                            | E12000007
Inner London                                   | E13000001
London (Inner)                                 | E13000001
987                                            | E13000001
London (Outer)                                 | E13000002
988                                            | E13000002
Yorkshire and The Humber                       | E12000003
Yorkshire & the Humber                         | E12000003
Yorkshire & Humber                             | E12000003
East of England                                | E12000006
Eastern                                        | E12000006
East                                           | E12000006
E10000029/west                                 | E10000029/west
E10000002/north                                | E06000060/north
"""
EXAMPLES = [tuple(cell.strip() for cell in line.split("|")) for line in WRITTEN.strip().splitlines()]

# What means no one area: joint returns, councils that are not authorities for children, nothing at all.
NO_AREA = [
    "314 / 318",
    "314/318",
    "940 / 941",
    "E09000021 / E09000027",
    "E09000021/E09000027",
    "E06000061 / E06000062",
    "Kingston upon Thames / Richmond upon Thames",
    "North Northamptonshire / West Northamptonshire",
    "London Borough",
    "London City Council",
    "Greater London Authority",
    "Lincoln City Council",
    "Bedfordshire",
    "Scotland",
    "Council",
    "The",
    "",
    "999",
    "E10000999",
    "E10000999/west",
    "E92000001/west",
    "935/west",
    pytest.param("city of " * 4000, id="a page of words"),
    None,
    float("nan"),
]


@pytest.mark.parametrize(("written", "area_id"), EXAMPLES)
def test_what_is_written_finds_the_area_it_means(written: str, area_id: str) -> None:
    found = areas.find(written)
    assert found is not None
    assert found.id == area_id


@pytest.mark.parametrize("written", NO_AREA)
def test_what_means_no_single_area_finds_none(written: str) -> None:
    assert areas.find(written) is None


@pytest.mark.parametrize("written", [935, 935.0, " 935 ", "Suffolk ", "Suffolk\xa0County\nCouncil"])
def test_numbers_and_odd_spaces_find_the_area(written: object) -> None:
    found = areas.find(written)
    assert found is not None
    assert found.id == SUFFOLK


def test_there_are_153_present_authorities_and_five_that_ended() -> None:
    authorities = [area for area in areas.all_areas() if area.level == "authority"]
    assert sum(area.ends is None for area in authorities) == 153
    assert sum(area.ends is not None for area in authorities) == 5


def test_areas_are_listed_with_england_first_then_regions_then_authorities_by_name() -> None:
    listed = areas.all_areas()
    assert listed[0].id == "E92000001"
    assert [area.level for area in listed] == ["country"] + ["region"] * 11 + ["authority"] * 158
    assert [area.id for area in listed[1:12]] == sorted(area.id for area in listed[1:12])
    assert [area.name for area in listed[12:]] == sorted(area.name for area in listed[12:])


def test_the_list_of_areas_is_the_callers_own() -> None:
    areas.all_areas().clear()
    assert len(areas.all_areas()) == 170


def test_every_area_is_found_by_each_of_its_codes_and_by_its_name() -> None:
    for area in areas.all_areas():
        assert area.codes[0] == area.id
        assert all(areas.find(code) is area for code in area.codes)
        assert areas.find(area.name) is area
        assert areas.get(area.id) is area


def test_every_alias_finds_its_area() -> None:
    for row in areas._rows("area_aliases.csv"):
        assert areas.find(row["alias"]).id == row["area"], row


def test_an_area_knows_the_codes_it_answers_to() -> None:
    assert areas.get("E06000060").codes == ("E06000060", "E10000002", "825")
    assert areas.get("E13000001").codes == ("E13000001", "987")
    assert areas.get(SUFFOLK).codes == (SUFFOLK, "935")


@pytest.mark.parametrize(
    ("area_id", "regions"),
    [
        ("E09000007", ["E13000001", "E12000007"]),  # Camden
        ("E09000014", ["E13000001", "E12000007"]),  # Haringey is inner
        ("E09000025", ["E13000001", "E12000007"]),  # Newham is inner
        ("E09000011", ["E13000002", "E12000007"]),  # Greenwich is outer
        ("E09000001", ["E13000001", "E12000007"]),  # City of London
        ("E13000001", ["E12000007"]),
        (SUFFOLK, ["E12000006"]),
        (f"{SUFFOLK}/west", ["E12000006"]),
        ("E12000006", []),
        ("E92000001", []),
    ],
)
def test_the_regions_of_an_area_come_smallest_first(area_id: str, regions: list[str]) -> None:
    assert areas.region_of(area_id) == regions


def test_london_has_14_inner_and_19_outer_authorities() -> None:
    parents = [area.parent for area in areas.all_areas() if area.level == "authority"]
    assert (parents.count("E13000001"), parents.count("E13000002")) == (14, 19)
    assert "E12000007" not in parents


def test_reorganised_councils_lead_to_those_that_followed() -> None:
    assert areas.predecessors("E06000058") == ["E06000028", "E06000029", "E10000009"]
    assert areas.predecessors("E06000059") == ["E10000009"]
    assert areas.predecessors("E06000062") == ["E10000021"]
    assert areas.predecessors("E06000063") == ["E10000006"]
    assert areas.predecessors("E06000060") == []  # only its code changed
    assert areas.get("E10000009").successors == ("E06000059", "E06000058")


@pytest.mark.parametrize(
    ("ended", "last_day", "begun"),
    [
        ("E10000009", date(2019, 3, 31), "E06000059"),
        ("E06000029", date(2019, 3, 31), "E06000058"),
        ("E10000021", date(2021, 3, 31), "E06000061"),
        ("E10000006", date(2023, 3, 31), "E06000064"),
    ],
)
def test_a_successor_begins_the_day_after(ended: str, last_day: date, begun: str) -> None:
    assert areas.get(ended).ends == last_day
    assert areas.get(begun).begins == last_day + timedelta(days=1)


def test_half_of_suffolks_neighbours_are_in_both_models() -> None:
    new, old = areas.neighbours(SUFFOLK), areas.neighbours(SUFFOLK, "2021")
    assert new == areas.neighbours(SUFFOLK, "2025")
    assert (len(new), len(old), len(set(new) & set(old))) == (10, 10, 5)
    assert areas.get(new[0]).name == "Somerset"


def test_neighbours_come_nearest_first_with_their_closeness() -> None:
    ten = areas.neighbour_model(SUFFOLK, "2021")
    assert [neighbour.position for neighbour in ten] == list(range(1, 11))
    assert ten[0] == areas.Neighbour(1, "E06000066", "Extremely close")


def test_the_models_have_ten_neighbours_for_all_they_cover() -> None:
    authorities = [area for area in areas.all_areas() if area.level == "authority"]
    counts = {model: [len(areas.neighbours(area.id, model)) for area in authorities] for model in areas.MODELS}
    assert (counts["2025"].count(10), counts["2025"].count(0)) == (153, 5)
    assert (counts["2021"].count(10), counts["2021"].count(0)) == (156, 2)


def test_there_are_no_neighbours_where_a_model_gives_none() -> None:
    assert areas.neighbours("E06000063", "2021") == []  # Cumberland came later
    assert areas.neighbours("E12000006") == []
    assert areas.neighbours(f"{SUFFOLK}/west") == []


def test_closeness_is_written_one_way() -> None:
    words = {
        neighbour.closeness
        for area in areas.all_areas()
        for model in areas.MODELS
        for neighbour in areas.neighbour_model(area.id, model)
    }
    assert words == {"Extremely close", "Very close", "Close", "Somewhat close", "Not close"}


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(ValueError, match="2021, 2025"):
        areas.neighbours(SUFFOLK, "2030")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("West", "west"),
        ("  Ipswich & Coast ", "ipswich-and-coast"),
        ("Bury St. Edmunds / Haverhill", "bury-st-edmunds-haverhill"),
        ("Area 1", "area-1"),
        ("São", "sao"),
        ("Family group", "family-group"),
    ],
)
def test_a_locality_id_is_made_from_its_name(name: str, made: str) -> None:
    assert areas.locality_id(SUFFOLK, name) == f"{SUFFOLK}/{made}"
    assert areas.get(areas.locality_id(SUFFOLK, name)).id == f"{SUFFOLK}/{made}"


@pytest.mark.parametrize(
    ("council", "name"),
    [
        (SUFFOLK, ""),
        (SUFFOLK, " - "),
        (SUFFOLK, "318"),
        (SUFFOLK, "E09000027"),
        ("E12000006", "West"),
        (f"{SUFFOLK}/west", "West"),
        ("E10000002", "West"),
        ("nowhere", "West"),
    ],
)
def test_a_locality_id_needs_a_council_and_a_name(council: str, name: str) -> None:
    with pytest.raises(UnknownArea):
        areas.locality_id(council, name)


def test_a_locality_is_named_from_its_id() -> None:
    west = areas.get(f"{SUFFOLK}/west")
    assert (west.name, west.level, west.parent) == ("West", "locality", SUFFOLK)
    assert west.codes == (f"{SUFFOLK}/west",)
    assert areas.get(f"{SUFFOLK}/ipswich-and-coast").name == "Ipswich and Coast"


def test_averages_that_a_council_supplies_are_groups() -> None:
    supplied = areas.get(f"{SUFFOLK}/neighbours")
    assert (supplied.name, supplied.level) == ("Statistical neighbours (as supplied)", "group")
    assert areas.get(f"{SUFFOLK}/family-group").name == "Family group (as supplied)"


def test_the_council_of_a_locality_is_in_its_id() -> None:
    assert areas.council_of(f"{SUFFOLK}/west") == SUFFOLK
    assert areas.council_of(SUFFOLK) == SUFFOLK
    assert areas.council_of("E12000006") == "E12000006"


@pytest.mark.parametrize(
    "asked", ["nowhere", "", "E10000029/", "E10000029/West", "E10000029/a--b", "E12000006/west", "935", None]
)
def test_only_ids_are_got(asked: object) -> None:
    with pytest.raises(UnknownArea):
        areas.get(asked)


def test_an_unknown_area_says_what_was_asked_and_how_to_list_them() -> None:
    with pytest.raises(ScrutineerError, match=r"'Atlantis'.*/api/v1/areas.*list them all"):
        areas.get("Atlantis")
    with pytest.raises(UnknownArea, match="Buckinghamshire is E06000060"):
        areas.get("E10000002")
