"""What an old register prints of a risk, on the risk's own page."""

import pytest

from riskapp.domain.permissions import Role
from riskapp.domain.printed_cells import CellFlag, PrintedCell
from tests.factories import a_risk, print_cells
from tests.web.pages import Page, PageClient

DESCRIPTION = PrintedCell("Description", "Beds close\nat short notice.", CellFlag.DESCRIPTION)
HOW = PrintedCell("Rating", "16 <red>", CellFlag.NOT_A_SCORE)


@pytest.fixture
def page(client: PageClient) -> Page:
    reference = a_risk(client.session, client.trust, draft=True)
    print_cells(client.session, client.trust, reference, DESCRIPTION, HOW)
    return client.sign_in_as(Role.RISK_MANAGER).get(f"/trust/risks/{reference}")


def test_each_cell_stands_under_its_heading_with_what_is_odd_about_it(page: Page) -> None:
    assert "In the old register" in page.text
    assert "Rating 16 <red> not a score in numbers" in page.text
    assert "16 &lt;red&gt;" in page.html


def test_the_description_stands_for_a_statement_that_is_not_split(page: Page) -> None:
    before_scores = page.text.split("Scores Inherent")[0]
    assert "Beds close at short notice. As described in the old register" in before_scores


def test_a_risk_that_was_never_printed_has_no_such_part(client: PageClient) -> None:
    reference = a_risk(client.session, client.trust)
    client.sign_in_as(Role.RISK_MANAGER)
    assert "In the old register" not in client.get(f"/trust/risks/{reference}").text
