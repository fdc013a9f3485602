/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * bare-insert.c - the peer for an import: the rows that it left behind, put into an empty store by
 * SQLite alone.
 *
 * bare-insert FULL EMPTY TABLE... reads every row of the tables from the store FULL and inserts it
 * into EMPTY (made by the same program, so that it has the same indexes), in one transaction, table
 * after table, with one prepared statement each. Only the inserting is timed, and the commit with
 * its sync. Prints {"rows": N, "seconds": S, "cpu_seconds": C}.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROWS_AT_ONCE 1000
#define COLUMNS_MOST 64

typedef struct {
    double clock;
    double processor;
} Times;

static Times spent;
static Times began;

static double
seconds_of(clockid_t which)
{
    struct timespec now;

    clock_gettime(which, &now);
    return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
start_clock(void)
{
    began = (Times) { seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_PROCESS_CPUTIME_ID) };
}

static void
stop_clock(void)
{
    spent.clock += seconds_of(CLOCK_MONOTONIC) - began.clock;
    spent.processor += seconds_of(CLOCK_PROCESS_CPUTIME_ID) - began.processor;
}

static void
check(sqlite3 *db, int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return;
    fprintf(stderr, "bare-insert: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static sqlite3 *
open_store(const char *file, int flags)
{
    sqlite3 *db = NULL;

    check(db, sqlite3_open_v2(file, &db, flags | SQLITE_OPEN_NOMUTEX, NULL));
    return db;
}

static sqlite3_stmt *
prepare(sqlite3 *db, char *text_take)
{
    sqlite3_stmt *statement = NULL;

    check(db, sqlite3_prepare_v2(db, text_take, -1, &statement, NULL));
    sqlite3_free(text_take);
    return statement;
}

static sqlite3_stmt *
prepare_insert(sqlite3 *db, const char *table, int columns)
{
    char places[2 * COLUMNS_MOST + 1];

    for (int at = 0; at < columns; at++)
        memcpy(places + 2 * at, "?,", 2);
    places[2 * columns - 1] = '\0';
    return prepare(db, sqlite3_mprintf("INSERT INTO %s VALUES (%s)", table, places));
}

static void
insert_rows(sqlite3 *db, sqlite3_stmt *insert, sqlite3_value **values, int rows, int columns)
{
    start_clock();
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++)
            sqlite3_bind_value(insert, column + 1, values[row * columns + column]);
        check(db, sqlite3_step(insert));
        sqlite3_reset(insert);
    }
    stop_clock();
    for (int at = 0; at < rows * columns; at++)
        sqlite3_value_free(values[at]);
}

static long
copy_table(sqlite3 *full, sqlite3 *empty, const char *table)
{
    static sqlite3_value *values[ROWS_AT_ONCE * COLUMNS_MOST];
    sqlite3_stmt *select = prepare(full, sqlite3_mprintf("SELECT * FROM %s", table));
    int columns = sqlite3_column_count(select);
    sqlite3_stmt *insert = prepare_insert(empty, table, columns);
    long copied = 0;
    int waiting = 0;

    while (sqlite3_step(select) == SQLITE_ROW) {
        for (int column = 0; column < columns; column++)
            values[waiting * columns + column] =
                sqlite3_value_dup(sqlite3_column_value(select, column));
        copied++;
        if (++waiting < ROWS_AT_ONCE)
            continue;
        insert_rows(empty, insert, values, waiting, columns);
        waiting = 0;
    }
    insert_rows(empty, insert, values, waiting, columns);
    sqlite3_finalize(select);
    sqlite3_finalize(insert);
    return copied;
}

int
main(int argc, char **argv)
{
    sqlite3 *full, *empty;
    long rows = 0;

    if (argc < 4) {
        fprintf(stderr, "bare-insert FULL EMPTY TABLE...\n");
        return 2;
    }
    full = open_store(argv[1], SQLITE_OPEN_READONLY);
    empty = open_store(argv[2], SQLITE_OPEN_READWRITE);
    check(empty, sqlite3_exec(empty,
                              "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                              "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=0;"
                              "PRAGMA foreign_keys=OFF",
                              NULL, NULL, NULL));
    for (int at = 3; at < argc; at++) { /* what making the store has left in them */
        char *text = sqlite3_mprintf("DELETE FROM %s", argv[at]);

        check(empty, sqlite3_exec(empty, text, NULL, NULL, NULL));
        sqlite3_free(text);
    }
    check(empty, sqlite3_exec(empty, "BEGIN IMMEDIATE", NULL, NULL, NULL));
    for (int at = 3; at < argc; at++)
        rows += copy_table(full, empty, argv[at]);
    start_clock();
    check(empty, sqlite3_exec(empty, "COMMIT", NULL, NULL, NULL));
    stop_clock();
    sqlite3_close(full);
    sqlite3_close(empty);
    printf("{\"rows\": %ld, \"seconds\": %.6f, \"cpu_seconds\": %.6f}\n", rows, spent.clock,
           spent.processor);
    return 0;
}
