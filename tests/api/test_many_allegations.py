"""More allegations than a case holds open at once: the finding of each can still be revised."""

from support.boardroom import Boardroom

ROOM = 64


def test_a_finding_is_revised_however_many_allegations_follow(heed, api):
    """rules: B5, A17"""
    with Boardroom(heed, api) as room:
        case, first = room.letter(), 2
        for number in range(1, ROOM + 2):
            room.act("allegation_added", case, text=f"The lift, day {number}.")
            if number == 1:
                room.act("found", case, finding="upheld", concerns=first)
        answer = room.tries("found", case, finding="partly_upheld", concerns=first)
        assert answer.status_code == 200, answer.text
        revised = {"concerns": first, "finding": "partly_upheld"}
        assert answer.json()["history"][-1]["facts"] == revised
        answer = room.tries("found", case, finding="upheld", concerns=1)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/concerns"
        early = {"finding": "upheld", "concerns": first, "occurred_at": "2026-05-01T10:00:00Z"}
        assert room.tries("found", case, **early).status_code == 422
        heed.command("verify", "--organisation", room.organisation.slug)
