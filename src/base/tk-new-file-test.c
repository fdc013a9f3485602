/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-new-file.h"

#include "base/tk-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static const TkNewFileKeys keys = { .exists = "test-exists",
                                    .failed = "test-failed",
                                    .full = "test-full" };

static char *
folder_new(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("tk-new-file-XXXXXX", &error);

    g_assert_no_error(error);
    return folder;
}

static unsigned
count_files(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    unsigned count = 0;

    while (g_dir_read_name(dir) != NULL)
        count++;
    return count;
}

static gboolean
write_text(const char *name, const char *text, gboolean over, GError **error)
{
    g_autoptr(TkNewFile) file = tk_new_file_open(name, &keys, error);

    return file != NULL && tk_new_file_write(file, text, strlen(text), error) &&
           tk_new_file_finish(file, over, error);
}

static void
assert_holds(const char *name, const char *text)
{
    g_autofree char *bytes = NULL;

    g_assert_true(g_file_get_contents(name, &bytes, NULL, NULL));
    g_assert_cmpstr(bytes, ==, text);
}

static void
assert_key(const GError *error, TkError reason, const char *key)
{
    g_assert_error(error, TK_ERROR, (int) reason);
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
}

static void
test_a_file_has_its_name_when_it_is_whole(void)
{
    g_autofree char *folder = folder_new();
    g_autofree char *name = g_build_filename(folder, "out", NULL);
    g_autoptr(GError) error = NULL;
    GStatBuf status;

    g_assert_true(write_text(name, "whole", FALSE, &error));
    g_assert_no_error(error);
    assert_holds(name, "whole");
    g_assert_cmpint(g_stat(name, &status), ==, 0);
    g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
    g_assert_cmpuint(count_files(folder), ==, 1);
    g_unlink(name);
    g_rmdir(folder);
}

static void
test_what_is_dropped_leaves_nothing(void)
{
    g_autofree char *folder = folder_new();
    g_autofree char *name = g_build_filename(folder, "out", NULL);
    TkNewFile *file = tk_new_file_open(name, &keys, NULL);

    g_assert_true(tk_new_file_write(file, "half", 4, NULL));
    g_assert_true(g_file_test(tk_new_file_part(file), G_FILE_TEST_EXISTS));
    tk_new_file_free(file);
    g_assert_cmpuint(count_files(folder), ==, 0);
    g_rmdir(folder);
}

static void
test_another_file_is_replaced_only_when_told_so(void)
{
    g_autofree char *folder = folder_new();
    g_autofree char *name = g_build_filename(folder, "out", NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(write_text(name, "first", FALSE, NULL));
    g_assert_false(write_text(name, "second", FALSE, &error));
    assert_key(error, TK_ERROR_CONFLICT, "test-exists");
    assert_holds(name, "first");
    g_assert_true(write_text(name, "second", TRUE, NULL));
    assert_holds(name, "second");
    g_assert_cmpuint(count_files(folder), ==, 1);
    g_unlink(name);
    g_rmdir(folder);
}

static void
test_a_folder_that_is_not_there_is_named(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(write_text("/nowhere/at/all/out", "x", TRUE, &error));
    assert_key(error, TK_ERROR_UNAVAILABLE, "test-failed");
    g_assert_nonnull(strstr(tk_error_face(error).subject, "/nowhere/at/all/out"));
}

static void
test_a_full_disk_is_told_from_other_failures(void)
{
    g_autofree char *folder = folder_new();
    g_autofree char *name = g_build_filename(folder, "out", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkNewFile) file = tk_new_file_open(name, &keys, NULL);

    errno = ENOSPC;
    g_assert_false(tk_new_file_fail(file, &error));
    assert_key(error, TK_ERROR_UNAVAILABLE, "test-full");
    g_clear_pointer(&file, tk_new_file_free);
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/new-file/a-file-has-its-name-when-it-is-whole",
                    test_a_file_has_its_name_when_it_is_whole);
    g_test_add_func("/new-file/what-is-dropped-leaves-nothing",
                    test_what_is_dropped_leaves_nothing);
    g_test_add_func("/new-file/another-file-is-replaced-only-when-told-so",
                    test_another_file_is_replaced_only_when_told_so);
    g_test_add_func("/new-file/a-folder-that-is-not-there-is-named",
                    test_a_folder_that_is_not_there_is_named);
    g_test_add_func("/new-file/a-full-disk-is-told-from-other-failures",
                    test_a_full_disk_is_told_from_other_failures);
    return g_test_run();
}
