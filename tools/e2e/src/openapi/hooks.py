"""What the document says in words, because JSON Schema cannot say it of a request: requests that are meant to succeed keep
to it. A request that breaks the document elsewhere is sent as it was made."""

import itertools
import os
import re
import time
from collections import Counter
from datetime import date

import requests
import schemathesis

URL = os.environ["ORDERFLOW_URL"]
CURSORS = {
    "listOrders": os.environ["ORDERS_CURSOR"],
    "listImports": os.environ["IMPORTS_CURSOR"],
    "listProducts": os.environ["PRODUCTS_CURSOR"],
    "exportUser": os.environ["EXPORT_CURSOR"],
}
# Paths of other operations, where this one has an id: the schema forbids them as ids.
OTHER_PATHS = ("me", "confirm")
MAX_RANGE_DAYS = 31
# Of each phase and method: somebody has to sign up for each.
CODES_OF_A_KIND = 3
TEMPLATES = ("a", "Shop.2_b-c", "9" * 64)
KNOWN_USER = os.environ["KNOWN_USER"]
PRODUCT = os.environ["PRODUCT"]

REACHED = os.environ["REACHED"]
# Seconds; as long as schemathesis.toml allows.
TIMEOUT = 60

numbers = itertools.count(1)
reached = set()
codes_made = Counter()
codes = set()


@schemathesis.hook
def before_call(context, case, kwargs):
    if (case.path_parameters or {}).get("userId") in OTHER_PATHS:
        case.path_parameters["userId"] = "nobody"
    operation = case.operation.definition.raw["operationId"]
    # Its name is in answers, from which ids are taken for other requests.
    if operation in ("putProduct", "putInventory") and (case.path_parameters or {}).get("sku") == PRODUCT:
        case.path_parameters["sku"] = "TEA-3"
    rule = RULES.get(operation)
    if rule and case.meta is not None and case.meta.generation.mode.is_positive:
        rule(case)


@schemathesis.hook
def after_call(context, case, response):
    """Notes in which phase an operation has succeeded: one line each."""
    if case.meta is None or response.status_code >= 300:
        return
    success = f"{case.meta.phase.name.value} {case.operation.definition.raw['operationId']}\n"
    if success not in reached:
        reached.add(success)
        with open(REACHED, "a") as file:
            file.write(success)


def as_somebody_new(case):
    """An account is one caller's, and an address one account's: others, or the first answer is the only 201."""
    number = next(numbers)
    if "Authorization" in (case.headers or {}):
        case.headers["Authorization"] = f"Bearer {token(f'caller-{number}')}"
    # As often as not: addresses of every form that the schema takes are to be sent, too.
    if number % 2 and isinstance(case.body, dict):
        case.body["email"] = f"caller-{number}@example.com"


def as_a_new_order(case):
    """An order has each sku once. What is in no catalogue has a price of the caller's; half of the others are in it."""
    with_a_new_key(case)
    lines = list({line["sku"]: line for line in case.body["lines"]}.values())
    unpriced = [line for line in lines if "unitPrice" not in line]
    # Along the links all are, and in stock: an order that is rejected within a blink cannot be cancelled.
    linked = case.meta.phase.name.value == "stateful"
    if linked or (unpriced and next(numbers) % 2):
        case.body["currency"] = "EUR"
        lines = [{"sku": PRODUCT, "quantity": lines[0]["quantity"]}]
    else:
        for line in unpriced:
            line["unitPrice"] = 350
    case.body["lines"] = lines


def as_a_new_import(case):
    """Mails go to confirmed addresses, which no caller here has; templates are there before they are named."""
    with_a_new_key(case)
    if "notify" in case.body:
        case.body["notify"] = False
    case.body.pop("template", None)
    with_dates_that_there_are(case)


def as_one_of_few_templates(case):
    """A caller has 20 templates at most, each of 16 KiB at most."""
    case.path_parameters["name"] = TEMPLATES[next(numbers) % len(TEMPLATES)]
    if "mapping" in case.body:
        case.body["mapping"] = dict(list(case.body["mapping"].items())[:10])
    with_dates_that_there_are(case)


def with_dates_that_there_are(case):
    """Dates have a format and a time zone that there are."""
    for name, value in (("dateFormat", "DD.MM.YYYY HH:mm"), ("timeZone", "Europe/Berlin")):
        if name in case.body:
            case.body[name] = value


def with_a_new_key(case):
    """An Idempotency-Key belongs to one request. As long as the schema's longest, where it was that long."""
    key = case.headers["Idempotency-Key"].strip()
    number = f"{next(numbers):08}"
    if not key.startswith('"'):
        case.headers["Idempotency-Key"] = key[: 255 - len(number)] + number
    elif len(key) < 240:
        case.headers["Idempotency-Key"] = f'"{number}{key[1:]}'


