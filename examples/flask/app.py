"""A Flask service that lets in whoever is signed in to Hufu.

HUFU_URL=http://localhost:3000 FEED_TOKEN=... python3 -m flask --app app run --port 5000
"""

import os

from flask import Flask, request
from hufu import Hufu, Refused, Unsure
from login import access_token, login, renewed_token

app = Flask(__name__)
HUFU_URL = login.hufu_url = os.environ["HUFU_URL"]
app.register_blueprint(login)
COOKIE = "__Host-hufu-access" if HUFU_URL.startswith("https:") else "hufu-access"
hufu = Hufu(HUFU_URL, os.environ["FEED_TOKEN"])


def signed_in():
    """The claims of the request's token: a bearer's, the one of who signed in here, or, where this service shares Hufu's
    host, that of Hufu's cookie.

    A route that changes something must not go by the cookie alone: check where the request comes from (CSRF).
    """
    own = access_token()
    if own:
        try:
            return hufu.verify(own)
        except Refused:  # expired, most likely
            return hufu.verify(renewed_token() or "")
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    cookie = request.cookies.get(COOKIE)
    if bearer and cookie:
        raise Refused("two tokens")
    if cookie:
        claims = hufu.verify(cookie)
        if claims.get("client_id") != "hufu":
            raise Refused("a program's token in a cookie")
        return claims
    return hufu.verify(bearer.strip() if scheme.lower() == "bearer" else "")


@app.get("/")
def index():  # whoever has a token may; a route that does more asks what is in claims["scope"]
    claims = signed_in()
    return {"user": claims["sub"], "session": claims["sid"]}


@app.errorhandler(Refused)
def refused(_):
    return {"title": "Sign in first."}, 401, {"WWW-Authenticate": "Bearer"}


@app.errorhandler(Unsure)
def unsure(error):
    app.logger.warning("Nobody is let in: %s", error)
    return {"title": "Try again in a moment."}, 503, {"Retry-After": "1"}
