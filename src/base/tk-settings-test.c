/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-settings.h"

#include "base/tk-error.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *folder;
    char *file;
} Box;

static void
box_set_up(Box *box, gconstpointer data)
{
    static const char *const names[] = { "LANGUAGE",
                                         "LC_ALL",
                                         "LC_MESSAGES",
                                         "LANG",
                                         "TOKOPP_LANGUAGE",
                                         "TOKOPP_STORE",
                                         "TOKOPP_FOLLOW_UP_FIRST_DAYS" };

    (void) data;
    for (gsize at = 0; at < G_N_ELEMENTS(names); at++)
        g_unsetenv(names[at]);
    box->folder = g_dir_make_tmp("tokopp-settings-XXXXXX", NULL);
    g_assert_nonnull(box->folder);
    box->file = g_build_filename(box->folder, "settings", NULL);
}

static void
box_tear_down(Box *box, gconstpointer data)
{
    (void) data;
    g_chmod(box->folder, 0700);
    g_remove(box->file);
    g_rmdir(box->folder);
    g_free(box->file);
    g_free(box->folder);
}

static void
write_file(const Box *box, const char *contents)
{
    g_autoptr(GError) error = NULL;

    g_file_set_contents(box->file, contents, -1, &error);
    g_assert_no_error(error);
}

static TkSettings *
open_box(const Box *box, const char *const *flags)
{
    g_autoptr(GError) error = NULL;
    TkSettings *settings = tk_settings_new(box->file, flags, &error);

    g_assert_no_error(error);
    return settings;
}

