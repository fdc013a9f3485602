/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/test-store.h"

#include "store/schema.h"
#include "store/store-private.h"
#include "store/tables.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <libpq-fe.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOT_INSTALLED 77
#define SEED          7

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGconn, PQfinish)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGresult, PQclear)

typedef struct {
    TestStoreRun run;
    DbEngine engine;
} TestOfEngine;

/* Short, because the path of a socket is at most 107 bytes, and one for each build folder. */
static char *
cluster_folder(void)
{
    const char *build = g_getenv("TOKOPP_BUILD");
    g_autofree char *here = g_get_current_dir();

    return g_strdup_printf("/tmp/tokopp-postgres-%u-%08x", (unsigned) getuid(),
                           g_str_hash(build != NULL ? build : here));
}

static PGconn *
cluster_connect(const char *folder, const char *database)
{
    g_autofree char *address =
        g_strdup_printf("host=%s user=keeper dbname=%s connect_timeout=20", folder, database);
    g_autoptr(PGconn) connection = PQconnectdb(address);

    if (PQstatus(connection) != CONNECTION_OK)
        return NULL;
    return g_steal_pointer(&connection);
}

/* 0, or the script's exit status. */
static int
cluster_start(const char *folder, const char *lock)
{
    const char *source = g_getenv("TOKOPP_SOURCE");
    g_autofree char *script =
        g_build_filename(source != NULL ? source : ".", "tests/lib/postgres-cluster", NULL);
    const char *words[] = { script, folder, lock, NULL };
    int status = 0;
    g_autoptr(GError) error = NULL;

    g_spawn_sync(NULL, (char **) words, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                 &status, &error);
    g_assert_no_error(error);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/* A connection to the running cluster, whose lock is then held; NULL after g_test_skip(). */
static PGconn *
cluster_enter(const char *folder, int *out_lock)
{
    g_autofree char *lock_file = g_strconcat(folder, ".lock", NULL);
    int lock = open(lock_file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    g_assert_cmpint(lock, >=, 0);
    for (int tries = 0; tries < 5; tries++) {
        g_assert_cmpint(flock(lock, LOCK_SH), ==, 0);
        PGconn *connection = cluster_connect(folder, "postgres");

        if (connection != NULL) {
            *out_lock = lock;
            return connection;
        }
        g_assert_cmpint(flock(lock, LOCK_EX), ==, 0);
        g_autoptr(PGconn) made_meanwhile = cluster_connect(folder, "postgres");
        int status = made_meanwhile != NULL ? 0 : cluster_start(folder, lock_file);

        if (status == NOT_INSTALLED) {
            close(lock);
            g_test_skip("PostgreSQL is not installed");
            return NULL;
        }
        g_assert_cmpint(status, ==, 0);
    }
    g_assert_not_reached();
}

static void
cluster_say(PGconn *connection, const char *statement)
{
    g_autoptr(PGresult) result = PQexec(connection, statement);

    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        g_test_message("%s", PQerrorMessage(connection));
    g_assert_cmpint(PQresultStatus(result), ==, PGRES_COMMAND_OK);
}

static char *
address_of(const char *folder, const char *name)
{
    return g_strdup_printf("postgresql:///%s?host=%s&user=tokopp", name, folder);
}

/* Databases are used again, since to make one costs more than most tests: "spare-WORDS-N" holds the
 * tables that the words of this program's schema make, and belongs to whoever holds the cluster's
 * advisory lock N. What it should look like stands in its comment; one that looks otherwise (a test
 * of migrations) is made anew. */

/* Tables, columns, indexes, policies and rights, as one text. */
#define LOOK                                                                                       \
    "SELECT md5(coalesce(string_agg(line, ' ' ORDER BY line), '')) FROM ("                         \
    "SELECT c.relname || c.relkind::text || coalesce(c.relacl::text, '') ||"                       \
    " c.relrowsecurity || c.relforcerowsecurity || coalesce(a.attname, '') ||"                     \
    " coalesce(a.atttypid::text, '') || coalesce(a.attnotnull::text, '') AS line"                  \
    " FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"             \
    " WHERE c.relnamespace = 'public'::regnamespace"                                               \
    " UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"                       \
    " UNION ALL SELECT tablename || policyname || qual || coalesce(with_check, '')"                \
    " FROM pg_policies WHERE schemaname = 'public'"                                                \
    " UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint"                    \
    " WHERE connamespace = 'public'::regnamespace"                                                 \
    " UNION ALL SELECT nspname || coalesce(nspacl::text, '') FROM pg_namespace"                    \
    " WHERE nspname !~ '^pg_(temp|toast)') AS lines"

/* Whoever is still there belongs to a test that was killed. Every row goes, but those that say of
 * which version the tables are. */
#define SWEEP                                                                                      \
    "DO 'DECLARE one record; BEGIN"                                                                \
    " PERFORM pg_terminate_backend(pid) FROM pg_stat_activity"                                     \
    " WHERE datname = current_database() AND pid <> pg_backend_pid();"                             \
    " SET LOCAL lock_timeout = 5000; SET LOCAL session_replication_role = replica;"                \
    " FOR one IN SELECT tablename FROM pg_tables"                                                  \
    " WHERE schemaname = ''public'' AND tablename <> ''schema_version''"                           \
    " LOOP EXECUTE format(''DELETE FROM %I'', one.tablename); END LOOP; END'"

/* The first value of the first row, "" where there is none. */
static char *
cluster_ask(PGconn *connection, const char *question)
{
    g_autoptr(PGresult) result = PQexec(connection, question);

    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        g_test_message("%s", PQerrorMessage(connection));
    g_assert_cmpint(PQresultStatus(result), ==, PGRES_TUPLES_OK);
    return g_strdup(PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
}

static char *
look_of(PGconn *inside)
{
    g_autofree char *look = cluster_ask(inside, LOOK);
    g_autofree char *version =
        cluster_ask(inside, "SELECT coalesce(string_agg(v::text, ' '), '') FROM schema_version v");

    return g_strconcat(look, " ", version, NULL);
}

static void
make_spare(PGconn *connection, const char *folder, const char *name)
{
    g_autofree char *drop = g_strdup_printf("DROP DATABASE IF EXISTS \"%s\" WITH (FORCE)", name);
    g_autofree char *create = g_strdup_printf("CREATE DATABASE \"%s\" OWNER tokopp", name);
    g_autofree char *address = address_of(folder, name);
    g_autoptr(GError) error = NULL;
    TkWorld *world = tk_world_fixed(TEST_STORE_NOW, SEED);

    cluster_say(connection, drop);
    cluster_say(connection, create);
    store_close(store_open(address, 1, world, STORE_OPEN_ORDINARY, &error));
    g_assert_no_error(error);
    tk_world_fixed_free(world);

    g_autoptr(PGconn) inside = cluster_connect(folder, name);
    g_autofree char *look = look_of(inside);
    g_autofree char *comment = g_strdup_printf("COMMENT ON DATABASE \"%s\" IS '%s'", name, look);

    cluster_say(connection, comment);
}

/* FALSE for one that is not there, was not finished, or does not look as it should. */
static gboolean
sweep_spare(PGconn *connection, const char *folder, const char *name)
{
    g_autofree char *question = g_strdup_printf(
        "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database"
        " WHERE datname = '%s'",
        name);
    g_autofree char *wanted = cluster_ask(connection, question);

    if (*wanted == '\0')
        return FALSE;
    g_autoptr(PGconn) inside = cluster_connect(folder, name);

    if (inside == NULL)
        return FALSE;
    g_autoptr(PGresult) there = PQexec(inside, "SELECT 1 FROM schema_version");

    if (PQresultStatus(there) != PGRES_TUPLES_OK)
        return FALSE;
    g_autofree char *look = look_of(inside);
    g_autoptr(PGresult) swept = PQexec(inside, SWEEP);

    return strcmp(look, wanted) == 0 && PQresultStatus(swept) == PGRES_COMMAND_OK;
}

static gboolean
place_in_cluster(TestPlace *place)
{
    g_autofree char *folder = cluster_folder();
    g_autofree char *name = NULL;
    guint words = 0;

    place->keeper = cluster_enter(folder, &place->lock);
    if (place->keeper == NULL)
        return FALSE;
    for (const char *const *statement = store_schema.postgres; *statement != NULL; statement++)
        words = words * 31 + g_str_hash(*statement);
    for (unsigned number = 1; name == NULL; number++) {
        g_autofree char *question = g_strdup_printf("SELECT pg_try_advisory_lock(%u)::int", number);
        g_autofree char *got = cluster_ask(place->keeper, question);

        if (*got == '1')
            name = g_strdup_printf("spare-%08x-%u", words, number);
    }
    if (!sweep_spare(place->keeper, folder, name))
        make_spare(place->keeper, folder, name);
    place->place = address_of(folder, name);
    return TRUE;
}

TestPlace *
test_place_new(DbEngine engine)
{
    g_autoptr(TestPlace) place = g_new0(TestPlace, 1);
    g_autoptr(GError) error = NULL;

    place->engine = engine;
    place->lock = -1;
    place->world = tk_world_fixed(TEST_STORE_NOW, SEED);
    place->folder = g_dir_make_tmp("tokopp-test-XXXXXX", &error);
    g_assert_no_error(error);
    if (engine == DB_ENGINE_SQLITE)
        place->place = g_build_filename(place->folder, "store.db", NULL);
    else if (!place_in_cluster(place))
        return NULL;
    return g_steal_pointer(&place);
}

static void
remove_folder(const char *folder)
{
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const char *name;

    while (files != NULL && (name = g_dir_read_name(files)) != NULL) {
        g_autofree char *file = g_build_filename(folder, name, NULL);

        if (g_file_test(file, G_FILE_TEST_IS_DIR) && !g_file_test(file, G_FILE_TEST_IS_SYMLINK))
            remove_folder(file);
        else
            g_unlink(file);
    }
    g_rmdir(folder);
}

void
test_place_free(TestPlace *place)
{
    if (place == NULL)
        return;
    PQfinish(place->keeper); /* with it the advisory lock goes */
    if (place->lock >= 0)
        close(place->lock);
    if (place->folder != NULL)
        remove_folder(place->folder);
    tk_world_fixed_free(place->world);
    g_free(place->place);
    g_free(place->folder);
    g_free(place);
}

Store *
test_place_open_account(const TestPlace *place, int64_t account_id)
{
    g_autoptr(GError) error = NULL;
    Store *store = store_open(place->place, account_id, place->world, STORE_OPEN_ORDINARY, &error);

    g_assert_no_error(error);
    return store;
}

Store *
test_place_open(const TestPlace *place)
{
    return test_place_open_account(place, 1);
}

StoreWork *
test_store_begin(Store *store)
{
    g_autoptr(GError) error = NULL;
    StoreWork *work = store_begin(store, "cli", "test-deed", "subject", &error);

    g_assert_no_error(error);
    return work;
}

void
test_store_commit(StoreWork *work_take)
{
    g_autoptr(GError) error = NULL;

    store_commit(work_take, &error);
    g_assert_no_error(error);
}

gboolean
test_store_count_row(const DbRow *row, gpointer data, GError **error)
{
    int64_t *count = data;

    (void) row;
    (void) error;
    (*count)++;
    return TRUE;
}

void
test_store_set(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

TkId
test_store_person(Store *store, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Person) person = person_new();
    g_autoptr(StoreWork) work = test_store_begin(store);

    person->id = store_new_id(store);
    test_store_set(&person->name, name);
    person->created_at = TEST_STORE_NOW;
    person_insert(store, person, &error);
    g_assert_no_error(error);
    test_store_commit(g_steal_pointer(&work));
    return person->id;
}

static void
run_all(Store *store, const char *const *statements)
{
    g_autoptr(GError) error = NULL;

    for (; *statements != NULL; statements++) {
        db_script(store->db, *statements, &error);
        g_assert_no_error(error);
    }
}

void
test_store_step_again(Store *store, const char *const *before, int64_t version)
{
    const StoreMigration *step = store_migrations;

    while (step->version != version) {
        g_assert_cmpint(step->version, !=, 0);
        step++;
    }
    run_all(store, before);
    run_all(store, db_engine(store->db) == DB_ENGINE_SQLITE ? step->sqlite : step->postgres);
}

static void
run_on_engine(gconstpointer data)
{
    const TestOfEngine *test = data;
    g_autoptr(TestPlace) place = test_place_new(test->engine);

    if (place != NULL)
        test->run(place);
}

void
test_store_each(const char *path, TestStoreRun run)
{
    const struct {
        const char *name;
        DbEngine engine;
    } engines[] = { { "sqlite", DB_ENGINE_SQLITE }, { "postgres", DB_ENGINE_POSTGRES } };

    for (size_t at = 0; at < G_N_ELEMENTS(engines); at++) {
        g_autofree char *full = g_strconcat(path, "/", engines[at].name, NULL);
        TestOfEngine *test = g_new0(TestOfEngine, 1);

        test->run = run;
        test->engine = engines[at].engine;
        g_test_add_data_func_full(full, test, run_on_engine, g_free);
    }
}
