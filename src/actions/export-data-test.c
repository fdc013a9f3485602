/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * export-data-test.c - what goes out comes in again: nothing new, nothing changed, nothing lost.
 */
#include "actions/export-data.h"

#include "actions/edit-person.h"
#include "actions/make-sample.h"
#include "actions/sample-mark.h"
#include "actions/test-import.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
exported(TestDesk *desk, ExportFormat format, const char *name)
{
    g_autoptr(GError) error = NULL;
    char *path = g_build_filename(desk->place->folder, name, NULL);
    g_autoptr(TkJson) answer = export_to_file(desk->workspace, format, path, TRUE, &error);

    g_assert_no_error(error);
    g_assert_cmpint(json_integer_value(json_object_get(answer, "bytes")), >, 0);
    return path;
}

static void
make_world(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) made = make_sample(desk->workspace, 300, 1, &error);

    g_assert_no_error(error);
    /* The made-up network would step aside before an import. */
    g_assert_true(sample_mark_set(desk->workspace, FALSE, &error));
    /* Any import gives the user the addresses of the settings. */
    g_autofree char *path = test_file(desk, "first.vcf", "BEGIN:VCARD\nKIND:group\nEND:VCARD\n");
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);
}

static void
assert_silent_round(TestDesk *desk, ExportFormat format, const char *name)
{
    g_autofree char *path = exported(desk, format, name);
    const char *const paths[] = { path, NULL };
    g_autofree char *before = test_people_text(desk);
    g_autoptr(TkJson) report = test_import(desk, paths);
    g_autofree char *after = test_people_text(desk);

    g_assert_cmpint(test_figure(report, "new", "all"), ==, 0);
    g_assert_cmpint(test_figure(report, "changed", "all"), ==, 0);
    g_assert_cmpint(test_figure(report, "same", "people"), >, 0);
    g_assert_cmpuint(json_array_size(json_object_get(report, "left_out")), ==, 0);
    g_assert_cmpstr(after, ==, before);
}

static void
test_people_that_come_back_bring_nothing_new(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    make_world(desk);
    assert_silent_round(desk, EXPORT_VCARD, "four.vcf");
    assert_silent_round(desk, EXPORT_VCARD_3_0, "three.vcf");
    assert_silent_round(desk, EXPORT_CSV, "people.csv");
}

static void
test_what_was_brought_in_goes_out_and_in_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);

    assert_silent_round(desk, EXPORT_VCARD, "four.vcf");
    assert_silent_round(desk, EXPORT_CSV, "people.csv");
}

static void
test_an_earlier_file_stays_unless_told_otherwise(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path = exported(desk, EXPORT_CSV, "people.csv");
    g_autoptr(GError) error = NULL;

    g_assert_null(export_to_file(desk->workspace, EXPORT_CSV, path, FALSE, &error));
    test_refused(error, TK_ERROR_CONFLICT, "export-exists");
}

static void
test_what_was_told_in_confidence_is_on_no_card(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId kari = test_desk_person(desk, "Kari Holm", "kari@holm.example", "Nordvarme");
    g_autofree char *path = NULL;
    g_autofree char *cards = NULL;

    json_decref(add_note(desk->workspace, kari, "Plays the cello", "open", NULL));
    json_decref(add_note(desk->workspace, kari, "Is about to leave", "confidence", NULL));
    json_decref(add_note(desk->workspace, kari, "Budget is cut", "internal", NULL));
    path = exported(desk, EXPORT_VCARD, "people.vcf");
    g_assert_true(g_file_get_contents(path, &cards, NULL, NULL));
    g_assert_nonnull(strstr(cards, "NOTE:Plays the cello\r\n"));
    g_assert_null(strstr(cards, "about to leave"));
    g_assert_null(strstr(cards, "Budget"));
    g_assert_null(strstr(cards, "Ola Lie"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/export/people-that-come-back-bring-nothing-new",
                    test_people_that_come_back_bring_nothing_new);
    test_store_each("/export/what-was-brought-in-goes-out-and-in-again",
                    test_what_was_brought_in_goes_out_and_in_again);
    test_store_each("/export/an-earlier-file-stays-unless-told-otherwise",
                    test_an_earlier_file_stays_unless_told_otherwise);
    test_store_each("/export/I2/what-was-told-in-confidence-is-on-no-card",
                    test_what_was_told_in_confidence_is_on_no_card);
    return g_test_run();
}
