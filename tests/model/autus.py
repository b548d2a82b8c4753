"""The default procedure, written down a second time from the rules."""

from model.procedure import Entry, Procedure, Standard, Transition

CATEGORIES = (
    "poor_service",
    "discrimination",
    "inaccurate_information",
    "unreasonable_delay",
    "conduct",
    "access",
    "confidentiality",
    "data_protection",
    "other",
)
OUTCOMES = (
    "explanation",
    "apology",
    "policy_review",
    "disciplinary_action",
    "alternative_offered",
    "closure_without_action",
)
STAGES = ("informal", "referred", "board", "external")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMPLAINT = words("complaint")
DECIDED = "outcome settled resolution_agreed declined"
# What ends nearly every promise.
OVER = "closed withdrawn safeguarding"


def promise(code, amount, unit, starts, met="", ended="", **more) -> Standard:
    return Standard(code, amount, unit, words(starts), words(met), words(ended), **more)


def answer(code, amount, unit, kinds, channels) -> Standard:
    """To an enquiry, a suggestion, a compliment. Rules: A3, A4, C3, D2."""
    return promise(
        *(code, amount, unit, "received reopened", "initial_response settled written_outcome", OVER),
        kinds=words(kinds),
        channels=words(channels),
    )


IN_WRITING = words("web email post in_person instant_message suggestion_box visitor_book")
STANDARDS = (
    # A15, D7, D13
    promise(
        *("initial_response", 3, "working_days", "received reopened"),
        *("initial_response settled", OVER),
        kinds=COMPLAINT,
    ),
    # C11
    promise(
        *("stage", 10, "working_days", "received reopened"),
        "outcome settled resolution_agreed declined",
        f"referred bypassed quorum_lost mediation_referred {OVER}",
        kinds=COMPLAINT,
        stages=words("informal"),
        extendable=True,
    ),
    # A16, D4
    promise(
        *("board_discussion", 5, "working_days"),
        *("received reopened referred bypassed appealed", "discussed"),
        f"outcome settled resolution_agreed course_determined declined quorum_lost {OVER}",
        kinds=COMPLAINT,
        stages=words("referred board"),
        due="next_meeting",
        body="board",
        within=30,
    ),
    # C11: what comes of the Board's discussion, or of the Chair's course. Ten working days: the
    # sources name them for an investigation (A17); without one it takes no longer.
    promise(
        *("board_decision", 10, "working_days", "discussed course_determined", DECIDED),
        f"investigation_opened mediation_referred referred bypassed appealed quorum_lost {OVER}",
        kinds=COMPLAINT,
        stages=words("referred board"),
        extendable=True,
    ),
    # A17, A18, D5
    promise(
        *("investigation", 10, "working_days", "investigation_opened", "investigation_closed"),
        OVER,
        kinds=COMPLAINT,
        extendable=True,
    ),
    promise(
        *("decision", 5, "working_days", "investigation_closed mediation_result", DECIDED, OVER),
        kinds=COMPLAINT,
        extendable=True,
    ),
    # A5, D7, D13
    promise(
        *("progress", 14, "calendar_days"),
        "received reopened referred bypassed quorum_lost appealed mediation_referred",
        "initial_response update interval_agreed",
        f"written_outcome settled written_outcome_declined no_route {OVER}",
        roll="preceding",
        repeats=True,
        agreeable=True,
    ),
    # A20, D13, D14
    promise(
        *("written_outcome", 5, "working_days", "outcome settled resolution_agreed declined"),
        "written_outcome",
        "written_outcome_declined no_route referred bypassed appealed quorum_lost"
        f" mediation_referred {OVER}",
    ),
    # A15
    promise(
        *("question", 2, "working_days", "question", "answer", OVER), media=IN_WRITING, each=True
    ),
    promise(
        *("telephone_question", 24, "hours", "question", "answer", OVER),
        media=words("telephone"),
        each=True,
    ),
    # C14
    promise(
        *("disadvantage", 3, "working_days", "disadvantage_reported", "disadvantage_answered"),
        each=True,
    ),
    # D10
    promise(
        *("subject_confirmation", 1, "working_days", "subject_named"),
        *("subject_confirmed subject_dismissed", "closed withdrawn"),
        each=True,
    ),
    # A13
    promise("handover_alarm", 4, "hours", "safeguarding", "handover_acknowledged"),
    promise("handover", 24, "hours", "safeguarding", "handover_acknowledged"),
    # C11: the first step outside. Ten working days, as at the first stage: the default's own choice.
    promise(
        *("mediation_referral", 10, "working_days"),
        *("received reopened referred bypassed quorum_lost", DECIDED),
        f"mediation_referred appealed {OVER}",
        kinds=COMPLAINT,
        stages=words("external"),
        extendable=True,
    ),
    # C12
    promise(
        *("mediation", 20, "working_days", "mediation_referred", "mediation_result", OVER),
        due="set_date",
    ),
    # B5
    promise(
        *("remedy", 20, "working_days", "remedy_owed", "remedy_done"), due="set_date", each=True
    ),
    # C13
    promise(
        *("redress_notice", 3, "working_days", "received", "redress_notice", OVER),
        kinds=COMPLAINT,
        stages=words("referred board external"),
    ),
    promise(
        *("redress_notice_later", 2, "working_days", "referred bypassed quorum_lost"),
        *("redress_notice", OVER),
        kinds=COMPLAINT,
    ),
    promise(
        *("redress_limit", 60, "working_days", "redress_notice", "", "withdrawn"),
        due="set_date",
        each=True,
        watched=True,
    ),
    # Data Protection Act 2018, s.164A
    promise(
        *("data_protection_acknowledgement", 30, "calendar_days", "received"),
        *("initial_response settled", OVER),
        kinds=COMPLAINT,
        categories=words("data_protection"),
    ),
    # A3, A4, D2
    answer("telephone_enquiry", 24, "hours", "enquiry", "telephone in_person"),
    answer("email_enquiry", 2, "working_days", "enquiry", "email web instant_message"),
    answer("postal_enquiry", 5, "working_days", "enquiry", "post suggestion_box visitor_book"),
    # C3
    answer("acknowledgement", 24, "hours", "suggestion compliment", "telephone in_person"),
    answer("acknowledgement", 2, "working_days", "suggestion compliment", "email web"),
    answer(
        *("acknowledgement", 5, "working_days", "suggestion compliment"),
        "post instant_message suggestion_box visitor_book",
    ),
    promise(
        *("feedback", 10, "working_days", "discussed", "written_outcome"),
        f"written_outcome_declined no_route {OVER}",
        kinds=words("suggestion"),
    ),
)

