/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/maintenance.h"

#include "base/tk-error.h"
#include "store/mark-store.h"
#include "store/search.h"
#include "store/tables.h"
#include "store/test-store.h"

#include <string.h>
#include <zlib.h>

static DbEngine
other_engine(DbEngine engine)
{
    return engine == DB_ENGINE_SQLITE ? DB_ENGINE_POSTGRES : DB_ENGINE_SQLITE;
}

/* Rows of several kinds with letters, numbers and a broken one that both engines must keep. */
static void
fill(Store *store)
{
    g_autoptr(GError) error = NULL;
    const char *texts[] = { "Kåre Ødegård", NULL };
    g_autoptr(StoreWork) work = store_begin(store, "cli", "fill", "", &error);
    g_autoptr(Tie) tie = tie_new();

    g_assert_no_error(error);
    for (int at = 0; at < 250; at++) {
        g_autoptr(Person) person = person_new();
        g_autoptr(PersonAddress) address = person_address_new();

        person->id = store_new_id(store);
        g_free(person->name);
        person->name = g_strdup_printf("Kåre \"%d\" Ødegård\n\\ '\t", at);
        person->changed_at = G_MAXINT64 - at;
        address->id = store_new_id(store);
        address->person_id = person->id;
        g_assert_true(person_insert(store, person, &error));
        g_assert_true(person_address_insert(store, address, &error));
        const SearchThing thing = {
            .kind = SEARCH_PERSON, .id = person->id, .standing = -at, .texts = texts
        };

        g_assert_true(search_index(store, &thing, &error));
    }
    tie->id = store_new_id(store);
    tie->recent = 1.0 / 3.0;
    g_assert_true(tie_insert(store, tie, &error));
    g_assert_true(mark_store_set(store, "greeting", "på gjensyn", &error));
    g_assert_true(store_commit(g_steal_pointer(&work), &error));
}

static char *
file_in(const TestPlace *place, const char *name)
{
    return g_build_filename(place->folder, name, NULL);
}

static void
back_up(Store *store, const char *file, StoreCopy *out)
{
    g_autoptr(GError) error = NULL;

    store_backup(store, file, out, &error);
    g_assert_no_error(error);
}

static GBytes *
unpacked(const char *file)
{
    GByteArray *bytes = g_byte_array_new();
    guint8 chunk[4096];
    gzFile stream = gzopen(file, "rb");
    int got;

    g_assert_nonnull(stream);
    while ((got = gzread(stream, chunk, sizeof chunk)) > 0)
        g_byte_array_append(bytes, chunk, (guint) got);
    gzclose(stream);
    return g_byte_array_free_to_bytes(bytes);
}

static void
test_a_copy_restored_on_the_other_engine_gives_the_same_copy(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TestPlace) there = test_place_new(other_engine(place->engine));
    g_autofree char *first = file_in(place, "first.gz");
    g_autofree char *second = file_in(place, "second.gz");
    StoreCopy written = { 0 }, read = { 0 };

    if (there == NULL)
        return;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Store) other = test_place_open(there);

    fill(store);
    back_up(store, first, &written);
    store_restore(other, first, &read, &error);
    g_assert_no_error(error);
    g_assert_cmpint(written.rows, ==, read.rows);
    g_assert_cmpint(written.rows, >, 1000);
    back_up(other, second, NULL);
    g_autoptr(GBytes) one = unpacked(first);
    g_autoptr(GBytes) two = unpacked(second);

    g_assert_true(g_bytes_equal(one, two));
}

static void
test_what_was_restored_can_be_undone_as_before(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TestPlace) there = test_place_new(place->engine);
    g_autofree char *file = file_in(place, "copy.gz");
    StoreUndo undo = { 0 };

    if (there == NULL)
        return;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Store) other = test_place_open(there);

    fill(store);
    back_up(store, file, NULL);
    g_assert_true(store_restore(other, file, NULL, &error));
    g_assert_true(store_undo(other, "cli", 0, &undo, NULL, &error));
    g_assert_cmpint(undo.taken_back, ==, 500);
    g_assert_cmpint(undo.kept, ==, 0);
}

static void
test_a_copy_never_takes_the_place_of_another_file(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = file_in(place, "precious");
    g_autofree char *text = NULL;
    g_autoptr(Store) store = test_place_open(place);

    g_assert_true(g_file_set_contents(file, "precious", -1, NULL));
    g_assert_false(store_backup(store, file, NULL, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "backup-exists");
    g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "precious");
}

