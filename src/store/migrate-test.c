/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "store/mark-store.h"
#include "store/queries.h"
#include "store/schema.h"
#include "store/store-private.h"
#include "store/test-store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILL_AFTER_MICROSECONDS 300000

static const char *const first_step[] = { "CREATE TABLE step_one (account_id BIGINT NOT NULL)",
                                          NULL };
static const char *const good_step[] = { "CREATE TABLE step_two (account_id BIGINT NOT NULL)",
                                         "CREATE TABLE step_two_more (account_id BIGINT NOT NULL)",
                                         NULL };
static const char *const bad_step[] = { "CREATE TABLE step_two (account_id BIGINT NOT NULL)",
                                        "CREATE TABLE nonsense nonsense", NULL };
/* Long enough to be killed in the middle. */
static const char *const slow_step_sqlite[] = {
    "CREATE TABLE step_two (account_id BIGINT NOT NULL)",
    "CREATE TABLE slow AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < 20000000) SELECT max(i) AS i FROM n",
    NULL
};
static const char *const slow_step_postgres[] = {
    "CREATE TABLE step_two (account_id BIGINT NOT NULL)", "SELECT pg_sleep(2)", NULL
};

static const StoreMigration good_steps[] = { { 2, "one", first_step, first_step },
                                             { 3, "two", good_step, good_step },
                                             { 0 } };
static const StoreMigration bad_steps[] = { { 2, "one", first_step, first_step },
                                            { 3, "two", bad_step, bad_step },
                                            { 0 } };
static const StoreMigration slow_steps[] = { { 2, "one", first_step, first_step },
                                             { 3, "two", slow_step_sqlite, slow_step_postgres },
                                             { 0 } };

/* How far the steps above, which are counted as if the schema were the first, lie behind it. */
static int64_t
shift(void)
{
    return store_schema.version - 1;
}

/* As if this program's newest version came two steps after the real one. */
static gboolean
migrate(Store *store, const StoreMigration *steps, GError **error)
{
    StoreMigration fresh = store_schema;
    StoreMigration later[4] = { 0 };

    fresh.version += 2;
    for (size_t at = 0; steps[at].version != 0; at++) {
        g_assert_cmpuint(at + 1, <, G_N_ELEMENTS(later));
        later[at] = steps[at];
        later[at].version += shift();
    }
    return store_migrate(store->db, &fresh, later, FALSE, error);
}

static gboolean
take_version(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "version");
    return TRUE;
}

static int64_t
version_of(Store *store)
{
    g_autoptr(GError) error = NULL;
    int64_t version = 0;

    db_run(store->db, &SQL_VERSION_GET, NULL, 0, take_version, &version, &error);
    g_assert_no_error(error);
    return version;
}

static void
set_version(Store *store, int64_t version)
{
    g_autofree char *text =
        g_strdup_printf("UPDATE schema_version SET version = %" G_GINT64_FORMAT, version);

    g_assert_true(db_script(store->db, text, NULL));
}

static gboolean
has_table(Store *store, const char *name)
{
    g_autofree char *text = g_strdup_printf("SELECT count(*) FROM %s", name);

    return db_script(store->db, text, NULL);
}

static void
test_steps_are_taken_in_their_order(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);

    migrate(store, good_steps, &error);
    g_assert_no_error(error);
    g_assert_cmpint(version_of(store), ==, shift() + 3);
    g_assert_true(has_table(store, "step_one"));
    g_assert_true(has_table(store, "step_two_more"));
}

static void
test_a_step_that_fails_leaves_the_step_before(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);

    g_assert_false(migrate(store, bad_steps, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_UNAVAILABLE);
    g_clear_error(&error);
    g_assert_cmpint(version_of(store), ==, shift() + 2);
    migrate(store, good_steps, &error); /* step_two is made here: it was not left over */
    g_assert_no_error(error);
    g_assert_cmpint(version_of(store), ==, shift() + 3);
}

static void
test_a_migration_that_is_killed_is_done_again(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    int status = 0;
    g_autoptr(Store) made = test_place_open(place);

    g_clear_pointer(&made, store_close);
    pid_t child = fork();

    if (child == 0) {
        Store *store = store_open(place->place, 1, place->world, STORE_OPEN_ORDINARY, NULL);

        _exit(store != NULL && migrate(store, slow_steps, NULL) ? 0 : 1);
    }
    g_usleep(KILL_AFTER_MICROSECONDS);
    g_assert_cmpint(kill(child, SIGKILL), ==, 0);
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFSIGNALED(status)); /* it was not done yet */
    /* Not through store_open(): to that, version 2 is a newer one already. */
    Store again = { .account_id = 1, .world = place->world };

    again.db = place->engine == DB_ENGINE_SQLITE ? db_open_sqlite(place->place, FALSE, &error)
                                                 : db_open_postgres(place->place, 1, FALSE, &error);
    g_assert_no_error(error);
    migrate(&again, good_steps, &error);
    g_assert_no_error(error);
    g_assert_cmpint(version_of(&again), ==, shift() + 3);
    g_assert_true(has_table(&again, "step_two_more"));
    db_close(again.db);
}

