"""For every operation about webhooks a call that it answers with success."""

import uuid

WEBHOOKS = {"list_webhook_deliveries": (), "replay_webhook_delivery": (404, 409, 415, 422)}
MESSAGE = """
insert into webhook_delivery (organisation_id, id, endpoint_id, case_id, seq, type, status,
                              changed_at, state, next_attempt_at, attempts, last_outcome)
select case_file.organisation_id, %(id)s, %(endpoint)s, id, 1, 'case.received', 'received',
       received_at, 'given_up', null, 10, 'unreachable'
  from case_file where reference = %(reference)s
"""


class WebhookCalls:
    """For a class with 'client', 'organisation', 'heed', 'site' and 'new_case'. No worker is there to
    send anything."""

    _endpoint = None

    def list_webhook_deliveries(self):
        return {"method": "GET", "url": "/v1/webhook-deliveries", "headers": self.site}

    def replay_webhook_delivery(self):
        url = f"/v1/webhook-deliveries/{self.new_message()}/replay"
        return {"method": "POST", "url": url, "headers": self.site}

    def new_message(self):
        """The id of one that was given up."""
        if not self._endpoint:
            place = ("--organisation", self.organisation.slug, "--site", self.organisation.site)
            url = ("--url", "https://www.example.org/heed")
            self._endpoint = self.heed.command("webhook", "create", *place, *url).split()[0]
        message = {"id": str(uuid.uuid4()), "endpoint": self._endpoint}
        with self.heed.superuser() as database:
            database.execute(MESSAGE, {**message, "reference": self.new_case()["reference"]})
        return message["id"]
