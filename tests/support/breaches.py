"""When breaches were found."""

from support.programs import wait_until


def found_at(database, references, standard, seconds=15.0):
    """When each case's breach was there to be seen, by the service's own time."""
    query = """
        select reference, heed_now()
          from breach join case_file on (case_file.organisation_id, id)
                                      = (breach.organisation_id, case_id)
         where standard = %s and reference = any (%s)
    """
    seen = {}

    def look():
        for reference, now in database.execute(query, [standard, references]):
            seen.setdefault(reference, now)
        return len(seen) == len(references)

    wait_until(f"{len(references)} breaches of {standard}", look, seconds, pause=0.02)
    return seen