static void
test_a_newer_store_is_left_alone(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);

    set_version(store, 9999);
    g_clear_pointer(&store, store_close);
    store = store_open(place->place, 1, place->world, STORE_OPEN_ORDINARY, &error);
    g_assert_null(store);
    g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
    g_assert_cmpstr(tk_error_face(error).key, ==, "store-newer");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "9999");
}

static void
test_an_older_store_is_not_migrated_for_reading(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    StoreMigration fresh = store_schema;

    fresh.version++;
    g_assert_false(store_migrate(store->db, &fresh, good_steps, TRUE, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "store-older");
    g_assert_cmpint(version_of(store), ==, store_schema.version);
}

/* The table of ties as it was before its words became permanent, as far as the step reads it. */
static const char *const old_ties_sqlite[] = {
    "DROP TABLE tie_word", "DROP TABLE tie",
    "CREATE TABLE tie (account_id INTEGER, id INTEGER, from_person_id INTEGER,"
    " to_person_id INTEGER, own_word TEXT, last_at INTEGER)",
    NULL
};
static const char *const old_ties_postgres[] = {
    "DROP TABLE tie_word",
    "DROP TABLE tie",
    "CREATE TABLE tie (account_id BIGINT, id BIGINT, from_person_id BIGINT,"
    " to_person_id BIGINT, own_word TEXT, last_at BIGINT)",
    "ALTER TABLE tie ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE tie FORCE ROW LEVEL SECURITY",
    "CREATE POLICY own ON tie USING"
    " (account_id = nullif(current_setting('app.account_id', true), '')::bigint)",
    NULL
};

static void
say_all(Store *store, const char *const *statements)
{
    g_autoptr(GError) error = NULL;

    for (; *statements != NULL; statements++) {
        db_script(store->db, *statements, &error);
        g_assert_no_error(error);
    }
}

/* Somebody of an account, and the user's own word on them in the old table. */
static void
make_old_word(const TestPlace *place, int64_t account, TkId person)
{
    g_autoptr(Store) store = test_place_open_account(place, account);
    g_autofree char *insert = g_strdup_printf("INSERT INTO tie VALUES (%" G_GINT64_FORMAT
                                              ", 7, 1, %" G_GINT64_FORMAT ", 'warm', 5)",
                                              account, person);
    const char *const statements[] = { insert, NULL };

    say_all(store, statements);
}

static void
assert_word_is_kept(const TestPlace *place, int64_t account)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open_account(place, account);
    g_autofree char *stale = mark_store_get(store, "ties-stale", &error);
    int64_t words = 0;

    store_run(store, &SQL_TIE_WORD_SAID, NULL, 0, test_store_count_row, &words, &error);
    g_assert_no_error(error);
    g_assert_cmpint(words, ==, 1);
    g_assert_cmpstr(stale, ==, "1");
}

static gboolean
take_open(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(int64_t *) data = db_row_number(row, "open");
    return TRUE;
}

/* On PostgreSQL the step runs in the session of one account, whose rows alone it would see. */
static void
test_a_step_moves_the_rows_of_every_account(TestPlace *place)
{
    const StoreMigration *words = store_migrations;
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) other = test_place_open_account(place, 2);
    g_autoptr(Store) store = test_place_open(place);
    TkId people[] = { test_store_person(store, "Kari"), test_store_person(other, "Per") };
    int64_t open = -1;

    while (words->version != 4)
        words++;
    say_all(store, place->engine == DB_ENGINE_SQLITE ? old_ties_sqlite : old_ties_postgres);
    g_clear_pointer(&other, store_close);
    for (unsigned at = 0; at < G_N_ELEMENTS(people); at++)
        make_old_word(place, at + 1, people[at]);
    const StoreMigration steps[] = { { 2, words->name, words->sqlite, words->postgres },
                                     { 3, "two", good_step, good_step },
                                     { 0 } };

    migrate(store, steps, &error);
    g_assert_no_error(error);
    db_run(store->db, &SQL_ENGINE_HEALTH, NULL, 0, take_open, &open, &error);
    g_assert_no_error(error);
    /* Every table is held to its account again, but the two that this test makes itself. */
    g_assert_cmpint(open, ==, place->engine == DB_ENGINE_SQLITE ? 0 : 2);
    set_version(store, store_schema.version);
    for (unsigned at = 0; at < G_N_ELEMENTS(people); at++)
        assert_word_is_kept(place, at + 1);
}

