"""Files that are wrong: each is refused with its file, its line and its field."""

import re
from pathlib import Path
from typing import Any

import pytest

from riskapp.services.loading.fields import runs
from riskapp.services.loading.files import LoadError
from riskapp.services.loading.folder import read_folder
from tests.folders import INVENTED, OBJECTIVE, ORGANISATION, RISK, a_folder

MILESTONE = {"key": "recruit", "text": "Recruit six nurses", "due": "Sep 2018"}
PROGRAMME = {
    "key": "people",
    "name": "People",
    "workstreams": [{"key": "nurses", "name": "Nurses"}],
}
EVENT = {
    "on": "2018-05-01",
    "by": "risk-lead",
    "deed": "review",
    "risk": "staff",
    "reason": "No change.",
}
TOLD = {name: EVENT[name] for name in ("on", "by", "risk")}
OURS = {name: EVENT[name] for name in ("on", "by", "reason")}
GIVEN = OURS | {"deed": "hand-over-post", "post": "chief"}
SCORE = EVENT | {"deed": "score", "kind": "current", "likelihood": 4}


def refusal(folder: Path) -> str:
    with pytest.raises(LoadError) as refused:
        read_folder(folder)
    return str(refused.value)


WRONG_RECORDS: list[tuple[str, dict[str, Any], str]] = [
    ("risks", RISK | {"titel": "x"}, "field titel: there is no such field here"),
    ("risks", RISK | {"title": ""}, "field title: expected a text, found nothing"),
    ("risks", {"key": "a", "title": "b", "kind": "project"}, "field opened: expected a date"),
    ("risks", RISK | {"title": 7}, "field title: expected a text, found 7"),
    ("risks", RISK | {"title": "x" * 301}, "field title: expected at most 300 characters"),
    ("risks", RISK | {"cause": "a\x00b"}, "field cause: expected a text without control"),
    ("risks", RISK | {"kind": "awful"}, "field kind: expected one of strategic, operational"),
    ("risks", RISK | {"kind": ["project"]}, "field kind: expected one of strategic"),
    ("risks", RISK | {"opened": "2018-02-30"}, "field opened: expected a date like 2018-06-30"),
    ("risks", RISK | {"opened": "0018-02-03"}, 'in the years 1990 to 2100, found "0018-02-03"'),
    ("risks", RISK | {"opened": 20180203}, "found 20180203"),
    ("risks", RISK | {"unit": "ward"}, "field unit: expected the key of a unit, found ward"),
    ("risks", RISK | {"objectives": "one"}, "field objectives: expected a list"),
    ("risks", RISK | {"objectives": [1]}, "field objectives: expected a list of keys"),
    ("risks", RISK | {"registers": ["baf"]}, "field registers: expected the printed_score"),
    ("risks", RISK | {"registers": ["bad"]}, "field registers: expected hlrr or baf, found bad"),
    ("risks", RISK | {"printed_score": 16}, "field printed_score_on: expected the day"),
    ("risks", RISK | {"printed_score": 16.5}, "field printed_score: expected a whole number"),
    ("risks", RISK | {"printed_score": True}, "field printed_score: expected a whole number"),
    ("risks", RISK | {"printed_score": 0}, "from 1 to 1000, found 0"),
    ("risks", RISK | {"printed_score_on": "2018-05-01"}, "expected a printed_score beside it"),
    (
        "risks",
        RISK | {"printed_score": 9, "printed_score_on": "2018-03-31"},
        "field printed_score_on: expected a day on which the risk was open",
    ),
    ("risks", RISK | {"raised_by": "viewer"}, "field raised_by: viewer may not raise a risk"),
    (
        "risks",
        RISK | {"raised_by": "reporter", "printed_score": 9, "printed_score_on": "2018-04-01"},
        "field printed_score: what a reporter raised is a draft",
    ),
    (
        "risks",
        RISK | {"source": {"document": "a", "lines": [0]}},
        "expected a list of line numbers",
    ),
    ("risks", RISK | {"source": {"document": "a", "page": 1}}, "field page: there is no such"),
    ("units", {"key": "a", "name": "A", "kind": "root"}, "field kind: the root is"),
    (
        "units",
        {"key": "a", "name": "A", "kind": "service", "parent": "a"},
        "field parent: expected a tree, but a comes to stand under itself",
    ),
    ("objectives", OBJECTIVE | {"ends": "2018-03-31"}, "field ends: expected a date not before"),
    ("milestones", MILESTONE | {"due": "soon"}, "field due: Write a date as a day"),
    ("milestones", MILESTONE | {"workstream": "nurses"}, "expected a programme beside"),
    ("programmes", PROGRAMME | {"workstreams": [{"key": "a"}]}, "field name: expected a text"),
    ("programmes", PROGRAMME | {"workstreams": ["a"]}, "expected a list of records"),
]


