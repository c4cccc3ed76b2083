"""Asks the console about licenses by keygen-sdk, unmodified; each line says what held."""

import base64
import json
import os
import subprocess
import sys
import tempfile
import traceback
from datetime import datetime, timedelta, timezone

import keygen
from keygen import errors

URL = os.environ["CONSOLE_URL"]
KEY, OTHER, SUSPENDED, EXPIRED, LATE, TEST = os.environ["LICENSE_KEYS"].split(",")
GRACE = timedelta(days=14)
PUBLIC, FOREIGN = os.environ["PUBLIC_KEYS"].split(",")

keygen.api_url = URL
keygen.public_key = PUBLIC
steps = []


def step(check):
    keygen.license_key = KEY
    keygen.public_key = PUBLIC
    keygen.product = ""
    name = check.__name__.replace("_", " ")
    try:
        check()
        print("ok", name, flush=True)
    except Exception:
        traceback.print_exc(file=sys.stdout)
        print("not ok", name, flush=True)
    steps.append(name)


def refused(kind, call):
    try:
        call()
    except kind as e:
        return e
    raise AssertionError(f"{kind.__name__} was expected")


def as_key(key):
    keygen.license_key = key


@step
def a_license_that_works_is_valid():
    found = keygen.validate()
    assert found.key == KEY and found.last_validation.code == "VALID", found
    assert found.expiry > datetime.now(timezone.utc)
    assert found.attributes["maxMachines"] == 3 and found.metadata["quantity"] == 3, found.attributes


@step
def a_key_is_validated_without_a_login():
    as_key("")
    for key, code in (KEY, "VALID"), (SUSPENDED, "SUSPENDED"), (EXPIRED, "EXPIRED"), ("MIG-0000", "NOT_FOUND"), (
        "许可证\0 ключ", "NOT_FOUND"), ("x" * 5000, "NOT_FOUND"):
        answer = keygen.Client().post("licenses/actions/validate-key", {"meta": {"key": key}}).document
        assert answer["meta"]["code"] == code and answer["meta"]["valid"] == (code == "VALID"), answer
        assert (answer["data"] is None) == (code == "NOT_FOUND"), answer


@step
def a_suspended_license_says_so():
    as_key(SUSPENDED)
    refused(errors.LicenseSuspendedError, keygen.validate)


@step
def an_expired_license_says_so():
    as_key(EXPIRED)
    refused(errors.LicenseExpiredError, keygen.validate)


@step
def a_license_works_for_its_grace_period():
    as_key(LATE)
    found = keygen.validate()
    assert found.expiry < datetime.now(timezone.utc) < found.expiry + GRACE, found
    assert found.attributes["status"] == "EXPIRING" and "has expired" in found.last_validation.detail, found
    file = found.checkout()
    file.verify()
    assert file.decrypt(LATE).expiry == found.expiry + GRACE
    found.activate("late")


@step
def what_is_bought_as_a_test_says_so():
    assert "test" not in keygen.validate().metadata
    as_key(TEST)
    found = keygen.validate()
    assert found.metadata["test"] is True, found
    assert found.checkout().decrypt(TEST).license.metadata["test"] is True


@step
def an_unknown_key_is_nobody():
    as_key("MIG-0000-0000-0000-0000")
    refused(errors.LicenseKeyError, keygen.me)


@step
def a_license_of_another_key_does_not_exist():
    theirs = keygen.me()
    as_key(OTHER)
    refused(errors.LicenseInvalidError, theirs.validate)
    refused(errors.NotFoundError, theirs.checkout)


@step
def another_product_is_another():
    keygen.product = "DISASTER_RESILIENCE"
    assert refused(errors.ValidationProductMissingError, keygen.validate).result.code == "PRODUCT_SCOPE_MISMATCH"
    keygen.product = "MIGRATION"
    keygen.validate()


@step
def it_entitles_to_its_kind():
    assert [it.code for it in keygen.me().entitlements()] == ["MIGRATION"]


@step
def an_answer_that_another_key_signed_is_refused():
    keygen.public_key = FOREIGN
    refused(errors.ResponseSignatureInvalidError, keygen.me)


@step
def as_many_machines_as_licenses_were_bought():
    found = keygen.me()
    assert refused(errors.LicenseNotActivatedError, lambda: found.validate("one")).result.code == "NO_MACHINE"
    one = found.activate("one")
    assert one.fingerprint == "one" and one.license_id == found.id, one
    assert found.validate("one").valid
    refused(errors.LicenseNotActivatedError, lambda: found.validate("two"))
    refused(errors.MachineAlreadyActivatedError, lambda: found.activate("one"))
    found.activate("two")
    found.activate("指纹-3")
    refused(errors.MachineLimitExceededError, lambda: found.activate("four"))
    assert {it.fingerprint for it in found.machines()} == {"one", "two", "指纹-3"}


@step
def a_machine_that_left_makes_room():
    found = keygen.me()
    one = found.machine("one")
    one.ping()
    assert one.heartbeat_status == "ALIVE", one
    one.deactivate()
    refused(errors.NotFoundError, one.ping)
    refused(errors.NotFoundError, one.deactivate)
    found.activate("four").deactivate()


