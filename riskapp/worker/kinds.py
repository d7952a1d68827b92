"""What is done for each kind of job: a new one is a line here, and its name in `domain/jobs`."""

from collections.abc import Mapping
from typing import Final

from riskapp.domain.jobs import JobKind
from riskapp.worker.importing import check_import, load_import
from riskapp.worker.packs import issue_long_pack, make_pack
from riskapp.worker.reminding import send_reminders
from riskapp.worker.taking_out import take_everything_out, take_register_out
from riskapp.worker.work import Deed

KINDS: Final[Mapping[JobKind, Deed]] = {
    JobKind.BOARD_PACK: make_pack,
    JobKind.ISSUE_PACK: issue_long_pack,
    JobKind.REMINDERS: send_reminders,
    JobKind.CHECK_IMPORT: check_import,
    JobKind.LOAD_IMPORT: load_import,
    JobKind.TAKE_REGISTER: take_register_out,
    JobKind.TAKE_EVERYTHING: take_everything_out,
}