static void
test_two_programs_make_one_store(TestPlace *place)
{
    pid_t children[8];

    for (size_t at = 0; at < G_N_ELEMENTS(children); at++) {
        children[at] = fork();
        if (children[at] == 0) {
            GError *error = NULL;
            Store *store = store_open(place->place, 1, place->world, STORE_OPEN_ORDINARY, &error);

            if (error != NULL)
                g_printerr("%s\n", error->message);
            _exit(store != NULL ? 0 : 1);
        }
    }
    for (size_t at = 0; at < G_N_ELEMENTS(children); at++) {
        int status = 1;

        g_assert_cmpint(waitpid(children[at], &status, 0), ==, children[at]);
        g_assert_cmpint(status, ==, 0);
    }
    g_autoptr(Store) store = test_place_open(place);

    g_assert_cmpint(version_of(store), ==, store_schema.version);
}

static void
assert_refused(const char *file, const char *key)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gsize length = 0, length_after = 0;

    g_assert_true(g_file_get_contents(file, &before, &length, NULL));
    g_assert_null(store_open(file, 1, tk_world_real(), STORE_OPEN_ORDINARY, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
    g_assert_true(g_file_get_contents(file, &after, &length_after, NULL));
    g_assert_cmpuint(length, ==, length_after);
    g_assert_cmpint(memcmp(before, after, length), ==, 0);
}

static void
test_a_file_that_is_no_store_is_left_as_it_is(void)
{
    g_autoptr(TestPlace) place = test_place_new(DB_ENGINE_SQLITE);

    g_assert_true(
        g_file_set_contents(place->place,
                            "This is a letter to a friend, and long enough to be looked at.\n\n"
                            "It is not a database at all, whatever its name may say about it.\n",
                            -1, NULL));
    assert_refused(place->place, "store-damaged");
}

static void
test_another_programs_database_is_left_as_it_is(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TestPlace) place = test_place_new(DB_ENGINE_SQLITE);
    Db *db = db_open_sqlite(place->place, FALSE, &error);

    g_assert_no_error(error);
    g_assert_true(db_script(db, "CREATE TABLE bookmarks (url TEXT)", &error));
    db_close(db);
    assert_refused(place->place, "store-foreign");
}

static void
test_a_place_that_cannot_be_is_said_to_be_so(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TestPlace) place = test_place_new(DB_ENGINE_SQLITE);
    g_autofree char *nowhere = g_build_filename(place->folder, "no", "folder", "store.db", NULL);

    g_assert_null(store_open(nowhere, 1, place->world, STORE_OPEN_ORDINARY, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "store-cannot-open");
    g_clear_error(&error);
    g_assert_null(store_open(place->place, 1, place->world, STORE_OPEN_READ_ONLY, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "store-cannot-open");
    g_assert_false(g_file_test(place->place, G_FILE_TEST_EXISTS));
}

static void
test_the_stores_file_is_for_its_owner_only(void)
{
    g_autoptr(TestPlace) place = test_place_new(DB_ENGINE_SQLITE);
    g_autoptr(Store) store = test_place_open(place);
    g_autofree char *log = g_strconcat(place->place, "-wal", NULL);
    GStatBuf status;

    test_store_person(store, "Kari");
    g_assert_cmpint(g_stat(place->place, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 077, ==, 0);
    g_assert_cmpint(g_stat(log, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 077, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/migrate/steps-are-taken-in-their-order", test_steps_are_taken_in_their_order);
    test_store_each("/migrate/a-step-that-fails-leaves-the-step-before",
                    test_a_step_that_fails_leaves_the_step_before);
    test_store_each("/migrate/a-migration-that-is-killed-is-done-again",
                    test_a_migration_that_is_killed_is_done_again);
    test_store_each("/migrate/a-newer-store-is-left-alone", test_a_newer_store_is_left_alone);
    test_store_each("/migrate/an-older-store-is-not-migrated-for-reading",
                    test_an_older_store_is_not_migrated_for_reading);
    test_store_each("/migrate/a-step-moves-the-rows-of-every-account",
                    test_a_step_moves_the_rows_of_every_account);
    test_store_each("/migrate/two-programs-make-one-store", test_two_programs_make_one_store);
    g_test_add_func("/migrate/a-file-that-is-no-store-is-left-as-it-is",
                    test_a_file_that_is_no_store_is_left_as_it_is);
    g_test_add_func("/migrate/another-programs-database-is-left-as-it-is",
                    test_another_programs_database_is_left_as_it_is);
    g_test_add_func("/migrate/a-place-that-cannot-be-is-said-to-be-so",
                    test_a_place_that_cannot_be_is_said_to_be_so);
    g_test_add_func("/migrate/the-stores-file-is-for-its-owner-only",
                    test_the_stores_file_is_for_its_owner_only);
    return g_test_run();
}