@step
def a_machine_has_a_file_of_its_own():
    two, other = (keygen.me().machine(it) for it in ("two", "指纹-3"))
    file = two.checkout()
    two.ping()
    assert two.checkout().certificate == file.certificate
    assert other.checkout(encrypt=False, ttl=60).decode().ttl == 60
    as_key(OTHER)
    refused(errors.NotFoundError, two.checkout)
    keygen.api_url = "http://127.0.0.1:1"
    try:
        file.verify()
        data = file.decrypt(KEY + "two")
        assert data.machine.fingerprint == "two" and data.machine.id == two.id, data
        assert data.license.key == KEY and data.expiry == data.license.expiry + GRACE, data
        assert [it.code for it in data.entitlements] == ["MIGRATION"], data
        refused(errors.MachineFileNotGenuineError, lambda: file.verify(FOREIGN))
        refused(errors.MachineFileError, lambda: file.decrypt(KEY + "one"))
        refused(errors.LicenseFileError, keygen.LicenseFile(certificate=file.certificate).verify)
    finally:
        keygen.api_url = URL


@step
def a_suspended_or_expired_license_runs_nowhere_new():
    as_key(SUSPENDED)
    refused(errors.LicenseSuspendedError, lambda: keygen.me().activate("one"))
    as_key(EXPIRED)
    refused(errors.LicenseExpiredError, lambda: keygen.me().activate("one"))


@step
def the_file_verifies_and_decrypts_with_nobody_to_ask():
    file = keygen.me().checkout()
    keygen.api_url = "http://127.0.0.1:1"
    try:
        file = keygen.LicenseFile(certificate=file.certificate)
        file.verify()
        data = file.decrypt(KEY)
        assert data.license.key == KEY and data.ttl > 0 and data.expiry == data.license.expiry + GRACE, data
        assert [it.code for it in data.entitlements] == ["MIGRATION"], data
        refused(errors.LicenseFileNotGenuineError, lambda: file.verify(FOREIGN))
        refused(errors.LicenseFileError, lambda: file.decrypt(OTHER))
    finally:
        keygen.api_url = URL


@step
def the_file_for_people_verifies_by_openssl():
    file = keygen.me().checkout(encrypt=False)
    file.verify()
    assert file.decode().license.key == KEY
    signed = json.loads(base64.b64decode("".join(file.certificate.splitlines()[1:-1])))
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("pub.pem", "text", "sig")]
        pem = keygen.settings.http_client.get(URL + "/.well-known/license-keys.pem").content
        for path, content in zip(
            paths, (pem, b"license/" + signed["enc"].encode(), base64.b64decode(signed["sig"]))):
            with open(path, "wb") as out:
                out.write(content)
        verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", paths[0], "-rawin", "-in", paths[1],
                  "-sigfile", paths[2]]
        subprocess.run(verify, check=True, stdout=subprocess.DEVNULL)
        with open(paths[1], "ab") as out:
            out.write(b"x")
        assert subprocess.run(verify, stdout=subprocess.DEVNULL).returncode != 0


@step
def the_same_license_makes_the_same_file():
    for encrypt in True, False:
        first, second = (keygen.me().checkout(encrypt=encrypt) for _ in range(2))
        assert first.certificate == second.certificate and first.id == second.id


@step
def a_client_may_ask_for_a_young_file():
    file = keygen.me().checkout(ttl=3600)
    assert file.ttl == 3600 and file.decrypt(KEY).ttl == 3600, file


@step
def the_file_of_an_expired_license_verifies_and_says_so():
    as_key(EXPIRED)
    file = keygen.me().checkout()
    file.verify()
    assert refused(errors.LicenseFileExpiredError, lambda: file.decrypt(EXPIRED)).dataset.license.key == EXPIRED


@step
def a_suspended_license_has_no_file():
    as_key(SUSPENDED)
    refused(errors.LicenseSuspendedError, lambda: keygen.me().checkout())


@step
def what_is_wrong_is_said_and_signed():
    client = keygen.Client()
    for body, code in (b"{", "BAD_REQUEST"), (b"{}", "META_KEY_MISSING"), (b'{"meta":{"key":7}}', "META_KEY_MISSING"), (
        b"[" * 20000, "CONTENT_TOO_LARGE"), (b"[" * 2000, "BAD_REQUEST"), (b"\xff\xfe", "BAD_REQUEST"), (
        json.dumps({"meta": {"key": KEY, "scope": "all"}}).encode(), "BAD_REQUEST"):
        assert refused(errors.APIError, lambda: client.post("licenses/actions/validate-key", body)).code == code, body
    refused(errors.NotFoundError, lambda: client.get("policies"))
    refused(errors.NotFoundError, lambda: client.delete("me"))
    assert refused(
        errors.APIError, lambda: client.post(f"licenses/{keygen.me().id}/actions/check-out", query={"ttl": "-1"})
    ).code == "TTL_INVALID"


print(f"{len(steps)} steps with keygen-sdk {keygen.__version__}")
