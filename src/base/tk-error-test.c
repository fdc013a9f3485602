/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-error.h"

#include <gio/gio.h>

static void
test_failure_carries_reason_key_and_subject(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(tk_fail(&error, TK_ERROR_CONFLICT, "meeting-overlaps", "Breakfast"));
    g_assert_error(error, TK_ERROR, TK_ERROR_CONFLICT);

    TkErrorFace face = tk_error_face(error);

    g_assert_cmpstr(face.key, ==, "meeting-overlaps");
    g_assert_cmpstr(face.subject, ==, "Breakfast");
    g_assert_cmpstr(face.reason, ==, "conflict");
    g_assert_cmpint(face.exit_status, ==, 4);
    g_assert_cmpuint(face.http_status, ==, 409);
}

static void
test_missing_subject_shows_as_empty_text(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(tk_fail_null(&error, TK_ERROR_NOT_FOUND, "no-such-person", NULL));
    g_assert_cmpstr(tk_error_face(error).subject, ==, "");
}

static void
test_nobody_asking_for_the_error_is_no_fault(void)
{
    g_assert_false(tk_fail(NULL, TK_ERROR_INVALID, "not-a-time", "x"));
    g_assert_null(tk_fail_null(NULL, TK_ERROR_INVALID, "not-a-time", "x"));
}

static void
test_formatted_subject_is_not_read_as_format_twice(void)
{
    g_autoptr(GError) error = NULL;

    tk_failf(&error, TK_ERROR_INVALID, "json-malformed", "%s", "100%s %n");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "100%s %n");
}

static void
test_subject_that_is_no_text_is_made_text(void)
{
    g_autoptr(GError) error = NULL;

    tk_fail(&error, TK_ERROR_INVALID, "csv-row", "K\xe5re");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "K\uFFFDre");
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
}

static void
test_foreign_error_keeps_its_message_as_subject(void)
{
    g_autoptr(GError) error = NULL;
    GError *foreign = g_error_new(G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no such file");

    g_assert_false(tk_fail_take(&error, TK_ERROR_UNAVAILABLE, "share-missing", foreign));
    g_assert_cmpstr(tk_error_face(error).key, ==, "share-missing");
    g_assert_cmpstr(tk_error_face(error).subject, ==, "no such file");
}

static void
test_unconverted_foreign_error_counts_as_unavailable(void)
{
    g_autoptr(GError) error = g_error_new(G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no such file");
    TkErrorFace face = tk_error_face(error);

    g_assert_cmpstr(face.key, ==, "unknown");
    g_assert_cmpuint(face.http_status, ==, 503);
    g_assert_cmpint(face.exit_status, ==, 8);
}

static void
test_copy_of_an_error_shows_the_same_face(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) copy = NULL;

    tk_fail(&error, TK_ERROR_REFUSED, "value-missing", "for_them");
    copy = g_error_copy(error);
    g_clear_error(&error);
    g_assert_cmpstr(tk_error_face(copy).key, ==, "value-missing");
    g_assert_cmpstr(tk_error_face(copy).subject, ==, "for_them");
}

/* 0 is success, 1 a crash, and from 126 on the shell speaks. */
static void
test_every_reason_has_a_face_of_its_own_kind(void)
{
    for (int reason = 0; reason < TK_ERROR_COUNT; reason++) {
        g_autoptr(GError) error = NULL;

        tk_fail(&error, (TkError) reason, "any", NULL);
        TkErrorFace face = tk_error_face(error);

        g_assert_nonnull(face.reason);
        g_assert_cmpint(face.exit_status, >=, 2);
        g_assert_cmpint(face.exit_status, <, 126);
        g_assert_cmpuint(face.http_status, >=, 400);
        g_assert_cmpuint(face.http_status, <, 600);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/error/failure-carries-reason-key-and-subject",
                    test_failure_carries_reason_key_and_subject);
    g_test_add_func("/error/missing-subject-shows-as-empty-text",
                    test_missing_subject_shows_as_empty_text);
    g_test_add_func("/error/nobody-asking-for-the-error-is-no-fault",
                    test_nobody_asking_for_the_error_is_no_fault);
    g_test_add_func("/error/formatted-subject-is-not-read-as-format-twice",
                    test_formatted_subject_is_not_read_as_format_twice);
    g_test_add_func("/error/subject-that-is-no-text-is-made-text",
                    test_subject_that_is_no_text_is_made_text);
    g_test_add_func("/error/foreign-error-keeps-its-message-as-subject",
                    test_foreign_error_keeps_its_message_as_subject);
    g_test_add_func("/error/unconverted-foreign-error-counts-as-unavailable",
                    test_unconverted_foreign_error_counts_as_unavailable);
    g_test_add_func("/error/copy-of-an-error-shows-the-same-face",
                    test_copy_of_an_error_shows_the_same_face);
    g_test_add_func("/error/every-reason-has-a-face-of-its-own-kind",
                    test_every_reason_has_a_face_of_its_own_kind);
    return g_test_run();
}
