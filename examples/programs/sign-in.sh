#!/bin/sh
# Signs in with curl, calls with the token, renews it, and signs out.
# HUFU_USER=you@example.com HUFU_PASSWORD=... sh examples/programs/sign-in.sh [http://localhost:3000]
set -eu
url=${1:-http://localhost:3000}

# The field of a JSON answer. With jq: jq -r .access_token
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | tr -d "\n"; }

# Name and password by a file descriptor: on a command line every user of the machine could read them.
tokens=$(printf 'user = "%s:%s"\n' "$HUFU_USER" "$HUFU_PASSWORD" |
  curl -fsS --config - "$url/api/auth/token" -d grant_type=password -d "scope=profile:read sessions:read")

call() { printf 'header = "Authorization: Bearer %s"\n' "$1" | curl -fsS --config - "$url$2"; }
call "$(echo "$tokens" | field access_token)" /api/auth/me
echo

tokens=$(echo "$tokens" | field refresh_token |
  curl -fsS "$url/api/auth/token" -d grant_type=refresh_token --data-urlencode refresh_token@-)
call "$(echo "$tokens" | field access_token)" /api/auth/profile
echo

echo "$tokens" | field refresh_token | curl -fsS "$url/api/auth/revoke" --data-urlencode token@-
