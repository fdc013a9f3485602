/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * body-index.c - a full-text index of mails, as mu and notmuch make one, for the comparison alone.
 *
 * body-index PATH FILE reads the mails at PATH with tokopp's own reader and puts subject and text
 * of each into an SQLite FTS5 table in FILE, a thousand to a transaction. tokopp itself keeps no
 * texts of mails that are not answers to its own messages; added to its import, this is what it
 * would cost to do what the others do. Prints {"mails": N}.
 */
#include "formats/brought.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define MAILS_AT_ONCE 1000

typedef struct {
    RecordSink sink; /* first */
    sqlite3 *db;
    sqlite3_stmt *insert;
    long mails;
} Index;

static void
check(sqlite3 *db, int code)
{
    if (code == SQLITE_OK || code == SQLITE_DONE)
        return;
    fprintf(stderr, "body-index: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static void
run(sqlite3 *db, const char *text)
{
    check(db, sqlite3_exec(db, text, NULL, NULL, NULL));
}

static gboolean
take_mail(RecordSink *sink, const RecordInteraction *mail, GError **error)
{
    Index *index = (Index *) sink;

    (void) error;
    sqlite3_bind_text(index->insert, 1, mail->external_id, -1, SQLITE_STATIC);
    sqlite3_bind_text(index->insert, 2, mail->subject, -1, SQLITE_STATIC);
    sqlite3_bind_text(index->insert, 3, mail->text, -1, SQLITE_STATIC);
    check(index->db, sqlite3_step(index->insert));
    sqlite3_reset(index->insert);
    if (++index->mails % MAILS_AT_ONCE == 0)
        run(index->db, "COMMIT; BEGIN");
    return TRUE;
}

static gboolean
take_person(RecordSink *sink, const RecordPerson *person, GError **error)
{
    (void) sink;
    (void) person;
    (void) error;
    return TRUE;
}

static gboolean
take_left_out(RecordSink *sink, const RecordLeftOut *left_out, GError **error)
{
    (void) sink;
    (void) left_out;
    (void) error;
    return TRUE;
}

static gboolean
wants_text(RecordSink *sink, const char *external_id, const char *in_reply_to,
           const char *const *references)
{
    (void) sink;
    (void) external_id;
    (void) in_reply_to;
    (void) references;
    return TRUE;
}

static gboolean
take_own_address(RecordSink *sink, const char *kind, const char *value, GError **error)
{
    (void) sink;
    (void) kind;
    (void) value;
    (void) error;
    return TRUE;
}

static gboolean
take_progress(RecordSink *sink, const char *file, int64_t done, int64_t total, GError **error)
{
    (void) sink;
    (void) file;
    (void) done;
    (void) total;
    (void) error;
    return TRUE;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    Index index = { .sink = { .person = take_person,
                              .interaction = take_mail,
                              .left_out = take_left_out,
                              .wants_text = wants_text,
                              .own_address = take_own_address,
                              .progress = take_progress } };

    if (argc != 3) {
        fprintf(stderr, "body-index PATH FILE\n");
        return 2;
    }
    check(index.db, sqlite3_open(argv[2], &index.db));
    run(index.db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                  "CREATE VIRTUAL TABLE mail USING fts5(id UNINDEXED, subject, text, content='',"
                  "tokenize='unicode61'); BEGIN");
    check(index.db,
          sqlite3_prepare_v2(index.db, "INSERT INTO mail (id, subject, text) VALUES (?, ?, ?)", -1,
                             &index.insert, NULL));
    if (!brought_read(argv[1], &index.sink, &error)) {
        fprintf(stderr, "body-index: %s\n", error->message);
        return 1;
    }
    run(index.db, "COMMIT");
    sqlite3_finalize(index.insert);
    sqlite3_close(index.db);
    printf("{\"mails\": %ld}\n", index.mails);
    return 0;
}
