# SPDX-License-Identifier: AGPL-3.0-or-later
"""doc/api.yaml against the table of routes and against real answers of a sample network."""
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import small_yaml
from harness import Server, expect, run

SOURCE = os.environ.get("TOKOPP_SOURCE", os.path.join(os.path.dirname(__file__), "..", ".."))


def read_document():
    with open(os.path.join(SOURCE, "doc", "api.yaml"), encoding="utf-8") as file:
        return small_yaml.load(file.read())


def read_routes(program):
    said = subprocess.run([program, "--routes"], check=True, capture_output=True).stdout
    return [json.loads(line) for line in said.decode().splitlines()]


def follow(document, value):
    while isinstance(value, dict) and "$ref" in value:
        at = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            at = at[step]
        value = at
    return value


def parameters_of(document, path, method):
    item = document["paths"][path]
    every = item.get("parameters", []) + item[method].get("parameters", [])
    return [follow(document, each) for each in every]


def compare(document, routes):
    """What stands in one and not in the other, as sentences."""
    faults = []
    table = {(route["path"], route["method"].lower()): route for route in routes}
    described = {(path, method) for path, item in document["paths"].items()
                 for method in item if method != "parameters"}
    for path, method in sorted(described - set(table)):
        faults.append(f"{method} {path} is described and not there")
    for path, method in sorted(set(table) - described):
        faults.append(f"{method} {path} is there and not described")
    for path, method in sorted(described & set(table)):
        route = table[path, method]
        operation = document["paths"][path][method]
        name = f"{method} {path}"
        parameters = parameters_of(document, path, method)
        places = {(each["in"], each["name"]) for each in parameters}
        wanted = {("query", word) for word in route["query"].split()}
        wanted |= {("path", word) for word in re.findall(r"{(\w+)}", path)}
        if route["writes"]:
            wanted.add(("header", "Idempotency-Key"))
        for place in sorted(places ^ wanted):
            faults.append(f"{name}: parameter {place}")
        content = operation.get("requestBody", {}).get("content", {})
        if route["upload"]:
            if set(content) != {"multipart/form-data", "application/octet-stream"}:
                faults.append(f"{name}: takes a file")
            continue
        if (method == "get") != (not content):
            faults.append(f"{name}: body")
            continue
        if not content:
            continue
        schema = follow(document, content["application/json"]["schema"])
        fields = {word.rstrip("!"): word.endswith("!") for word in route["fields"].split()}
        for field in sorted(set(schema.get("properties", {})) ^ set(fields)):
            faults.append(f"{name}: field {field}")
        for field in sorted(set(schema.get("required", [])) ^ {f for f in fields if fields[f]}):
            faults.append(f"{name}: field {field} must stand")
        if schema.get("additionalProperties") is not False:
            faults.append(f"{name}: other fields are refused")
    return faults


TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def known_properties(document, schema):
    schema = follow(document, schema)
    known = dict(schema.get("properties", {}))
    for part in schema.get("allOf", []):
        known.update(known_properties(document, part))
    return known


def check(document, schema, value, at, part_of_all=False):
    """The faults of a value; a property that is not described is one too."""
    schema = follow(document, schema)
    faults = []
    if "oneOf" in schema:
        tries = [check(document, each, value, at) for each in schema["oneOf"]]
        return [] if [] in tries else max(tries, key=len)
    for part in schema.get("allOf", []):
        faults += check(document, part, value, at, part_of_all=True)
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"{at}: {value!r} is none of {schema['enum']}")
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(TYPES[each](value) for each in types):
        return faults + [f"{at}: {value!r} is no {types}"]
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        faults.append(f"{at}: {value!r} does not follow {schema['pattern']}")
    for bound, wrong in (("minimum", lambda v, b: v < b), ("maximum", lambda v, b: v > b)):
        if bound in schema and value is not None and wrong(value, schema[bound]):
            faults.append(f"{at}: {value!r} is over {bound}")
    if isinstance(value, dict):
        known = known_properties(document, schema)
        faults += [f"{at}.{name} is missing" for name in schema.get("required", [])
                   if name not in value]
        if known and not part_of_all:
            faults += [f"{at}.{name} is not described" for name in value if name not in known]
        for name, each in schema.get("properties", {}).items():
            if name in value:
                faults += check(document, each, value[name], f"{at}.{name}")
    if isinstance(value, list) and "items" in schema:
        for each in value:
            faults += check(document, schema["items"], each, f"{at}[]")
    return faults


