"""What commands print, and the note by which they find a running server."""

from __future__ import annotations

import io
import json
import stat
import sys

import pytest

from indicators.stores import opened_store
from layouts import commands
from layouts.days import NotADay, day_in
from layouts.running import NOTE, announced, server_of


def outcome(**said):
    counts = {"new": 1234, "changed": 1, "unchanged": 0}
    nothing = {"new": 0, "changed": 0, "unchanged": 0}
    usual = {"file": "x.csv", "status": "loaded", "upload_id": "u", "layout": "dfe", "observations": counts}
    usual |= {"targets": nothing, "comments": 0, "names": 0, "problems": []}
    return usual | {"questions": [], "answers": [], "differences": None, "ratings": []} | said


def test_a_load_is_summed_up_in_a_few_lines():
    assert commands.outcome_lines(outcome()) == [
        "x.csv (dfe): loaded",
        "  figures: 1,234 new, 1 changed, 0 unchanged",
        "  upload: u",
    ]


def test_at_most_twenty_problems_are_listed():
    problem = {"severity": "error", "code": "c", "message": "Cell B2 is wrong.", "fix": "Write a number."}
    lines = commands.outcome_lines(outcome(status="refused", upload_id=None, problems=[problem] * 23))
    assert lines.count("  error: Cell B2 is wrong.") == 20 and lines[-1] == "  and 3 more"
    assert "    Write a number." in lines


def a_question(key="indicator:IA's", words="Which indicator is 'IA's'?"):
    choices = [{"value": "ia_in_time", "words": "Initial assessments in time"}, {"value": "x", "words": "Leave it out"}]
    return {"key": key, "words": words, "choices": choices}


def test_a_question_is_printed_with_what_to_write():
    lines = commands.outcome_lines(outcome(questions=[a_question()]))
    assert lines[-3:] == [
        "  question: Which indicator is 'IA's'?",
        """    Initial assessments in time: --answer 'indicator:IA'"'"'s=ia_in_time'""",
        """    Leave it out: --answer 'indicator:IA'"'"'s=x'""",
    ]
    many = commands.outcome_lines(outcome(questions=[a_question()] * 25))
    assert many[-1] == "  and 5 more"


def a_difference(old, new, **more):
    period = {"words": "October to December 2004"}
    place = {"indicator": "re_referrals", "area": "E10000029", "breakdown": "", "period": period, "counts": True}
    return place | {"old": {"value": old, "mark": ""}, "new": {"value": new, "mark": "" if new else "c"}} | more


def test_a_preview_prints_what_would_change():
    changed = [a_difference(21, 20.5), a_difference(21, None, counts=False, breakdown="age=under 5")]
    found = {"changed": changed * 6, "changed_total": 12, "disappeared": [a_difference(7, 0)], "disappeared_total": 1}
    rating = {"area": "E10000029", "indicator": "re_referrals", "from": "green", "to": "not_rated"}
    rating |= {"would_be_from": None, "would_be_to": "red"}
    lines = commands.outcome_lines(outcome(status="preview", upload_id=None, differences=found, ratings=[rating]))
    assert "  would change: Re-referrals within 12 months, Suffolk, October to December 2004, 21 to 20.5" in lines
    assert any("age=under 5" in line and "21 to not shown (a figure reported later stays" in line for line in lines)
    assert "  and 2 more" in lines
    assert "  no longer in the file: Re-referrals within 12 months, Suffolk, October to December 2004, 7" in lines
    assert lines[-1] == "  rating: Re-referrals within 12 months, Suffolk: green to not due (now red)"


def test_remembered_answers_are_counted():
    answers = [{"key": "a", "value": "b", "remembered": True}, {"key": "c", "value": "d", "remembered": False}]
    lines = commands.outcome_lines(outcome(answers=answers))
    assert lines[-1] == "  answers: 2, 1 of them remembered from an earlier file"


