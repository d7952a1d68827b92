"""A pack as one page for a browser: whole in itself, without scripts or requests."""

import base64
import binascii
from hashlib import sha256

from markupsafe import Markup

from reports.markup import line_of
from reports.outline import chapters
from reports.paper_words import (
    about_words,
    foot_words,
    issued_words,
    mark_words,
    stamp_words,
    warning_words,
)
from reports.web_blocks import WebBlocks
from reports.web_style import style_sheet
from riskapp.readmodels.paper import Brand, Paper, Stamp, Void

_PAGE = Markup("""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{organisation}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#pack">Skip to the pack</a>
<header>
{warning}<p class="what">{about}</p>
{stamped}</header>
<main id="pack" tabindex="-1">
{logo}{inside}</main>
<footer>
<p>{organisation}</p>
<p>{about}</p>
<p>{issued}</p>
{not_to_use}</footer>
</body>
</html>
""")


def draw_web_page(paper: Paper, stamp: Stamp | None, void: Void | None = None) -> bytes:
    """Return the pack as the bytes of a page in UTF-8; without a stamp it says that it is a draft.

    The same paper under the same stamp gives the same bytes.
    """
    book = tuple(chapters(paper))
    blocks = WebBlocks(book)
    inside = Markup("").join(map(blocks.chapter, book))
    about, mark, foot = about_words(paper), mark_words(stamp, void), foot_words(paper, stamp, void)
    style = style_sheet(paper.brand, mark, foot, sorted(blocks.tables.shares))
    page = _PAGE.format(
        policy=policy_of(style),
        organisation=line_of(paper.organisation),
        title=line_of(f"{mark} {paper.title}, as at {paper.as_at} - {paper.organisation}"),
        style=Markup(style),  # noqa: S704 - our own, and what is put into it is quoted there
        about=line_of(about),
        issued=line_of(issued_words(stamp)),
        stamped=Markup("<p>{}</p>\n").format(stamp_words(stamp)) if stamp else "",
        warning=_warning(stamp, void),
        not_to_use=Markup("<p>{}</p>\n").format(line_of(void.whole)) if void else "",
        logo=_logo(paper.brand),
        inside=inside,
    )
    return page.encode()


def _warning(stamp: Stamp | None, void: Void | None) -> Markup:
    words = warning_words(stamp, void)
    if not words:
        return Markup("")
    look = "draft" if stamp is None else "void"
    return Markup('<p class="{}">{}</p>\n').format(look, line_of(words))


def policy_of(style: str) -> str:
    """Return what the page lets a browser do: show this style and its own pictures, no more."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:"


def _logo(brand: Brand) -> Markup:
    try:
        base64.b64decode(brand.logo, validate=True)
    except binascii.Error:
        return Markup("")
    if not brand.logo:
        return Markup("")
    words = line_of(brand.logo_words)
    return Markup('<img class="logo" alt="{}" src="data:image/png;base64,{}">\n').format(
        words, brand.logo
    )
