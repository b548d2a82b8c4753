"""Complaints from a table in the columns of the Consumer Financial Protection Bureau, lived
through once more: every one is entered years late, as staff would who move from paper.

Received and first answered on the days of the table, at noon; decided on the last day of
the stage; the written outcome sent on its last day when the table says 'timely', else one
working day later; closed that day. Those in progress stay open.
"""

import csv
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from model.calendar import DAY, Calendar, local_noon
from model.desk import Desk, Followed, settled
from model.review import draft, nearest_rank
from support.programs import wait_until

CHANNEL_OF = {
    "Web": "web",
    "Phone": "telephone",
    "Postal mail": "post",
    "Fax": "post",
    "Referral": "email",
}
OUTCOMES_OF = {
    "Closed with explanation": ["explanation"],
    "Closed with monetary relief": ["apology", "alternative_offered"],
    "Closed with non-monetary relief": ["alternative_offered"],
    "Closed": ["closure_without_action"],
    "Untimely response": ["explanation"],
    "In progress": [],
}
ISSUES_OF = {
    "poor_service": (
        "Account opening, closing, or management",
        "Balance transfer",
        "Customer service / Customer relations",
        "Customer service/Customer relations",
        "Dealing with my lender or servicer",
        "Deposits and withdrawals",
        "Loan servicing, payments, escrow account",
        "Making/receiving payments, sending money",
        "Managing the loan or lease",
        "Managing, opening, or closing account",
        "Transaction issue",
        "Using a debit or ATM card",
    ),
    "discrimination": ("Credit determination", "Credit line increase/decrease"),
    "inaccurate_information": (
        "APR or interest rate",
        "Advertising, marketing or disclosures",
        "Billing disputes",
        "Disclosure verification of debt",
        "False statements or representation",
        "Incorrect information on credit report",
        "Other fee",
    ),
    "unreasonable_delay": (
        "Application, originator, mortgage broker",
        "Credit reporting company's investigation",
        "Loan modification,collection,foreclosure",
        "Money was not available when promised",
        "Payoff process",
        "Settlement process and costs",
    ),
    "conduct": (
        "Communication tactics",
        "Cont'd attempts collect debt not owed",
        "Fraud or scam",
        "Taking/threatening an illegal action",
    ),
    "access": (
        "Bankruptcy",
        "Can't repay my loan",
        "Problems caused by my funds being low",
        "Problems when you are unable to pay",
    ),
    "confidentiality": ("Improper contact or sharing of info",),
    "data_protection": (
        "Credit monitoring or identity protection",
        "Identity theft / Fraud / Embezzlement",
    ),
    "other": ("Other", "Taking out the loan or lease"),
}
CATEGORY_OF = {issue: category for category, issues in ISSUES_OF.items() for issue in issues}

STAGE_DAYS, LETTER_DAYS, RESPONSE_DAYS = 10, 5, 3
THREADS = 4


@dataclass(frozen=True)
class Complaint:
    """One row, in our words."""

    received_on: date
    answered_on: date
    channel: str
    category: str
    narrative: str
    outcomes: tuple[str, ...]
    is_timely: bool

    @property
    def is_open(self) -> bool:
        return not self.outcomes


def read_complaints(file: Path) -> list[Complaint]:
    with open(file, newline="", encoding="utf-8") as opened:
        return [
            Complaint(
                received_on=date.fromisoformat(row["date_received"]),
                answered_on=date.fromisoformat(row["date_sent_to_company"]),
                channel=CHANNEL_OF[row["submitted_via"]],
                category=CATEGORY_OF[row["issue"]],
                narrative=row["consumer_complaint_narrative"],
                outcomes=tuple(OUTCOMES_OF[row["company_response_to_consumer"]]),
                is_timely={"true": True, "false": False}[row["timely_response"]],
            )
            for row in csv.DictReader(opened)
        ]


def days_of(complaint: Complaint, calendar: Calendar) -> tuple[date, date]:
    """When it was decided, and when the letter went out."""
    decided_on = calendar.working_day_after(complaint.received_on, STAGE_DAYS)
    letter_days = LETTER_DAYS + (not complaint.is_timely)
    return decided_on, calendar.working_day_after(decided_on, letter_days)