OPEN = "received in_progress decided answered"
SEALED = f"{OPEN} safeguarding"
ALWAYS = f"{SEALED} closed"


def row(events, origins, to="", stages="", next_stage="") -> Transition:
    return Transition(words(events), words(origins), words(stages), to, next_stage)


TRANSITIONS = (
    row("initial_response", "received", "in_progress"),
    row("initial_response", "in_progress decided answered"),
    row("settled", "received in_progress", "decided"),
    row(
        "update contact assigned interval_agreed tabled discussed allegation_added found"
        " remedy_owed redress_notice course_determined mediation_asked mediation_offered"
        " mediation_accepted mediation_declined mediation_result resolution_offered"
        " resolution_refused extended action_recorded"
        " investigation_closed subject_told subject_replied",
        OPEN,
    ),
    row(
        "subject_confirmed subject_dismissed linked partner_named note message answer"
        " clarification_given remedy_done needs_changed help_noted representative_appointed"
        " representative_removed disadvantage_reported disadvantage_answered erasure_asked"
        " subject_named conflict_declared",
        ALWAYS,
    ),
    row("question clarification_asked", SEALED),
    row("subject_outcome_told", "decided answered closed"),
    row("investigation_opened", "received in_progress", "in_progress"),
    row("referred", OPEN, "in_progress", "informal", "referred"),
    row("referred", OPEN, "in_progress", "referred", "board"),
    row("referred", OPEN, "in_progress", "board", "external"),
    row("bypassed", "received", stages="informal referred board"),
    row("bypassed", "in_progress decided answered", "in_progress", "informal referred board"),
    row("quorum_lost", "received in_progress decided", "in_progress", next_stage="external"),
    row("quorum_lost", "answered", next_stage="external"),
    row("mediation_referred", OPEN, "in_progress"),
    row("resolution_agreed outcome declined", OPEN, "decided"),
    row("appealed", "decided answered closed", "in_progress", next_stage="board"),
    row("written_outcome written_outcome_declined no_route", "decided", "answered"),
    row("safeguarding", f"{OPEN} closed", "safeguarding"),
    row("handover_acknowledged", "safeguarding"),
    row("safeguarding_closed", "safeguarding", "closed"),
    row("split_off", "safeguarding closed"),
    row("withdrawn", OPEN, "closed"),
    row("closed", "answered", "closed"),
    row("reopened", "closed", "received"),
)

AUTUS = Procedure(
    stages=STAGES,
    entries=(
        Entry("referred", COMPLAINT, "ceo"),
        Entry("informal"),
    ),
    standards=STANDARDS,
    transitions=TRANSITIONS,
    categories=CATEGORIES,
    outcomes=OUTCOMES,
    mediators=words("croydon_voluntary_action"),
    need_to_know=words("disciplinary_action"),
)
