"""Procedures for tests: the default, others made of it, and the one that an organisation follows."""

import json

from support.places import REPOSITORY

FILE = REPOSITORY / "common" / "procedure" / "autus.json"
OPEN = ["received", "in_progress", "decided", "answered"]


def default() -> dict:
    return json.loads(FILE.read_text(encoding="utf-8"))


def three_stages(titles=("Team", "Director", "Panel")) -> dict:
    """Another procedure: three stages of 5, 10 and 20 working days; none is left out, nothing is
    declined or investigated, no meeting decides."""
    document = default()
    codes = ("team", "director", "panel")
    people = ("manager", "ceo", "review_panel")
    document["name"] = "Three stages"
    document["stages"] = [
        {"code": code, "title": title, "responsible": role, "ends_by": f"{title} has answered."}
        for code, title, role in zip(codes, titles, people)
    ]
    document["entries"] = [{"kinds": [], "stage": "team"}]
    kept = ("initial_response", "written_outcome", "handover", "handover_alarm")
    document["standards"] = [
        standard for standard in document["standards"] if standard["code"] in kept
    ] + [
        {"code": f"stage_{code}", "title": f"Answer of stage {code}", "kinds": ["complaint"],
         "stages": [code], "amount": amount, "unit": "working_days", "roll": "none",
         "starts_with": ["received", "referred", "reopened"], "met_by": ["outcome"],
         "ended_by": ["referred", "closed", "withdrawn", "safeguarding"]}
        for code, amount in zip(codes, (5, 10, 20))
    ]
    document["transitions"] = [
        {"events": ["initial_response"], "from": ["received"], "to": "in_progress"},
        {"events": ["update", "contact", "assigned", "action_recorded"], "from": OPEN},
        {"events": ["outcome"], "from": OPEN, "to": "decided"},
        {"events": ["written_outcome", "written_outcome_declined", "no_route"],
         "from": ["decided"], "to": "answered"},
        {"events": ["referred"], "from": OPEN, "stages": ["team"],
         "to": "in_progress", "next_stage": "director"},
        {"events": ["referred"], "from": OPEN, "stages": ["director"],
         "to": "in_progress", "next_stage": "panel"},
        {"events": ["safeguarding"], "from": OPEN, "to": "safeguarding"},
        {"events": ["handover_acknowledged"], "from": ["safeguarding"]},
        {"events": ["safeguarding_closed"], "from": ["safeguarding"], "to": "closed"},
        {"events": ["withdrawn"], "from": OPEN, "to": "closed"},
        {"events": ["closed"], "from": ["answered"], "to": "closed"},
        {"events": ["reopened"], "from": ["closed"], "to": "received", "next_stage": "team"},
    ]
    return document


def follow(heed, organisation, document: dict) -> int:
    """The organisation follows this procedure from now on; its version."""
    with heed.superuser() as connection:
        (version,) = connection.execute(
            """with here as (select id, procedure_version + 1 as version
                               from organisation where slug = %(slug)s),
                    added as (insert into procedure_version
                                     (organisation_id, version, document, sha256)
                              select id, version, %(text)s::text::json,
                                     sha256(convert_to(%(text)s::text, 'UTF8'))
                                from here)
               update organisation set procedure_version = here.version
                 from here where organisation.id = here.id returning here.version""",
            {"slug": organisation.slug, "text": json.dumps(document)},
        ).fetchone()
    return version