class Witness:
    """Asks, and holds every answer against the document."""

    def __init__(self, document, server):
        self.document = document
        self.server = server
        self.seen = set()
        self.faults = []

    def template_of(self, path):
        for template in self.document["paths"]:
            if re.fullmatch(re.sub(r"{\w+}", "[0-9A-Za-z]{13}", template), path):
                return template
        raise AssertionError(f"{path} is not described")

    def ask(self, method, path, body=None, **words):
        answer = self.server.ask(method, "/api/v1" + path, body, **words)
        template = self.template_of("/api/v1" + path.split("?")[0])
        responses = self.document["paths"][template][method.lower()]["responses"]
        name = f"{method} {template} {answer.status}"
        response = follow(self.document, responses.get(str(answer.status), responses["default"]))
        content = response["content"]
        kind = answer.header("content-type")
        if kind not in content:
            self.faults.append(f"{name}: {kind} is not described: {answer.body[:200]}")
            return None
        if str(answer.status) in responses:
            self.seen.add((template, method.lower()))
        if not kind.endswith(("/json", "+json")):
            return answer
        schema = content[kind]["schema"]
        self.faults += check(self.document, schema, answer.json(), name)
        return answer.json()

    def must(self, method, path, body=None, **words):
        answer = self.ask(method, path, body, **words)
        if isinstance(answer, dict):
            assert "key" not in answer, f"{method} {path}: {answer}"
        return answer


def walk_people(witness):
    witness.must("GET", "/session")
    witness.must("GET", "/today")
    rows = witness.must("GET", "/today?day=2036-01-01&limit=200")["rows"]
    assert rows, "a sample has something to do"
    witness.must("POST", f"/today/{rows[0]['id']}/done", {})
    witness.must("POST", f"/today/{rows[1]['id']}/later", {"until": "2099-12-07"})
    undo = witness.must("POST", "/undo", {})
    witness.must("POST", "/undo", {"entry": undo["undo"]})
    page = witness.must("GET", "/people?limit=200")
    witness.must("GET", "/search?q=a&limit=5")
    for typed in ("at:a", "tie:cold", "in:notes", "in:messages", "in:meetings", "in:organisations", "since:2000"):
        assert witness.must("GET", f"/search?q={typed}&limit=5")["rows"], typed
    refused = witness.ask("GET", "/search?q=colour:red")
    assert refused["key"] == "search-filter-unknown", refused
    if page["next"]:
        witness.must("GET", f"/people?after={page['next']}")
    seen = []
    for row in page["rows"][:40] + page["rows"][-5:]:
        person = witness.must("GET", f"/people/{row['id']}")
        seen.append(person)
        witness.must("GET", f"/people/{row['id']}/paths")
        witness.must("GET", f"/people/{row['id']}/questions?purpose=learn&count=5&seed=2")
        for meeting in person["meetings"]:
            for message in meeting["messages"]:
                witness.must("GET", f"/messages/{message['id']}")
    organisations = {person["organisation"]["id"] for person in seen if person["organisation"]}
    answers = [witness.must("GET", f"/organisations/{each}/paths") for each in sorted(organisations)]
    assert [each for each in answers if each["inside"]] and [each for each in answers if each["rows"]]
    network = witness.must("GET", "/network?limit=200")
    assert network["people"]["id"] and network["circles"], "a sample is a network"
    for name in ("person", "path"):
        witness.must("GET", f"/network?{name}={page['rows'][3]['id']}")
    kari = witness.must("POST", "/people", {"name": "Kari Prøve", "email": "kari@prove.example",
                                            "title": "Sjef", "organisation": "Prøve AS",
                                            "language": "nb"})["id"]
    witness.must("PUT", f"/people/{kari}", {"country": "NO", "interests": ["kaffe", "varme"]})
    heard = witness.must("PUT", f"/people/{kari}", {"title": "Direktør", "organisation": "Annet AS"})
    expect(witness.must("GET", f"/people/{kari}")["milestones"][0]["id"], heard["milestone"])
    witness.must("POST", f"/people/{kari}/notes", {"text": "Likes tea", "openness": "confidence"})
    witness.must("GET", f"/people/{kari}")
    return kari


