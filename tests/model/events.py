"""Every event that an act brings about: its address, what its body must hold."""

from dataclasses import dataclass

# Event, address below the case, members that its body must have.
TABLE = """
initial_response         initial-response                text
update                   updates                         text
note                     notes                           text
contact                  contacts                        text party
assigned                 assignment
interval_agreed          agreed-interval                 interval_days agreed_by agreed_in
referred                 referral
bypassed                 bypass
tabled                   agenda                          meeting
discussed                discussion                      meeting
investigation_opened     investigation                   members
investigation_reassigned investigation/reassignment      text members
clarification_asked      clarification-requests          text
clarification_given      clarifications                  text
investigation_closed     investigation-report            text
extended                 extensions                      text standard until
allegation_added         allegations                     text
found                    findings                        finding
settled                  settlement                      text outcomes
outcome                  outcomes                        outcomes
written_outcome          written-outcome
written_outcome_declined written-outcome/refusal
no_route                 no-route                        text
remedy_owed              remedies                        text until
remedy_done              remedies/completion             text
action_recorded          actions                         text
resolution_offered       informal-resolution             text
resolution_agreed        informal-resolution/agreement
resolution_refused       informal-resolution/refusal
course_determined        course-of-action                text
mediation_asked          mediation/request
mediation_offered        mediation/offer                 text
mediation_accepted       mediation/acceptance
mediation_declined       mediation/refusal
mediation_referred       mediation/referral              text
mediation_result         mediation/result                text
redress_notice           redress-notice
safeguarding             safeguarding                    text staff
handover_acknowledged    safeguarding/acknowledgement
safeguarding_closed      safeguarding/closure            text
split_off                safeguarding/split-off          text medium kind narrative
subject_named            subjects
subject_confirmed        subjects/confirmation           text
subject_dismissed        subjects/dismissal              text
subject_told             subjects/letters                text
subject_replied          subjects/replies                text
subject_outcome_told     subjects/outcome-letters        text
conflict_declared        conflicts
message                  messages                        text
question                 questions                       text
answer                   answers                         text
disadvantage_reported    disadvantage-reports            text
disadvantage_answered    disadvantage-reports/answer     text
needs_changed            needs                           needs
help_noted               help                            help
representative_appointed representative                  text representative
representative_removed   representative/removal
receipt_code_issued      receipt-code                    reason medium
declined                 refusal                         text ground
appealed                 appeal
linked                   links                           reference
withdrawn                withdrawal
closed                   close
reopened                 reopen                          text
erasure_asked            erasure-request
erasure_taken_back       erasure-request/withdrawal
hold_placed              legal-hold                      text
hold_lifted              legal-hold/lifting              text
partner_named            partners                        site
"""


@dataclass(frozen=True)
class Act:
    type: str
    path: str
    required: tuple[str, ...]


def _read(line: str) -> Act:
    type, path, *required = line.split()
    return Act(type, path, (*required,))


ACTS = {act.type: act for act in map(_read, TABLE.strip().splitlines())}

# Opening event → what settles it; each settles one, the oldest when it names none.
ANSWERS = {
    "found": "allegation_added",
    "answer": "question",
    "disadvantage_answered": "disadvantage_reported",
    "clarification_given": "clarification_asked",
    "remedy_done": "remedy_owed",
}
DECISIONS = ("outcome", "settled", "declined", "resolution_agreed")
# Settled by one or the other: whether somebody is a subject. Rule: D10.
NAMED = ("subject_named", "conflict_declared")
DECIDING = ("subject_confirmed", "subject_dismissed")
# Between us and a subject who stands confirmed. Rule: D11.
WITH_SUBJECT = ("subject_told", "subject_replied", "subject_outcome_told")
# How many of them that are open a case holds at most.
ROOM = {
    "allegation_added": 64,
    "remedy_owed": 64,
    "question": 32,
    "disadvantage_reported": 32,
    "clarification_asked": 32,
}
ROOM_FOR_PEOPLE = 32
