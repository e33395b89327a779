"""Signs in with requests, calls with the token, renews it when it is refused, and signs out.

HUFU_USER=you@example.com HUFU_PASSWORD=... python3 examples/programs/sign_in.py [http://localhost:3000]
"""

import os
import sys

import requests

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:3000"


class HufuAuth(requests.auth.AuthBase):
    """Sends the access token, and asks for a newer one, once, where it is refused."""

    def __init__(self, tokens):
        self.tokens = tokens

    def __call__(self, request):
        request.headers["Authorization"] = f"Bearer {self.tokens['access_token']}"
        request.register_hook("response", self.renew)
        return request

    def renew(self, response, **options):
        if response.status_code != 401 or "refresh_token" not in self.tokens:
            return response
        answer = requests.post(
            f"{URL}/api/auth/token",
            data={"grant_type": "refresh_token", "refresh_token": self.tokens.pop("refresh_token")},
            timeout=10,
        )
        if not answer.ok:
            return response
        self.tokens = answer.json()
        again = response.request.copy()
        again.headers["Authorization"] = f"Bearer {self.tokens['access_token']}"
        again.deregister_hook("response", self.renew)
        return response.connection.send(again, **options)


answer = requests.post(
    f"{URL}/api/auth/token",
    data={"grant_type": "password", "scope": "profile:read sessions:read"},
    auth=(os.environ["HUFU_USER"].encode(), os.environ["HUFU_PASSWORD"].encode()),
    timeout=10,
)
if not answer.ok:
    sys.exit(answer.json()["error_description"])

auth = HufuAuth(answer.json())
print(requests.get(f"{URL}/api/auth/profile", auth=auth, timeout=10).json()["email"])
for session in requests.get(f"{URL}/api/auth/sessions", auth=auth, timeout=10).json()["sessions"]:
    print("*" if session["current"] else " ", session["name"] or session["browser"] or session["kind"])
requests.post(f"{URL}/api/auth/sign-out", auth=auth, timeout=10).raise_for_status()