static void
assert_refused(const Box *box, const char *const *flags, const char *key, const char *subject)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(tk_settings_new(box->file, flags, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
    if (!g_str_has_prefix(tk_error_face(error).subject, subject))
        g_assert_cmpstr(tk_error_face(error).subject, ==, subject);
}

static void
test_without_file_every_value_is_the_default(Box *box, gconstpointer data)
{
    g_autoptr(TkSettings) settings = open_box(box, NULL);

    (void) data;
    g_assert_cmpint(tk_settings_number(settings, "follow-up.first-days"), ==, 6);
    g_assert_cmpint(tk_settings_number(settings, "follow-up.second-days"), ==, 12);
    g_assert_cmpint(tk_settings_number(settings, "follow-up.rest-days"), ==, 90);
    g_assert_cmpint(tk_settings_number(settings, "requests.open-limit"), ==, 7);
    g_assert_cmpint(tk_settings_number(settings, "introducer.open-limit"), ==, 2);
    g_assert_cmpint(tk_settings_number(settings, "introducer.year-limit"), ==, 4);
    g_assert_cmpint(tk_settings_number(settings, "server.port"), ==, 7878);
    g_assert_false(tk_settings_boolean(settings, "import.keep-text"));
    g_assert_cmpstr(tk_settings_text(settings, "draft.formality"), ==, "informal");
    for (gsize row = 0; tk_setting_table[row].key != NULL; row++)
        g_assert_cmpstr(tk_settings_origin(settings, tk_setting_table[row].key), ==, "default");
}

static void
test_flag_beats_environment_beats_file_beats_default(Box *box, gconstpointer data)
{
    const char *const flags[] = { "follow-up.first-days=9", NULL };
    g_autofree char *from_file = g_strdup_printf("file %s", box->file);

    (void) data;
    write_file(box, "[follow-up]\nfirst-days=7\n[tokopp]\nstore=/tmp/x.db\n");
    g_autoptr(TkSettings) file = open_box(box, NULL);

    g_assert_cmpint(tk_settings_number(file, "follow-up.first-days"), ==, 7);
    g_assert_cmpstr(tk_settings_origin(file, "follow-up.first-days"), ==, from_file);
    g_assert_cmpstr(tk_settings_text(file, "store"), ==, "/tmp/x.db");

    g_setenv("TOKOPP_FOLLOW_UP_FIRST_DAYS", "8", TRUE);
    g_autoptr(TkSettings) environment = open_box(box, NULL);
    g_autoptr(TkSettings) flag = open_box(box, flags);

    g_unsetenv("TOKOPP_FOLLOW_UP_FIRST_DAYS");
    g_assert_cmpint(tk_settings_number(environment, "follow-up.first-days"), ==, 8);
    g_assert_cmpstr(tk_settings_origin(environment, "follow-up.first-days"), ==,
                    "environment TOKOPP_FOLLOW_UP_FIRST_DAYS");
    g_assert_cmpint(tk_settings_number(flag, "follow-up.first-days"), ==, 9);
    g_assert_cmpstr(tk_settings_origin(flag, "follow-up.first-days"), ==, "flag");
    g_assert_cmpstr(tk_settings_shown(flag, "follow-up.first-days"), ==, "9");
}

static void
test_value_that_does_not_fit_names_its_place(Box *box, gconstpointer data)
{
    const char *const flags[][2] = {
        { "follow-up.first-days=0", NULL },
        { "follow-up.first-days=six", NULL },
        { "server.port=65536", NULL },
        { "language=xx", NULL },
        { "me.zone=Mars/Base", NULL },
        { "me.country=Norway", NULL },
        { "import.keep-text=perhaps", NULL },
        { "follow-up.first-days=6 ", NULL },
        { "me.name=\xff", NULL },
        { "server.port", NULL },
    };

    (void) data;
    for (gsize at = 0; at < G_N_ELEMENTS(flags); at++)
        assert_refused(box, flags[at], "setting-value", "");
    assert_refused(box, flags[0], "setting-value", "follow-up.first-days=0 (flag)");
    write_file(box, "[server]\nport=many\n");
    assert_refused(box, NULL, "setting-value", "server.port=many (file ");
}

static void
test_unknown_setting_is_refused_wherever_it_stands(Box *box, gconstpointer data)
{
    const char *const flags[] = { "follow-up.forever=1", NULL };

    (void) data;
    assert_refused(box, flags, "setting-unknown", "follow-up.forever (flag)");
    write_file(box, "[follow-up]\nfrist-days=7\n");
    assert_refused(box, NULL, "setting-unknown", "follow-up.frist-days (file ");
}

static void
test_file_that_is_none_is_refused(Box *box, gconstpointer data)
{
    (void) data;
    write_file(box, "this is no settings file\n");
    assert_refused(box, NULL, "settings-file", box->file);
}

static void
test_other_variables_of_ours_are_no_settings(Box *box, gconstpointer data)
{
    (void) data;
    g_setenv("TOKOPP_SOMETHING_ELSE", "x", TRUE);
    g_autoptr(TkSettings) settings = open_box(box, NULL);

    g_unsetenv("TOKOPP_SOMETHING_ELSE");
    g_assert_nonnull(settings);
}

static void
test_language_follows_the_locale_until_set(Box *box, gconstpointer data)
{
    const char *const flags[] = { "language=sv", NULL };

    (void) data;
    g_setenv("LANG", "nn_NO.UTF-8", TRUE);
    g_autoptr(TkSettings) locale = open_box(box, NULL);
    g_autoptr(TkSettings) flag = open_box(box, flags);

    g_setenv("LANG", "C.UTF-8", TRUE);
    g_autoptr(TkSettings) other = open_box(box, NULL);

    g_unsetenv("LANG");
    g_assert_cmpstr(tk_settings_text(locale, "language"), ==, "nb");
    g_assert_cmpstr(tk_settings_origin(locale, "language"), ==, "environment LANG");
    g_assert_cmpstr(tk_settings_text(locale, "me.language"), ==, "nb");
    g_assert_cmpstr(tk_settings_text(flag, "language"), ==, "sv");
    g_assert_cmpstr(tk_settings_text(flag, "me.language"), ==, "sv");
    g_assert_cmpstr(tk_settings_text(other, "language"), ==, "en");
}

static void
test_saved_value_comes_back_and_comments_stay(Box *box, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *contents = NULL;
    const char *name = "Kåre \"=;[x]\n # Holm ";

    (void) data;
    write_file(box, "# mine\n[me]\nemail=a@b.no\n");
    g_assert_true(tk_settings_save(box->file, "me.name", name, &error));
    g_assert_true(tk_settings_save(box->file, "store", "/tmp/y.db", &error));
    g_assert_no_error(error);
    g_autoptr(TkSettings) settings = open_box(box, NULL);

    g_assert_cmpstr(tk_settings_text(settings, "me.name"), ==, name);
    g_assert_cmpstr(tk_settings_text(settings, "me.email"), ==, "a@b.no");
    g_assert_cmpstr(tk_settings_text(settings, "store"), ==, "/tmp/y.db");
    g_assert_true(g_file_get_contents(box->file, &contents, NULL, NULL));
    g_assert_nonnull(strstr(contents, "# mine"));
}

static void
test_saved_file_is_for_its_owner_only(Box *box, gconstpointer data)
{
    GStatBuf status = { 0 };

    (void) data;
    g_assert_true(tk_settings_save(box->file, "me.name", "Kari", NULL));
    g_assert_cmpint(g_stat(box->file, &status), ==, 0);
    g_assert_cmpint((int) (status.st_mode & 0777), ==, 0600);
}

static void
test_save_refuses_what_reading_would_refuse_and_writes_nothing(Box *box, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void) data;
    g_assert_false(tk_settings_save(box->file, "server.port", "many", &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "setting-value");
    g_clear_error(&error);
    g_assert_false(tk_settings_save(box->file, "server.prot", "1", &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "setting-unknown");
    g_clear_error(&error);
    g_assert_false(g_file_test(box->file, G_FILE_TEST_EXISTS));
    write_file(box, "broken\n");
    g_assert_false(tk_settings_save(box->file, "server.port", "1", &error));
    g_assert_cmpstr(tk_error_face(error).key, ==, "settings-file");
}

static void
test_file_that_cannot_be_written_is_an_error(Box *box, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *below = g_build_filename(box->file, "deeper", "settings", NULL);

    (void) data;
    write_file(box, ""); /* a file where a folder would have to be */
    g_assert_false(tk_settings_save(below, "server.port", "1", &error));
    g_assert_nonnull(error);
    g_assert_true(error->domain == TK_ERROR);
}

static void
test_defaults_read_neither_file_nor_environment(Box *box, gconstpointer data)
{
    const char *const overrides[] = { "me.name=Kari", NULL };

    (void) box;
    (void) data;
    g_setenv("TOKOPP_FOLLOW_UP_FIRST_DAYS", "8", TRUE);
    g_autoptr(TkSettings) settings = tk_settings_defaults(overrides);

    g_unsetenv("TOKOPP_FOLLOW_UP_FIRST_DAYS");
    g_assert_cmpint(tk_settings_number(settings, "follow-up.first-days"), ==, 6);
    g_assert_cmpstr(tk_settings_text(settings, "me.name"), ==, "Kari");
}

static void
test_every_row_of_the_table_explains_itself(void)
{
    for (gsize row = 0; tk_setting_table[row].key != NULL; row++) {
        g_assert_nonnull(tk_setting_table[row].help);
        g_assert_nonnull(tk_setting_table[row].fallback);
        g_assert_cmpuint(strlen(tk_setting_table[row].help), >, 10);
        if (tk_setting_table[row].type == TK_SETTING_NUMBER)
            g_assert_cmpint(tk_setting_table[row].least, <, tk_setting_table[row].most);
    }
}

#define ADD(path, test) g_test_add(path, Box, NULL, box_set_up, test, box_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/settings/without-file-every-value-is-the-default",
        test_without_file_every_value_is_the_default);
    ADD("/settings/flag-beats-environment-beats-file-beats-default",
        test_flag_beats_environment_beats_file_beats_default);
    ADD("/settings/value-that-does-not-fit-names-its-place",
        test_value_that_does_not_fit_names_its_place);
    ADD("/settings/unknown-setting-is-refused-wherever-it-stands",
        test_unknown_setting_is_refused_wherever_it_stands);
    ADD("/settings/file-that-is-none-is-refused", test_file_that_is_none_is_refused);
    ADD("/settings/other-variables-of-ours-are-no-settings",
        test_other_variables_of_ours_are_no_settings);
    ADD("/settings/language-follows-the-locale-until-set",
        test_language_follows_the_locale_until_set);
    ADD("/settings/saved-value-comes-back-and-comments-stay",
        test_saved_value_comes_back_and_comments_stay);
    ADD("/settings/saved-file-is-for-its-owner-only", test_saved_file_is_for_its_owner_only);
    ADD("/settings/save-refuses-what-reading-would-refuse-and-writes-nothing",
        test_save_refuses_what_reading_would_refuse_and_writes_nothing);
    ADD("/settings/file-that-cannot-be-written-is-an-error",
        test_file_that_cannot_be_written_is_an_error);
    ADD("/settings/defaults-read-neither-file-nor-environment",
        test_defaults_read_neither_file_nor_environment);
    g_test_add_func("/settings/every-row-of-the-table-explains-itself",
                    test_every_row_of_the_table_explains_itself);
    return g_test_run();
}
