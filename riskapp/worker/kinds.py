"""What is done for each kind of job: a new one is a line here, and its name in `domain/jobs`."""

from collections.abc import Mapping
from typing import Final

from riskapp.domain.jobs import JobKind
from riskapp.worker.packs import make_board_pack
from riskapp.worker.reminding import send_reminders
from riskapp.worker.work import Deed

KINDS: Final[Mapping[JobKind, Deed]] = {
    JobKind.BOARD_PACK: make_board_pack,
    JobKind.REMINDERS: send_reminders,
}
