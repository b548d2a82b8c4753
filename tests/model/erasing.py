"""The wish to be erased, and what comes of it on its day. Rules: B7, D17, D18."""

from datetime import date, datetime, timedelta

from model.calendar import local_day

# Days that lie between the wish and its day.
WAIT = timedelta(days=14)
# What no organisation's procedure can forbid.
OF_RIGHT = frozenset(
    "erasure_asked erasure_taken_back hold_placed hold_lifted receipt_code_issued".split()
)


def day_of(asked_at: datetime) -> date:
    """The first day on which it is carried out."""
    return local_day(asked_at) + WAIT + timedelta(days=1)


def is_refused(case, type: str) -> bool:
    """Whether what was wished, and what is kept, stands in the way of any act of this type."""
    stands_against = {
        "erasure_taken_back": case.erasure_not_before is None,
        "hold_placed": case.is_held,
        "hold_lifted": not case.is_held,
    }
    return case.is_erased or stands_against.get(type, False)


def wish(case, type: str, occurred_at: datetime):
    """Wished again, it keeps its day."""
    if type == "erasure_asked":
        case.erasure_not_before = case.erasure_not_before or day_of(occurred_at)
        case.append("erasure_notice", occurred_at, {})
    if type == "erasure_taken_back":
        case.erasure_not_before = None
    if type in ("hold_placed", "hold_lifted"):
        case.is_held = type == "hold_placed"


def carry_out(case, now: datetime) -> bool:
    """What the service does by itself; whether there was anything to do."""
    if case.erasure_not_before is None or case.erasure_not_before > local_day(now):
        return False
    case.erasure_not_before = None
    if case.is_held or case.is_sealed:
        case.append("erasure_refused", now, {})
    else:
        _erase(case, now)
    return True


def _erase(case, now: datetime):
    """A shell is left, that nobody deals with."""
    was_open = case.state != "closed"
    case.state = case.public_state = "closed"
    case.is_erased = True
    case.handler = case.contact = None
    case.append("erased", now, {"was_open": was_open}, to="closed")
    case.count("erased", now, was_open)
