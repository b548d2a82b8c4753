"""For every operation about what staff are told, or were shown, a call that it answers with success."""


class InboxCalls:
    """For a class with 'client', 'staff', 'new_case' and 'complainant'."""

    def list_notifications(self):
        return {"method": "GET", "url": "/v1/notifications", "headers": self.staff}

    def see_notification(self):
        case = self.new_case()
        written = self.client.post(
            f"/v1/cases/{case['reference']}/messages",
            headers=self.complainant(case),
            json={"text": "One thing more."},
        )
        assert written.status_code == 200, written.text
        told = self.client.get("/v1/notifications", headers=self.staff).json()["notifications"]
        return {
            "method": "POST",
            "url": f"/v1/notifications/{told[0]['id']}/seen",
            "headers": self.staff,
        }

    def list_readings(self):
        return {"method": "GET", "url": "/v1/readings", "headers": self.staff}

    def read_dashboard(self):
        return {"method": "GET", "url": "/v1/dashboard", "headers": self.staff}

    def read_safeguarding_figures(self):
        return {"method": "GET", "url": "/v1/safeguarding/figures", "headers": self.staff}
