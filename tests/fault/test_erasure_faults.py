"""A worker is killed in the middle of an erasure: nothing of it was done, and the next one does all
of it, once. Rule: B7, D18."""

import signal
from threading import Thread

import pytest
from support.office import Office
from support.programs import wait_until

PLACES = ("erasure_before_key", "erasure_after_key", "erasure_before_case")
# Key, what is sealed of the case and of its history, what others keep of it, its certificate.
PARTS = """
select (select count(*) from case_key where case_id = case_file.id),
       (select count(*) from case_event where case_id = case_file.id and sealed is not null),
       (select count(*) from notification where case_id = case_file.id),
       num_nonnulls(sealed_content, receipt_hash),
       (select count(*) from erasure where case_id = case_file.id),
       (select count(*) from case_event where case_id = case_file.id and type = 'erased'),
       (select count(*) from case_movement where case_id = case_file.id and movement = 'closed')
  from case_file where reference = %s
"""
CASES = 6


@pytest.fixture
def office(heed, programs):
    """Cases of which the day has come, and no worker yet."""
    heed.clock.reset()
    with Office(heed, programs.api(), ("handler", "ceo")) as office:
        office.references = [wish(office) for _ in range(CASES)]
        heed.clock.advance(days=16)
        yield office
    heed.clock.reset()


def wish(office) -> str:
    reference, complainant = office.receive()
    complainant.act(reference, "messages", text="It happened again.")
    complainant.act(reference, "erasure-request", text="Forget it.")
    return reference


def parts(heed, reference: str) -> tuple:
    with heed.superuser() as database:
        return database.execute(PARTS, [reference]).fetchone()


@pytest.mark.parametrize("place", PLACES)
def test_an_erasure_is_whole_or_not_at_all(heed, programs, office, place):
    """rules: B6, B7, B9, D18"""
    killed = programs.worker(HEED_FAILPOINT=f"{place}=kill#3")
    killed.expect_end(-signal.SIGKILL)
    found = [parts(heed, each) for each in office.references]
    whole = [each for each in found if each[:6] == (0, 0, 0, 0, 1, 1)]
    untouched = [each for each in found if each[:2] == (1, 3) and each[3:6] == (2, 0, 0)]
    assert (len(whole), len(untouched)) == (2, CASES - 2), found

    # Two workers at once do the rest, each case once.
    programs.worker()
    programs.worker()
    is_over = (0, 0, 0, 0, 1, 1, 1)
    wait_until(
        "all are erased and counted",
        lambda: {parts(heed, each) for each in office.references} == {is_over},
        30,
    )
    assert "case_not_erased" not in killed.log
    heed.command("verify", "--organisation", office.organisation.slug)


def test_what_fails_is_done_again(heed, programs, office):
    """rules: B7, D18"""
    programs.worker(HEED_FAILPOINT="erasure_after_key=fail#1")
    wait_until(
        "all are erased all the same",
        lambda: {parts(heed, each) for each in office.references} == {(0, 0, 0, 0, 1, 1, 1)},
        30,
    )


# Stands for whatever keeps failing about one case.
STUCK = """
create function stuck() returns trigger language plpgsql as $$ begin raise 'stuck'; end $$;
create trigger stuck before delete on case_key for each row
    when (old.case_id = '{}') execute function stuck();
"""


def test_one_that_fails_every_time_keeps_no_other_waiting(heed, programs, office):
    """rules: B7, D18"""
    with heed.superuser() as database:
        first, case = database.execute(
            "select reference, id from case_file where erasure_not_before is not null"
            " order by id limit 1"
        ).fetchone()
        database.execute(STUCK.format(case))
        try:
            worker = programs.worker()
            others = {each for each in office.references if each != first}
            is_over = (0, 0, 0, 0, 1, 1, 1)
            wait_until("others are", lambda: {parts(heed, each) for each in others} == {is_over}, 20)
            assert f'"case_not_erased","case":"{case}"' in worker.log.replace(" ", "")
        finally:
            database.execute("drop function stuck cascade")
    wait_until("now it is too", lambda: parts(heed, first) == is_over)


def entries(heed, reference: str) -> int:
    count = "select count(*) from case_event join case_file on id = case_id where reference = %s"
    with heed.superuser() as database:
        return database.execute(count, [reference]).fetchone()[0]


def acts_and_stops(heed, programs, client, reference: str, path: str, told: dict):
    """Does the act by an API that stands still as soon as it is done; what lets that go on answers."""
    api = programs.api(HEED_FAILPOINT="act_after_commit=stop#1", HEED_RELAY=0)
    answers, before = [], entries(heed, reference)

    def act():
        with api.client(None, headers={**client.headers, "If-Match": "*"}) as own:
            answers.append(own.post(f"/v1/cases/{reference}/{path}", json=told))

    acting = Thread(target=act)
    acting.start()
    wait_until("the act is done", lambda: entries(heed, reference) == before + 1)

    def go_on():
        api.send(signal.SIGCONT)
        acting.join()
        return answers[0]

    return go_on


def test_whoever_acts_at_the_last_moment_is_answered(heed, programs, office):
    """Done, then erased, then answered. rules: B1, B7, D18"""
    cases = [office.receive() for _ in range(2)]
    for reference, complainant in cases:
        office.ceo.act(reference, "assignment")
        complainant.act(reference, "erasure-request")
    heed.clock.advance(days=16)
    (first, complainant), (second, _) = cases
    issue = {"reason": "lost", "medium": "telephone"}
    said = acts_and_stops(heed, programs, complainant.client, first, "messages", {"text": "Wait."})
    issued = acts_and_stops(heed, programs, office.ceo.client, second, "receipt-code", issue)
    programs.worker()
    wait_until("both are erased", lambda: not any(parts(heed, each)[0] for each, _ in cases))
    assert said().status_code == 404
    answer = issued()
    assert (answer.status_code, answer.json()) == (
        *(201, {"reference": second, "receipt_code": None}),
    )
