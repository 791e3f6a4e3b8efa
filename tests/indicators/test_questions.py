"""Three questions to ask, each with its evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import questions as rule
from indicators.rules.explain import NO_TARGET
from indicators.rules.questions import HOW_MANY, Question, Subject, questions
from tests.indicators.worked import Row, cases, examples
from tests.reading_age import reading_age

# What is known is written `field value, field value`; a field alone is true.
QUESTIONS = """
rule | known | question
no_action | rated red, shown 15%, when at 15 March 2005, aim under 10% | Posts: 15% at 15 March 2005, red against a \
target of under 10%, and no action is listed. What is to be done, and by when?
stretch | rated green, shown 86%, when at 28 February 2005, aim at least 80% | Posts: 86% at 28 February 2005 meets \
the target of at least 80%. Does that target still stretch the service?
no_target | reason no_target, shown 7.4%, when at 28 February 2005 | Posts: 7.4% at 28 February 2005, and no target. \
What is the council aiming for?
no_figure | aim at least 55% by 30 September 2004 | Posts: the target is at least 55% by 30 September 2004, but \
there is no figure. Where does it stand now?
no_figure | aim under 15%, shown 21%, when for 2003/04, last | Posts: the target is under 15%, but there is no \
figure since 21% for 2003/04. Where does it stand now?
overdue | shown 21%, when at 14 May 2003, age over 2 years old | Posts: the last figure, 21% at 14 May 2003, is over \
2 years old. When will there be a newer one?
no_evidence | shown 21%, when at 14 May 2003 | Posts: its actions are called complete, but no evidence is given. \
What shows that they worked?
sources_disagree | shown 20%, when for 2004/05, other 21.4% (LAIT) | Posts: one source has 20% for 2004/05, another \
21.4% (LAIT). Which one is right?
sources_disagree | shown 20%, doubt The figure is 20%, but 3 out of 12 comes to 25%. | Posts: The figure is 20%, but \
3 out of 12 comes to 25%. Which one is right?
worsening | shown 15%, when for 2004/05, direction worsening, times 3 | Posts: 15% for 2004/05, worse 3 times in a \
row. What lies behind it?
far_from_england | shown 60%, when for 2004/05, behind 0.2, points 15, england 75% for 2003/04 | Posts: 60% for \
2004/05, but 75% for 2003/04 in England. What do better councils do?
far_from_england | shown 20%, when for 2004/05, behind 0.2, points 5, england 25% for 2003/04 | Posts: 20% for \
2004/05, but 25% for 2003/04 in England. What do better councils do?
far_from_england | shown 20 days, when for 2004/05, behind 0.2, england 15 days for 2004/05 | Posts: 20 days for \
2004/05, but 15 days for 2004/05 in England. What do better councils do?
"""

# Nothing is asked of these.
SILENT = """
rule | known | because
no_action | rated amber, shown 15%, aim under 10% | it is not red
stretch | rated green, shown 100%, aim at least 100%, full | no target could stretch further
stretch | rated green, shown 15, aim under 24, so far | the year is not over
stretch | rated amber, shown 86%, aim at least 90% | it is not met
no_target | reason no_target, shown 100%, full | it can be no better
no_target | reason no_target, shown 400, polarity neutral | no level is good
no_target | reason neutral, shown 7.4% | no level is good
no_figure | aim at least 55%, hidden | the figure is there, and too small to show
no_figure | aim at least 55%, shown 50% | there is a figure
overdue | shown 21% | it is as new as can be
overdue | shown 21%, age over 2 years old, hidden, last | there is a newer one, which is hidden
sources_disagree | shown 20% | they agree
worsening | shown 15%, direction worsening, times 2 | twice is not yet several times
worsening | shown 15%, direction improving, times 5 | it is improving
worsening | shown 15%, direction worsening, times 5, not final | it is a forecast
far_from_england | shown 60%, behind 0.199, points 15, england 75% for 2003/04 | less than a fifth of England's figure
far_from_england | shown 6%, behind 0.4, points 4.9, england 10% for 2003/04 | less than five points
far_from_england | shown 60%, behind 0.2, points 15, not final, england 75% for 2003/04 | it is a forecast
"""

# The lines of one case are one scorecard; `asked` is the place of the question about it. Themes are in this order.
CHOSEN = """
case | indicator | theme | known | asked
the rules take turns | Vacancies | 3 | rated red | -
the rules take turns | Re-referrals | 1 | rated red | 1
the rules take turns | Reviews | 2 | rated green | 2
the rules take turns | Visits | 1 | reason no_target | 3
the furthest from its target | Vacancies | 3 | rated red, missed 0.5 | 1
the furthest from its target | Re-referrals | 1 | rated red, missed 0.33 | 2
the furthest from its target | Plans | 1 | rated red, missed 0.1 | 3
the furthest from its target | Visits | 1 | rated red, missed 0.01 | -
worsening before the furthest | Vacancies | 3 | rated red, missed 0.5 | 2
worsening before the furthest | Re-referrals | 1 | rated red, missed 0.33, direction worsening | 1
ties go by theme, then name | Vacancies | 3 | rated red | -
ties go by theme, then name | Plans | 1 | rated red | 1
ties go by theme, then name | Reviews | 1 | rated red | 2
ties go by theme, then name | Visits | 2 | rated red | 3
what all councils report first | Days | 0 | aim at least 2 | 2
what all councils report first | Assessments | 1 | aim at least 55%, national | 1
the most beaten first | Visits | 1 | rated green, beaten 0.01 | 2
the most beaten first | Reviews | 2 | rated green, beaten 0.075 | 1
this year's figures first | Re-referrals | 1 | reason no_target, months 21 | 2
this year's figures first | Vacancies | 3 | reason no_target, months 11 | 1
within a year the worsening first | Plans | 1 | reason no_target, months 12 | 2
within a year the worsening first | Visits | 2 | reason no_target, months 23, direction worsening | 1
met this year before met better | Plans | 1 | rated green, months 12, beaten 0.5 | 2
met this year before met better | Visits | 2 | rated green, months 11, beaten 0.1 | 1
met the same year, so the most beaten | Plans | 1 | rated green, months 12, beaten 0.1 | 2
met the same year, so the most beaten | Visits | 2 | rated green, months 23, beaten 0.5 | 1
what has no good level comes last | Plans | 1 | age over 2 years old, polarity neutral | 2
what has no good level comes last | Visits | 2 | age over 2 years old | 1
sources before words | Plans | 1 | doubt It does not add up. | 2
sources before words | Visits | 2 | other 30%, apart 0.5 | 1
a rating that rests on an old figure | Plans | 1 | age over 2 years old | 2
a rating that rests on an old figure | Visits | 2 | age over 2 years old, rated amber | 1
never two about one | Vacancies | 3 | rated red, age over 2 years old, direction worsening, times 9 | 1
never two about one | Visits | 2 | age over 2 years old | 2
furthest apart first | Visits | 1 | other 21%, apart 0.05 | 2
furthest apart first | Plans | 2 | other 30%, apart 0.5 | 1
longest first | Visits | 1 | direction worsening, times 3 | 2
longest first | Plans | 2 | direction worsening, times 7 | 1
furthest from England first | Visits | 1 | behind 0.3 | 2
furthest from England first | Plans | 2 | behind 0.9 | 1
"""

_NAMES = {"rated": "rag", "england": "england_shown", "points": "behind_points"}
_NUMBERS = ("missed", "beaten", "apart", "behind", "behind_points")


def subject(known: str, **more: object) -> Subject:
    """Return the subject that a cell describes."""
    fields: dict[str, Any] = {"slug": "posts", "name": "Posts", "theme": 0, **more}
    # A comma before "but" is one of a sentence.
    for part in re.split(r", (?!but)", known):
        name, _, value = part.partition(" ")
        if part == "so far":
            fields["so_far"] = True
        elif part == "not final":
            fields["final"] = False
        elif part == "last":
            fields["current"] = False
        elif name == "england":
            fields["england_shown"], _, fields["england_when"] = value.partition(" ")
        else:
            name = _NAMES.get(name, name)
            fields[name] = Decimal(value) if name in _NUMBERS else value or True
    for whole in ("times", "months"):
        fields[whole] = int(fields.get(whole, 0))
    return Subject(**fields)


def ask(known: str, *, about: str) -> list[Question]:
    """Return what one rule asks of one subject, when all is known of its plan."""
    unproven = ("posts",) if about == rule.UNPROVEN else ()
    return [q for q in questions([subject(known)], acted=(), unproven=unproven) if q.rule == about]


@examples(QUESTIONS)
def test_a_question_is_as_the_table_says(row: Row) -> None:
    assert [q.text for q in ask(row["known"], about=row["rule"])] == [row["question"]]


@examples(SILENT)
def test_nothing_is_asked_where_the_table_says_so(row: Row) -> None:
    assert ask(row["known"], about=row["rule"]) == []


@cases(CHOSEN)
def test_questions_are_chosen_as_the_table_says(group: list[Row]) -> None:
    subjects = []
    for row in group:
        found = subject(row["known"], slug=row["indicator"], name=row["indicator"], theme=int(row["theme"]))
        # A target without a figure is what that rule is about; all others need some figure.
        subjects.append(found if found.aim else replace(found, shown="5"))
    asked = [q.indicator for q in questions(subjects, acted=())]
    wanted = {int(row["asked"]): row["indicator"] for row in group if row["asked"] != "-"}
    assert asked == [wanted[place] for place in sorted(wanted)]
    assert [q.indicator for q in questions(subjects[::-1], acted=())] == asked


def test_without_plans_nothing_is_asked_about_actions_or_evidence() -> None:
    red = subject("rated red, shown 15%, aim under 10%")
    assert questions([red]) == ()
    assert questions([red], acted={"posts"}) == ()
    assert [q.rule for q in questions([red], acted=set())] == [rule.NO_ACTION]
    assert [q.rule for q in questions([red], unproven={"posts"})] == [rule.UNPROVEN]
    assert questions([red], unproven={"visits"}) == ()


def test_a_question_names_its_evidence() -> None:
    found = subject("rated green, shown 86%, when at 28 February 2005, source plan.xlsx cell E7, aim at least 80%")
    (question,) = questions([found])
    assert question.evidence == rule.Evidence("Posts", "at 28 February 2005", "86%", "plan.xlsx cell E7")


def test_a_target_without_a_figure_names_the_target_as_its_evidence() -> None:
    (question,) = questions([subject("aim at least 55%, aim_source plan.xlsx cell E7")])
    assert (question.evidence.figure, question.evidence.source) == ("at least 55%", "plan.xlsx cell E7")


def test_two_figures_are_both_evidence() -> None:
    known = "shown 20%, when for 2004/05, other 21%, source a.xlsx, other_source b.csv, apart 0.05"
    (question,) = questions([subject(known)])
    assert (question.evidence.figure, question.evidence.source) == ("20%; 21%", "a.xlsx; b.csv")
    far = "shown 60%, when for 2004/05, behind 0.2, england 75% for 2004/05, source a.xlsx, england_source b.csv"
    (question,) = questions([subject(far)])
    assert (question.evidence.figure, question.evidence.source) == ("60%; 75% in England", "a.xlsx; b.csv")


SUBJECTS = st.builds(
    Subject,
    slug=st.sampled_from("abcdefgh"),
    name=st.sampled_from(["Reviews", "Visits"]),
    theme=st.integers(0, 11),
    national=st.booleans(),
    polarity=st.sampled_from(["high", "low", "range", "neutral"]),
    rag=st.sampled_from(["red", "amber", "green", "not_rated"]),
    reason=st.sampled_from(["", NO_TARGET]),
    direction=st.sampled_from(["", "worsening", "improving"]),
    shown=st.sampled_from(["", "15%"]),
    when=st.just("for 2004/05"),
    source=st.sampled_from(["", "a.xlsx, sheet Figures, cell E7"]),
    current=st.booleans(),
    hidden=st.booleans(),
    aim=st.sampled_from(["", "under 10%"]),
    missed=st.none() | st.decimals(0, 2, places=2),
    beaten=st.none() | st.decimals(0, 2, places=2),
    full=st.booleans(),
    final=st.booleans(),
    so_far=st.booleans(),
    age=st.sampled_from(["", "over 2 years old"]),
    months=st.integers(0, 300),
    other=st.sampled_from(["", "21%"]),
    doubt=st.sampled_from(["", "The figure is 20%, but 3 out of 12 comes to 25%."]),
    apart=st.decimals(0, 2, places=2),
    times=st.integers(0, 9),
    england_shown=st.just("22%"),
    england_when=st.just("for 2004/05"),
    behind=st.none() | st.decimals(-1, 2, places=2),
    behind_points=st.none() | st.decimals(-50, 50, places=1),
)
PLANS = st.none() | st.sets(st.sampled_from("abcdefgh"))


@given(st.lists(SUBJECTS, max_size=30, unique_by=lambda s: s.slug), PLANS, PLANS)
def test_there_are_at_most_three_questions_each_about_another_indicator(
    found: list[Subject], acted: set[str] | None, unproven: set[str] | None
) -> None:
    asked = questions(found, acted=acted, unproven=unproven)
    assert len(asked) <= HOW_MANY and len({q.indicator for q in asked}) == len(asked)
    assert asked == questions(found[::-1], acted=acted, unproven=unproven)
    assert all(q.text.endswith("?") and q.evidence.indicator in q.text for q in asked)
    every = questions(found, acted=acted, unproven=unproven, most=99)
    assert every[:HOW_MANY] == asked and {q.indicator for q in every} <= {s.slug for s in found}
    assert len(asked) == min(HOW_MANY, len(every))


def test_the_worked_questions_can_be_read_at_twelve() -> None:
    said = [line.rpartition("|")[2] for line in QUESTIONS.strip().splitlines()[1:]]
    assert {text: reading_age(text) for text in said if reading_age(text) > 12} == {}
