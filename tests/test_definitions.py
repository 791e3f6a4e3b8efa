"""Every shipped definition loads, says enough, can be read and cites what is published; a bad one is refused."""

from __future__ import annotations

import csv
import re
import statistics
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from indicators.definitions import (
    CATALOGUE,
    DefinitionError,
    Indicator,
    Published,
    catalogue,
    read_catalogue,
    read_definition,
)

TEXTS = ("meaning", "why", "good")
SHORTEST = {"name": 8, "theme": 4, "meaning": 40, "why": 40, "good": 40, "counts": 4}
LONGEST_NAME = 80
HARDEST_ON_AVERAGE, HARDEST = 12, 16

# A definition with nothing but what it must have.
PLAIN = {
    "slug": '"visits"',
    "name": '"Visits on time"',
    "theme": '"Child protection"',
    "meaning": '"How many visits were made on time."',
    "why": '"A visit is how a worker sees that a child is safe."',
    "good": '"Higher is better."',
    "counts": '"visits"',
    "unit": '"percent"',
    "polarity": '"high"',
    "period": '"quarter"',
}


def written(folder: Path, stem: str = "visits", /, more: str = "", **changed: str | None) -> Path:
    """Write a definition into a folder: the plain one with some keys changed, left out (None) or added."""
    keys = {key: value for key, value in (PLAIN | changed).items() if value is not None}
    path = folder / f"{stem}.toml"
    path.write_text("\n".join([*(f"{key} = {value}" for key, value in keys.items()), more]), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    """Return the words with which a definition is refused."""
    with pytest.raises(DefinitionError) as refused:
        read_definition(path)
    return str(refused.value)


# --- the shipped catalogue ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> list[Indicator]:
    return list(catalogue().values())


def test_the_whole_catalogue_loads_and_is_large_enough(shipped: list[Indicator]) -> None:
    assert len(shipped) >= 70
    assert len(shipped) == len(list(CATALOGUE.glob("*.toml")))
    assert list(catalogue()) == [indicator.slug for indicator in shipped]


def test_nothing_but_definitions_stands_in_the_catalogue() -> None:
    assert [path.name for path in CATALOGUE.iterdir() if path.suffix != ".toml"] == []


@pytest.mark.parametrize("key", SHORTEST)
def test_every_indicator_says_enough(shipped: list[Indicator], key: str) -> None:
    assert [i.slug for i in shipped if len(getattr(i, key).strip()) < SHORTEST[key]] == []


def test_names_fit_on_a_line_and_no_two_are_alike(shipped: list[Indicator]) -> None:
    assert [i.slug for i in shipped if len(i.name) > LONGEST_NAME] == []
    assert [name for name, times in Counter(i.name.lower() for i in shipped).items() if times > 1] == []


def test_no_two_indicators_say_the_same(shipped: list[Indicator]) -> None:
    for key in ("meaning", "why"):
        texts = Counter(getattr(i, key) for i in shipped)
        assert [text for text, times in texts.items() if times > 1] == []


def test_every_percentage_and_rate_names_both_its_parts(shipped: list[Indicator]) -> None:
    rates = [i for i in shipped if i.unit == "percent" or i.unit.startswith("rate")]
    assert len(rates) > 50
    assert [i.slug for i in rates if not (i.numerator and i.denominator)] == []


def test_only_growth_may_be_below_nought_per_cent_and_ranges_are_the_right_way_round(shipped: list[Indicator]) -> None:
    below = [i.slug for i in shipped if i.unit == "percent" and (i.lowest or 0) < 0]
    assert [slug for slug in below if not slug.endswith("_growth")] == []
    assert [i.slug for i in shipped if i.lowest is not None and i.highest is not None and i.lowest >= i.highest] == []


def test_every_definition_was_reviewed_on_a_day(shipped: list[Indicator]) -> None:
    assert [i.slug for i in shipped if not isinstance(i.reviewed, date)] == []


def test_breaks_and_events_are_dated_and_say_what_happened(shipped: list[Indicator]) -> None:
    for indicator in shipped:
        for dated in (*indicator.breaks, *indicator.events):
            assert isinstance(dated.date, date) and len(dated.what) > 20, indicator.slug
        assert list(indicator.breaks) == sorted(indicator.breaks, key=lambda b: b.date), indicator.slug


def test_a_judgement_s_words_begin_with_the_worst_and_are_all_different(shipped: list[Indicator]) -> None:
    judged = [i for i in shipped if i.unit == "judgement"]
    assert judged
    assert [i.slug for i in judged if len(set(i.words)) != len(i.words) or i.polarity != "high"] == []
    assert [i.slug for i in shipped if i.words and i.unit != "judgement"] == []


def test_no_tolerance_where_nothing_is_good_or_bad(shipped: list[Indicator]) -> None:
    assert [i.slug for i in shipped if i.polarity == "neutral" and i.tolerance is not None] == []


def test_no_published_measure_is_cited_by_two_indicators(shipped: list[Indicator]) -> None:
    cited = Counter(
        (entry.source, entry.measure, entry.file, entry.value, entry.filters)
        for indicator in shipped
        for entry in indicator.published
    )
    assert [entry for entry, times in cited.items() if times > 1] == []


# --- reading age --------------------------------------------------------------------------------------------------


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, but for a silent ending."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e$|[^aeioutd]ed$|[^aeiouysxzcg]es$", word)
    return max(1, groups - bool(silent))


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text: the school years that it takes to read it easily."""
    sentences = [sentence for sentence in re.split(r"[.!?]+(?:\s|$)", text) if sentence.strip()]
    words = re.findall(r"[A-Za-z0-9][\w'’,%-]*", text)
    heard = sum(syllables(part) for word in words for part in word.split("-"))
    return 0.39 * len(words) / len(sentences) + 11.8 * heard / len(words) - 15.59


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("child", 1),
        ("cared", 1),
        ("made", 1),
        ("looked", 1),
        ("needed", 2),
        ("children", 2),
        ("people", 2),
        ("homes", 1),
        ("places", 2),
        ("worker", 2),
        ("assessment", 3),
        ("protection", 3),
        ("authority", 4),
    ],
)
def test_the_syllables_of_a_word_are_counted_about_right(word: str, heard: int) -> None:
    assert syllables(word) == heard


def test_the_grade_is_flesch_and_kincaid_s() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade("The child needed protection. She is safe.") == pytest.approx(0.39 * 7 / 2 + 11.8 * 10 / 7 - 15.59)
    hard = "Multidisciplinary safeguarding arrangements necessitate proportionate organisational accountability."
    assert grade(hard) > HARDEST


def test_a_councillor_can_read_every_definition(shipped: list[Indicator]) -> None:
    grades = {(i.slug, key): grade(getattr(i, key)) for i in shipped for key in TEXTS}
    assert statistics.mean(grades.values()) <= HARDEST_ON_AVERAGE
    assert {place: round(found, 1) for place, found in grades.items() if found > HARDEST} == {}


# --- what is published, and what the papers name ------------------------------------------------------------------


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def entries(indicator: Indicator, source: str) -> list[Published]:
    return [entry for entry in indicator.published if entry.source == source]


@pytest.fixture(scope="module")
def starting_list(reference: Path) -> list[dict[str, str]]:
    rows = rows_of(reference / "data" / "indicator_catalogue.csv")
    assert len(rows) == 110
    return rows


@pytest.mark.reference
def test_every_indicator_of_the_starting_list_is_shipped(starting_list: list[dict[str, str]]) -> None:
    assert [row["slug"] for row in starting_list if row["slug"] not in catalogue()] == []


@pytest.mark.reference
def test_every_entry_of_the_department_is_cited_exactly_so(starting_list: list[dict[str, str]]) -> None:
    cited = 0
    for row in starting_list:
        found = [(e.file, e.value, dict(e.filters)) for e in entries(catalogue()[row["slug"]], "dfe")]
        filters = dict(part.strip().split("=", 1) for part in row["dfe_filters"].split(";") if part.strip())
        expected = [(row["dfe_file"], row["dfe_value_column"], filters)] if row["dfe_file"] else []
        assert found == expected, row["slug"]
        cited += len(expected)
    assert cited == 40


@pytest.mark.reference
def test_every_measure_of_the_interactive_tool_is_cited_exactly_so(starting_list: list[dict[str, str]]) -> None:
    cited = 0
    for row in starting_list:
        expected = [row["lait_short_desc"]] if row["lait_short_desc"] else []
        assert [e.measure for e in entries(catalogue()[row["slug"]], "lait")] == expected, row["slug"]
        cited += len(expected)
    assert cited == 60


@pytest.mark.reference
def test_every_figure_of_the_council_papers_has_its_indicator(reference: Path) -> None:
    figures = [row for row in rows_of(reference / "data" / "source_figures.csv") if row["value"]]
    assert len(figures) > 90
    assert {row["indicator_slug"] for row in figures} - set(catalogue()) == set()


# --- what is refused ----------------------------------------------------------------------------------------------


def test_the_plain_definition_loads(tmp_path: Path) -> None:
    found = read_definition(written(tmp_path))
    assert (found.slug, found.name, found.period, found.published) == ("visits", "Visits on time", "quarter", ())


@pytest.mark.parametrize("key", PLAIN)
def test_a_missing_key_is_refused_by_name(tmp_path: Path, key: str) -> None:
    words = refusal(written(tmp_path, **{key: None}))
    assert words.startswith("visits.toml: ") and f"'{key}'" in words


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"colour": '"red"'}, "unknown key 'colour'"),
        ({"Name": '"Visits"'}, "unknown key 'Name'"),
        ({"lowest": "0"}, "unknown key 'lowest'"),
        ({"polarity": '"good"'}, "polarity is 'good'; it must be one of high, low, range, neutral"),
        ({"polarity": '"High"'}, "polarity is 'High'"),
        ({"unit": '"percentage"'}, "unit is 'percentage'; it must be one of percent, number"),
        ({"period": '"termly"'}, "period is 'termly'; it must be one of snapshot, month"),
        ({"disclosure": '"secret"'}, "disclosure is 'secret'"),
        ({"plausible": "{ minimum = 0 }"}, "unknown key 'minimum' in plausible"),
        ({"tolerance": "{ points = 2 }"}, "unknown key 'points' in tolerance"),
        ({"unit": '"judgement"'}, "a judgement needs its words, worst first"),
        ({"bands": "[{ name = 'low', from = 0 }]"}, "'to'"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_key(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    words = refusal(written(tmp_path, **changed))
    assert words.startswith("visits.toml: ") and said in words


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('source = "ofsted"', "published.source is 'ofsted'; it must be one of dfe, lait"),
        ('value = "x"', "'source'"),
        ('source = "lait"', "published needs a measure (LAIT) or a value column (DfE)"),
        ('source = "dfe"\nfile = "x.csv"', "published needs a measure (LAIT) or a value column (DfE)"),
        ('source = "dfe"\nvalue = "x"\nfilter = "y"', "'filter'"),
    ],
)
def test_a_bad_entry_of_what_is_published_is_refused(tmp_path: Path, entry: str, said: str) -> None:
    words = refusal(written(tmp_path, more=f"[[published]]\n{entry}"))
    assert words.startswith("visits.toml: ") and said in words


@pytest.mark.parametrize("kind", ["breaks", "events"])
def test_a_break_with_an_unknown_key_is_refused(tmp_path: Path, kind: str) -> None:
    more = f'[[{kind}]]\ndate = 2009-04-01\nwhat = "The return was replaced."\nwho = "DfE"'
    assert "'who'" in refusal(written(tmp_path, more=more))


def test_a_slug_that_is_not_the_file_s_name_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, "calls")) == "calls.toml: slug is 'visits'; it must be the file's name"


def test_what_is_not_toml_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, name="Visits on time")).startswith("visits.toml: not readable as TOML")
    (tmp_path / "visits.toml").write_bytes(b"name = '\xff'")
    assert refusal(tmp_path / "visits.toml").startswith("visits.toml: not readable as TOML")


@pytest.mark.parametrize(
    "other",
    [
        {"aliases": '["Visits on time"]'},
        {"aliases": '["visits on TIME"]'},
        {"aliases": '["visits"]'},
        {"formerly": '["visits"]'},
        {"name": '"Visits on time"'},
        {"aliases": '["% of visits"]'},
    ],
)
def test_a_name_that_would_mean_two_indicators_is_refused(tmp_path: Path, other: dict[str, str]) -> None:
    written(tmp_path, aliases='["percent of visits"]')
    written(tmp_path, "calls", **({"slug": '"calls"', "name": '"Calls"'} | other))
    with pytest.raises(DefinitionError, match="already means") as refused:
        read_catalogue(tmp_path)
    assert "visits" in str(refused.value) and "calls" in str(refused.value)


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    written(tmp_path, "one", slug='"one"', colour='"red"')
    written(tmp_path, "two", slug='"two"', unit='"percentage"')
    written(tmp_path, "three", slug='"three"', aliases='["same"]')
    written(tmp_path, "four", slug='"four"', name='"Four"', aliases='["Same"]')
    with pytest.raises(DefinitionError) as refused:
        read_catalogue(tmp_path)
    assert [line.partition(":")[0] for line in str(refused.value).splitlines()] == [
        "one.toml",
        "two.toml",
        "three.toml",
    ]


def test_an_empty_folder_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path) == {}


@pytest.mark.parametrize(
    "changed",
    [
        {"aliases": '"Visits made"'},
        {"formerly": '"calls"'},
        {"references": '{ PAF = "C20" }'},
        {"unit": '"judgement"', "words": '"Good"'},
    ],
)
def test_a_text_where_a_list_is_wanted_is_refused(tmp_path: Path, changed: dict[str, str]) -> None:
    assert list(changed)[-1] in refusal(written(tmp_path, **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "7"},
        {"aliases": "[7]"},
        {"references": '["C20"]'},
        {"decimals": '"1"'},
        {"decimals": "-1"},
        {"reviewed": '"soon"'},
        {"meaning": "true"},
    ],
)
def test_a_value_of_the_wrong_type_is_refused(tmp_path: Path, changed: dict[str, str]) -> None:
    path = written(tmp_path, **changed)
    with pytest.raises(DefinitionError, match=next(iter(changed))):
        read_catalogue(path.parent)


@pytest.mark.parametrize("key", ["name", "meaning", "why", "good", "counts", "theme"])
def test_an_empty_text_is_refused(tmp_path: Path, key: str) -> None:
    assert key in refusal(written(tmp_path, **{key: '""'}))


def test_two_tolerances_are_refused(tmp_path: Path) -> None:
    assert "tolerance" in refusal(written(tmp_path, tolerance="{ relative = 10, absolute = 2 }"))


def test_a_plausible_range_the_wrong_way_round_is_refused(tmp_path: Path) -> None:
    assert "plausible" in refusal(written(tmp_path, plausible="{ min = 100, max = 0 }"))


@pytest.mark.parametrize(("key", "value"), [("plausible", '{ min = "none" }'), ("tolerance", '{ relative = "ten" }')])
def test_a_number_that_is_none_is_refused_by_its_key(tmp_path: Path, key: str, value: str) -> None:
    assert key in refusal(written(tmp_path, **{key: value}))


def test_a_break_without_a_real_date_is_refused(tmp_path: Path) -> None:
    assert "date" in refusal(
        written(tmp_path, more='[[breaks]]\ndate = "April 2009"\nwhat = "The return was replaced."')
    )


def test_a_band_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    assert "colour" in refusal(written(tmp_path, bands="[{ name = 'low', from = 0, to = 5, colour = 'red' }]"))


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ('period_ends = "30 Septober"', "period_ends"),
        ('period_ends = "September"', "period_ends"),
        ('[[published]]\nsource = "lait"\nmeasure = "X"\nperiod = "termly"', "period"),
        ('[[published]]\nsource = "lait"\nmeasure = "X"\nperiod_ends = "31 June"', "period_ends"),
    ],
)
def test_how_years_are_read_is_checked(tmp_path: Path, more: str, key: str) -> None:
    assert key in refusal(written(tmp_path, more=more))


def test_one_measure_for_two_indicators_is_refused(tmp_path: Path) -> None:
    more = '[[published]]\nsource = "lait"\nmeasure = "CPP_Visits"'
    written(tmp_path, more=more)
    written(tmp_path, "calls", slug='"calls"', name='"Calls"', more=more)
    with pytest.raises(DefinitionError, match="CPP_Visits"):
        read_catalogue(tmp_path)


def test_a_missing_key_is_refused_in_plain_words(tmp_path: Path) -> None:
    assert "argument" not in refusal(written(tmp_path, why=None))