@pytest.mark.parametrize(("name", "record", "message"), WRONG_RECORDS)
def test_a_wrong_record_is_refused_where_it_stands(
    name: str, record: dict[str, Any], message: str, tmp_path: Path
) -> None:
    said = refusal(a_folder(tmp_path / "vale", **{name: [record]}))
    assert said.startswith(f"{name}.json, line 2")
    assert message in said


WRONG_EVENTS: list[tuple[dict[str, Any], str]] = [
    (EVENT | {"deed": "wish"}, "field deed: expected one of score"),
    (EVENT | {"by": "nurse"}, "field by: expected one of viewer"),
    (EVENT | {"risk": "other"}, "field risk: expected the key of a risk, found other"),
    (EVENT | {"on": "2018-03-01"}, "field on: expected a day not before 2018-04-01"),
    (EVENT | {"likelihood": 3}, "field likelihood: there is no such field here"),
    (SCORE, "field consequences: expected a consequence for at least one domain"),
    (SCORE | {"consequences": {"safety": 6}}, "field safety: expected a whole number from 1 to 5"),
    (SCORE | {"consequences": {"luck": 1, "safety": 1}}, "field luck: there is no such field"),
    (SCORE | {"likelihood": "4", "consequences": {"safety": 1}}, 'found "4"'),
    (
        SCORE | {"deed": "moderate", "kind": "target", "consequences": {"safety": 1}},
        "field kind: expected current",
    ),
    (EVENT | {"deed": "edit", "owner_post": "chief"}, "field owner_post: expected the key of a"),
    (EVENT | {"deed": "link-objective", "objective": "two"}, "expected the key of a objective"),
    (
        EVENT | {"deed": "retire-control", "control": "rota"},
        "field control: expected the key of a control from an event above, found rota",
    ),
    (TOLD | {"deed": "add-control", "text": "x"}, "field key: expected a text, found nothing"),
    (TOLD | {"deed": "has-happened", "text": "x"}, "field happened: expected a date"),
    (TOLD | {"deed": "raise-gap", "key": "a", "kind": "hole"}, "field kind: expected one of"),
    (EVENT | {"deed": "propose-transfer", "unit": "moon"}, "field unit: expected the key of a"),
    (OURS | {"deed": "set-quality", "check": "x"}, "field check: expected one of not-scored"),
    (OURS | {"deed": "set-appetite-scale", "scale": "x"}, "expected one of good-governance"),
    (OURS | {"deed": "end-appetite"}, "field objective: expected an objective or a domain"),
    (
        EVENT | {"deed": "expect-effect", "milestone": "recruit", "likelihood": 2},
        "field consequence: expected a consequence and a likelihood, or neither",
    ),
    (OURS | {"deed": "vacate-post", "post": "chief"}, "field post: expected the key of a post"),
    (GIVEN, "field holder: expected a name, or holder_role, and not both"),
    (GIVEN | {"holder": "Ann", "holder_role": "executive"}, "and not both"),
    (GIVEN | {"holder_role": "nurse"}, "field holder_role: expected one of viewer"),
]


@pytest.mark.parametrize(("event", "message"), WRONG_EVENTS)
def test_a_wrong_event_is_refused_where_it_stands(
    event: dict[str, Any], message: str, tmp_path: Path
) -> None:
    folder = a_folder(tmp_path / "vale", organisation=INVENTED, risks=[RISK], events=[event])
    said = refusal(folder)
    assert said.startswith("events.json, line 2, field ")
    assert message in said


def test_only_an_invented_organisation_has_a_history_to_replay(tmp_path: Path) -> None:
    said = refusal(a_folder(tmp_path / "vale", risks=[RISK], events=[EVENT]))
    assert said == "events.json, line 2: only an invented organisation has a history to replay"


