/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"
#include "store/maintenance.h"
#include "store/tables.h"
#include "store/test-store.h"

#include "store/db-private.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKS_MOST      4000
#define ROOM_BYTES      (600 << 10)
#define SYNCS_TRIED     60
#define WORKS_PER_SYNC  200
#define PEOPLE_PER_WORK 60

/* How many syncs go well before one fails; negative: all go well. The program's own fdatasync() and
 * fsync() stand before libc's, so SQLite calls these. */
static int syncs_left = -1;  /* check: allow-global: the fault that the disk is to have */
static gboolean sync_failed; /* check: allow-global: whether it has had it */

static int
sync_or_fail(long call, int descriptor)
{
    if (syncs_left == 0) {
        syncs_left = -1;
        sync_failed = TRUE;
        errno = EIO;
        return -1;
    }
    if (syncs_left > 0)
        syncs_left--;
    return (int) syscall(call, descriptor);
}

int
fdatasync(int descriptor)
{
    return sync_or_fail(SYS_fdatasync, descriptor);
}

int
fsync(int descriptor)
{
    return sync_or_fail(SYS_fsync, descriptor);
}

/* Two rows that must be both there or neither. */
static gboolean
keep_pair(Store *store, GError **error)
{
    g_autoptr(StoreWork) work = store_begin(store, "cli", "pair", "", error);

    for (int at = 0; work != NULL && at < PEOPLE_PER_WORK; at++) {
        g_autoptr(Person) person = person_new();
        g_autoptr(PersonAddress) address = person_address_new();

        person->id = store_new_id(store);
        address->id = store_new_id(store);
        address->person_id = person->id;
        if (!person_insert(store, person, error) || !person_address_insert(store, address, error))
            return FALSE;
    }
    return work != NULL && store_commit(g_steal_pointer(&work), error);
}

static int64_t
count_rows(Store *store, const char *table)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strdup_printf("SELECT id FROM %s", table);
    const DbQuery query = { "count_rows", text, text, 0,
                            strcmp(table, "person") == 0 ? 9998 : 9999 };
    int64_t count = 0;

    db_run(store_db(store), &query, NULL, 0, test_store_count_row, &count, &error);
    g_assert_no_error(error);
    return count;
}

static void
assert_whole(const TestPlace *place, int64_t acknowledged, int64_t unsure)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GPtrArray) findings = store_examine(store, &error);
    int64_t people = count_rows(store, "person");

    g_assert_no_error(error);
    for (unsigned at = 0; at < findings->len; at++) {
        const StoreFinding *finding = g_ptr_array_index(findings, at);

        if (strcmp(finding->key, "integrity") == 0)
            g_assert_true(finding->fine);
    }
    g_assert_cmpint(people, ==, count_rows(store, "person_address"));
    g_assert_cmpint(people % PEOPLE_PER_WORK, ==, 0);
    g_assert_cmpint(people / PEOPLE_PER_WORK, >=, acknowledged);
    g_assert_cmpint(people / PEOPLE_PER_WORK, <=, acknowledged + unsure);
}

/* In a child: writes until the disk is full; says how many works were acknowledged. */
static void
fill_the_disk(const TestPlace *place, int pipe_end)
{
    struct rlimit limit = { ROOM_BYTES, ROOM_BYTES };
    Store *store = store_open(place->place, 1, place->world, STORE_OPEN_ORDINARY, NULL);
    GError *error = NULL;
    int64_t kept = 0;

    signal(SIGXFSZ, SIG_IGN);
    if (store == NULL || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        _exit(1);
    while (kept < WORKS_MOST && keep_pair(store, &error))
        kept++;
    if (error == NULL || strcmp(tk_error_face(error).key, "store-full") != 0) {
        g_printerr("%s\n", error != NULL ? error->message : "no error");
        _exit(2);
    }
    if (write(pipe_end, &kept, sizeof kept) != (ssize_t) sizeof kept)
        _exit(3);
    _exit(0);
}

static void
test_a_full_disk_loses_nothing_and_keeps_nothing_half(void)
{
    g_autoptr(TestPlace) place = test_place_new(DB_ENGINE_SQLITE);
    g_autoptr(Store) made = test_place_open(place);
    int ends[2], status = 1;
    int64_t kept = 0;

    g_clear_pointer(&made, store_close);
    g_assert_cmpint(pipe(ends), ==, 0);
    pid_t child = fork();

    if (child == 0)
        fill_the_disk(place, ends[1]);
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_cmpint(status, ==, 0);
    g_assert_cmpint(read(ends[0], &kept, sizeof kept), ==, sizeof kept);
    close(ends[0]);
    close(ends[1]);
    g_assert_cmpint(kept, >, 0);
    assert_whole(place, kept, 0);
}

/* One sync after the other fails, also those of checkpoints, which SQLite by itself would not tell.
 */
static void
test_after_a_failed_sync_nothing_more_is_written(void)
{
    int64_t in_checkpoints = 0;

    for (int fault = 0; fault < SYNCS_TRIED; fault += 2) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TestPlace) place = test_place_new(DB_ENGINE_SQLITE);
        g_autoptr(Store) store = test_place_open(place);
        int64_t kept = 0, after = 0;

        sync_failed = FALSE;
        syncs_left = fault;
        while (kept < WORKS_PER_SYNC && keep_pair(store, &error)) {
            kept++;
            after += sync_failed ? 1 : 0;
        }
        syncs_left = -1;
        g_assert_true(sync_failed);
        g_assert_error(error, TK_ERROR, TK_ERROR_UNAVAILABLE);
        g_assert_cmpstr(tk_error_face(error).key, ==, "store-failed");
        g_assert_cmpint(after, <=, 1); /* the work whose checkpoint it was: it is in the log */
        in_checkpoints += after;
        g_clear_error(&error);
        g_assert_null(store_begin(store, "cli", "deed", "", &error));
        g_clear_pointer(&store, store_close);
        assert_whole(place, kept, 1);
    }
    g_assert_cmpint(in_checkpoints, >, 0); /* the kind that would have gone unseen was met */
}

