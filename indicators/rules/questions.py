"""Three questions to ask: chosen by listed rules in their order, each with its evidence.

The rules take turns: the first question of the first rule that has one, then of the next, and round again until there
are three, so that three red figures do not crowd out a target that nobody set. Never two about one indicator. Within a
rule what is most pressing comes first; ties go to the indicators that all councils report, then by theme, then by name.
Source: the questions that members have asked of such reports: is a target of 90% a stretch when the best have 95%, and
why is the trend down (Tower Hamlets); and what council papers leave unsaid (docs/rules.md, "Questions to ask").
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.rules.explain import NO_TARGET
from indicators.rules.rag import GREEN, RED

HOW_MANY = 3
SEVERAL = 3  # changes in a row for the worse
FAR_SHARE = Decimal(20)  # per cent of England's figure
FAR_POINTS = Decimal(5)  # and, of percentages, points as well

NO_ACTION, STRETCH, AIMLESS, UNMEASURED, OVERDUE = "no_action", "stretch", "no_target", "no_figure", "overdue"
UNPROVEN, DISAGREE, WORSENING, FAR = "no_evidence", "sources_disagree", "worsening", "far_from_england"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question rests on, in words: the indicator, the period, the figure and where it was read."""

    indicator: str
    period: str
    figure: str
    source: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the rule that chose it, the indicator's slug, the words, and the evidence."""

    rule: str
    indicator: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Subject:
    """One reading as the rules need it; what is not known is left as it is.

    `shown`, `when` and `source` are the latest figure, its period and its place in words, '' where there is none;
    `current` is False when it is only the last one known. `hidden` says that its value may not be shown or cannot be.
    `aim` is the target that judges it, or that will, and `aim_source` its place. `missed` and `beaten` are how far it
    is on the wrong and on the right side of its target, as a share of the target. `full` says that it can be no better
    (100% where high is good). `final` is False for a forecast and the like, `so_far` True for a year not yet over.
    `months` is its age, and `age` the same in words when that is more than its cycle, else ''. `other` is what
    another source says when the two disagree, and `apart` by how much as a share; `doubt` is a sentence that sets
    words or parts against the figure. `times` counts the changes in a row
    that went the same way. `behind` is how far it is worse than England's, as a share of England's; `behind_points`
    the same in points for a percentage, None for anything else.
    """

    slug: str
    name: str
    theme: int
    national: bool = False
    polarity: str = "high"
    rag: str = ""
    reason: str = ""
    direction: str = ""
    shown: str = ""
    when: str = ""
    source: str = ""
    current: bool = True
    hidden: bool = False
    aim: str = ""
    aim_source: str = ""
    missed: Decimal | None = None
    beaten: Decimal | None = None
    full: bool = False
    final: bool = True
    so_far: bool = False
    age: str = ""
    months: int = 0
    other: str = ""
    other_source: str = ""
    apart: Decimal = Decimal(0)
    doubt: str = ""
    times: int = 0
    england_shown: str = ""
    england_when: str = ""
    england_source: str = ""
    behind: Decimal | None = None
    behind_points: Decimal | None = None

    @property
    def what(self) -> str:
        """Return the figure with its period: '15% at 15 March 2005'."""
        return f"{self.shown} {self.when}"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule found in a subject: how pressing it is (the smallest first), the words, the figure and its place."""

    pressing: tuple[object, ...]
    text: str
    figure: str
    source: str


_Rule = Callable[[Subject], _Found | None]


def questions(
    subjects: Iterable[Subject],
    *,
    acted: Collection[str] | None = None,
    unproven: Collection[str] | None = None,
    most: int = HOW_MANY,
) -> tuple[Question, ...]:
    """Return the questions to ask, at most three; none when there is nothing to ask.

    `acted` are the slugs of the indicators that have an action, `unproven` of those whose actions are complete without
    evidence. None means that no plan is known: then the rule that needs it is left out.
    """
    known = list(subjects)
    idle = [s for s in known if s.slug not in acted] if acted is not None else []
    claimed = [s for s in known if s.slug in unproven] if unproven is not None else []
    rules: tuple[tuple[str, _Rule, Sequence[Subject]], ...] = (
        (NO_ACTION, _red, idle),
        (STRETCH, _met, known),
        (AIMLESS, _without_target, known),
        (UNMEASURED, _without_figure, known),
        (OVERDUE, _older_than_its_cycle, known),
        (UNPROVEN, _without_evidence, claimed),
        (DISAGREE, _sources_disagree, known),
        (WORSENING, _worsening, known),
        (FAR, _far_from_england, known),
    )
    return _in_turn([_asked(name, rule, about) for name, rule, about in rules], most)


def _asked(name: str, rule: _Rule, subjects: Sequence[Subject]) -> list[Question]:
    """Return the questions that one rule has, the most pressing first."""
    found = [(subject, told) for subject in subjects if (told := rule(subject)) is not None]
    found.sort(key=lambda pair: (*pair[1].pressing, not pair[0].national, pair[0].theme, pair[0].name, pair[0].slug))
    return [Question(name, s.slug, told.text, Evidence(s.name, s.when, told.figure, told.source)) for s, told in found]


def _in_turn(rules: Iterable[Sequence[Question]], most: int) -> tuple[Question, ...]:
    """Return questions from each rule in turn; a rule passes over the indicators that were asked about already."""
    asked: dict[str, Question] = {}
    waiting = [iter(rule) for rule in rules]
    while waiting and len(asked) < most:
        for rule in tuple(waiting):
            question = next((q for q in rule if q.indicator not in asked), None)
            if question is None:
                waiting.remove(rule)
            elif len(asked) < most:
                asked[question.indicator] = question
    return tuple(asked.values())


def _red(subject: Subject) -> _Found | None:
    """Red without an action: the worsening first, then the furthest from its target."""
    if subject.rag != RED:
        return None
    text = f"{subject.name}: {subject.what}, red against a target of {subject.aim}, and no action is listed."
    text += " What is to be done, and by when?"
    return _found(subject, text, subject.direction != "worsening", -(subject.missed or Decimal(0)))


def _met(subject: Subject) -> _Found | None:
    """Met, so does the target still stretch: this year's figures first, then the most beaten.

    Not where no better is possible, nor while the year is not over.
    """
    if subject.rag != GREEN or subject.full or subject.so_far:
        return None
    text = (
        f"{subject.name}: {subject.what} meets the target of {subject.aim}. Does that target still stretch the service?"
    )
    return _found(subject, text, subject.months // 12, -(subject.beaten or Decimal(0)))


def _without_target(subject: Subject) -> _Found | None:
    """No target, though one way is good: this year's figures first, then the worsening."""
    if subject.reason != NO_TARGET or subject.full or not subject.shown or subject.polarity not in ("high", "low"):
        return None
    text = f"{subject.name}: {subject.what}, and no target. What is the council aiming for?"
    return _found(subject, text, subject.months // 12, subject.direction != "worsening")


def _without_figure(subject: Subject) -> _Found | None:
    """A target without a figure."""
    if not subject.aim or subject.hidden or (subject.shown and subject.current):
        return None
    since = f" since {subject.what}" if subject.shown else ""
    text = f"{subject.name}: the target is {subject.aim}, but there is no figure{since}. Where does it stand now?"
    return _Found((), text, subject.aim, subject.aim_source)


def _older_than_its_cycle(subject: Subject) -> _Found | None:
    """A figure older than its cycle: the rated first, since a colour rests on it."""
    if not subject.age or not subject.shown or subject.hidden:
        return None
    text = f"{subject.name}: the last figure, {subject.what}, is {subject.age}. When will there be a newer one?"
    return _found(subject, text, subject.rag not in (RED, "amber", GREEN), subject.polarity == "neutral")


def _without_evidence(subject: Subject) -> _Found | None:
    """Complete without evidence."""
    text = f"{subject.name}: its actions are called complete, but no evidence is given. What shows that they worked?"
    return _found(subject, text)


def _sources_disagree(subject: Subject) -> _Found | None:
    """Sources that disagree: the furthest apart first; then words or parts that do not fit their figure."""
    if not subject.other:
        told = f"{subject.name}: {subject.doubt} Which one is right?"
        return _found(subject, told, Decimal(0)) if subject.doubt else None
    text = f"{subject.name}: one source has {subject.what}, another {subject.other}. Which one is right?"
    return _Found(
        (-subject.apart,),
        text,
        f"{subject.shown}; {subject.other}",
        "; ".join(filter(None, (subject.source, subject.other_source))),
    )


def _worsening(subject: Subject) -> _Found | None:
    """Worsening for several periods: the longest first."""
    if subject.direction != "worsening" or subject.times < SEVERAL or not subject.final:
        return None
    text = f"{subject.name}: {subject.what}, worse {subject.times} times in a row. What lies behind it?"
    return _found(subject, text, -subject.times)


def _far_from_england(subject: Subject) -> _Found | None:
    """Far from England on the wrong side: the furthest first."""
    if subject.behind is None or subject.behind * 100 < FAR_SHARE or not subject.final:
        return None
    if subject.behind_points is not None and subject.behind_points < FAR_POINTS:
        return None
    england = f"{subject.england_shown} {subject.england_when}"
    text = f"{subject.name}: {subject.what}, but {england} in England. What do better councils do?"
    figures = f"{subject.shown}; {subject.england_shown} in England"
    return _Found((-subject.behind,), text, figures, _both(subject.source, subject.england_source))


def _found(subject: Subject, text: str, *pressing: object) -> _Found:
    return _Found(pressing, text, subject.shown, subject.source)


def _both(*places: str) -> str:
    return "; ".join(place for place in places if place)
