"""At least two hundred random faults while cases are posted: none lost, none twice. Rule: B4.

tests/chaos does the same for as long as one likes.
"""

from storm import Storm


def test_a_storm_of_faults_loses_nothing_and_doubles_nothing():
    storm = Storm(seed=4)
    storm.run(seconds=30, faults=200)
    print(f"{storm.faults} faults, {len(storm.ledger.acknowledged)} cases: {storm.caused}")
    assert not storm.mistakes, f"{len(storm.mistakes)} mistakes: {storm.mistakes[:10]}"
    assert len(storm.ledger.acknowledged) >= 200
