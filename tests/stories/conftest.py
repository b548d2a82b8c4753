"""Stories begin on a Monday of June 2026, unless they tell another day."""

import pytest

pytest.register_assert_rewrite("meeting", "people", "promise", "story", "told_case")

from story import Story  # noqa: E402


@pytest.fixture
def begin(heed, api, worker):
    """begin("2026-06-01 09:30"): a story of an organisation of its own."""
    begun = []

    def begin(time: str, **options) -> Story:
        story = Story(heed, api, worker, time, **options)
        begun.append(story)
        return story

    yield begin
    for story in begun:
        story.__exit__()