def walk_message(witness, kari):
    refused = witness.ask("POST", f"/people/{kari}/ask", {})
    expect(refused["key"], "value-missing", "V1")
    witness.must("PUT", f"/people/{kari}/value", {
        "purpose": "hvordan varmepumper endrer markedet", "reason": "du har bygget dette før",
        "value_for_them": "Du får høre hva ni andre i bransjen ser komme.",
        "value_for_me": "Jeg lærer hva som teller i ditt fag.", "form": "coffee", "minutes": 30})
    draft = witness.must("POST", f"/people/{kari}/ask",
                         {"overrule": "We met at a fair last week"})["message"]["id"]
    witness.must("GET", "/messages?state=draft")
    witness.must("GET", "/messages?limit=3")
    message = witness.must("POST", f"/messages/{draft}/redraft", {})
    witness.must("POST", "/judge", {"body": message["body"], "receiver_name": "Kari Prøve"})
    told = {"said": "your advice on pricing", "points": ["Small steps", "Measure weekly"]}
    receiver = {"name": "Kari Prøve", "role": "director", "org": "Prøve AS"}
    thanks = {"kind": "thank_you", "language": "en", "receiver": receiver, "facts": told}
    assert "advice on pricing" in witness.must("POST", "/draft", thanks)["body"]
    assert witness.must("POST", "/draft", {"kind": "thoughts", "receiver": receiver})["needs"] == ["title", "thought"]
    expect(witness.ask("POST", "/draft", {"kind": "thoughts", "facts": {"sadi": "x"}})["key"], "fact-unknown")
    witness.must("POST", "/judge", {"body": "Hei [navn], har du en jobb til meg?", "language": "nb"})
    witness.must("POST", "/news", {"text": "News\nRuth Peel joins Moor Bank as head of risk.", "language": "en"})
    item = {"text": "News\nKari Prøve leaves Annet AS in May.", "language": "en"}
    expect([each["known"] is not None for each in witness.must("POST", "/news", item)["milestones"]], [True])
    witness.must("POST", "/judge/questions", {"text": "1. How did you begin?\n2. Are you hiring?", "language": "en"})
    message = witness.must("PUT", f"/messages/{draft}", {"subject": message["subject"],
                                                         "body": message["body"]})
    standing = [finding["code"] for finding in message["findings"]]
    blamed = "Hei Kari,\n\nJeg har skrevet to ganger uten at du har svart meg. Hilsen Ola"
    judged = witness.must("POST", f"/messages/{draft}/judge", {"body": blamed})
    expect(judged["sentences_most"], 4)
    expect([finding["overruled"] for finding in judged["findings"] if finding["code"] == "guilt"], [False])
    witness.must("POST", f"/messages/{draft}/overrule", {
        "code": "guilt", "words": "", "reason": "we joke like that"})
    judged = witness.must("POST", f"/messages/{draft}/judge", {"body": blamed})
    expect([finding["overruled"] for finding in judged["findings"] if finding["code"] == "guilt"], [True])
    expect(witness.ask("GET", f"/messages/{draft}/eml")["key"], "not-approved", "M4")
    witness.must("POST", f"/messages/{draft}/approve",
                 {"overrule": [{"code": code, "reason": "as I want it"} for code in standing]})
    witness.must("GET", f"/messages/{draft}/eml")
    witness.must("GET", f"/messages/{draft}/mailto")
    witness.must("GET", f"/messages/{draft}/text")
    witness.must("POST", f"/messages/{draft}/drafts", {})
    witness.must("POST", f"/messages/{draft}/sent", {})
    witness.must("POST", f"/messages/{draft}/answer", {"outcome": "yes"})


def walk_milestones(witness):
    """News of the sample: drafted, the draft thrown away, drafted again, and let be."""
    news = witness.must("GET", "/milestones?state=waiting&limit=5")["rows"]
    assert news, "a sample has news"
    first = news[0]["id"]
    draft = witness.must("POST", f"/milestones/{first}/draft", {})["message"]
    expect(draft["kind"], "milestone")
    expect(draft["findings"], [])
    witness.must("POST", f"/messages/{draft['id']}/discard", {})
    again = witness.must("POST", f"/milestones/{first}/draft", {"language": "en", "formality": "formal"})["message"]
    assert again["id"] != draft["id"], again
    undo = witness.must("POST", f"/milestones/{first}/dismiss", {})["undo"]
    expect(witness.ask("POST", f"/milestones/{first}/draft", {})["key"], "milestone-ended")
    witness.must("POST", "/undo", {"entry": undo})
    expect(witness.must("POST", f"/milestones/{first}/done", {})["state"], "done")
    expect(witness.ask("GET", "/milestones?state=lost")["key"], "milestone-state-unknown")


