"""Verifies Hufu's access tokens elsewhere, and refuses like Hufu itself, without asking it about each of them.

Needs PyJWT and cryptography. See docs/verify-elsewhere.md for what is promised.
"""

import json
import threading
import time
from datetime import datetime
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt

POLL_SECONDS = 1
TRUST_SECONDS = 5  # how long what was read of the feed is trusted: Hufu's promise
TIMEOUT_SECONDS = 2
MARGIN_SECONDS = 60  # entries are kept this much longer than tokens live, for clocks differ
SKEW_SECONDS = 5  # tolerance for `iat` and `nbf`; `exp` has none
PAGE_SIZE = 500  # a page with fewer entries ends with the newest
KEYS_SECONDS = 300  # how long the keys are kept
KEYS_RETRY_SECONDS = 5  # tokens with made-up keys cause no more than one request in this time
ALGORITHMS = ("EdDSA", "ES256", "RS256")
REQUIRED = ["iss", "aud", "exp", "iat", "nbf", "sub", "sid"]
NEVER = float("-inf")


class Refused(Exception):
    """The token is not good: answer 401."""


class Unsure(Exception):
    """Whether the token is good cannot be told now: answer 503, and let nobody in."""


class NoRedirect(HTTPRedirectHandler):
    """The service token would go along."""

    def redirect_request(self, *_):
        return None


class Hufu:
    def __init__(self, url, feed_token, audience=None, token_seconds=300):
        """Hufu's APP_URL, FEED_TOKEN, TOKEN_AUDIENCE and ACCESS_TOKEN_TTL."""
        self.url, self.feed_token = url, feed_token
        self.audience, self.token_seconds = audience or url, token_seconds
        self.opener = build_opener(NoRedirect)
        self.start_lock, self.keys_lock = threading.Lock(), threading.Lock()
        self.follower = None
        self.first_read = threading.Event()

        self.keys = {}  # kid: (algorithm, key)
        self.keys_read = self.keys_tried = NEVER

        self.sessions = {}  # id: kept until
        self.users = {}  # id: (tokens issued before are dead, kept until)
        self.dead_keys = set()
        self.doubted = NEVER  # tokens issued until then may be dead: something was said that this code cannot read
        self.after = None  # the last entry that is known
        self.asked = NEVER, NEVER  # when what is known was asked for, by the monotonic and the wall clock
        self.fault = "not read yet"

    def verify(self, token):
        """Returns the claims of a good token. Raises Refused or Unsure."""
        self._follow()
        try:
            header = jwt.get_unverified_header(token)
            algorithm, key = self._key(header.get("kid"))
            if header.get("typ") != "at+jwt":
                raise Refused("not an access token")
            claims = jwt.decode(
                token,
                key,
                algorithms=[algorithm],  # the key's own, whatever the token says
                issuer=self.url,
                audience=self.audience,
                leeway=SKEW_SECONDS,
                options={"require": REQUIRED},
            )
        except jwt.PyJWTError as error:
            raise Refused(str(error)) from None
        if not time.time() < claims["exp"] <= claims["iat"] + self.token_seconds:
            raise Refused("expired")
        before, _ = self.users.get(claims["sub"], (NEVER, None))
        if claims["sid"] in self.sessions or claims["iat"] < before or header["kid"] in self.dead_keys:
            raise Refused("revoked")
        if self._age() > TRUST_SECONDS:
            raise Unsure(f"the revocation feed is not heard: {self.fault}")
        if claims["iat"] <= self.doubted:
            raise Unsure("the revocation feed says something that cannot be read")
        return claims

    def _age(self):
        """By the clock that shows more: the monotonic one stands still while a machine is suspended."""
        monotonic, wall = self.asked
        return max(time.monotonic() - monotonic, time.time() - wall)

    def _key(self, kid):
        now = time.monotonic()
        is_old = kid not in self.keys or now - self.keys_read > KEYS_SECONDS
        if is_old and now - self.keys_tried > KEYS_RETRY_SECONDS:
            with self.keys_lock:
                if self.keys_tried < now:
                    self._read_keys()
        if kid in self.keys:
            return self.keys[kid]
        if self.keys_read < self.keys_tried:
            raise Unsure("the public keys cannot be read; with TOKEN_ALG=HS256 there are none")
        raise Refused("unknown key")

    def _read_keys(self):
        try:
            published = self._get("/.well-known/jwks.json")["keys"]
            usable = [key for key in published if key.get("alg") in ALGORITHMS]
            self.keys = {key["kid"]: (key["alg"], jwt.PyJWK(key).key) for key in usable}
            self.keys_tried = time.monotonic()
            self.keys_read = self.keys_tried if self.keys else NEVER
        except Exception:  # those known stay: what is withdrawn, the feed tells
            self.keys_tried = time.monotonic()

    def _follow(self):
        """Starts at the first request, in the process that answers it: threads do not survive a fork."""
        with self.start_lock:
            if self.follower is None or not self.follower.is_alive():
                self.first_read.clear()
                self.follower = threading.Thread(target=self._poll, daemon=True)
                self.follower.start()
        self.first_read.wait(TIMEOUT_SECONDS)

    def _poll(self):
        while True:
            try:
                self._read_feed()
            except Exception as error:  # whatever it is: nothing new is known
                self.fault = error
            self.first_read.set()
            time.sleep(POLL_SECONDS)

    def _read_feed(self):
        while True:
            asked = time.monotonic(), time.time()  # what comes later the answer may not hold
            query = "" if self.after is None else f"?after={self.after}"
            page = self._get(f"/api/auth/revocations{query}", self.feed_token)
            events, following = page["events"], int(page["next"])
            for event in events:
                try:
                    self._apply(event)
                except ValueError:
                    self.doubted = time.time() + SKEW_SECONDS
            is_put_back = self.after is not None and following < self.after  # a backup was restored
            self.after = None if is_put_back else following
            if len(events) < PAGE_SIZE and not is_put_back:
                break
        self.asked = asked
        now = time.monotonic()
        self.sessions = {id: until for id, until in self.sessions.items() if until > now}
        self.users = {id: entry for id, entry in self.users.items() if entry[1] > now}

    def _apply(self, event):
        until = time.monotonic() + self.token_seconds + MARGIN_SECONDS
        match event:
            case {"kind": "session", "id": str(id)}:
                self.sessions[id] = until
            case {"kind": "user", "id": str(id), "before": str(text)}:
                known, _ = self.users.get(id, (NEVER, None))
                self.users[id] = max(known, datetime.fromisoformat(text).timestamp()), until
            case {"kind": "key", "id": str(id)}:
                self.dead_keys.add(id)
            case _:
                raise ValueError("unknown kind of entry")

    def _get(self, path, token=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with self.opener.open(Request(self.url + path, headers=headers), timeout=TIMEOUT_SECONDS) as response:
            return json.load(response)
