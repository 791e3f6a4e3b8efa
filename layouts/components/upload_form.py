"""The form that takes a file or a pasted table: native controls, which upload.js makes more comfortable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from data.settings import MEGABYTE, Settings
from layouts.components.area_chooser import WITH_FIGURES, councils_by_region, options_of
from layouts.components.attributes import aria, data
from layouts.components.native import Input
from layouts.components.upload_errors import Fault, error_message, error_summary

PATH = "/upload"
THE_FILE_SAYS = "As the file says"
# What can be wrong with the form itself, by the word in the address, with the field that it is about.
PROBLEMS = {
    "nothing": ("file", "Select a file, or paste a table"),
    "several": ("file", "Select one file. Each is looked at by itself"),
    "both": ("file", "Select a file or paste a table, not both"),
    "empty": ("file", "The file is empty. Select one with figures in it"),
    "too_big": ("file", "The file is too large. Select a smaller one, or split it in two"),
    "day": ("known_on", "The day the figures were reported must be a real day, such as 31 March 2005"),
    "council": ("council", "Select a council from the list"),
    "full": ("file", "Too many files are waiting to be looked at. Throw one away, or try again tomorrow"),
    "unmarked": ("sheets", "A copy with the problems marked cannot be made of this file. They are all listed here"),
    "gone": ("file", "The file is no longer here: it was loaded, thrown away, or waited for more than a day"),
}
# Those that upload.js finds out before anything is sent.
_FOUND_BEFORE = ("nothing", "both", "too_big")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form begins with: whose figures, the day, which problem to show ('' for none)."""

    council: str = ""
    known_on: date | None = None
    problem: str = ""


def form_faults(problem: str) -> list[Fault]:
    """Return the line of the error summary for a word in the address, none for a word that is not known."""
    if problem not in PROBLEMS:
        return []
    field, words = PROBLEMS[problem]
    return [Fault(words, to=f"#{field}")]


def ready_errors() -> Component:
    """Return the summaries of what can be found out before anything is sent, hidden until upload.js shows one."""
    return html.Div([error_summary(form_faults(word), id=f"error-{word}", hidden=True) for word in _FOUND_BEFORE])


def upload_form(settings: Settings, own: Sequence[Area], chosen: Chosen) -> Component:
    """Return the whole form. `own` are the councils that stand first in the list."""
    fields = [
        _file(settings, chosen, "Select a file"),
        html.P("or", className="app-or"),
        _paste(),
        html.H2("If the file does not say", className="govuk-heading-m app-only-if"),
        _council(own, chosen),
        _day(chosen),
    ]
    return _form(settings, [*fields, *_sending("Look at what is in it")], "The file or the table to load")


def another_file_form(settings: Settings, chosen: Chosen, instead_of: str) -> Component:
    """Return the short form of a page about a file that was refused: the mended one, for the same council and day."""
    kept = {"council": chosen.council, "known_on": _iso(chosen.known_on), "instead": instead_of}
    hidden = [Input(type="hidden", name=name, value=value) for name, value in kept.items() if value]
    file = _file(settings, chosen, "Select the mended file")
    return _form(settings, [*hidden, file, *_sending("Look at it again")], "The mended file")


def council_field(own: Sequence[Area], chosen: str) -> list[Component]:
    """Return the label and the list of all councils, those of `own` first; empty leaves it to the file."""
    return _council_list(own, chosen, "council", "council", "Whose figures they are", THE_FILE_SAYS)


def template_form(own: Sequence[Area], chosen: str) -> Component:
    """Return the form that downloads the template of a council."""
    fields = _council_list(own, chosen, "template-council", "area", "Council", "Choose a council")
    button = html.Button("Download the template", type="submit", className="govuk-button app-button--plain")
    return html.Form([*fields, button], action="/api/v1/template", method="get", className="app-template")


def _council_list(own: Sequence[Area], chosen: str, id: str, name: str, label: str, first: str) -> list[Component]:
    required = name == "area"
    options: list[Component] = [html.Option(first, value="")]
    options += options_of([(WITH_FIGURES, own), *councils_by_region({area.id for area in own})], chosen)
    return [
        html.Label(label, htmlFor=id, className="govuk-label"),
        html.Select(options, id=id, name=name, className="govuk-select", required=required or None),
    ]


