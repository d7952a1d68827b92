"""The words that old registers print above their columns, and what each column then holds."""

from collections.abc import Mapping
from typing import Final

from riskapp.domain.imports import Holds
from riskapp.intake.word_lists import listed

PHRASES: Final[Mapping[Holds, tuple[str, ...]]] = {
    Holds.REFERENCE: listed(
        "printed reference; old reference; reference in the old register; risk reference number;",
        "reference; reference number; id; id number; unique id; unique reference; urn;",
        "register id; datix id; datix reference; datix number; datix; baf reference; baf id;",
        "baf number; baf; register reference; register number; rr number; rr reference;",
        "record number; record id; sr number; sr; number; item; item number; serial number",
    ),
    Holds.TITLE: listed(
        "title; name; headline; short title; risk summary title; title of risk; issue title;",
        "summary; short description; heading",
    ),
    Holds.DESCRIPTION: listed(
        "description; full description; detailed description; description and detail; details;",
        "detail; statement; narrative; principal; strategic; risk; principal description;",
        "what may prevent it; what may prevent this; what could prevent this;",
        "what may prevent the objective; what could prevent us achieving this objective;",
        "what could prevent the objective being achieved; threat to achievement of objective;",
        "risk and effect; risk and impact; risk and consequence; cause and effect;",
        "cause risk and effect; cause event effect; cause effect; cause event and effect;",
        "risk and cause; risk cause and effect; nature of risk; risk identified; risk area;",
        "corporate; long description",
    ),
    Holds.CAUSE: listed(
        "cause; root cause; causes; because of; due to; caused by; as a result of; if",
    ),
    Holds.EVENT: listed(
        "event; there is a risk that; there is a risk of; there is a risk; what might happen;",
        "what could happen; threat; then; uncertain event",
    ),
    Holds.EFFECT: listed(
        "effect; leading to; resulting in; which may result in; which will result in;",
        "which could lead to; which may lead to; impact; potential impact; consequence;",
        "potential consequence; consequence of the risk; so what; impact description;",
        "impact of risk; effect on objective; outcome if it happens; results in",
    ),
    Holds.STATUS: listed(
        "status; risk status; current status; open or closed; open closed; live or closed;",
        "approval status; status of risk",
    ),
    Holds.KIND: listed(
        "kind; kind of risk; type; type of risk; category of risk; category",
    ),
    Holds.OPENED: listed(
        "opened; date opened; opened on; open date; date raised; raised; raised on;",
        "date identified; identified on; date risk identified; date entered; date of entry;",
        "date added; added; date added to register; date entered on register; date created;",
        "created; date entered redefined; date entered or redefined; date logged; logged;",
        "date first raised; date first identified; date opened on register; entry date;",
        "date of assessment; assessment date; start date; date of risk assessment; date assessed;",
        "initial date of assessment; date of initial assessment",
    ),
    Holds.CLOSED: listed(
        "closed; date closed; closed on; closed date; closure date; date of closure",
    ),
    Holds.REVIEWED: listed(
        "last reviewed; date last reviewed; last review; last review date; date of last review;",
        "reviewed; date reviewed; reviewed on; previous review; last updated; date last updated;",
        "date updated; updated on; updated",
    ),
    Holds.NEXT_REVIEW: listed(
        "next review; next review date; date of next review; next review due; review due;",
        "review due date; due for review; review by; date for review; review date; review;",
        "next update; next update due",
    ),
    Holds.UNIT: listed(
        "unit; directorate; division; care group; clinical business unit; cbu; business unit;",
        "department; service; directorate or service; service line; specialty; service area;",
        "team; ward; area; locality; location; site; directorate service;",
        "directorate or department; clinical directorate; location exact; group; place",
    ),
    Holds.OWNER: listed(
        "owner; owner of risk; risk lead; lead; accountable owner; accountable person;",
        "accountable; responsible; responsible person; person responsible; responsible officer;",
        "responsible lead; operational lead; nominated lead; lead officer; lead owner; owned by;",
        "lead manager; who; manager; responsible manager; owner post; holder; responsibility;",
        "senior manager",
    ),
    Holds.HANDLER: listed(
        "handler; updated by; assessor; handled by; author; delegated to",
    ),
    Holds.EXECUTIVE: listed(
        "executive; executive lead; lead executive; exec lead; exec; executive owner; exec owner;",
        "executive director; exec director; lead director; director lead;",
        "executive lead director; accountable director; responsible director;",
        "accountable executive; executive sponsor; exec sponsor; sponsor; director;",
        "director responsible; board lead; sro",
    ),
    Holds.COMMITTEE: listed(
        "lead committee; committee; responsible committee; assuring committee; board committee;",
        "oversight committee; monitoring committee; assurance committee; reporting committee;",
        "accountable committee; governance committee; committee oversight; board sub committee;",
        "sub committee; committee responsible; reviewing committee; monitoring group;",
        "governance forum; governance group; overseeing committee; committee with oversight",
    ),
    Holds.PROGRAMME: listed(
        "programme; project; programme or project; workstream; project name; program",
    ),
    Holds.OBJECTIVES: listed(
        "strategic objective; objective; corporate objective; principal objective; strategic aim;",
        "strategic priority; strategic goal; strategic theme; trust objective; ccg objective;",
        "organisational objective; business objective; aim; goal; ambition; strategic ambition;",
        "link to objective; linked objective; link to strategic objective; objective affected;",
        "corporate aim; board objective; priority objective; linked to objective;",
        "link to corporate objective; objective at risk",
    ),
    Holds.ORIGIN: listed(
        "source; source of risk; origin; how identified; identified through; where identified;",
        "origin of risk; how was the risk identified",
    ),
    Holds.VISIBILITY: listed("visibility; who may see it"),
    Holds.TREATMENT: listed(
        "treatment; response; risk response; treat tolerate transfer terminate; 4t; four t;",
        "risk treatment; treatment option; tolerate treat transfer terminate; treat or tolerate",
    ),
    Holds.SCORED_ON: listed(
        "date of score; date scored; scored on; score date; date of scoring; date of rating;",
        "date rated; date of current score; current score date",
    ),
    Holds.TARGET_ON: listed(
        "target achieved by; date to achieve target; target score date; target risk date;",
        "date target score will be achieved; target rating date; date target achieved;",
        "target date for score; expected date of target; target by",
    ),
    Holds.CONTROLS: listed(
        "control; existing control; key control; existing control in place; control in place;",
        "current control; current control in place; primary control; secondary control;",
        "tertiary control; control measure; existing control measure; control and mitigation;",
        "mitigation; mitigation in place; current mitigation; existing mitigation;",
        "mitigating control; mitigation control; preventive control; preventative control;",
        "detective control; corrective control; directive control; system and control;",
        "what are we doing about it; key control in place; key control established; main control;",
        "internal control",
    ),
    Holds.CONTROL_GAPS: listed(
        "gap in control; control gap; gap in key control; key gap in control;",
        "weakness in control; gap control; gap in existing control; gap in current control;",
        "key control gap; gap",
    ),
    Holds.ASSURANCES: listed(
        "assurance; source of assurance; assurance source; assurance on control; key assurance;",
        "current assurance; evidence of assurance; assurance evidence; assurance in place;",
        "assurance received; existing assurance; internal assurance; positive assurance;",
        "negative assurance; external assurance; independent assurance; management assurance;",
        "planned assurance; assurance about control; level of assurance source;",
        "key assurance source; assurance mechanism; assurance that control work;",
        "sources assurance",
    ),
    Holds.ASSURANCE_GAPS: listed(
        "gap in assurance; assurance gap; key gap in assurance; gap assurance;",
        "gap in key assurance; gap in current assurance; weakness in assurance",
    ),
    Holds.ACTIONS: listed(
        "action; action plan; action required; further action; further action required;",
        "planned action; mitigating action; action to address gap; action to close gap;",
        "action to reduce risk; action needed; agreed action; outstanding action; next step;",
        "treatment plan; action plan summary; further mitigation; action and milestone;",
        "milestone; action to be taken; action to mitigate; action description;",
        "what more should we do; proposed action; key action; additional action; action planned;",
        "further control required; additional control required; additional control;",
        "action to address gap in control; action to address gap in control and assurance;",
        "action to mitigate risk; further mitigating action; mitigation plan; required action",
    ),
    Holds.ACTION_OWNER: listed(
        "action owner; action lead; lead for action; owner of action; action by; by whom;",
        "responsible for action; action responsible; person responsible for action;",
        "responsibility for action; action assigned to; action handler; milestone owner;",
        "milestone lead; action by whom",
    ),
    Holds.ACTION_DUE: listed(
        "action due; action due date; due date; due; deadline; timescale; by when; action date;",
        "action target date; date due; action deadline; target completion date; timeframe; when;",
        "due by; action to be completed by; expected completion date; expected completion;",
        "target date; date for completion; planned completion date; implementation date;",
        "completion due; date action due; timescale for action; action timescale;",
        "to be implemented by; implemented by; to be completed by; complete by;",
        "anticipated completion date; milestone date; milestone due; milestone due date;",
        "milestone target date; action by when",
    ),
    Holds.ACTION_DONE: listed(
        "done; done date; date done; action done; action done date; date completed; completed;",
        "action completed; completed on; date action completed; action completion date;",
        "actual completion date; completed date",
    ),
    Holds.PROGRESS: listed(
        "progress; progress update; action progress; progress note; update; latest update;",
        "progress against action; action update; monthly update; quarterly update;",
        "progress to date; progress on action; status of action; action status; latest progress;",
        "complete; percent complete; percentage complete; completion; percentage completion;",
    ),
    Holds.NOTE: listed(
        "note; comment; remark; commentary; additional information; other information",
    ),
    Holds.AS_PRINTED: listed(
        "rating level; rag; rag rating; rag status; trend; movement; change; direction of travel;",
        "appetite; tolerance; link; linked; linked reference; register link; linked datix;",
        "datix link; adequacy of control; adequacy; standard; domain; risk domain; cqc domain;",
        "assurance rating; assurance level; level of assurance; overall assurance;",
        "effectiveness of control; rationale; rationale for score; rationale for current score;",
        "proximity; previous score; previous rating; last score; last rating; version;",
        "outcome required; linked to risk; related; crr reference; crr link;",
        "corporate register link; day open; age; velocity; tolerable score; tolerable;",
        "escalation; escalated to; register held on; cost; budget",
    ),
}
"""Phrases for what a column may hold, best first: of two columns that could, the better holds it.

Spelling, order, plural, capitals and the words "risk" and "the" make no difference.
"""

