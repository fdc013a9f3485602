#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""sqlgen.py - turns the store's SQL into C tables and refuses SQL that leaves the account out.

Usage: sqlgen.py SQL_FOLDER OUT_FOLDER [DEPFILE]

Reads schema.sql, migrations/NNNN-name.sql and the named queries of *.sql (with sqlite/*.sql and
postgres/*.sql for the few that differ). Writes queries.h/.c (one DbQuery for each `-- name:`),
tables.h/.c (for each `-- struct:` the functions that put, load and read its rows) and schema.h/.c
(what makes or migrates a store, in the words of each engine). It writes no C that a person would
want to mend: what is wrong in the SQL is said here, with file and line.
"""

import pathlib
import re
import sys

ENGINES = ("sqlite", "postgres")
TYPES = {"BIGINT": "NUMBER", "TEXT": "TEXT", "DOUBLE PRECISION": "REAL"}
POLICY = "account_id = nullif(current_setting('app.account_id', true), '')::bigint"
LICENCE = "/* SPDX-License-Identifier: AGPL-3.0-or-later */\n"
MADE = "/* Made by tools/sqlgen.py from the SQL of the store; not to be edited. */\n"


class Refusal(Exception):
    """SQL that is not taken, and where it stands."""


def refuse(path, line, reason):
    raise Refusal(f"{path}:{line}: {reason}")


def literal(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def without_comments(sql):
    """SQL as the engines get it: no comments, no blank lines. '--' inside quotes stays."""
    out, at, quoted = [], 0, False
    while at < len(sql):
        if sql[at] == "'":
            quoted = not quoted
        if not quoted and sql.startswith("--", at):
            at = sql.find("\n", at)
            if at < 0:
                break
            continue
        out.append(sql[at])
        at += 1
    lines = (line.rstrip() for line in "".join(out).split("\n"))
    return "\n".join(line for line in lines if line.strip())


def statements(sql):
    return [part.strip() for part in without_comments(sql).split(";") if part.strip()]


# --- the schema --------------------------------------------------------------------------------


class Table:
    def __init__(self, name, path, line):
        self.name, self.path, self.line = name, path, line
        self.columns, self.key = [], []
        self.struct = self.header = None
        self.permanent = self.journalled = self.narrow = self.unique = self.leaves = False
        self.foreign = {}  # column -> table that it must be in
        self.named = {}  # column -> table that its comment says it refers to
        self.indexes = []  # columns of each, without account_id

    def kind(self, column):
        return dict(self.columns)[column]


def read_marks(path, number, text, marks):
    """A comment line above a table may be a mark; prose is left alone."""
    word = re.match(r"-- ([a-z_]+):", text)
    if word and word[1] != "struct":
        refuse(path, number, f"unknown mark '{word[1]}'")
    if text.startswith("-- struct:"):
        parts = text[len("-- struct:"):].split()
        if len(parts) != 2:
            refuse(path, number, "a struct mark names a struct and a header")
        marks["struct"], marks["header"] = parts
    elif re.match(r"-- (permanent|rebuildable)\b", text):
        marks["life"] = text[3:]
    elif re.match(r"-- narrow\b", text):
        marks["narrow"] = True


def make_table(path, number, name, body, marks):
    table = Table(name, path, number)
    if "life" not in marks:
        refuse(path, number, f"table {name} does not say permanent or rebuildable")
    table.permanent = marks["life"].startswith("permanent")
    table.journalled = table.permanent and "not journalled" not in marks["life"]
    table.leaves = table.permanent and "stays here" not in marks["life"]
    table.struct, table.header = marks.get("struct"), marks.get("header")
    table.narrow = marks.get("narrow", False)
    table.named = dict(re.findall(r"^ *(\w+) BIGINT.*--.*\brefers to (\w+)", body, re.M))
    for entry in re.split(r",\s*\n", without_comments(body)):
        read_column(table, path, number, " ".join(entry.split()))
    if not table.columns or table.columns[0][0] != "account_id" or not table.key:
        refuse(path, number, f"table {name} must begin with account_id and have a key")
    if table.struct and [column for column, _ in table.columns[1:2]] != ["id"]:
        refuse(path, number, f"table {name} has a struct, so its second column must be id")
    table.journalled = table.journalled and table.struct is not None
    return table


def read_column(table, path, number, entry):
    key = re.fullmatch(r"PRIMARY KEY \((.*)\)", entry)
    foreign = re.fullmatch(
        r"FOREIGN KEY \(account_id, (\w+)\) REFERENCES (\w+) \(account_id, id\) ON DELETE CASCADE", entry)
    column = re.fullmatch(r"(\w+) (BIGINT|TEXT|DOUBLE PRECISION) NOT NULL(?: DEFAULT \S+)?", entry)
    if key:
        table.key = key[1].split(", ")
        if table.key[0] != "account_id":
            refuse(path, number, f"the key of {table.name} does not lead with account_id")
    elif foreign:
        table.foreign[foreign[1]] = foreign[2]
    elif column:
        table.columns.append((column[1], TYPES[column[2]]))
    else:
        refuse(path, number, f"table {table.name}: not understood: {entry}")


def read_index(tables, path, number, text):
    index = re.match(r"CREATE (UNIQUE )?INDEX (\w+) ON (\w+) \(([^)]*)\)", text)
    if not index:
        refuse(path, number, "index not understood")
    if index[3] not in tables:
        refuse(path, number, f"index on unknown table {index[3]}")
    columns = [column.strip() for column in index[4].split(",")]
    if columns[0] != "account_id":
        refuse(path, number, f"index {index[2]} does not lead with account_id")
    table = tables[index[3]]
    for column in columns:
        if column.split()[0] not in dict(table.columns):
            refuse(path, number, f"index {index[2]}: {table.name} has no column {column}")
    table.indexes.append(columns[1:])
    table.unique = table.unique or index[1] is not None


def read_schema(path):
    tables, marks = {}, {}
    lines = path.read_text(encoding="utf-8").split("\n")
    number = 0
    while number < len(lines):
        text, start = lines[number], number + 1
        if text.startswith("--"):
            read_marks(path, start, text, marks)
        elif text.startswith("CREATE TABLE"):
            name = re.match(r"CREATE TABLE (\w+) \(", text)
            if not name:
                refuse(path, start, "table not understood")
            body = []
            number += 1
            while number < len(lines) and lines[number].strip() != ");":
                body.append(lines[number])
                number += 1
            tables[name[1]] = make_table(path, start, name[1], "\n".join(body), marks)
            marks = {}
        elif "INDEX" in text and text.startswith("CREATE"):
            while not lines[number].rstrip().endswith(";"):
                number += 1
                text += " " + lines[number].strip()
            read_index(tables, path, start, text)
        elif text.strip():
            refuse(path, start, f"not understood: {text.strip()}")
        else:
            marks = {}
        number += 1
    for table in tables.values():
        for column, parent in table.foreign.items():
            if parent not in tables or column not in dict(table.columns):
                refuse(path, table.line, f"foreign key of {table.name} by {column} to {parent}")
    return tables


def engine_words(sql, engine, narrow):
    """One DDL statement in the words of an engine. SQLite gets STRICT tables, so that it is no
    laxer than PostgreSQL; PostgreSQL compares text by its bytes, as SQLite does."""
    out = []
    table = re.match(r"CREATE TABLE (\w+)", sql)
    if engine == "sqlite":
        sql = re.sub(r"\bBIGINT\b", "INTEGER", sql)
        sql = re.sub(r"\bDOUBLE PRECISION\b", "REAL", sql)
        if table:
            sql += " WITHOUT ROWID, STRICT" if table[1] in narrow else " STRICT"
        out.append(sql)
    else:
        out.append(re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', sql))
        if table:
            out.append(f"ALTER TABLE {table[1]} ENABLE ROW LEVEL SECURITY")
            out.append(f"CREATE POLICY {table[1]}_of_account ON {table[1]}"
                       f" USING ({POLICY}) WITH CHECK ({POLICY})")
    return out


def step_words(steps, engine, narrow):
    """A whole step in the words of an engine. PostgreSQL forces row-level security on the tables'
    owner too, who runs the step: while rows are moved it is lifted from the tables that are read
    or written, or only the rows of the account that opens the store would come along."""
    words = [word for step in steps for word in engine_words(step, engine, narrow)]
    if engine == "sqlite":
        return words
    created = {m[1]: None for step in steps if (m := re.match(r"CREATE TABLE (\w+)", step))}
    dropped = {m[1] for step in steps if (m := re.match(r"DROP TABLE (\w+)", step))}
    moved = {name: None for step in steps if re.match(r"(INSERT|UPDATE|DELETE|WITH)\b", step)
             for name in re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+(\w+)", step)}
    renamed = dict(m.groups() for step in steps
                   if (m := re.match(r"ALTER TABLE (\w+) RENAME TO (\w+)", step)))
    lifted = [name for name in moved if name not in created or name in dropped]
    forced = [name for name in lifted if name not in dropped]
    forced += [renamed.get(name, name) for name in created]
    return ([f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY" for name in lifted] + words
            + [f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY" for name in forced])


def read_migrations(folder):
    migrations = []
    for path in sorted((folder / "migrations").glob("*.sql")):
        name = re.fullmatch(r"(\d{4})-([a-z0-9-]+)\.sql", path.name)
        if not name:
            refuse(path, 1, "a migration is called NNNN-name.sql")
        if int(name[1]) != len(migrations) + 2:
            refuse(path, 1, f"migration {len(migrations) + 2} is missing before this one")
        migrations.append((int(name[1]), name[2], statements(path.read_text(encoding="utf-8"))))
    return migrations


# --- the queries -------------------------------------------------------------------------------


class Query:
    def __init__(self, name, path, line):
        self.name, self.path, self.line = name, path, line
        self.comment, self.lines = [], []

    def sql(self):
        return without_comments("\n".join(self.lines)).rstrip(";").strip()


def read_queries(path):
    queries, query = {}, None
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        mark = re.match(r"-- ([a-z_]+):\s*(.*)", text)
        if mark and mark[1] != "name":
            refuse(path, number, f"unknown mark '{mark[1]}'")
        if mark:
            if not re.fullmatch(r"[a-z][a-z0-9_]*", mark[2]):
                refuse(path, number, f"'{mark[2]}' is no name for a query")
            if mark[2] in queries:
                refuse(path, number, f"query {mark[2]} stands twice")
            query = queries[mark[2]] = Query(mark[2], path, number)
        elif text.startswith("--"):
            if query is not None and not query.lines:
                query.comment.append(text[2:].strip())
        elif text.strip():
            if query is None:
                refuse(path, number, "SQL before the first name")
            query.lines.append(text)
    return queries


def check_query(query, tables):
    """Every table that a query speaks of must be held to its account."""
    sql = query.sql()
    if not sql:
        refuse(query.path, query.line, f"query {query.name} is empty")
    if ";" in sql:
        refuse(query.path, query.line, f"query {query.name} holds more than one statement")
    found = re.findall(
        r"\b(?:FROM|JOIN|UPDATE|INTO|USING|LATERAL)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?", sql, re.I)
    found += re.findall(r",\s*(\w+)\s+(?:AS\s+)?(\w+)(?=\s+(?:WHERE|JOIN)\b)", sql, re.I)
    reserved = {"where", "set", "on", "order", "values", "group", "join", "left", "inner", "limit",
                "cross", "using", "union", "and", "having", "returning", "default", "select"}
    ours = [(name, alias if alias and alias.lower() not in reserved else "")
            for name, alias in found if name in tables]
    bare = len(re.findall(r"(?<![.\w])account_id\b", sql))
    for name, alias in ours:
        held = re.search(rf"\b{alias or name}\.account_id\b", sql)
        if held:
            continue
        if alias and len(ours) > 1:
            refuse(query.path, query.line, f"query {query.name}: {name} {alias} names no account_id")
        bare -= 1
        if bare < 0:
            refuse(query.path, query.line, f"query {query.name}: {name} names no account_id")


def collect_queries(folder, tables):
    common, special = {}, {engine: {} for engine in ENGINES}
    for path in sorted(folder.glob("*.sql")):
        if path.name == "schema.sql":
            continue
        for name, query in read_queries(path).items():
            if name in common:
                refuse(path, query.line, f"query {name} stands in {common[name].path} already")
            common[name] = query
    for engine in ENGINES:
        for path in sorted((folder / engine).glob("*.sql")):
            special[engine].update(read_queries(path))
    names = sorted(set(common) | set(special["sqlite"]) | set(special["postgres"]))
    queries = []
    for name in names:
        texts = []
        for engine in ENGINES:
            query = special[engine].get(name) or common.get(name)
            if query is None:
                other = special["sqlite"].get(name) or special["postgres"].get(name)
                refuse(other.path, other.line, f"query {name} has no text for {engine}")
            check_query(query, tables)
            texts.append(query.sql())
        comment = (common.get(name) or special["sqlite"][name]).comment
        queries.append((name, texts[0], texts[1], comment))
    return queries


def parameters(path_name, *texts):
    used = {int(number) for text in texts for number in re.findall(r"\$(\d+)", text)}
    highest = max(used, default=0)
    missing = set(range(1, highest + 1)) - used
    if missing:
        raise Refusal(f"query {path_name}: ${min(missing)} is skipped")
    return highest


# --- what is written ---------------------------------------------------------------------------


class Writer:
    def __init__(self):
        self.ordinal = 0

    def query(self, symbol, name, sqlite, postgres, static):
        head = "static const DbQuery" if static else "const DbQuery"
        same = sqlite == postgres
        text = f"static const char {symbol}_text[] =\n    {multi(sqlite)};\n"
        if not same:
            text += f"static const char {symbol}_postgres[] =\n    {multi(postgres)};\n"
        text += (f"{head} {symbol} = {{ {literal(name)}, {symbol}_text, "
                 f"{symbol}_text, {parameters(name, sqlite, postgres)}, {self.ordinal} }};\n"
                 if same else
                 f"{head} {symbol} = {{ {literal(name)}, {symbol}_text, "
                 f"{symbol}_postgres, {parameters(name, sqlite, postgres)}, {self.ordinal} }};\n")
        self.ordinal += 1
        return text


def multi(sql):
    lines = sql.split("\n")
    return "\n    ".join(literal(line + ("\n" if at + 1 < len(lines) else ""))
                         for at, line in enumerate(lines))


def write_queries(writer, queries):
    header = LICENCE + MADE + '#pragma once\n\n#include "store/db.h"\n\n'
    source = LICENCE + MADE + '#include "store/queries.h"\n\n'
    for name, sqlite, postgres, comment in queries:
        symbol = "SQL_" + name.upper()
        if comment:
            header += "/* " + "\n * ".join(line.replace("*/", "* /") for line in comment) + " */\n"
        header += f"extern const DbQuery {symbol};\n"
        source += writer.query(symbol, name, sqlite, postgres, False) + "\n"
    header += "\n/* All of the above, ends with NULL. */\nextern const DbQuery *const store_queries[];\n"
    source += "const DbQuery *const store_queries[] = {\n"
    source += "".join(f"    &SQL_{name.upper()},\n" for name, _, _, _ in queries) + "    NULL,\n};\n"
    return header, source


def references(table, tables):
    """Rows elsewhere that name a row of this table: (child, column, whether they go with it)."""
    out = []
    for child in tables.values():
        if not child.journalled:
            continue
        for column, _ in child.columns:
            foreign = child.foreign.get(column) == table.name
            named = (child.named.get(column) == table.name or column == table.name + "_id"
                     or column.endswith("_" + table.name + "_id"))
            if not foreign and not named:
                continue
            if not any(index[:1] == [column] for index in child.indexes):
                refuse(child.path, child.line,
                       f"{child.name}.{column} names a {table.name}, so it needs an index")
            out.append((child, column, foreign))
    return out


def table_queries(writer, table, tables):
    names = [column for column, _ in table.columns[1:]]
    upper = table.name.upper()
    places = ", ".join(f"${at}" for at in range(1, len(names) + 2))
    insert = f"INSERT INTO {table.name} (account_id, {', '.join(names)}) VALUES ({places})"
    changes = ", ".join(f"{name} = ${at}" for at, name in enumerate(names[1:], 3))
    texts = {
        "SELECT": f"SELECT {', '.join(names)} FROM {table.name} WHERE account_id = $1 AND id = $2",
        "INSERT": insert,
        "RESTORE": insert + " ON CONFLICT DO NOTHING",
        "UPDATE": f"UPDATE {table.name} SET {changes} WHERE account_id = $1 AND id = $2",
        "REMOVE": f"DELETE FROM {table.name} WHERE account_id = $1 AND id = $2",
    }
    out = "".join(writer.query(f"{verb}_{upper}", f"table_{table.name}_{verb.lower()}", text, text, True)
                  for verb, text in texts.items())
    rows = []
    for child, column, foreign in references(table, tables):
        symbol = f"NAMING_{upper}_{child.name.upper()}_{column.upper()}"
        text = f"SELECT id FROM {child.name} WHERE account_id = $1 AND {column} = $2 LIMIT $3"
        out += writer.query(symbol, symbol.lower(), text, text, True)
        rows.append(f"    {{ &TABLE_{child.name.upper()}, {literal(column)}, &{symbol},"
                    f" {'TRUE' if foreign else 'FALSE'} }},\n")
    out += f"static const StoreReference references_{table.name}[] = {{\n{''.join(rows)}    {{ 0 }},\n}};\n"
    parents = "".join(f"    {{ &TABLE_{parent.upper()}, {names.index(column)} }},\n"
                      for column, parent in table.foreign.items())
    out += f"static const StoreParent parents_{table.name}[] = {{\n{parents}    {{ 0 }},\n}};\n"
    return out


def table_constant(table):
    names = [column for column, _ in table.columns[1:]]
    upper = table.name.upper()
    return (
        f"static const char *const columns_{table.name}[] = {{ {', '.join(map(literal, names))} }};\n"
        f"static const DbType types_{table.name}[] = {{"
        f" {', '.join('DB_' + table.kind(name) for name in names)} }};\n"
        f"const StoreTable TABLE_{upper} = {{\n"
        f"    .name = {literal(table.name)},\n"
        f"    .columns = columns_{table.name},\n"
        f"    .types = types_{table.name},\n"
        f"    .column_count = {len(names)},\n"
        f"    .journalled = {'TRUE' if table.journalled else 'FALSE'},\n"
        f"    .unique = {'TRUE' if table.unique else 'FALSE'},\n"
        f"    .select = &SELECT_{upper},\n    .insert = &INSERT_{upper},\n"
        f"    .restore = &RESTORE_{upper},\n    .update = &UPDATE_{upper},\n"
        f"    .remove = &REMOVE_{upper},\n    .references = references_{table.name},\n"
        f"    .parents = parents_{table.name},\n}};\n")


PROTOTYPES = """
/* {struct}s, one row of `{name}` each. */
extern const StoreTable TABLE_{upper};
gboolean
{name}_put(Store *store, const {struct} *row, gboolean *out_changed, GError **error);
gboolean
{name}_insert(Store *store, const {struct} *row, GError **error);
gboolean
{name}_remove(Store *store, TkId id, GError **error);
/* Errors: TK_ERROR_NOT_FOUND "no-such-{key}". */
{struct} *
{name}_load(Store *store, TkId id, GError **error);
{struct} *
{name}_from_row(const DbRow *row);
/* A DbEach that appends to the GPtrArray in `data`. */
gboolean
{name}_collect(const DbRow *row, gpointer data, GError **error);
/* An array that owns its {struct}s. */
GPtrArray *
{name}_array_new(void);
"""

FUNCTIONS = """
gboolean
{name}_put(Store *store, const {struct} *row, gboolean *out_changed, GError **error)
{{
    const DbValue values[] = {{
{values}    }};

    return store_put(store, &TABLE_{upper}, values, out_changed, error);
}}

gboolean
{name}_insert(Store *store, const {struct} *row, GError **error)
{{
    const DbValue values[] = {{
{values}    }};

    return store_add(store, &TABLE_{upper}, values, error);
}}

gboolean
{name}_remove(Store *store, TkId id, GError **error)
{{
    return store_remove(store, &TABLE_{upper}, id, error);
}}

{struct} *
{name}_from_row(const DbRow *row)
{{
    {struct} *item = g_new0({struct}, 1);

{fields}    return item;
}}

gboolean
{name}_collect(const DbRow *row, gpointer data, GError **error)
{{
    (void) error;
    g_ptr_array_add(data, {name}_from_row(row));
    return TRUE;
}}

static void
{name}_free_item(gpointer item)
{{
    {name}_free(item);
}}

GPtrArray *
{name}_array_new(void)
{{
    return g_ptr_array_new_with_free_func({name}_free_item);
}}

{struct} *
{name}_load(Store *store, TkId id, GError **error)
{{
    g_autoptr(GPtrArray) found = {name}_array_new();

    if (!store_select(store, &TABLE_{upper}, id, {name}_collect, found, error))
        return NULL;
    if (found->len == 0)
        return store_missing(id, "no-such-{key}", error);
    return g_ptr_array_steal_index(found, 0);
}}
"""


def fill(template, table):
    values, fields = "", ""
    for column, kind in table.columns[1:]:
        values += f"        DB_VALUE_{kind}(row->{column}),\n"
        read = {"TEXT": "g_strdup(db_row_text(row, {0}))", "NUMBER": "db_row_number(row, {0})",
                "REAL": "db_row_real(row, {0})"}[kind].format(literal(column))
        fields += f"    item->{column} = {read};\n"
    return template.format(name=table.name, upper=table.name.upper(), struct=table.struct,
                           key=table.name.replace("_", "-"), values=values, fields=fields)


def write_tables(writer, tables):
    kept = [table for table in tables.values() if table.struct]
    header = LICENCE + MADE + "#pragma once\n\n"
    header += "".join(f'#include "{name}"\n' for name in sorted({table.header for table in kept}))
    header += '#include "store/store.h"\n\n/* Every table above, ends with NULL. */\n'
    header += "extern const StoreTable *const store_tables[];\n"
    source = LICENCE + MADE + '#include "store/tables.h"\n\n#include "store/store-private.h"\n\n'
    for table in kept:
        header += fill(PROTOTYPES, table)
        source += table_queries(writer, table, tables) + table_constant(table) + fill(FUNCTIONS, table)
    source += "\nconst StoreTable *const store_tables[] = {\n"
    source += "".join(f"    &TABLE_{table.name.upper()},\n" for table in kept) + "    NULL,\n};\n\n"
    source += "".join(copy_table(writer, table) for table in tables.values())
    source += "const StoreCopyTable store_copy_tables[] = {\n"
    source += "".join(f"    {{ {literal(table.name)}, copy_columns_{table.name}, copy_types_{table.name},"
                      f" {len(table.columns) - 1}, copy_key_{table.name}, {len(table.key) - 1},"
                      f" &COPY_PAGE_{table.name.upper()}, &COPY_INSERT_{table.name.upper()},"
                      f" {'TRUE' if table.leaves else 'FALSE'} }},\n"
                      for table in tables.values())
    source += "    { 0 },\n};\n"
    return header, source


def copy_table(writer, table):
    """What a backup needs: every table read in the order of its key, and put back."""
    names = [column for column, _ in table.columns[1:]]
    key = table.key[1:]
    after = ", ".join(f"${at}" for at in range(2, len(key) + 2))
    order = ", ".join(key)
    page = (f"SELECT {', '.join(names)} FROM {table.name} WHERE account_id = $1"
            f" AND ({order}) > ({after}) ORDER BY {order} LIMIT ${len(key) + 2}")
    places = ", ".join(f"${at}" for at in range(1, len(names) + 2))
    insert = f"INSERT INTO {table.name} (account_id, {', '.join(names)}) VALUES ({places})"
    out = f"static const char *const copy_columns_{table.name}[] = {{ {', '.join(map(literal, names))} }};\n"
    out += (f"static const DbType copy_types_{table.name}[] = {{"
            f" {', '.join('DB_' + table.kind(name) for name in names)} }};\n")
    out += (f"static const unsigned copy_key_{table.name}[] = {{"
            f" {', '.join(str(names.index(column)) for column in key)} }};\n")
    upper = table.name.upper()
    out += writer.query(f"COPY_PAGE_{upper}", f"copy_{table.name}_page", page, page, True)
    out += writer.query(f"COPY_INSERT_{upper}", f"copy_{table.name}_insert", insert, insert, True)
    return out + "\n"


def write_schema(writer, folder, tables, migrations):
    narrow = {table.name for table in tables.values() if table.narrow}
    fresh = statements((folder / "schema.sql").read_text(encoding="utf-8"))
    version = 1 + len(migrations)
    header = LICENCE + MADE + '#pragma once\n\n#include "store/store-private.h"\n\n'
    header += "extern const StoreMigration store_schema;\n"
    header += "extern const StoreMigration store_migrations[]; /* ends with version 0 */\n"
    header += f"#define STORE_QUERY_COUNT {writer.ordinal}\n"
    source = LICENCE + MADE + '#include "store/schema.h"\n\n'
    for number, name, steps in [(0, "schema", fresh)] + migrations:
        for engine in ENGINES:
            words = step_words(steps, engine, narrow)
            source += f"static const char *const {engine}_{number}[] = {{\n    "
            source += ",\n    ".join(multi(word) for word in words) + (",\n" if words else "")
            source += "    NULL,\n};\n"
    source += f'const StoreMigration store_schema = {{ {version}, "schema", sqlite_0, postgres_0 }};\n'
    source += "const StoreMigration store_migrations[] = {\n"
    source += "".join(f"    {{ {number}, {literal(name)}, sqlite_{number}, postgres_{number} }},\n"
                      for number, name, _ in migrations)
    source += "    { 0 },\n};\n"
    return header, source


def write_if_changed(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def generate(folder, out):
    tables = read_schema(folder / "schema.sql")
    migrations = read_migrations(folder)
    writer = Writer()
    results = {"queries": write_queries(writer, collect_queries(folder, tables))}
    results["tables"] = write_tables(writer, tables)
    results["schema"] = write_schema(writer, folder, tables, migrations)
    for name, (header, source) in results.items():
        write_if_changed(out / f"{name}.h", header)
        write_if_changed(out / f"{name}.c", source)


def write_depfile(folder, out, depfile):
    """A new file changes its folder, so the folders are named too."""
    inputs = [folder, *(path for path in folder.rglob("*") if path.is_dir() or path.suffix == ".sql")]
    names = " ".join(str(path).replace(" ", "\\ ") for path in sorted(inputs))
    depfile.write_text(f"{out / 'queries.h'}: {names}\n", encoding="utf-8")


def main(words):
    if len(words) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    folder, out = pathlib.Path(words[1]), pathlib.Path(words[2])
    try:
        generate(folder, out)
    except Refusal as refusal:
        print(f"sqlgen: {refusal}", file=sys.stderr)
        return 1
    if len(words) == 4:
        write_depfile(folder, out, pathlib.Path(words[3]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