def walk_touches(witness, kari):
    """Who is due in the sample, and the sign of life to somebody else."""
    witness.must("GET", "/touches?limit=3")
    expect(witness.ask("POST", f"/people/{kari}/touch", {"formality": "loud"})["key"], "formality-unknown")
    expect(witness.ask("POST", f"/people/{kari}/draft", {"kind": "outreach"})["key"], "draft-kind-elsewhere")
    shared = {"title": "Small Hydro", "theme": "small hydro", "link": "https://hydro.example"}
    passed_on = witness.must("POST", f"/people/{kari}/draft", {"kind": "share", "language": "en", "facts": shared})
    assert "Small Hydro" in passed_on["message"]["body"], passed_on
    due = witness.must("GET", "/touches?limit=40")["rows"]
    for row in due[:2]:
        witness.must("POST", f"/people/{row['person']['id']}/touch", {})
    news = witness.must("POST", f"/people/{kari}/touch", {"language": "en"})["message"]
    assert news["kind"] in ("touch", "milestone"), news


def walk_doubles(witness):
    """Two of one name are asked about; joined, parted, and put off. The same with organisations."""
    first = witness.must("POST", "/people", {"name": "Runa Tvilling", "organisation": "Tvilling AS"})["id"]
    witness.must("POST", "/people", {"name": "Runa Tvilling", "email": "runa@tvilling.example"})
    third = witness.must("POST", "/people", {"name": "Rolf Annen", "organisation": "Annen AS"})["id"]
    page = witness.must("GET", "/doubles?limit=1")
    assert page["rows"] and page["remaining"] >= 1, page
    pair = page["rows"][0]["id"]
    witness.must("POST", f"/doubles/{pair}", {"answer": "later"})
    joined = witness.must("POST", f"/doubles/{pair}", {"answer": "same"})
    kept = joined["kept"]["id"]
    expect(len(witness.must("GET", f"/people/{kept}")["joined_from"]), 1)
    witness.must("POST", f"/people/{kept}/part", {})
    expect(witness.must("GET", f"/people/{kept}")["joined_from"], [])
    witness.must("POST", f"/people/{first}/join", {"other": third})
    fourth = witness.must("POST", "/people", {"name": "Siv Tredje", "organisation": "Tredje AS"})["id"]
    one, other = [witness.must("GET", f"/people/{id}")["organisation"]["id"] for id in (first, fourth)]
    witness.must("POST", f"/organisations/{one}/join", {"other": other})
    witness.must("POST", f"/organisations/{one}/part", {})