def day_field(known_on: date | None, *, problem: str = "") -> list[Component]:
    """Return the label and the field for the day on which the figures were reported."""
    about = "known_on-error" if problem else "known_on-hint"
    said = [error_message(problem, "known_on-error")] if problem else []
    return [
        html.Label("Day they were reported (optional)", htmlFor="known_on", className="govuk-label"),
        html.P(
            "Such as the day of the meeting. Empty means the day that the file says, or else today.",
            id="known_on-hint",
            className="govuk-hint",
        ),
        *said,
        Input(
            id="known_on",
            type="date",
            name="known_on",
            value=_iso(known_on),
            max="2199-12-31",
            className="govuk-input app-day",
            **aria(describedby=about),
        ),
    ]


def _form(settings: Settings, content: Sequence[Component], name: str) -> Component:
    most = max(settings.max_workbook_bytes, settings.max_csv_bytes)
    return html.Form(
        list(content),
        action=PATH,
        method="post",
        encType="multipart/form-data",
        className="app-upload",
        **aria(label=name),
        **data(upload="yes", most=str(most), busy="Sending…"),
    )


def _group(content: Sequence[Component], failed: bool = False, css: str = "") -> Component:
    error = " govuk-form-group--error" if failed else ""
    return html.Div(list(content), className=f"govuk-form-group{error} {css}".strip())


def _council(own: Sequence[Area], chosen: Chosen) -> Component:
    label, select = council_field(own, chosen.council)
    hint = html.P("A file that names another council than this is refused.", id="council-hint", className="govuk-hint")
    failed = chosen.problem == "council"
    said = [error_message(PROBLEMS["council"][1], "council-error")] if failed else []
    return _group([label, hint, *said, select], failed)


def _day(chosen: Chosen) -> Component:
    failed = chosen.problem == "day"
    return _group(day_field(chosen.known_on, problem=PROBLEMS["day"][1] if failed else ""), failed)


def _file(settings: Settings, chosen: Chosen, label: str) -> Component:
    field, words = PROBLEMS.get(chosen.problem, ("", ""))
    failed = field == "file"
    limits = (
        f"An Excel workbook (.xlsx) of up to {_megabytes(settings.max_workbook_bytes)}, "
        f"or a CSV of up to {_megabytes(settings.max_csv_bytes)}. Any layout will do. You can drop it here too."
    )
    content: list[Component] = [
        html.Label(label, htmlFor="file", className="govuk-label govuk-label--m"),
        html.P(limits, id="file-hint", className="govuk-hint"),
        *([error_message(words, "file-error")] if failed else []),
        Input(
            id="file",
            type="file",
            name="file",
            className="govuk-file-upload",
            **aria(describedby="file-hint file-error" if failed else "file-hint"),
        ),
        html.P("", className="app-dropped", **data(dropped="yes"), **aria(live="polite")),
    ]
    return html.Div(_group(content, failed), className="app-drop", **data(drop="yes"))


def _paste() -> Component:
    return _group(
        [
            html.Label("Paste a table", htmlFor="pasted", className="govuk-label govuk-label--m"),
            html.P(
                "Copy it from Word, Excel, a PDF or an e-mail, with its headings, and paste it here.",
                id="pasted-hint",
                className="govuk-hint",
            ),
            html.Textarea(
                id="pasted",
                name="pasted",
                rows="6",
                spellCheck="false",
                autoComplete="off",
                wrap="off",
                className="govuk-textarea app-paste",
                **aria(describedby="pasted-hint"),
            ),
            html.P("", className="app-pasted", **data(pasted="yes"), **aria(live="polite")),
        ]
    )


def _sending(button: str) -> list[Component]:
    """Return the button, and the bar with its words, which upload.js shows while a file is on its way."""
    bar = html.Div(
        [html.Progress(value="0", max="100", className="app-progress", **aria(label="Sending the file"))],
        hidden=True,
        **data(bar="yes"),
    )
    said = html.P("", className="app-sending", role="status", **data(sending="yes"))
    return [html.Button(button, type="submit", className="govuk-button app-button"), bar, said]


def _megabytes(size: int) -> str:
    return f"{size // MEGABYTE:,} MB"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
