/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * keep-safe-test.c - what is copied comes back whole, also onto the other engine.
 */
#include "actions/keep-safe.h"

#include "actions/test-import.h"
#include "base/tk-error.h"

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

static void
test_a_sound_store_with_a_copy_is_called_sound(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *file = g_build_filename(place->folder, "copy.gz", NULL);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) before = examine_store(desk->workspace, &error);
    g_autoptr(TkJson) copied = backup_store(desk->workspace, file, &error);
    g_autoptr(TkJson) after = examine_store(desk->workspace, &error);

    g_assert_no_error(error);
    g_assert_true(json_is_false(json_object_get(before, "fine"))); /* nobody has copied it yet */
    g_assert_true(json_is_true(json_object_get(after, "fine")));
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
    return g_test_run();
}