def walk_export(witness):
    cards = witness.must("GET", "/export?format=vcard&cards=3.0")
    expect(cards.body[:26], b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    expect(cards.header("content-disposition"), 'attachment; filename="people.vcf"')
    expect(cards.header("cache-control"), "no-store")
    table = witness.must("GET", "/export?format=csv").body.decode("utf-8-sig")
    expect(table.split(",")[0], '"Name"')
    lines = witness.must("GET", "/export?format=jsonl").body.splitlines()
    expect(json.loads(lines[0])["format"], "tokopp-everything")
    assert [line for line in lines if json.loads(line).get("table") == "person"]
    expect(witness.ask("GET", "/export?format=pdf")["key"], "export-format")
    expect(witness.ask("GET", "/export")["key"], "export-format")


def walk_import(witness, name, content):
    """As it is when nobody works on it any more."""
    run_id = witness.must("POST", f"/imports?name={name}", content,
                          Content_Type="application/octet-stream")["id"]
    for _ in range(1000):  # the first import of one's own also takes the sample away
        state = witness.must("GET", f"/imports/{run_id}")
        if state["state"] != "running":
            break
        time.sleep(0.02)
    return state


def walk_rest(witness, kari):
    campaign = witness.must("POST", "/campaigns", {"name": "Prøve", "theme": "what comes"})["id"]
    witness.must("POST", f"/campaigns/{campaign}/targets", {"organisation": "Prøve AS"})
    witness.must("POST", f"/campaigns/{campaign}/targets", {"person": kari})
    for row in witness.must("GET", "/campaigns")["rows"]:
        witness.must("GET", f"/campaigns/{row['id']}")
    ole = witness.must("POST", "/people", {"name": "Ole Vekk"})["id"]
    witness.must("PUT", f"/people/{ole}/value", {
        "purpose": "x", "reason": "y", "value_for_them": "Noe for deg.",
        "value_for_me": "Noe for meg."})
    draft = witness.must("POST", f"/people/{ole}/ask", {"overrule": "an old friend"})["message"]
    witness.must("POST", f"/messages/{draft['id']}/discard", {})
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Siri Test\r\nEMAIL:siri@example.com\r\nEND:VCARD\r\n"
    ended = walk_import(witness, "people.vcf", card)
    expect(ended["state"], "ended", ended)
    table = b"Hvem,Hatt,Adr\nLiv Prove,Gul,liv@prove.example\n"
    asking = walk_import(witness, "choir.csv", table)
    expect(asking["state"], "needs_mapping", asking)
    witness.must("GET", "/imports")
    witness.must("PUT", f"/imports/{asking['id']}/mapping", {"tables": [
        {"fingerprint": asking["tables"][0]["fingerprint"], "fields": ["name", "ignore", "email"]}]})
    other = walk_import(witness, "other.csv", table.replace(b"Hatt", b"Sko"))
    witness.must("POST", f"/imports/{other['id']}/leave", {})
    witness.must("GET", "/journal?limit=200")
    witness.ask("GET", "/people/0000000000001")
    witness.ask("GET", "/people?limit=x")


def test_every_route_is_described_as_it_is(document, routes):
    expect(compare(document, routes), [])


def test_the_comparison_finds_what_is_planted(document, routes):
    def without_path(d, r):
        del d["paths"]["/api/v1/journal"]

    def without_route(d, r):
        r.pop()

    def other_method(d, r):
        item = d["paths"]["/api/v1/undo"]
        item["put"] = item.pop("post")

    def further_field(d, r):
        r[[each["path"] for each in r].index("/api/v1/undo")]["fields"] += " twice"

    def looser_field(d, r):
        d["components"]["schemas"]["NewNote"]["required"] = []

    def other_parameter(d, r):
        d["components"]["parameters"]["Typed"]["name"] = "query"

    def no_key(d, r):
        del d["paths"]["/api/v1/undo"]["post"]["parameters"]

    def open_schema(d, r):
        del d["components"]["schemas"]["NewNote"]["additionalProperties"]

    for plant in (without_path, without_route, other_method, further_field, looser_field,
                  other_parameter, no_key, open_schema):
        other_document, other_routes = copy.deepcopy(document), copy.deepcopy(routes)
        plant(other_document, other_routes)
        assert compare(other_document, other_routes), plant.__name__


def test_every_reference_leads_somewhere_and_every_schema_is_used(document):
    used = set()

    def look(value):
        if isinstance(value, dict):
            if "$ref" in value:
                follow(document, value)
                used.add(value["$ref"].split("/")[-1])
            for each in value.values():
                look(each)
        elif isinstance(value, list):
            for each in value:
                look(each)

    look(document)
    defined = {name for kind in ("schemas", "parameters", "responses")
               for name in document["components"][kind]}
    expect(defined - used, set(), "never used")


def test_no_route_is_open_to_everybody_and_none_is_forgotten(routes):
    expect({route["path"] for route in routes if route["access"] != 2}, set())


def test_the_check_of_answers_finds_what_is_planted(document):
    reference = {"$ref": "#/components/schemas/TodayRow"}
    good = {"id": "0000000000001", "act": "x", "due": "2026-12-07", "person": None, "reason": "y",
            "facts": {}, "about": None, "state": "open"}
    expect(check(document, reference, good, "row"), [])
    for change in ({"id": "short"}, {"due": "7 December"}, {"due": None}, {"person": {}},
                   {"state": "asleep"}, {"facts": []}, {"further": 1}, {"act": 5},
                   {"person": {"id": "0000000000001", "name": "x", "phone": "1"}}):
        assert check(document, reference, {**good, **change}, "row"), change
    for name in good:
        lesser = {key: value for key, value in good.items() if key != name}
        assert check(document, reference, lesser, "row"), name


def test_every_route_answers_as_it_is_described(document, program):
    with tempfile.TemporaryDirectory() as maildir:
        for name in ("cur", "new", "tmp"):
            os.makedirs(os.path.join(maildir, name))
        settings = ("me.name=Ola Nordmann", "me.email=ola@example.com", f"mail.drafts={maildir}")
        with Server(program, sample=300, settings=settings) as server:
            witness = Witness(document, server)
            kari = walk_people(witness)
            walk_message(witness, kari)
            walk_milestones(witness)
            walk_touches(witness, kari)
            walk_doubles(witness)
            walk_rest(witness, kari)
            walk_export(witness)
    told = {re.sub(r"'.*' does", "a value does", fault): fault for fault in witness.faults}
    assert not told, "\n".join(sorted(told.values()))
    every = {(path, method) for path, item in document["paths"].items()
             for method in item if method != "parameters"}
    expect(every - witness.seen, set(), "no real answer was seen")


if __name__ == "__main__":
    run(globals(), document=read_document(), routes=read_routes(sys.argv[1]), program=sys.argv[1])