class Story:
    """Tells an organisation's service all the complaints, as one lived them."""

    def __init__(self, desk: Desk, complaints: list[Complaint], now: datetime):
        self.desk, self.complaints, self.now = desk, complaints, now
        self.followed: list[Followed] = []

    def tell(self):
        with ThreadPoolExecutor(THREADS) as people:
            self.followed = list(people.map(self._receive, self.complaints))
            # All that is overdue is found now: what is told from here on can only correct it.
            self.wait()
            for followed in self.followed:
                followed.case.settle(self.desk.calendar, self.now)
            list(people.map(self._live, self.complaints, self.followed))
        self.wait()

    def wait(self):
        wait_until("all is settled", lambda: settled(self.desk.heed), 60)

    def _receive(self, complaint: Complaint) -> Followed:
        words = {"narrative": complaint.narrative} if complaint.narrative else {}
        received_at = local_noon(complaint.received_on)
        return self.desk.receive(
            "complaint", complaint.channel, received_at, self.now, complaint.category, **words
        )

    def _live(self, complaint: Complaint, followed: Followed):
        def act(type, on, **members):
            status = self.desk.act(followed, type, local_noon(on), self.now, **members)
            assert status == 200, (type, on, complaint)

        act("initial_response", complaint.answered_on)
        if complaint.is_open:
            return
        decided_on, sent_on = days_of(complaint, self.desk.calendar)
        if complaint.channel == "post":
            act("outcome", decided_on, outcomes=list(complaint.outcomes))
            act("written_outcome", sent_on)
        else:
            act("outcome", decided_on, outcomes=list(complaint.outcomes), sent_on=sent_on)
        act("closed", sent_on)

    # --- what a review must say ---

    def check_draft(self, start: date, end: date) -> dict:
        """Drafts the review of a period; every number must be ours."""
        found = self.desk.draft(start, end)
        cases = [followed.case for followed in self.followed]
        expected = draft(cases, self.desk.calendar, start, end)
        assert {name: found[name] for name in expected} == expected, (start, end)
        heading = (self.desk.organisation.slug, start.isoformat(), end.isoformat())
        assert (found["organisation"], found["from"], found["to"]) == heading
        assert found["uncounted_events"] == 0
        assert "committee only" in found["notice"]
        return found

    def check_whole(self, found: dict):
        """The review of all time, against plain sums over the table."""
        complaints, calendar = self.complaints, self.desk.calendar
        closed = [complaint for complaint in complaints if not complaint.is_open]
        days = [
            calendar.working_days_between(each.received_on, days_of(each, calendar)[1])
            for each in closed
        ]
        assert found["reconciliation"] == {
            "open_at_start": 0,
            "received": len(complaints),
            "reopened": 0,
            "converted_in": 0,
            "closed": len(closed),
            "converted_out": 0,
            "open_at_end": len(complaints) - len(closed),
        }
        assert counts(found["received"]["by_channel"]) == Counter(c.channel for c in complaints)
        assert counts(found["received"]["by_category"]) == Counter(c.category for c in complaints)
        outcomes = Counter(code for complaint in closed for code in complaint.outcomes)
        assert counts(found["closed"]["by_outcome"]) == outcomes
        assert found["closed"]["working_days"] == {
            "count": len(closed),
            "median": nearest_rank(days, 0.5),
            "p90": nearest_rank(days, 0.9),
        }
        self._check_standards({row["standard"]: row for row in found["standards"]})

    def _check_standards(self, rows: dict[str, dict]):
        calendar = self.desk.calendar
        closed = [complaint for complaint in self.complaints if not complaint.is_open]
        in_time = sum(
            each.answered_on <= calendar.working_day_after(each.received_on, RESPONSE_DAYS)
            for each in self.complaints
        )
        timely = sum(complaint.is_timely for complaint in closed)
        late = len(self.complaints) - in_time

        def row(standard):
            # All were overdue when they were entered, so what was kept is a correction.
            kept, broken = rows[standard]["corrected"], rows[standard]["breached"]
            return kept + rows[standard]["met"], broken, rows[standard]["before_heed"]

        assert row("initial_response") == (in_time, late, late)
        still_open = len(self.complaints) - len(closed)
        assert row("stage") == (len(closed), still_open, still_open)
        # Unless it was told together with the outcome: then it was never overdue here.
        assert row("written_outcome") == (timely, len(closed) - timely, len(closed) - timely)
        by_post = sum(complaint.channel == "post" and complaint.is_timely for complaint in closed)
        assert rows["written_outcome"]["corrected"] == by_post


def counts(rows: list[dict]) -> Counter:
    return Counter({row["code"]: row["count"] for row in rows})


def quarters(first: int, last: int):
    """Every quarter of these years: first day, last day."""
    starts = [date(year, month, 1) for year in range(first, last + 1) for month in (1, 4, 7, 10)]
    for start, after in zip(starts, [*starts[1:], date(last + 1, 1, 1)], strict=True):
        yield start, after - DAY
