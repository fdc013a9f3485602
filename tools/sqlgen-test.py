#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""sqlgen-test.py - sqlgen takes what is right and refuses each planted fault; the result is TAP."""

import pathlib
import subprocess
import sys
import tempfile

GENERATOR = pathlib.Path(__file__).with_name("sqlgen.py")

SCHEMA = """-- Things.
-- struct: Thing domain/thing.h
-- permanent
CREATE TABLE thing (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL, -- with a comma, and (brackets); and a semicolon
  weight DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX thing_by_name ON thing (account_id, name);

-- struct: Part domain/part.h
-- permanent
CREATE TABLE part (
  account_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  thing_id BIGINT NOT NULL,
  PRIMARY KEY (account_id, id),
  FOREIGN KEY (account_id, thing_id) REFERENCES thing (account_id, id) ON DELETE CASCADE
);
CREATE INDEX part_by_thing ON part (account_id, thing_id, id);
"""

QUERIES = """-- Things by name.

-- name: thing_by_name
-- $1 account, $2 name
SELECT t.* FROM thing t WHERE t.account_id = $1 AND t.name = $2
"""

JOIN = "SELECT t.name FROM thing t JOIN part p ON p.thing_id = t.id WHERE t.account_id = $1\n"

# What is changed in the right files, and a word of the refusal.
FAULTS = [
    ("a query without the account", "queries", "t.account_id = $1 AND t.name = $2", "t.name = $1", "account_id"),
    ("a join that holds one side only", "queries", QUERIES.split("\n", 4)[4], JOIN, "account_id"),
    ("an update of everybody", "queries", QUERIES.split("\n", 4)[4], "UPDATE thing SET name = $1\n", "account_id"),
    ("two statements in one", "queries", "= $2\n", "= $2; DELETE FROM thing\n", "more than one"),
    ("a place that is skipped", "queries", "$2\n", "$3\n", "skipped"),
    ("an unknown mark", "queries", "-- name:", "-- nmae:", "unknown mark"),
    ("a name that is none", "queries", "-- name: thing_by_name", "-- name: Thing By Name", "no name"),
    ("a name that stands twice", "queries", QUERIES, QUERIES + QUERIES, "twice"),
    ("a query without a text", "queries", QUERIES.split("\n", 4)[4], "", "empty"),
    ("a key that does not lead with the account", "schema", "PRIMARY KEY (account_id, id)", "PRIMARY KEY (id)", "lead"),
    ("a table without the account", "schema", "  account_id BIGINT NOT NULL,\n  id", "  id", "account_id"),
    ("an index that does not lead with the account", "schema", "ON thing (account_id, name)", "ON thing (name)", "lead"),
    ("an index on no column", "schema", "ON thing (account_id, name)", "ON thing (account_id, nome)", "no column"),
    ("a table of unknown life", "schema", "-- permanent\nCREATE TABLE thing", "CREATE TABLE thing", "permanent"),
    ("a type that is not the same in both engines", "schema", "name TEXT NOT NULL", "name VARCHAR(9) NOT NULL", "understood"),
    ("a column that may be nothing", "schema", "name TEXT NOT NULL", "name TEXT", "understood"),
    ("a reference without an index", "schema", "CREATE INDEX part_by_thing ON part (account_id, thing_id, id);", "", "index"),
    ("a mark of the schema that is unknown", "schema", "-- struct: Thing", "-- strukt: Thing", "unknown mark"),
]


def generate(folder, schema, queries, special=None):
    sql, out = folder / "sql", folder / "out"
    for place in (sql, out, sql / "sqlite", sql / "postgres"):
        place.mkdir(exist_ok=True)
    (sql / "schema.sql").write_text(schema, encoding="utf-8")
    (sql / "thing.sql").write_text(queries, encoding="utf-8")
    for name, text in (special or {}).items():
        (sql / name).write_text(text, encoding="utf-8")
    return subprocess.run([sys.executable, GENERATOR, sql, out], capture_output=True, text=True, check=False)


def in_new_folder(work):
    with tempfile.TemporaryDirectory() as name:
        return work(pathlib.Path(name))


