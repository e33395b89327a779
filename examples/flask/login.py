"""Sign-in of this service's own: people give their password here, and Hufu says whether it is right.

For services of the same makers alone: whoever else asks for a password of Hufu's is not to be trusted with it (RFC 9700).
The tokens stay on this side; the browser gets a cookie that means nothing elsewhere.
"""

import secrets
import threading

import requests
from flask import Blueprint, redirect, request

COOKIE = "flask-session"
TIMEOUT = 10

login = Blueprint("login", __name__)
sessions = {}  # the cookie: the tokens. Those of a real service are in a store that outlives it.
lock = threading.Lock()

FORM = """<!doctype html><html lang=en><meta charset=utf-8><title>Sign in</title>
<form method=post><p>{problem}</p><label>E-mail <input name=email type=email autocomplete=username></label>
<label>Password <input name=password type=password autocomplete=current-password></label><button>Sign in</button></form>"""


def ask(**form):
    return requests.post(f"{login.hufu_url}/api/auth/token", data=form, timeout=TIMEOUT)


def from_own_page():
    """A form of another site's page would sign its visitors in as someone else."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


@login.get("/login")
def show():
    return FORM.format(problem="")


@login.post("/login")
def sign_in():
    if not from_own_page():
        return "Open the page again.", 403
    answer = ask(
        grant_type="password",
        username=request.form.get("email", ""),
        password=request.form.get("password", ""),
        scope="profile:read",
    )
    if answer.status_code >= 500:
        return FORM.format(problem="Try again in a moment."), 503
    if not answer.ok:
        return FORM.format(problem="E-mail and password do not match."), 401
    response = redirect("/", 303)
    key = secrets.token_urlsafe(32)
    sessions[key] = answer.json()
    response.set_cookie(COOKIE, key, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


@login.post("/logout")
def sign_out():
    tokens = sessions.pop(request.cookies.get(COOKIE), None) if from_own_page() else None
    if tokens:
        requests.post(f"{login.hufu_url}/api/auth/revoke", data={"token": tokens["refresh_token"]}, timeout=TIMEOUT)
    response = redirect("/login", 303)
    response.delete_cookie(COOKIE)
    return response


def access_token():
    """The access token of who is signed in here, or None."""
    tokens = sessions.get(request.cookies.get(COOKIE))
    return tokens and tokens["access_token"]


def renewed_token():
    """A newer one, for one that is refused; None where the session is over."""
    key = request.cookies.get(COOKIE)
    refused = access_token()
    with lock:  # who waits here finds the tokens of who was first
        tokens = sessions.get(key)
        if tokens and tokens["access_token"] == refused:
            answer = ask(grant_type="refresh_token", refresh_token=tokens["refresh_token"])
            if answer.ok:
                sessions[key] = answer.json()
            elif answer.status_code < 500:
                sessions.pop(key, None)
    return access_token()
