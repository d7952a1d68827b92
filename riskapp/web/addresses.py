"""Addresses that pages name many times over."""

from flask import g, url_for


def address_of_risk(reference: str) -> str:
    """Return the address of a risk's page.

    Every row of a list has one: Flask takes longer over it than the row does over all the rest, so
    it is asked once a page, for what they have in common.
    """
    if "address_of_risks" not in g:
        g.address_of_risks = url_for("register.risks")
    return f"{g.address_of_risks}/{reference}"