def with_a_real_cursor(case):
    """A cursor is one that this list returned."""
    if case.query and "cursor" in case.query:
        case.query["cursor"] = CURSORS[case.operation.definition.raw["operationId"]]


def within_a_range(case):
    """`from` is not later than `to`, and the days between them are few."""
    query = case.query or {}
    if "from" not in query or "to" not in query:
        return
    ends = [query["from"], query["to"]]
    if all(len(end) == len("2026-01-31") for end in ends):
        first, last = map(date.fromisoformat, ends)
        if 0 <= (last - first).days < MAX_RANGE_DAYS:
            return
    query["to"] = query["from"]


def of_a_reported_day(case):
    """Few days have a report: half of the requests ask for one that has."""
    if next(numbers) % 2:
        case.path_parameters["date"] = os.environ["REPORT_DATE"]


def with_a_mailed_code(case):
    """A code is one of a mail, unused and young. Some requests get one; the others are told that there is no such code."""
    kind = (case.meta.phase.name, case.method)
    # Along the link from the page to its button, the code is there.
    if case.method == "POST" and isinstance(case.body, dict) and case.body.get("code") in codes:
        codes.discard(case.body["code"])
        return
    if codes_made[kind] == CODES_OF_A_KIND:
        return
    codes_made[kind] += 1
    code = mailed_code(f"reader-{next(numbers)}")
    if case.method == "GET":
        codes.add(code)
        case.query = {"code": code}
    else:
        case.body = {"code": code}


def of_an_order_that_stands(case):
    """Half of the cancellations are of an order that can be cancelled; along a link it is the one just placed."""
    if case.meta.phase.name.value == "stateful" or next(numbers) % 2:
        return
    headers = {"Authorization": f"Bearer {os.environ['ORDERFLOW_TOKEN']}", "Idempotency-Key": f"to-cancel-{next(numbers)}"}
    order = {"currency": "EUR", "lines": [{"sku": PRODUCT, "quantity": 1}]}
    placed = requests.post(f"{URL}/orders", json=order, headers=headers, timeout=TIMEOUT)
    placed.raise_for_status()
    case.path_parameters["orderId"] = placed.json()["orderId"]


def of_somebody_known(case):
    """Nobody can guess an id: half of the requests ask for somebody who is there."""
    if next(numbers) % 2 == 0:
        return
    if case.method == "GET":
        case.path_parameters["userId"] = KNOWN_USER
    else:
        case.body["userId"] = KNOWN_USER


def of_a_previewed_import(case):
    """Of all imports, one has a preview: half of the requests are about it."""
    if next(numbers) % 2:
        about_the_import(case, os.environ["PREVIEWED_IMPORT"])


def of_a_completed_import(case):
    """Few imports are complete: half of the requests are about one that is."""
    if next(numbers) % 2:
        about_the_import(case, os.environ["COMPLETED_IMPORT"])


def about_the_import(case, import_id):
    """It is of somebody whom no request erases."""
    case.path_parameters["importId"] = import_id
    if "Authorization" in (case.headers or {}):
        case.headers["Authorization"] = f"Bearer {os.environ['KNOWN_TOKEN']}"


RULES = {
    "createUser": as_somebody_new,
    "requestSignup": as_somebody_new,
    "placeOrder": as_a_new_order,
    "cancelOrder": of_an_order_that_stands,
    "createImport": as_a_new_import,
    "putImportTemplate": as_one_of_few_templates,
    "commitImport": of_a_previewed_import,
    "undoImport": of_a_completed_import,
    "listProducts": with_a_real_cursor,
    "listOrders": with_a_real_cursor,
    "listImports": with_a_real_cursor,
    "exportUser": with_a_real_cursor,
    "dailyAnalytics": within_a_range,
    "clickAnalytics": within_a_range,
    "getReport": of_a_reported_day,
    "confirmationPage": with_a_mailed_code,
    "confirmOnboarding": with_a_mailed_code,
    "startOnboarding": of_somebody_known,
    "getOnboarding": of_somebody_known,
    "getUserByUserId": of_somebody_known,
}


def token(sub):
    return requests.get(f"{URL}/local/token", {"sub": sub}, timeout=TIMEOUT).text


def mailed_code(sub):
    """Signs somebody up and waits for the mail."""
    email = f"{sub}@example.com"
    headers = {"Authorization": f"Bearer {token(sub)}"}
    requests.post(f"{URL}/users", json={"email": email, "name": sub}, headers=headers, timeout=TIMEOUT).raise_for_status()
    for _ in range(600):
        for mail in requests.get(f"{URL}/local/mailbox", timeout=TIMEOUT).json():
            found = re.search(r"code=([\w-]+)", mail["text"]) if mail["to"] == email else None
            if found:
                return found[1]
        time.sleep(0.2)
    raise RuntimeError(f"no mail to {email} within two minutes")
