"""How a token is sent: as Bearer, or to read as the password of Basic, which spreadsheets offer."""

from flask import request

from riskapp.api.problems import Problem, ProblemError

READING = frozenset({"GET", "HEAD"})
REALM = 'realm="risk register"'
BASIC = f'Basic {REALM}, charset="UTF-8"'
UNSIGNED = "Send a token of this organisation: `Authorization: Bearer rr_...`."
ONLY_READS = "Basic is for reading. To change something, send the token as Bearer."


def sent_token() -> str:
    """Return the token that came with the request; ProblemError with status 401 for none.

    A browser sends Basic by itself once it has it, so nothing is changed by that.
    """
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and token.strip():
        return token.strip()
    basic = request.authorization
    if kind.lower() != "basic" or basic is None or not basic.password:
        raise unsigned(UNSIGNED)
    if request.method not in READING:
        raise unsigned(ONLY_READS)
    return basic.password.strip()


def unsigned(sentence: str, why: str = "") -> ProblemError:
    """Return the refusal of a request without a token that holds."""
    challenge = f"Bearer {REALM}{why}, {BASIC}"
    return ProblemError(Problem(401, sentence, headers={"WWW-Authenticate": challenge}))
