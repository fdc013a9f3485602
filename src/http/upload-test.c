/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/upload.h"

#include "base/tk-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define MOST 1000

typedef struct {
    char *folder;
    UploadPlace *place;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void) data;
    fixture->folder = g_dir_make_tmp("tokopp-upload-XXXXXX", NULL);
    fixture->place = upload_place_new(fixture->folder, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void) data;
    upload_place_free(fixture->place);
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0); /* nothing was left */
    g_free(fixture->folder);
}

static Upload *
upload_of(const Fixture *fixture, const char *name, const char *bytes)
{
    g_autoptr(GError) error = NULL;
    Upload *upload = upload_new(fixture->place, "application/octet-stream", name, MOST, &error);

    g_assert_no_error(error);
    g_assert_true(upload_push(upload, bytes, strlen(bytes), &error));
    g_assert_true(upload_end(upload, &error));
    return upload;
}

static void
test_bytes_lie_in_a_file_of_the_same_name(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Upload) upload = upload_of(fixture, "people.vcf", "BEGIN:VCARD");
    g_autofree char *name = g_path_get_basename(upload_path(upload));
    g_autofree char *bytes = NULL;
    struct stat about = { 0 };

    (void) data;
    g_assert_cmpstr(name, ==, "people.vcf");
    g_assert_true(g_file_get_contents(upload_path(upload), &bytes, NULL, NULL));
    g_assert_cmpstr(bytes, ==, "BEGIN:VCARD");
    g_assert_cmpint(stat(upload_path(upload), &about), ==, 0);
    g_assert_cmpuint(about.st_mode & 077, ==, 0);
}

static void
test_no_name_leads_out_of_its_folder(Fixture *fixture, gconstpointer data)
{
    static const char *const names[] = {
        "../../etc/passwd", "..", ".", "/", "\\..\\x", "a/../b", "...", "\n", "\xff\xfe", "lock",
    };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(Upload) upload = upload_of(fixture, names[i], "x");
        g_autofree char *path = g_canonicalize_filename(upload_path(upload), NULL);

        g_assert_true(g_str_has_prefix(path, fixture->folder));
        g_assert_cmpstr(path, ==, upload_path(upload));
    }
}

static void
test_a_name_keeps_its_ending_however_long(Fixture *fixture, gconstpointer data)
{
    g_autofree char *middle = g_strnfill(500, 'a');
    g_autofree char *name = g_strconcat("å", middle, ".mbox.gz", NULL);
    g_autofree char *safe = upload_safe_name(name);

    (void) fixture;
    (void) data;
    g_assert_cmpuint(strlen(safe), <=, 100);
    g_assert_true(g_str_has_suffix(safe, ".gz"));
    g_assert_true(g_utf8_validate(safe, -1, NULL));
}

static void
test_more_than_the_most_is_refused(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Upload) upload = upload_new(fixture->place, NULL, "a", MOST, &error);
    g_autofree char *bytes = g_strnfill(MOST, 'x');

    (void) data;
    g_assert_true(upload_push(upload, bytes, MOST, &error));
    g_assert_false(upload_push(upload, bytes, 1, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_TOO_LARGE);
}

static void
test_a_form_brings_one_file_and_whether_it_is_a_trial(Fixture *fixture, gconstpointer data)
{
    const char *type = "multipart/form-data; boundary=b";
    const char *form = "--b\r\nContent-Disposition: form-data; name=\"dry_run\"\r\n\r\ntrue\r\n"
                       "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\""
                       "\r\n\r\nName\r\n--b--\r\n";
    const char *two = "--b\r\nContent-Disposition: form-data; name=f; filename=a\r\n\r\nx\r\n"
                      "--b\r\nContent-Disposition: form-data; name=f; filename=b\r\n\r\ny\r\n--b--";
    g_autoptr(GError) error = NULL;
    g_autoptr(Upload) upload = upload_new(fixture->place, type, NULL, MOST, &error);
    g_autoptr(Upload) double_upload = upload_new(fixture->place, type, NULL, MOST, &error);
    g_autoptr(Upload) empty = upload_new(fixture->place, type, NULL, MOST, &error);

    (void) data;
    g_assert_true(upload_push(upload, form, strlen(form), &error));
    g_assert_true(upload_end(upload, &error));
    g_assert_true(upload_is_dry_run(upload));
    g_assert_cmpstr(upload_name(upload), ==, "a.csv");

    g_assert_false(upload_push(double_upload, two, strlen(two), &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
    g_clear_error(&error);

    g_assert_true(upload_push(empty, "--b--", 5, &error));
    g_assert_false(upload_end(empty, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
}

static void
test_what_a_killed_server_left_is_taken_away(Fixture *fixture, gconstpointer data)
{
    g_autofree char *left = g_build_filename(fixture->folder, "server-dead00", NULL);
    g_autofree char *deep = g_build_filename(left, "abcdef", NULL);
    g_autofree char *file = g_build_filename(deep, "people.vcf", NULL);
    g_autoptr(Upload) living = upload_of(fixture, "a", "x");
    g_autoptr(UploadPlace) next = NULL;

    (void) data;
    g_assert_cmpint(g_mkdir_with_parents(deep, 0700), ==, 0);
    g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    next = upload_place_new(fixture->folder, NULL);
    g_assert_nonnull(next);
    g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
    /* The other server, which lives, keeps its own. */
    g_assert_true(g_file_test(upload_path(living), G_FILE_TEST_EXISTS));
}

static void
test_the_last_owner_takes_the_file_away(Fixture *fixture, gconstpointer data)
{
    Upload *one = upload_of(fixture, "a", "x");
    Upload *other = upload_share(one);
    g_autofree char *path = g_strdup(upload_path(one));

    (void) data;
    upload_free(one);
    g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
    upload_free(other);
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/upload/bytes-lie-in-a-file-of-the-same-name", test_bytes_lie_in_a_file_of_the_same_name);
    ADD("/upload/no-name-leads-out-of-its-folder", test_no_name_leads_out_of_its_folder);
    ADD("/upload/a-name-keeps-its-ending-however-long", test_a_name_keeps_its_ending_however_long);
    ADD("/upload/more-than-the-most-is-refused", test_more_than_the_most_is_refused);
    ADD("/upload/a-form-brings-one-file-and-whether-it-is-a-trial",
        test_a_form_brings_one_file_and_whether_it_is_a_trial);
    ADD("/upload/what-a-killed-server-left-is-taken-away",
        test_what_a_killed_server_left_is_taken_away);
    ADD("/upload/the-last-owner-takes-the-file-away", test_the_last_owner_takes_the_file_away);
    return g_test_run();
}
