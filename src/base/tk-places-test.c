/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-places.h"

#include "base/tk-error.h"

#include <glib/gstdio.h>
#include <string.h>

static void
remove_folder(char *path)
{
    g_autoptr(GDir) files = g_dir_open(path, 0, NULL);
    const char *name = NULL;

    while (files != NULL && (name = g_dir_read_name(files)) != NULL) {
        g_autofree char *below = g_build_filename(path, name, NULL);

        if (g_file_test(below, G_FILE_TEST_IS_DIR))
            remove_folder(below);
        else
            g_remove(below);
    }
    g_rmdir(path);
}

typedef char TestFolder;

static void
test_folder_free(TestFolder *folder)
{
    remove_folder(folder);
    g_free(folder);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestFolder, test_folder_free)

static TestFolder *
test_folder_new(void)
{
    TestFolder *folder = g_dir_make_tmp("tokopp-places-XXXXXX", NULL);

    g_assert_nonnull(folder);
    return folder;
}

static void
test_each_place_follows_its_variable(void)
{
    g_autoptr(TestFolder) folder = test_folder_new();
    const struct {
        const char *variable;
        char *(*place)(const char *name);
    } places[] = { { "XDG_DATA_HOME", tk_place_data },
                   { "XDG_CONFIG_HOME", tk_place_config },
                   { "XDG_STATE_HOME", tk_place_state } };

    for (gsize at = 0; at < G_N_ELEMENTS(places); at++) {
        g_autofree char *base = g_build_filename(folder, places[at].variable, NULL);
        g_autofree char *wanted = g_build_filename(base, "tokopp", "store.db", NULL);

        g_setenv(places[at].variable, base, TRUE);
        g_autofree char *found = places[at].place("store.db");

        g_unsetenv(places[at].variable);
        g_assert_cmpstr(found, ==, wanted);
    }
}

static void
test_folder_is_made_for_its_owner_only(void)
{
    g_autoptr(TestFolder) folder = test_folder_new();
    GStatBuf status = { 0 };

    g_setenv("XDG_DATA_HOME", folder, TRUE);
    g_autofree char *path = tk_place_data("imports/one.zip");

    g_unsetenv("XDG_DATA_HOME");
    g_autofree char *parent = g_path_get_dirname(path);

    g_assert_cmpint(g_stat(parent, &status), ==, 0);
    g_assert_cmpint((int) (status.st_mode & 0777), ==, 0700);
    g_assert_true(g_str_has_suffix(parent, "/tokopp/imports"));
}

static void
test_relative_variable_counts_as_unset(void)
{
    g_autoptr(TestFolder) folder = test_folder_new();

    g_setenv("HOME", folder, TRUE);
    g_setenv("XDG_STATE_HOME", "relative/path", TRUE);
    g_autofree char *found = tk_place_state("x");

    g_unsetenv("XDG_STATE_HOME");
    g_assert_true(g_path_is_absolute(found));
    g_assert_true(g_str_has_suffix(found, "/.local/state/tokopp/x"));
}

static void
test_place_that_cannot_be_made_is_still_named(void)
{
    g_setenv("XDG_DATA_HOME", "/proc/nowhere", TRUE);
    g_autofree char *found = tk_place_data("store.db");

    g_unsetenv("XDG_DATA_HOME");
    g_assert_cmpstr(found, ==, "/proc/nowhere/tokopp/store.db");
}

static void
fill_share(const char *folder)
{
    g_autofree char *below = g_build_filename(folder, "rules", NULL);
    const char *const names[] = { "b", "a", ".hidden" };

    g_assert_cmpint(g_mkdir(below, 0700), ==, 0);
    for (gsize at = 0; at < G_N_ELEMENTS(names); at++) {
        g_autofree char *path = g_build_filename(below, names[at], NULL);

        g_assert_true(g_file_set_contents(path, names[at], -1, NULL));
    }
    g_setenv("TOKOPP_SHARE", folder, TRUE);
}

static void
test_shared_file_is_read_from_the_folder_told(void)
{
    g_autoptr(TestFolder) folder = test_folder_new();
    g_autoptr(GError) error = NULL;

    fill_share(folder);
    g_autoptr(GBytes) bytes = tk_share_read("rules/a", &error);

    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "a", 1);
}

static void
test_shared_folder_is_listed_in_order_without_hidden_names(void)
{
    g_autoptr(TestFolder) folder = test_folder_new();
    g_autoptr(GError) error = NULL;
    const char *const wanted[] = { "a", "b", NULL };

    fill_share(folder);
    g_auto(GStrv) names = tk_share_list("rules", &error);

    g_assert_no_error(error);
    g_assert_cmpstrv(names, (char **) wanted);
}

static void
test_nothing_outside_the_share_is_read(void)
{
    g_autoptr(TestFolder) folder = test_folder_new();
    const char *const bad[] = { "../../../../etc/passwd", "/etc/passwd", "rules/../../x", "rules/z",
                                "rules/a/.." };

    fill_share(folder);
    for (gsize at = 0; at < G_N_ELEMENTS(bad); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(tk_share_read(bad[at], &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_UNAVAILABLE);
        g_assert_cmpstr(tk_error_face(error).key, ==, "share-missing");
        g_assert_cmpstr(tk_error_face(error).subject, ==, bad[at]);
        g_clear_error(&error);
        g_assert_null(tk_share_list(bad[at], &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_UNAVAILABLE);
    }
}

static void
test_password_in_an_address_is_never_shown(void)
{
    static const struct {
        const char *place, *shown;
    } rows[] = {
        { "postgresql://me:secret@host/x", "postgresql://me:***@host/x" },
        { "postgres://me:sec:r@et@host", "postgres://me:***@host" },
        { "postgresql://host/x?user=me&password=secret&a=b",
          "postgresql://host/x?user=me&password=***&a=b" },
        { "postgresql:///x?sslpassword=secret", "postgresql:///x?sslpassword=***" },
        { "postgresql://me@host/x", "postgresql://me@host/x" },
        { "me:you@there/store.db", "me:you@there/store.db" },
    };

    for (gsize at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_autofree char *shown = tk_place_without_password(rows[at].place);

        g_assert_cmpstr(shown, ==, rows[at].shown);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/places/each-place-follows-its-variable",
                    test_each_place_follows_its_variable);
    g_test_add_func("/places/folder-is-made-for-its-owner-only",
                    test_folder_is_made_for_its_owner_only);
    g_test_add_func("/places/relative-variable-counts-as-unset",
                    test_relative_variable_counts_as_unset);
    g_test_add_func("/places/place-that-cannot-be-made-is-still-named",
                    test_place_that_cannot_be_made_is_still_named);
    g_test_add_func("/places/shared-file-is-read-from-the-folder-told",
                    test_shared_file_is_read_from_the_folder_told);
    g_test_add_func("/places/shared-folder-is-listed-in-order-without-hidden-names",
                    test_shared_folder_is_listed_in_order_without_hidden_names);
    g_test_add_func("/places/nothing-outside-the-share-is-read",
                    test_nothing_outside_the_share_is_read);
    g_test_add_func("/places/password-in-an-address-is-never-shown",
                    test_password_in_an_address_is_never_shown);
    return g_test_run();
}
