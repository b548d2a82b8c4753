"""Who may do what: the model's own reading of rules A12, A13, C11, D9, D11, D15 and D17."""

COMPLAINANT = "complainant"
LEADING = ("manager", "ceo", "chair", "vice_chair")
# To whom a case can be given: as its handler, its point of contact, or to investigate it.
SUITED = frozenset({"handler", "trustee", *LEADING})
# Who sees what nobody deals with, and can take it.
TAKERS = frozenset({"handler", *LEADING})

# What is allowed together: "read", "pack" and "discipline" are no acts.
GROUPS = {
    "read": "read",
    "pack": "pack",
    "discipline": "discipline",
    "take": "initial_response assigned settled",
    "talk": "update contact interval_agreed",
    "record": "note answer remedy_done clarification_asked",
    "name": "subject_named partner_named",
    "work": "tabled discussed outcome written_outcome no_route remedy_owed action_recorded"
    " resolution_offered mediation_offered mediation_referred mediation_result redress_notice"
    " linked closed reopened",
    "investigate": "allegation_added found investigation_closed extended subject_told"
    " subject_replied subject_outcome_told",
    "alert": "safeguarding",
    "step_back": "conflict_declared",
    "voice": "referred bypassed clarification_given written_outcome_declined resolution_agreed"
    " resolution_refused mediation_asked mediation_accepted mediation_declined question"
    " disadvantage_reported needs_changed help_noted representative_appointed representative_removed"
    " appealed withdrawn",
    "own": "message erasure_asked erasure_taken_back",
    "receipt": "receipt_code_issued",
    "hold": "hold_placed hold_lifted",
    "decide": "investigation_opened investigation_reassigned declined",
    "detach": "subject_confirmed subject_dismissed",
    "preside": "course_determined",
    "protect": "disadvantage_answered",
    "safeguard": "handover_acknowledged safeguarding_closed split_off",
}
TALKS = "read talk record name voice receipt alert step_back"
LOOKS = "read talk record name investigate alert step_back"
DEALS = f"{TALKS} {LOOKS} take work"
LEADS = f"{DEALS} decide detach discipline"
CARES = "read discipline record name voice receipt detach protect safeguard step_back"
WHO = {
    ("handler", "waiting"): "read take name alert step_back",
    ("handler", "handler"): DEALS,
    ("handler", "contact"): TALKS,
    ("handler", "handler's deputy"): DEALS,
    ("handler", "contact's deputy"): TALKS,
    ("handler", "investigator"): LOOKS,
    ("handler", "investigator's deputy"): LOOKS,
    ("manager", "open"): LEADS,
    ("ceo", "open"): f"{LEADS} hold",
    ("chair", "open"): f"{LEADS} preside protect hold",
    ("vice_chair", "open"): f"{LEADS} preside protect hold",
    ("trustee", "handler"): f"{LEADS} preside protect hold",
    ("trustee", "contact"): TALKS,
    ("trustee", "handler's deputy"): DEALS,
    ("trustee", "trustee's deputy"): f"{LEADS} preside protect hold",
    ("trustee", "contact's deputy"): TALKS,
    ("trustee", "investigator"): LOOKS,
    ("trustee", "investigator's deputy"): LOOKS,
    ("trustee", "board"): "pack step_back",
    ("trustee", "committee"): "pack step_back",
    ("review_panel", "review_panel"): "pack step_back",
    ("safeguarding_officer", "sealed"): CARES,
    **{
        (role, tie): CARES
        for role in (*LEADING, "safeguarding_trustee")
        for tie in ("admitted", "officer's deputy")
    },
    (COMPLAINANT, "own"): "voice own",
}


def _acts(groups: str) -> frozenset[str]:
    return frozenset(" ".join(GROUPS[group] for group in groups.split()).split())


ALLOWED = {row: _acts(groups) for row, groups in WHO.items()}


def allowed(roles, ties) -> frozenset[str]:
    """All that somebody with these roles may do about a case to which these ties bind them."""
    return frozenset().union(*(ALLOWED.get((role, tie), ()) for role in roles for tie in ties))


def who_may(*wanted: str) -> frozenset[str]:
    """The roles, or the complainant, who may do any of these about some case."""
    return frozenset(role for (role, _), acts in ALLOWED.items() if acts & set(wanted))