def test_a_scorecard_fits_a_hundred_columns(small):
    card = small.get("/api/v1/scorecard?area=Suffolk").json
    for reading in card["readings"]:
        reading["name"] += " and so on with one word that is far too long: " + "x" * 50
    lines = commands.scorecard_lines(card)
    assert max(map(len, lines)) <= 100
    assert lines[0] == "Suffolk (E10000029), as known today"
    text = "\n".join(lines)
    assert "20%" in text and "under 15%" in text and "red" in text and "worsening" in text and "22.6%" in text


def test_an_empty_scorecard_says_what_to_do(empty):
    lines = commands.scorecard_lines(empty.get("/api/v1/scorecard?area=Suffolk&as_at=2005-03-31").json)
    assert "as known on 2005-03-31" in lines[0] and "No figures have been loaded" in lines[-1]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_alone(monkeypatch):
    monkeypatch.setattr(commands.Bar, "_AFTER", 0)
    file, terminal = io.StringIO(), Terminal()
    for stream in (file, terminal):
        bar = commands.Bar(stream, "a name that is really much too long to show.csv")
        bar("Reading", 0.5)
        bar("Storing", 7)
        bar.clear()
    assert file.getvalue() == ""
    assert "[" + "#" * 15 + "." * 15 + "] Reading" in terminal.getvalue()
    assert "[" + "#" * 30 + "] Storing" in terminal.getvalue() and terminal.getvalue().endswith("\r\x1b[K")


def test_a_quick_load_draws_no_bar():
    terminal = Terminal()
    bar = commands.Bar(terminal, "x.csv")
    bar("Reading", 0.5)
    bar.clear()
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("text", ["2005-03-31", "31 March 2005", "31/03/2005", " 31.3.05 ", "31 Mar 2005"])
def test_a_day_is_read_day_first(text):
    assert day_in(text).isoformat() == "2005-03-31"


@pytest.mark.parametrize(
    "text", ["", "yesterday", "March 2005", "2004/05", "38442", "20050331", "2005-13-01", "x" * 999]
)
def test_anything_else_is_no_day(text):
    with pytest.raises(NotADay) as caught:
        day_in(text)
    assert len(str(caught.value)) < 150 and "31 March 2005" in str(caught.value)


def test_the_note_is_for_its_owner_alone_and_goes_with_the_server(tmp_path):
    store = tmp_path / "s.duckdb"
    note = tmp_path / NOTE
    note.write_text("left by a server that was killed", encoding="utf-8")
    note.chmod(0o644)
    with announced(store, "127.0.0.1", 1, "secret"):
        if sys.platform != "win32":
            assert stat.S_IMODE(note.stat().st_mode) == 0o600
        assert json.loads(note.read_text(encoding="utf-8"))["token"] == "secret"
    assert not note.exists()


def test_a_note_of_a_later_server_is_left_alone(tmp_path):
    with announced(tmp_path / "s.duckdb", "127.0.0.1", 1, "secret"):
        (tmp_path / NOTE).write_text('{"pid": -1}', encoding="utf-8")
    assert (tmp_path / NOTE).exists()


@pytest.mark.parametrize("said", ["", "not json", "[]", "{}", '{"store": "s.duckdb"}', '{"store": "other.duckdb"}'])
def test_a_spoilt_note_leads_to_no_server(tmp_path, said):
    (tmp_path / NOTE).write_text(said, encoding="utf-8")
    assert server_of(tmp_path / "s.duckdb") is None


def test_a_note_left_behind_leads_to_no_server(tmp_path, free_port):
    with announced(tmp_path / "s.duckdb", "127.0.0.1", free_port, "secret"):
        assert server_of(tmp_path / "s.duckdb") is None


def test_a_store_follows_the_catalogue_when_it_opens(tmp_path):
    store = opened_store(tmp_path / "s.duckdb")
    with store.writing() as cursor:
        cursor.execute("UPDATE indicator SET polarity = 'neutral' WHERE slug = 're_referrals'")
    store.close()
    store = opened_store(tmp_path / "s.duckdb")
    with store.reading() as cursor:
        assert cursor.execute("SELECT polarity FROM indicator WHERE slug = 're_referrals'").fetchone() == ("low",)
    store.close()