def takes_what_is_right(folder):
    ran = generate(folder, SCHEMA, QUERIES)
    made = {name: (folder / "out" / name).read_text(encoding="utf-8")
            for name in ("queries.h", "queries.c", "tables.h", "schema.c")} if ran.returncode == 0 else {}
    return (ran.returncode == 0 and "extern const DbQuery SQL_THING_BY_NAME;" in made["queries.h"]
            and "thing_put(Store *store, const Thing *row" in made["tables.h"]
            and "thing_id INTEGER NOT NULL" in made["schema.c"]
            and 'TEXT COLLATE \\"C\\"' in made["schema.c"]
            and "FORCE ROW LEVEL SECURITY" in made["schema.c"])


def same_input_gives_same_output(folder):
    generate(folder, SCHEMA, QUERIES)
    first = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    generate(folder, SCHEMA, QUERIES)
    return first == {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def an_engine_may_have_its_own_text(folder):
    own = "-- name: now\nSELECT {} AS now\n"
    ran = generate(folder, SCHEMA, QUERIES, {"sqlite/e.sql": own.format("unixepoch()"),
                                             "postgres/e.sql": own.format("extract(epoch FROM now())")})
    made = (folder / "out" / "queries.c").read_text(encoding="utf-8")
    return ran.returncode == 0 and "unixepoch" in made and "extract(epoch" in made


def a_text_for_one_engine_only_is_refused(folder):
    ran = generate(folder, SCHEMA, QUERIES, {"sqlite/e.sql": "-- name: now\nSELECT 1 AS now\n"})
    return ran.returncode == 1 and "no text for postgres" in ran.stderr


def a_missing_migration_is_refused(folder):
    (folder / "sql").mkdir()
    (folder / "sql" / "migrations").mkdir()
    ran = generate(folder, SCHEMA, QUERIES, {"migrations/0003-late.sql": "SELECT 1;\n"})
    return ran.returncode == 1 and "migration 2 is missing" in ran.stderr


def a_step_that_moves_rows_sees_every_account(folder):
    (folder / "sql").mkdir()
    (folder / "sql" / "migrations").mkdir()
    step = ("CREATE TABLE more (account_id BIGINT NOT NULL);\n"
            "INSERT INTO more SELECT account_id FROM thing;\nDROP TABLE thing;\n"
            "ALTER TABLE more RENAME TO thing;\n")
    ran = generate(folder, SCHEMA, QUERIES, {"migrations/0002-move.sql": step})
    made = (folder / "out" / "schema.c").read_text(encoding="utf-8")
    words = made[made.index("postgres_2[]"):]
    places = [words.find(part) for part in (
        "ALTER TABLE thing NO FORCE", "CREATE TABLE more", "INSERT INTO more", "ALTER TABLE thing FORCE")]
    return ran.returncode == 0 and -1 not in places and places == sorted(places) and "more FORCE" not in words


def refuses(fault):
    _, where, old, new, word = fault
    schema, queries = SCHEMA, QUERIES
    if where == "schema":
        schema = schema.replace(old, new)
    else:
        queries = queries.replace(old, new)
    if (schema, queries) == (SCHEMA, QUERIES):
        return False  # the fault was not planted

    def work(folder):
        ran = generate(folder, schema, queries)
        if ran.returncode != 1 or word not in ran.stderr or ".sql" not in ran.stderr and "query" not in ran.stderr:
            print(f"# {ran.returncode} {ran.stderr.strip()}")
            return False
        return True

    return in_new_folder(work)


def main():
    tests = [(work.__name__.replace("_", "-"), lambda work=work: in_new_folder(work))
             for work in (takes_what_is_right, same_input_gives_same_output, an_engine_may_have_its_own_text,
                          a_text_for_one_engine_only_is_refused, a_missing_migration_is_refused,
                          a_step_that_moves_rows_sees_every_account)]
    tests += [("refuses-" + fault[0].replace(" ", "-"), lambda fault=fault: refuses(fault)) for fault in FAULTS]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        good = test()
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} /sqlgen/{name}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
