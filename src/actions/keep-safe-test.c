/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * keep-safe-test.c - what is copied comes back whole, also onto the other engine.
 */
#include "actions/keep-safe.h"

#include "actions/test-import.h"
#include "base/tk-error.h"
#include "store/permanent-rows.h"
#include "store/search.h"

#include <gio/gio.h>

static void
test_a_backup_comes_back_whole(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TestPlace) other = test_place_new(DB_ENGINE_SQLITE);
    g_autoptr(TestDesk) empty = test_desk_new(other);
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(place->folder, "copy.gz", NULL);
    g_autoptr(TkJson) report = test_import_all(desk);

    test_desk_send(desk, test_desk_person(desk, "Liv Strand", "liv@strand.example", NULL));
    g_autofree char *before = test_people_text(desk);
    g_autofree char *today = test_desk_today(desk);
    g_autoptr(TkJson) copied = backup_store(desk->workspace, file, &error);

    g_assert_no_error(error);
    g_autoptr(TkJson) restored = restore_store(empty->workspace, file, &error);
    g_autofree char *after = test_people_text(empty);
    g_autofree char *then = test_desk_today(empty);

    g_assert_no_error(error);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpstr(then, ==, today);
    g_assert_cmpuint(test_hits(empty, "Kari Holm"), >, 0);
    g_assert_cmpint(json_integer_value(json_object_get(copied, "rows")), ==,
                    json_integer_value(json_object_get(restored, "rows")));
}

static void
test_a_backup_never_takes_another_files_name(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *file = test_file(desk, "mine.gz", "mine");

    g_assert_null(backup_store(desk->workspace, file, &error));
    test_refused(error, TK_ERROR_CONFLICT, "backup-exists");
}

static void
test_a_store_with_people_is_not_overwritten(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(place->folder, "copy.gz", NULL);

    test_desk_person(desk, "Kari Holm", NULL, NULL);
    g_autoptr(TkJson) copied = backup_store(desk->workspace, file, &error);

    g_assert_no_error(error);
    g_assert_null(restore_store(desk->workspace, file, &error));
    test_refused(error, TK_ERROR_CONFLICT, "restore-not-empty");
}

static const char *
last_key(const TkJson *answer)
{
    const TkJson *rows = json_object_get(answer, "findings");

    return test_text(json_array_get(rows, json_array_size(rows) - 1), "key");
}

static void
test_a_sound_store_with_a_copy_is_called_sound(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(place->folder, "copy.gz", NULL);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) before = examine_store(desk->workspace, FALSE, &error);
    g_autoptr(TkJson) copied = backup_store(desk->workspace, file, &error);
    g_autoptr(TkJson) after = examine_store(desk->workspace, FALSE, &error);

    g_assert_no_error(error);
    g_assert_true(json_is_false(json_object_get(before, "fine"))); /* nobody has copied it yet */
    g_assert_true(json_is_true(json_object_get(after, "fine")));
}

/* The copy as lines of text, with `from` made `to` and `more` put before its last line. */
static char *
edited_copy(TestDesk *desk, const char *file, const char *from, const char *to, const char *more)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GFile) source = g_file_new_for_path(file);
    g_autoptr(GFileInputStream) raw = g_file_read(source, NULL, &error);
    g_autoptr(GZlibDecompressor) gunzip = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    g_autoptr(GInputStream) plain =
        g_converter_input_stream_new(G_INPUT_STREAM(raw), G_CONVERTER(gunzip));
    g_autoptr(GString) text = g_string_new(NULL);
    char chunk[4096];
    gssize got;

    g_assert_no_error(error);
    while ((got = g_input_stream_read(plain, chunk, sizeof chunk, NULL, &error)) > 0)
        g_string_append_len(text, chunk, got);
    g_assert_no_error(error);
    g_assert_cmpuint(g_string_replace(text, from, to, 1), ==, 1);
    char *last = g_strrstr_len(text->str, (gssize) text->len - 1, "\n");

    g_string_insert(text, last + 1 - text->str, more);
    return test_file(desk, "edited", text->str);
}

/* An index of before, in a table that is no more, is left behind; the new one is made. */
static void
test_a_copy_of_an_older_format_is_found_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TestPlace) other = test_place_new(DB_ENGINE_SQLITE);
    g_autoptr(TestDesk) empty = test_desk_new(other);
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(place->folder, "copy.gz", NULL);
    g_autofree char *version =
        g_strdup_printf("\"version\":%" G_GINT64_FORMAT, store_schema_version());
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) copied = backup_store(desk->workspace, file, &error);

    g_assert_no_error(error);
    int64_t rows = json_integer_value(json_object_get(copied, "rows"));
    g_autofree char *was = g_strdup_printf("\"rows\":%" G_GINT64_FORMAT "}\n", rows);
    g_autofree char *older = edited_copy(desk, file, version, "\"version\":4",
                                         "{\"table\":\"search_word\",\"columns\":[\"word\"]}\n");
    g_autoptr(TkJson) restored = restore_store(empty->workspace, older, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(test_hits(empty, "Kari Holm"), >, 0);
    g_assert_cmpuint(test_hits(empty, "Kari Holm"), ==, test_hits(desk, "Kari Holm"));
    g_autofree char *damaged =
        edited_copy(desk, file, was, was, "{\"table\":\"nonsense\",\"columns\":[]}\n");
    g_autoptr(TestPlace) third = test_place_new(DB_ENGINE_SQLITE);
    g_autoptr(TestDesk) refused = test_desk_new(third);

    g_assert_null(restore_store(refused->workspace, damaged, &error));
    test_refused(error, TK_ERROR_INVALID, "restore-damaged");
}

/* A person whom the index does not know. */
static void
test_doctor_mends_an_index_that_is_behind(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    TkId liv = test_desk_person(desk, "Liv Strand", NULL, NULL);
    StoreWork *work = test_store_begin(desk->workspace->store);

    test_desk_person(desk, "Nils Uten", NULL, NULL);
    g_assert_true(search_forget(desk->workspace->store, SEARCH_PERSON, liv, &error));
    test_store_commit(work);
    g_assert_cmpuint(test_hits(desk, "liv"), ==, 0);
    g_autoptr(TkJson) first = examine_store(desk->workspace, FALSE, &error);
    g_autoptr(TkJson) second = examine_store(desk->workspace, FALSE, &error);
    g_autoptr(TkJson) anew = examine_store(desk->workspace, TRUE, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(test_hits(desk, "liv"), ==, 1);
    g_assert_cmpstr(last_key(first), ==, "search-made-anew");
    g_assert_cmpstr(last_key(second), ==, "search-index");
    g_assert_cmpstr(last_key(anew), ==, "search-made-anew");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/keep-safe/a-backup-comes-back-whole", test_a_backup_comes_back_whole);
    test_store_each("/keep-safe/a-backup-never-takes-another-files-name",
                    test_a_backup_never_takes_another_files_name);
    test_store_each("/keep-safe/a-store-with-people-is-not-overwritten",
                    test_a_store_with_people_is_not_overwritten);
    test_store_each("/keep-safe/a-sound-store-with-a-copy-is-called-sound",
                    test_a_sound_store_with_a_copy_is_called_sound);
    test_store_each("/keep-safe/a-copy-of-an-older-format-is-found-again",
                    test_a_copy_of_an_older_format_is_found_again);
    test_store_each("/keep-safe/doctor-mends-an-index-that-is-behind",
                    test_doctor_mends_an_index_that_is_behind);
    return g_test_run();
}
