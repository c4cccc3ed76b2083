#!/usr/bin/env bash
# An identity provider's key set that holds a key of another kind beside the one that signs.
#
# Packages   PyJWT 2.15.1, joserfc 1.8.0, Authlib 1.9.10, python-jose 3.5.0, jwcrypto 1.6.1 (PyPI), jose 6.2.18 (npm),
#            none changed
# Input      a token signed by RS256 that names its key; the key set of the provider, in which this RSA key stands alone,
#            or before or behind an Ed25519 key, or beside a key of type AKP (ML-DSA), which a provider adds before it
#            signs by it
# Guess      the key is found by the token's kid; what a library does not know, or does not need, it passes over, as
#            RFC 7517 section 5 asks
# Seen       Authlib's own key set (authlib.jose) raises a nameless KeyError as soon as an AKP key is in the set.
#            python-jose does not look at kid, but takes the keys in turn and gives up at the first of another type:
#            whether anybody can log in is decided by the order of the provider's keys. The others verify each time (and
#            so does Authlib's OpenID Connect client, which stands on joserfc since)
#
# Needs bash, Python 3 with pip, and Node with npm. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python \
  "pyjwt[crypto]==2.15.1" joserfc==1.8.0 authlib==1.9.10 python-jose==3.5.0 jwcrypto==1.6.1 cryptography==50.0.2
npm install --silent --no-audit --no-fund --ignore-scripts jose@6.2.18 >npm.log

cat >verify.py <<'PY'
import base64
import json
import warnings

import jwt
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from jwt.algorithms import OKPAlgorithm, RSAAlgorithm

warnings.simplefilter("ignore")
import joserfc.jwk
import joserfc.jwt
from authlib.jose import JsonWebKey, JsonWebToken
from jose import jwt as python_jose
from jwcrypto import jwk as crypto_jwk
from jwcrypto import jwt as crypto_jwt


def public(algorithm, key, **more):
    whole = json.loads(algorithm.to_jwk(key.public_key()))
    whole.pop("key_ops", None)
    return {**whole, "use": "sig", **more}


private = rsa.generate_private_key(65537, 2048)
signing = public(RSAAlgorithm, private, kid="signing", alg="RS256")
edwards = public(OKPAlgorithm, ed25519.Ed25519PrivateKey.generate(), kid="next", alg="EdDSA")
lattice = {"kty": "AKP", "alg": "ML-DSA-44", "use": "sig", "kid": "later",
           "pub": base64.urlsafe_b64encode(bytes(range(256)) * 5 + bytes(32)).rstrip(b"=").decode()}
SETS = {
    "alone": [signing], "before Ed25519": [signing, edwards], "behind Ed25519": [edwards, signing],
    "before AKP": [signing, lattice], "behind AKP": [lattice, signing],
}
token = jwt.encode({"sub": "someone", "aud": "client"}, private, algorithm="RS256", headers={"kid": "signing"})
json.dump({"sets": SETS, "token": token}, open("sets.json", "w"))

LIBRARIES = {
    "PyJWT": lambda keys: jwt.decode(
        token, jwt.PyJWKSet.from_dict(keys)["signing"].key, algorithms=["RS256"], audience="client"),
    "joserfc": lambda keys: joserfc.jwt.decode(token, joserfc.jwk.KeySet.import_key_set(keys)),
    "authlib.jose": lambda keys: JsonWebToken(["RS256"]).decode(token, JsonWebKey.import_key_set(keys)),
    "python-jose": lambda keys: python_jose.decode(token, keys, algorithms=["RS256"], audience="client"),
    "jwcrypto": lambda keys: crypto_jwt.JWT(jwt=token, key=crypto_jwk.JWKSet.from_json(json.dumps(keys))),
}
print("library | " + " | ".join(SETS))
for library, verify in LIBRARIES.items():
    seen = []
    for keys in SETS.values():
        try:
            verify({"keys": keys})
            seen.append("verified")
        except Exception as refusal:
            seen.append(type(refusal).__name__)
    print(library, *seen, sep=" | ")
PY
cat >verify.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify } from 'jose';

const { sets, token } = JSON.parse(readFileSync('sets.json'));
const seen = ['jose'];
for (const keys of Object.values(sets)) {
  seen.push(await jwtVerify(token, createLocalJWKSet({ keys }), { audience: 'client' })
    .then(() => 'verified', (refusal) => refusal.name));
}
console.log(seen.join(' | '));
JS
{
  PYTHONPATH=python python3 verify.py
  node verify.mjs
} | tee seen.txt
cat >expected.txt <<'END'
library | alone | before Ed25519 | behind Ed25519 | before AKP | behind AKP
PyJWT | verified | verified | verified | verified | verified
joserfc | verified | verified | verified | verified | verified
authlib.jose | verified | verified | verified | KeyError | KeyError
python-jose | verified | verified | JWKError | verified | JWKError
jwcrypto | verified | verified | verified | verified | verified
jose | verified | verified | verified | verified | verified
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