static void
test_a_store_with_something_in_it_is_not_restored_into(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = file_in(place, "copy.gz");
    g_autoptr(Store) store = test_place_open(place);

    fill(store);
    back_up(store, file, NULL);
    g_assert_false(store_restore(store, file, NULL, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
    g_assert_cmpstr(tk_error_face(error).key, ==, "restore-not-empty");
}

static void
assert_is_empty(Store *store)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries = store_journal(store, 10, &error);
    g_autoptr(GArray) hits = search_find(store, "k", NULL, 10, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(entries->len, ==, 0);
    g_assert_cmpuint(hits->len, ==, 0);
}

/* Each damage must be seen: a cut anywhere, a bit turned anywhere, lines left out, two copies in
 * one. */
static void
test_a_damaged_copy_changes_nothing(TestPlace *place)
{
    g_autoptr(TestPlace) there = test_place_new(place->engine);
    g_autofree char *file = file_in(place, "copy.gz");
    g_autofree char *damaged = file_in(place, "damaged.gz");
    g_autofree char *bytes = NULL;
    gsize length = 0;

    if (there == NULL)
        return;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Store) fresh = test_place_open(there);

    fill(store);
    back_up(store, file, NULL);
    g_assert_true(g_file_get_contents(file, &bytes, &length, NULL));
    for (gsize step = 0; step < 12; step++) {
        g_autoptr(GError) error = NULL;
        gsize at = step * (length - 20) / 12 + 12;
        gboolean cut = step % 2 == 0;

        bytes[at] ^= cut ? 0 : 0x10;
        g_assert_true(g_file_set_contents(damaged, bytes, (gssize) (cut ? at : length), NULL));
        bytes[at] ^= cut ? 0 : 0x10;
        g_assert_false(store_restore(fresh, damaged, NULL, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
        g_assert_cmpstr(tk_error_face(error).key, ==, "restore-damaged");
        assert_is_empty(fresh);
    }
}

static void
test_lines_that_are_no_copy_are_damaged(TestPlace *place)
{
    static const char *const texts[] = {
        "",
        "hello\n",
        "[]\n",
        "{\"format\":\"tokopp-copy\",\"version\":1}\n",
        "{\"format\":\"tokopp-copy\",\"version\":1}\n{\"rows\":1}\n",
        "{\"format\":\"tokopp-copy\",\"version\":1}\n[1]\n{\"rows\":1}\n",
        "{\"format\":\"tokopp-copy\",\"version\":1}\n{\"table\":\"no\",\"columns\":[]}\n{\"rows\":"
        "0}\n",
        "{\"format\":\"tokopp-copy\",\"version\":1}\n{\"rows\":0}\n{\"rows\":0}\n",
        "{\"format\":\"tokopp-copy\",\"version\":1}\n{\"table\":\"mark\",\"columns\":[\"name\","
        "\"value\"]}\n[\"a\",7]\n{\"rows\":1}\n",
        "{\"format\":\"tokopp-copy\",\"version\":1}\n{\"table\":\"mark\",\"columns\":[\"name\","
        "\"value\"]}\n[\"a\",\"b\"]\n[\"a\",\"c\"]\n{\"rows\":2}\n",
    };
    g_autofree char *file = file_in(place, "copy");
    g_autoptr(Store) store = test_place_open(place);

    for (size_t at = 0; at < G_N_ELEMENTS(texts); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_true(g_file_set_contents(file, texts[at], -1, NULL));
        g_assert_false(store_restore(store, file, NULL, &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, "restore-damaged");
        assert_is_empty(store);
    }
}

static void
test_a_copy_of_a_later_version_is_said_to_be_newer(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = file_in(place, "copy");
    g_autoptr(Store) store = test_place_open(place);

    g_assert_true(g_file_set_contents(
        file, "{\"format\":\"tokopp-copy\",\"version\":9999}\n{\"rows\":0}\n", -1, NULL));
    g_assert_false(store_restore(store, file, NULL, &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "store-newer");
}

static const StoreFinding *
finding_called(const GPtrArray *findings, const char *key)
{
    for (unsigned at = 0; at < findings->len; at++) {
        const StoreFinding *finding = g_ptr_array_index(findings, at);

        if (strcmp(finding->key, key) == 0)
            return finding;
    }
    g_assert_not_reached();
}

static void
test_doctor_misses_a_backup_until_there_is_one(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *file = file_in(place, "copy.gz");
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GPtrArray) before = store_examine(store, &error);

    g_assert_no_error(error);
    g_assert_false(finding_called(before, "last-backup")->fine);
    back_up(store, file, NULL);
    g_autoptr(GPtrArray) after = store_examine(store, &error);

    g_assert_no_error(error);
    g_assert_true(finding_called(after, "last-backup")->fine);
    tk_world_fixed_set(place->world, TEST_STORE_NOW + INT64_C(8) * 24 * 3600);
    g_autoptr(GPtrArray) later = store_examine(store, &error);

    g_assert_false(finding_called(later, "last-backup")->fine);
}

static void
test_doctor_finds_a_fresh_store_whole(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GPtrArray) findings = store_examine(store, &error);

    g_assert_no_error(error);
    g_assert_true(finding_called(findings, "integrity")->fine);
    g_assert_true(finding_called(findings, "dangling-rows")->fine);
    if (place->engine == DB_ENGINE_POSTGRES) {
        g_assert_true(finding_called(findings, "role-is-bound")->fine);
        g_assert_true(finding_called(findings, "tables-without-policy")->fine);
    }
}

/* Bytes of the store's file that are mapped into this process (proc(5), maps). */
static int64_t
mapped_bytes(const TestPlace *place)
{
    g_autofree char *maps = NULL;
    g_auto(GStrv) lines = NULL;
    int64_t sum = 0;

    g_assert_true(g_file_get_contents("/proc/self/maps", &maps, NULL, NULL));
    lines = g_strsplit(maps, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        char *end = NULL;
        guint64 from = g_ascii_strtoull(lines[i], &end, 16);

        if (g_str_has_suffix(lines[i], place->place))
            sum += (int64_t) (g_ascii_strtoull(end + 1, NULL, 16) - from);
    }
    return sum;
}

static void
test_a_long_work_does_not_hold_the_whole_store(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autofree char *value = g_strnfill(1 << 20, 'x');
    g_autoptr(GError) error = NULL;

    for (unsigned round = 0; round < 2; round++) {
        for (unsigned i = 0; i < 16; i++) {
            g_autofree char *name = g_strdup_printf("large-%u", i);
            g_autofree char *read = NULL;

            g_assert_true(round > 0 || mark_store_set(store, name, value, &error));
            g_assert_true(store_checkpoint(store, &error));
            read = mark_store_get(store, name, &error);
            g_assert_no_error(error);
            g_assert_cmpuint(strlen(read), ==, 1 << 20);
        }
        /* Without it the whole file is mapped: what this test looks at can be seen. */
        if (place->engine == DB_ENGINE_SQLITE && round == 0)
            g_assert_cmpint(mapped_bytes(place), >, 14 << 20);
        store_hold_little(store);
    }
    g_assert_cmpint(mapped_bytes(place), <=, 8 << 20);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/maintenance/a-copy-restored-on-the-other-engine-gives-the-same-copy",
                    test_a_copy_restored_on_the_other_engine_gives_the_same_copy);
    test_store_each("/maintenance/what-was-restored-can-be-undone-as-before",
                    test_what_was_restored_can_be_undone_as_before);
    test_store_each("/maintenance/a-copy-never-takes-the-place-of-another-file",
                    test_a_copy_never_takes_the_place_of_another_file);
    test_store_each("/maintenance/a-store-with-something-in-it-is-not-restored-into",
                    test_a_store_with_something_in_it_is_not_restored_into);
    test_store_each("/maintenance/a-damaged-copy-changes-nothing",
                    test_a_damaged_copy_changes_nothing);
    test_store_each("/maintenance/lines-that-are-no-copy-are-damaged",
                    test_lines_that_are_no_copy_are_damaged);
    test_store_each("/maintenance/a-copy-of-a-later-version-is-said-to-be-newer",
                    test_a_copy_of_a_later_version_is_said_to_be_newer);
    test_store_each("/maintenance/doctor-misses-a-backup-until-there-is-one",
                    test_doctor_misses_a_backup_until_there_is_one);
    test_store_each("/maintenance/doctor-finds-a-fresh-store-whole",
                    test_doctor_finds_a_fresh_store_whole);
    test_store_each("/maintenance/a-long-work-does-not-hold-the-whole-store",
                    test_a_long_work_does_not_hold_the_whole_store);
    return g_test_run();
}
