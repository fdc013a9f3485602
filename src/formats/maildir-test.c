/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/maildir.h"

#include "base/tk-error.h"

#include <glib/gstdio.h>
#include <string.h>

static void
remove_all(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        remove_all(inner);
    }
    g_remove(path);
}

static unsigned
count_files(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GDir) listing = g_dir_open(path, 0, NULL);
    unsigned count = 0;

    while (listing != NULL && g_dir_read_name(listing) != NULL)
        count++;
    return count;
}

static void
test_a_draft_lies_whole_in_cur_with_its_flag(void)
{
    g_autofree char *folder = g_dir_make_tmp("tokopp-test-XXXXXX", NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *path = maildir_deliver(folder, "mail\r\n", 6, "D", "1796632215.a/b", &error);
    g_autofree char *wanted = g_build_filename(folder, "cur", "1796632215.a-b:2,D", NULL);
    g_autofree char *bytes = NULL;

    g_assert_no_error(error);
    g_assert_cmpstr(path, ==, wanted);
    g_assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
    g_assert_cmpstr(bytes, ==, "mail\r\n");
    g_assert_cmpuint(count_files(folder, "tmp"), ==, 0);
    remove_all(folder);
}

static void
test_a_mail_that_is_there_is_never_overwritten(void)
{
    g_autofree char *folder = g_dir_make_tmp("tokopp-test-XXXXXX", NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *first = maildir_deliver(folder, "first", 5, "D", "same", NULL);
    g_autofree char *second = maildir_deliver(folder, "second", 6, "DS", "same", &error);
    g_autofree char *bytes = NULL;

    g_assert_nonnull(first);
    g_assert_null(second);
    g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);
    g_assert_true(g_file_get_contents(first, &bytes, NULL, NULL));
    g_assert_cmpstr(bytes, ==, "first");
    g_assert_cmpuint(count_files(folder, "cur"), ==, 1);
    remove_all(folder);
}

static void
test_no_name_leads_out_of_the_folder_or_is_hidden(void)
{
    static const char *const names[] = { "../../up", "/etc/x", ".hidden", "", "a\nb:2,S", "\xff" };
    g_autofree char *folder = g_dir_make_tmp("tokopp-test-XXXXXX", NULL);

    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = maildir_deliver(folder, "x", 1, "D", names[i], NULL);
        g_autofree char *parent = NULL;
        g_autofree char *name = NULL;
        g_autofree char *cur = g_build_filename(folder, "cur", NULL);

        g_assert_nonnull(path);
        parent = g_path_get_dirname(path);
        name = g_path_get_basename(path);
        g_assert_cmpstr(parent, ==, cur);
        g_assert_cmpint(name[0], !=, '.');
    }
    g_assert_cmpuint(count_files(folder, "cur"), ==, G_N_ELEMENTS(names));
    remove_all(folder);
}

static void
test_a_folder_that_is_not_there_is_not_made(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(maildir_deliver("/nonexistent/Drafts", "x", 1, "D", "x", &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/maildir/a-draft-lies-whole-in-cur-with-its-flag",
                    test_a_draft_lies_whole_in_cur_with_its_flag);
    g_test_add_func("/maildir/a-mail-that-is-there-is-never-overwritten",
                    test_a_mail_that_is_there_is_never_overwritten);
    g_test_add_func("/maildir/no-name-leads-out-of-the-folder-or-is-hidden",
                    test_no_name_leads_out_of_the_folder_or_is_hidden);
    g_test_add_func("/maildir/a-folder-that-is-not-there-is-not-made",
                    test_a_folder_that_is_not_there_is_not_made);
    return g_test_run();
}