static void
test_who_holds_the_store_keeps_others_waiting_and_then_out(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) one = test_place_open(place);
    g_autoptr(Store) other = test_place_open(place);
    g_autoptr(StoreWork) held = test_store_begin(one);
    int64_t before = g_get_monotonic_time();

    g_assert_null(store_begin(other, "cli", "deed", "", &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_UNAVAILABLE);
    g_assert_cmpstr(tk_error_face(error).key, ==, "store-busy");
    g_assert_cmpint(g_get_monotonic_time() - before, >=, 4 * G_USEC_PER_SEC);
    g_clear_pointer(&held, store_work_free);
    test_store_person(other, "Now it is free");
}

static void
test_readers_are_not_kept_waiting_by_a_writer(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) one = test_place_open(place);
    g_autoptr(Store) other = test_place_open(place);
    TkId id = test_store_person(one, "Kari");
    g_autoptr(StoreWork) held = test_store_begin(one);

    g_assert_nonnull(held);
    g_assert_true(person_remove(one, id, &error));
    g_autoptr(Person) person = person_load(other, id, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(person->name, ==, "Kari");
}

static void
test_accounts_of_a_server_do_not_wait_for_each_other(void)
{
    g_autoptr(TestPlace) place = test_place_new(DB_ENGINE_POSTGRES);

    if (place == NULL)
        return;
    g_autoptr(Store) one = test_place_open_account(place, 1);
    g_autoptr(Store) other = test_place_open_account(place, 2);
    g_autoptr(StoreWork) held = test_store_begin(one);

    g_assert_nonnull(held);
    test_store_person(other, "At once");
}

/* The server cuts the line; the next unit of work finds it again, the open one is lost. */
static void
test_a_lost_server_is_found_again(void)
{
    const char *text = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                       " WHERE pid <> pg_backend_pid() AND datname = current_database()";
    const DbQuery cut = { "cut", text, text, 0, 9999 };
    g_autoptr(GError) error = NULL;
    g_autoptr(TestPlace) place = test_place_new(DB_ENGINE_POSTGRES);

    if (place == NULL)
        return;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Store) other = test_place_open(place);
    TkId id = test_store_person(store, "Kari");
    StoreWork *work = test_store_begin(store);

    g_assert_true(db_run(store_db(other), &cut, NULL, 0, NULL, NULL, &error));
    g_assert_false(person_remove(store, id, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_UNAVAILABLE);
    g_assert_cmpstr(tk_error_face(error).key, ==, "store-failed");
    g_clear_error(&error);
    store_work_free(work);
    test_store_person(store, "Found again");
    g_autoptr(Person) person = person_load(store, id, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(person->name, ==, "Kari");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fault/a-full-disk-loses-nothing-and-keeps-nothing-half/sqlite",
                    test_a_full_disk_loses_nothing_and_keeps_nothing_half);
    g_test_add_func("/fault/after-a-failed-sync-nothing-more-is-written/sqlite",
                    test_after_a_failed_sync_nothing_more_is_written);
    test_store_each("/fault/who-holds-the-store-keeps-others-waiting-and-then-out",
                    test_who_holds_the_store_keeps_others_waiting_and_then_out);
    test_store_each("/fault/readers-are-not-kept-waiting-by-a-writer",
                    test_readers_are_not_kept_waiting_by_a_writer);
    g_test_add_func("/fault/accounts-of-a-server-do-not-wait-for-each-other/postgres",
                    test_accounts_of_a_server_do_not_wait_for_each_other);
    g_test_add_func("/fault/a-lost-server-is-found-again/postgres",
                    test_a_lost_server_is_found_again);
    return g_test_run();
}
