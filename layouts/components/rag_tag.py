"""A rating as a word, a shape and a colour: any one of the three is enough."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.words import RAG_WORDS


def rag_tag(rag: str, words: str = "") -> Component:
    """Return the tag of a rating; `words` in place of the colour's own. The shape is drawn by the style sheet."""
    return html.Strong(words or RAG_WORDS[rag], className=f"app-rag app-rag--{rag}")
