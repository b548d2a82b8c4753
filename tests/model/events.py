"""Every event that an act brings about: its address, who may do it, what its body must hold."""

from dataclasses import dataclass

COMPLAINANT = "complainant"
CHAIRS = frozenset({"chair", "vice_chair"})
SENIORS = CHAIRS | {"manager", "ceo"}
CASE_STAFF = SENIORS | {"handler"}
# The trustee stands in for the officer, with the cases that were handed to them. Rule: D9.
OFFICERS = frozenset({"safeguarding_officer", "safeguarding_trustee"})
WHO = {
    "staff": CASE_STAFF,
    "senior": SENIORS,
    "chair": CHAIRS,
    "officer": OFFICERS,
    "manager": frozenset({"manager"}),
    "complainant": frozenset({COMPLAINANT}),
}
READERS = CASE_STAFF | OFFICERS
# Whom a case is shown to at all, unless they are part of it or it is sealed off.
KNOWING_SEALED = frozenset({"safeguarding_officer"})
KNOWING = CASE_STAFF | {"trustee", "review_panel"}

# Event, address below the case, who, members that its body must have.
TABLE = """
initial_response         initial-response                staff              text
update                   updates                         staff              text
note                     notes                           staff+officer      text
contact                  contacts                        staff              text party
assigned                 assignment                      staff
interval_agreed          agreed-interval                 staff              interval_days agreed_in
referred                 referral                        staff+complainant
bypassed                 bypass                          staff+complainant
tabled                   agenda                          staff              meeting
discussed                discussion                      staff              meeting
investigation_opened     investigation                   senior             members
clarification_asked      clarification-requests          staff+officer      text
clarification_given      clarifications                  staff+complainant  text
investigation_closed     investigation-report            staff              text
extended                 extensions                      staff              text standard until
allegation_added         allegations                     staff              text
found                    findings                        staff              finding
settled                  settlement                      staff              text outcomes
outcome                  outcomes                        staff              outcomes
written_outcome          written-outcome                 staff
written_outcome_declined written-outcome/refusal         staff+complainant
no_route                 no-route                        staff              text
remedy_owed              remedies                        staff              text until
remedy_done              remedies/completion             staff+officer              text
action_recorded          actions                         staff              text
resolution_offered       informal-resolution             staff              text
resolution_agreed        informal-resolution/agreement   staff+complainant
resolution_refused       informal-resolution/refusal     staff+complainant
course_determined        course-of-action                chair              text
mediation_asked          mediation/request               staff+complainant
mediation_offered        mediation/offer                 staff              text
mediation_accepted       mediation/acceptance            staff+complainant
mediation_declined       mediation/refusal               staff+complainant
mediation_referred       mediation/referral              staff              text
mediation_result         mediation/result                staff              text
redress_notice           redress-notice                  staff
safeguarding             safeguarding                    staff              text staff
handover_acknowledged    safeguarding/acknowledgement    officer+manager
safeguarding_closed      safeguarding/closure            officer+manager    text
subject_named            subjects                        staff+officer
subject_confirmed        subjects/confirmation           senior+officer             text
subject_dismissed        subjects/dismissal              senior+officer             text
subject_told             subjects/letters                staff              text
subject_replied          subjects/replies                staff              text
subject_outcome_told     subjects/outcome-letters        staff              text
conflict_declared        conflicts                       staff+officer
message                  messages                        complainant        text
question                 questions                       staff+complainant  text
answer                   answers                         staff+officer              text
disadvantage_reported    disadvantage-reports            staff+complainant  text
disadvantage_answered    disadvantage-reports/answer     chair+officer              text
needs_changed            needs                           staff+complainant  needs
representative_appointed representative                  staff+complainant  text representative
representative_removed   representative/removal          staff+complainant
declined                 refusal                         senior             text ground
appealed                 appeal                          staff+complainant
linked                   links                           staff              reference
withdrawn                withdrawal                      staff+complainant
closed                   close                           staff
reopened                 reopen                          staff              text
erasure_asked            erasure-request                 complainant
partner_named            partners                        staff              site
"""


@dataclass(frozen=True)
class Act:
    type: str
    path: str
    who: frozenset[str]
    required: tuple[str, ...]


def _read(line: str) -> Act:
    type, path, who, *required = line.split()
    return Act(type, path, frozenset().union(*(WHO[each] for each in who.split("+"))), (*required,))


ACTS = {act.type: act for act in map(_read, TABLE.strip().splitlines())}

# Opening event → what settles it; each settles one, the oldest when it names none.
ANSWERS = {
    "found": "allegation_added",
    "answer": "question",
    "disadvantage_answered": "disadvantage_reported",
    "clarification_given": "clarification_asked",
    "remedy_done": "remedy_owed",
}
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
