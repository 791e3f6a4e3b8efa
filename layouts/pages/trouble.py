"""The pages for when something is not there or went wrong: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.page import Page


def not_found(what: str = "") -> Page:
    """Return the page for an address at which there is nothing; `what` says more, in a sentence."""
    return _trouble(
        "Page not found",
        what or "There is no page at this address.",
        ["Check the address for a slip of the pen.", "If a colleague sent it, ask them to send it again."],
        404,
    )


def bad_request(what: str) -> Page:
    """Return the page for an address that asks for something that cannot be read."""
    return _trouble(
        "The address cannot be read",
        what,
        ["Correct the address, or choose again from the scorecard."],
        400,
    )


def too_long(what: str) -> Page:
    """Return the page for an answer that took too long."""
    return _trouble("This took too long", what, ["Wait a minute, then load the page again."], 503)


def failed() -> Page:
    """Return the page for a fault of ours."""
    return _trouble(
        "Something went wrong",
        "The page could not be made. No figure was changed.",
        [
            "Load the page again.",
            "If it happens again, tell the person who runs Scrutineer what you did and at what time: "
            "the details are in its log.",
        ],
        500,
    )


def _trouble(heading: str, what: str, steps: Sequence[str], status: int) -> Page:
    content: list[Component] = [
        html.H1(heading, className="govuk-heading-xl", tabIndex="-1"),
        html.P(what, className="govuk-body-l app-text"),
        html.H2("What to do", className="govuk-heading-m"),
        html.Ul([html.Li(step) for step in steps], className="govuk-list govuk-list--bullet"),
        html.P(html.A("Go to the first page", href="/", className="govuk-link"), className="govuk-body"),
    ]
    return Page(heading, content, status)
