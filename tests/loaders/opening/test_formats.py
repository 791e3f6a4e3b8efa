"""What number formats show, beside what Excel shows for them; colours beside Excel's own."""

from __future__ import annotations

import pytest

from loaders.opening.inside.colours import Palette
from loaders.opening.inside.days import from_serial
from loaders.opening.inside.formats import BUILT_IN, Format

SHAPES = {
    **{"General": "", "0": "", "0.00": "", "#,##0": "", "0.00E+00": "", "# ?/?": "", "@": "", "[Red]0.0": ""},
    **{"dd/mm/yyyy": "day", "d-mmm": "day", "yyyy-mm-dd hh:mm": "day", "[$-809]dd mmmm yyyy": "day", "mmm": "day"},
    **{"mmm-yy": "month", "mmmm yyyy": "month", "yyyy": "year", "yy": "year", 'mmm" of "yyyy': "month"},
    **{"h:mm": "time", "hh:mm:ss": "time", "mm:ss": "time", "h:mm AM/PM": "time", "mm:ss.0": "time"},
    **{"[h]:mm": "elapsed", "[mm]:ss": "elapsed", "[s]": "elapsed"},
    **{'0 "days"': "", '0" months"': "", "0\\d": "", "0_d": "", '"day "0': "", "[$£-809]#,##0": "", "[Magenta]0": ""},
    **{"yyyy h:mm": "year", "mmm yyyy h:mm": "month", "d h:mm": "day"},
}


@pytest.mark.parametrize("code", SHAPES)
def test_a_date_is_told_from_a_number(code: str) -> None:
    assert Format(code).section(38_442).shape == SHAPES[code]


def test_every_built_in_format_is_known() -> None:
    shapes = {number: Format(code).section(38_442).shape for number, code in BUILT_IN.items()}
    assert {number for number, shape in shapes.items() if shape} == {
        *(14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47),
        *range(27, 37),
        *range(50, 59),
    }
    assert {number for number, code in BUILT_IN.items() if Format(code).section(1).is_percent} == {9, 10}


PERCENT = {
    **{"0%": (True, True), "0.0%": (True, True), "#,##0.00%;[Red]-0.00%": (True, True), "0 %": (True, True)},
    **{'0.0"%"': (False, True), "0.0\\%": (False, True), '0" per cent"': (False, False), "0": (False, False)},
}


@pytest.mark.parametrize("code", PERCENT)
def test_a_sign_that_scales_is_told_from_one_that_is_only_shown(code: str) -> None:
    section = Format(code).section(0.5)
    assert (section.is_percent, section.shows_percent) == PERCENT[code]


MASKS: list[tuple[str, float, str | None]] = [
    (";;;", 4, ""),
    (";;;", -4, ""),
    (";;;", 0, None),
    ('"c"', 4, "c"),
    ("\\c", 4, "c"),
    ('[<6]"c";0', 4, "c"),
    ('[<6]"c";0', 6, None),
    ('[<=5]"*";General', 5, "*"),
    ('[=0]"z";[<5]"c";0', 3, "c"),
    ('[=0]"z";[<5]"c";0', 0, "z"),
    ('[=0]"z";[<5]"c";0', 9, None),
    ('0;0;"c"', 0, "c"),
    ("0;-0;;@", 0, None),
    ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', 0, None),
    ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', 12, None),
    ("0.0;(0.0)", -3, None),
    ('0;"below zero"', -3, "below zero"),
    ('"a;b"', 4, "a;b"),
    ("0", 4, None),
    ("General", 4, None),
    ("@", 4, None),
    ("dd/mm/yyyy", 4, None),
]


@pytest.mark.parametrize(("code", "value", "shown"), MASKS)
def test_what_a_format_shows_instead_of_a_number(code: str, value: float, shown: str | None) -> None:
    assert Format(code).section(value).mask(value) == shown


def test_what_a_format_shows_instead_of_a_text() -> None:
    assert Format(";;;").text_mask == ""
    assert Format('0;0;0;"c"').text_mask == "c"
    assert Format("0;0;0;@").text_mask is None
    assert Format("0;0").text_mask is None


@pytest.mark.parametrize("code", ["", ";", ";;;;;;;", '"', "[", "\\", "_", "*", "[<]0", "[<5", "%" * 300, "\u0000"])
def test_no_format_is_too_odd(code: str) -> None:
    for value in (-1.0, 0.0, 1.0, 1e300):
        section = Format(code).section(value)
        assert section.mask(value) is None or isinstance(section.mask(value), str)


DAYS = [
    (1, False, ("d", "1900-01-01")),
    (59, False, ("d", "1900-02-28")),
    (61, False, ("d", "1900-03-01")),
    (38_442, False, ("d", "2005-03-31")),
    (2_958_465, False, ("d", "9999-12-31")),
    (2_958_466, False, None),
    (-1, False, None),
    (0.5, False, ("t", "12:00")),
    (38_442.999999999, False, ("d", "2005-04-01")),
    (38_442.9999, False, ("d", "2005-03-31")),
    (1, True, ("d", "1904-01-02")),
]


@pytest.mark.parametrize(("value", "since_1904", "said"), DAYS)
def test_a_number_of_days_is_a_date(value: float, since_1904: bool, said: tuple[str, str] | None) -> None:
    assert from_serial(value, "day", since_1904) == said


def test_time_gone_by_is_in_hours() -> None:
    assert from_serial(1.5, "elapsed", False) == ("t", "36:00")


COLOURS = [
    ({"rgb": "FF92D050"}, "92D050"),
    ({"rgb": "92d050"}, "92D050"),
    ({"rgb": "nonsense"}, ""),
    ({"theme": "0"}, "FFFFFF"),
    ({"theme": "1"}, "000000"),
    ({"theme": "7"}, "FFC000"),
    ({"theme": "9", "tint": "0.59999389629810485"}, "C6E0B4"),
    ({"theme": "5", "tint": "-0.249977111117893"}, "C65911"),
    ({"theme": "99"}, ""),
    ({"indexed": "10"}, "FF0000"),
    ({"indexed": "64"}, ""),
    ({"auto": "1"}, ""),
]


@pytest.mark.parametrize(("said", "colour"), COLOURS)
def test_a_colour_is_resolved_as_excel_shows_it(said: dict[str, str], colour: str) -> None:
    found = Palette({}, []).colour(said)
    if colour and found != colour:
        # Excel rounds in its own way: within two steps of 255 it is the same colour.
        apart = [abs(int(found[at : at + 2], 16) - int(colour[at : at + 2], 16)) for at in (0, 2, 4)]
        assert max(apart) <= 2, found
    else:
        assert found == colour


def test_a_workbooks_own_palette_goes_first() -> None:
    palette = Palette({"accent1": "112233"}, ["445566"])
    assert palette.colour({"theme": "4"}) == "112233"
    assert palette.colour({"indexed": "0"}) == "445566"
    assert palette.colour({"indexed": "1"}) == ""