TWICE = [
    ("risks", [RISK, RISK], "risks.json, line 3, field key: expected each key once"),
    (
        "risks",
        [
            RISK | {"printed_reference": "2 0316"},
            RISK | {"key": "b", "printed_reference": "0316 2"},
        ],
        "risks.json, line 3, field printed_reference: expected each printed_reference once",
    ),
    (
        "objectives",
        [OBJECTIVE, OBJECTIVE | {"key": "b"}],
        "objectives.json, line 3, field number: expected each number once",
    ),
]


@pytest.mark.parametrize(("name", "records", "message"), TWICE)
def test_what_may_stand_once_is_refused_twice(
    name: str, records: list[dict[str, Any]], message: str, tmp_path: Path
) -> None:
    assert refusal(a_folder(tmp_path / "vale", **{name: records})).startswith(message)


WRONG_ORGANISATIONS = [
    ({"code": "Vale!"}, "field code: expected lower-case letters"),
    ({"code": "static"}, "field code: static is the register's own address"),
    ({"kind": "installation"}, "field kind: the installation itself is not loaded"),
    ({"fictional": "no"}, 'field fictional: expected true or false, found "no"'),
    ({"document_date": None}, "field document_date: expected a date like"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG_ORGANISATIONS)
def test_a_wrong_organisation_is_refused(
    changes: dict[str, Any], message: str, tmp_path: Path
) -> None:
    folder = a_folder(tmp_path / "vale", organisation=ORGANISATION | changes)
    said = refusal(folder)
    assert said.startswith("organisation.json, line ")
    assert message in said


WRONG_TEXTS = [
    ("", "risks.json, line 1: expected a list of records: ["),
    ("{}", "risks.json, line 1: expected a list of records: ["),
    ("[\n 7 ]", "risks.json, line 2: expected a record: {"),
    ('[\n {"key": "a"}\n {"key": "b"}]', "risks.json, line 3: expected a comma or ]"),
    ("[]\nmore", "risks.json, line 1: expected nothing after the list"),
    ('[{"key": "a",\n "key": "b"}]', "risks.json, line 1: this is not JSON: the field key stands"),
    ('[{"key": NaN}]', "risks.json, line 1: this is not JSON: NaN is no value"),
    ('[\n\n {"key": }]', "risks.json, line 3: this is not JSON: Expecting value"),
    ("[" + '{"a":' * 100_000, "risks.json, line 1: this is not JSON"),
]


@pytest.mark.parametrize(("text", "message"), WRONG_TEXTS)
def test_a_file_that_is_no_list_of_records_is_refused(
    text: str, message: str, tmp_path: Path
) -> None:
    folder = a_folder(tmp_path / "vale", organisation=ORGANISATION)
    (folder / "risks.json").write_text(text, encoding="utf-8")
    assert refusal(folder).startswith(message)


def test_the_line_of_a_field_within_a_long_record_is_given(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "vale")
    text = '[\n{"key": "a",\n "title": "A",\n "kind": "operational",\n "opened": "never"}]'
    (folder / "risks.json").write_text(text, encoding="utf-8")
    assert refusal(folder).startswith("risks.json, line 5, field opened: ")


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "vale")
    (folder / "risks.json").write_bytes(b'[\n{"key": "caf\xe9"}]')
    assert refusal(folder) == "risks.json, line 2: expected text in UTF-8"


def test_a_misspelt_file_is_not_passed_over(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "vale", risk=[RISK])
    assert refusal(folder).startswith("risk.json: expected only committees.json, ")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none").endswith("none: there is no such folder")
    (tmp_path / "empty").mkdir()
    assert refusal(tmp_path / "empty").startswith("organisation.json: there is no such file")


def test_a_workstream_of_another_programme_is_refused(tmp_path: Path) -> None:
    other = {"key": "money", "name": "Money"}
    milestone = MILESTONE | {"programme": "money", "workstream": "nurses"}
    folder = a_folder(tmp_path / "vale", programmes=[PROGRAMME, other], milestones=[milestone])
    assert re.search(r"field workstream: expected a workstream of money$", refusal(folder))


@pytest.mark.parametrize(
    ("lines", "written"),
    [([918], "918"), ([920, 921, 922], "920-922"), ([5, 1, 2, 2, 9], "1-2, 5, 9"), ([], "")],
)
def test_lines_are_written_as_runs(lines: list[int], written: str) -> None:
    assert runs(lines) == written