GROUPED: Final[Mapping[Holds, Holds]] = {
    Holds.OWNER: Holds.ACTION_OWNER,
    Holds.HANDLER: Holds.ACTION_OWNER,
    Holds.STATUS: Holds.PROGRESS,
    Holds.TARGET_ON: Holds.ACTION_DUE,
    Holds.NEXT_REVIEW: Holds.ACTION_DUE,
    Holds.CLOSED: Holds.ACTION_DONE,
    Holds.DESCRIPTION: Holds.ACTIONS,
    Holds.TITLE: Holds.ACTIONS,
}
"""What a heading means under a group heading "Actions"."""

NOISE: Final = frozenset(
    listed(
        "a; all; an; any; are; at; be; been; being; e; eg; enter; for; from; g; has; have; i; ie;",
        "in; insert; is; it; list; of; on; our; please; risk; state; that; the; these; this;",
        "trust; us; was; y; yr",
    )
)
"""Words that change nothing of what a heading says."""

SPELLED: Final[Mapping[str, str]] = {
    "ref": "reference",
    "refs": "reference",
    "refno": "reference",
    "no": "number",
    "nos": "number",
    "num": "number",
    "exec": "executive",
    "execs": "executive",
    "dept": "department",
    "desc": "description",
    "prog": "programme",
    "resp": "responsible",
    "cttee": "committee",
    "mitigations": "mitigation",
    "mitigating": "mitigation",
    "mitigate": "mitigation",
    "mitigated": "mitigation",
    "&": "and",
    "ids": "id",
    "strat": "strategic",
    "opend": "opened",
    "adolygu": "review",
    "camau": "action",
    "cyf": "reference",
    "cyfeirnod": "reference",
    "disgrifiad": "description",
    "dyddiad": "date",
    "nesaf": "next",
    "perchennog": "owner",
    "rheolaethau": "control",
    "risg": "risk",
    "statws": "status",
    "teitl": "title",
}
"""What is written short, in full, and what registers of Wales write in Welsh."""
