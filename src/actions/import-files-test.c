/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-files-test.c - the same life brought in again and again, in any order, and killed halfway.
 */
#include "actions/import-files.h"

#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/make-sample.h"
#include "actions/messages.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-error.h"
#include "store/queries.h"

#include <string.h>

static void
test_a_life_is_brought_in(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) report = test_import_all(desk);
    TkId kari = 0;

    /* Kari, Ada, Søren and Åsa of the network, Per of the cards, Tor of the mails. */
    g_assert_cmpint(test_figure(report, "new", "people"), ==, 6);
    g_assert_cmpint(test_figure(report, "new", "organisations"), ==, 4);
    g_assert_true(find_person(desk->workspace, "kari@nordvarme.example", &kari, &error));
    g_autoptr(TkJson) shown = show_person(desk->workspace, kari, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(shown, "title"), ==, "Forskningssjef");
    g_assert_cmpuint(json_array_size(json_object_get(shown, "addresses")), ==, 3);
}

static void
test_the_same_files_twice_change_nothing(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) first = test_import_all(desk);
    g_autofree char *before = test_people_text(desk);
    g_autoptr(TkJson) second = test_import_all(desk);
    g_autofree char *after = test_people_text(desk);

    g_assert_cmpint(test_figure(second, "new", "all"), ==, 0);
    g_assert_cmpint(test_figure(second, "changed", "all"), ==, 0);
    g_assert_cmpint(test_figure(second, "same", "all"), >, 0);
    g_assert_cmpstr(after, ==, before);
}

/* Whatever comes first: the same people, and a second round of any order is silent. */
static void
test_the_order_of_files_does_not_matter(TestPlace *place)
{
    static const char *const names[] = { "archive.mbox", "people.vcf", "linkedin" };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    int64_t people = 0;

    for (size_t at = 0; at < G_N_ELEMENTS(names); at++) {
        g_autofree char *path = test_fixture(names[at]);
        const char *const paths[] = { path, NULL };
        g_autoptr(TkJson) report = test_import(desk, paths);

        people += test_figure(report, "new", "people");
    }
    g_autoptr(TkJson) again = test_import_all(desk);

    g_assert_cmpint(people, ==, 6);
    g_assert_cmpint(test_figure(again, "new", "all"), ==, 0);
    g_assert_cmpint(test_figure(again, "changed", "all"), ==, 0);
}

static void
test_lists_and_robots_make_no_persons(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);

    g_assert_cmpuint(test_hits(desk, "nytt@avis.example"), ==, 0);
    g_assert_cmpuint(test_hits(desk, "no-reply@bank.example"), ==, 0);
    g_assert_cmpuint(test_hits(desk, "per@vik.example"), ==, 1);
}

static gboolean
is_left_out(const TkJson *report, const char *file_ending, const char *reason)
{
    const TkJson *rows = json_object_get(report, "left_out");

    for (size_t at = 0; at < json_array_size(rows); at++) {
        const TkJson *row = json_array_get(rows, at);

        if (g_str_has_suffix(test_text(row, "file"), file_ending) &&
            g_str_equal(test_text(row, "reason"), reason) &&
            json_integer_value(json_object_get(row, "line")) > 0)
            return TRUE;
    }
    return FALSE;
}

static void
test_what_is_left_out_is_named_with_its_line(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);

    g_assert_true(is_left_out(report, "Connections.csv", "date-not-a-day"));
    g_assert_true(is_left_out(report, "archive.mbox", "mail-without-date"));
}

static int64_t
count_runs(TestDesk *desk)
{
    int64_t count = 0;
    const DbValue values[] = { DB_VALUE_NUMBER(100) };

    g_assert_true(store_run(desk->workspace->store, &SQL_IMPORT_RUN_NEWEST, values, 1,
                            test_store_count_row, &count, NULL));
    return count;
}

static void
test_a_dry_run_tells_all_and_writes_nothing(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *path = test_fixture("archive.mbox");
    g_autofree char *before = test_people_text(desk);
    const char *const paths[] = { path, NULL };
    const ImportWish wish = { .dry_run = TRUE };
    g_autoptr(TkJson) told = import_files(desk->workspace, paths, &wish, &error);
    g_autofree char *after = test_people_text(desk);

    g_assert_no_error(error);
    g_assert_cmpint(test_figure(told, "new", "people"), ==, 4);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpint(count_runs(desk), ==, 0);
    g_assert_true(json_is_null(json_object_get(told, "undo")));
    g_autoptr(TkJson) done = test_import(desk, paths);

    g_assert_cmpint(test_figure(done, "new", "all"), ==, test_figure(told, "new", "all"));
}

/* Many mails, so that there are several pieces. */
static char *
many_mails(TestDesk *desk, unsigned count)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (unsigned at = 0; at < count; at++)
        g_string_append_printf(text,
                               "From x@y Mon Jan  5 09:00:00 2026\n"
                               "Message-ID: <many-%u@mails.example>\n"
                               "Date: Mon, 05 Jan 2026 %02u:%02u:00 +0100\n"
                               "From: Person %u <person-%u@many.example>\n"
                               "To: ola@lie.example\nSubject: Number %u\n\nHei.\n\n",
                               at, at / 60 % 24, at % 60, at % 400, at % 400, at);
    return test_file(desk, "many.mbox", text->str);
}

typedef struct {
    int64_t until;
    unsigned calls;
} Stop;

static gboolean
stop_at(const char *file, int64_t done, int64_t total, gpointer data)
{
    Stop *stop = data;

    (void) file;
    (void) total;
    stop->calls++;
    return done < stop->until;
}

static void
test_a_stopped_import_leaves_whole_pieces_and_goes_on(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *path = many_mails(desk, 3000);
    const char *const paths[] = { path, NULL };
    Stop stop = { .until = 400 * 1024 };
    const ImportWish wish = { .progress = stop_at, .progress_data = &stop };
    g_autoptr(TkJson) none = import_files(desk->workspace, paths, &wish, &error);

    g_assert_null(none);
    test_refused(error, TK_ERROR_UNAVAILABLE, "import-stopped");
    g_autoptr(TkJson) runs = list_imports(desk->workspace, 5, NULL);
    const TkJson *run = json_array_get(json_object_get(runs, "rows"), 0);

    g_assert_cmpstr(test_text(run, "state"), ==, "failed");
    g_assert_cmpstr(test_text(run, "error.key"), ==, "import-stopped");
    g_assert_cmpint(test_id(run, "undo"), !=, 0);
    g_autoptr(TkJson) rest = test_import(desk, paths);

    /* The pieces that were whole were there, the one that was being written was not, and nothing is
     * there twice. How large a piece is, the clock has a say in. */
    g_assert_cmpint(test_figure(rest, "same", "interactions"), >, 0);
    g_assert_cmpint(test_figure(rest, "same", "interactions"), <, 3000);
    g_assert_cmpint(test_figure(rest, "same", "interactions") +
                        test_figure(rest, "new", "interactions"),
                    ==, 3000);
}

static void
test_a_stopped_import_can_be_undone(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *before = test_people_text(desk);
    g_autofree char *path = many_mails(desk, 3000);
    const char *const paths[] = { path, NULL };
    Stop stop = { .until = 400 * 1024 };
    const ImportWish wish = { .progress = stop_at, .progress_data = &stop };
    g_autoptr(TkJson) none = import_files(desk->workspace, paths, &wish, NULL);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, NULL);
    g_autofree char *after = test_people_text(desk);

    g_assert_cmpstr(test_text(undone, "deed"), ==, "import");
    g_assert_cmpstr(after, ==, before);
}

static void
test_an_undone_import_leaves_the_store_as_it_was(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autofree char *cards = test_fixture("people.vcf");
    const char *const paths[] = { cards, NULL };
    g_autoptr(TkJson) first = test_import(desk, paths);
    g_autofree char *before = test_people_text(desk);
    g_autoptr(TkJson) second = test_import_all(desk);
    g_autofree char *with = test_people_text(desk);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autofree char *after = test_people_text(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(with, !=, before);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpuint(test_hits(desk, "Tor Dahl"), ==, 0);
    g_assert_cmpuint(test_hits(desk, "Per Vik"), ==, 1);
    g_autoptr(TkJson) redone = undo_deed(desk->workspace, test_id(undone, "undo"), &error);
    g_autofree char *again = test_people_text(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(again, ==, with);
    g_assert_cmpuint(test_hits(desk, "Tor Dahl"), ==, 1);
}

static void
test_whose_mailbox_it_is_is_guessed(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path = test_fixture("archive.mbox");
    const char *const paths[] = { path, NULL };
    const char *const nobody[] = { "me.name=Ola Lie", NULL };

    tk_settings_free(desk->settings);
    desk->settings = tk_settings_defaults(nobody);
    desk->workspace->settings = desk->settings;
    g_autoptr(TkJson) report = test_import(desk, paths);

    g_assert_cmpstr(test_text(report, "own_address"), ==, "ola@lie.example");
    g_assert_cmpuint(test_hits(desk, "ola@lie.example"), ==, 0);
    g_autoptr(TkJson) again = test_import(desk, paths);

    g_assert_cmpint(test_figure(again, "new", "all"), ==, 0);
}

static void
test_the_made_up_network_steps_aside(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) sample = make_sample(desk->workspace, 60, 1, &error);

    g_assert_no_error(error);
    TkId own = test_desk_person(desk, "Liv Strand", "liv@strand.example", "Strand Kaffe AS");
    g_autoptr(TkJson) note = add_note(desk->workspace, own, "Liker filterkaffe", "open", &error);

    test_desk_value(desk, own);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autofree char *people = test_people_text(desk);
    g_auto(GStrv) lines = g_strsplit(people, "\n", -1);
    g_autofree char *today = test_desk_today(desk);

    /* Ola himself, the six that were brought, and Liv. */
    g_assert_cmpuint(g_strv_length(lines), ==, 8);
    g_assert_nonnull(strstr(people, "Liker filterkaffe"));
    g_assert_cmpstr(today, ==, "ask Liv Strand\n");
    g_assert_cmpuint(test_hits(desk, "Strand Kaffe"), ==, 2);
}

static void
test_nothing_readable_is_an_error_and_leaves_nothing(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    const char *const paths[] = { "/nowhere/at-all.mbox", NULL };
    const ImportWish wish = { 0 };

    g_assert_null(import_files(desk->workspace, paths, &wish, &error));
    g_assert_nonnull(error);
    g_assert_cmpint(count_runs(desk), ==, 0);
}

static void
test_a_file_that_cannot_be_read_does_not_stop_the_others(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *cards = test_fixture("people.vcf");
    const char *const paths[] = { "/nowhere/at-all.mbox", cards, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);

    g_assert_cmpint(test_figure(report, "new", "people"), ==, 3);
    g_assert_cmpuint(json_array_size(json_object_get(report, "left_out")), ==, 1);
}

/* Real exports, where the data folder stands beside the tree. */
static void
test_real_data_twice_changes_nothing(TestPlace *place)
{
    static const char *const names[] = { "mail/pipermail_2001-November.txt",
                                         "mail/maildir_easy_ham_2a",
                                         "linkedin/sample_export.zip",
                                         "linkedin/kawsay",
                                         "linkedin/network-jobs",
                                         "vcard" };
    g_autofree char *data = g_build_filename(g_getenv("TOKOPP_SOURCE"), "../shared/data", NULL);
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    if (!g_file_test(data, G_FILE_TEST_IS_DIR)) {
        g_test_skip("no real data beside the tree");
        return;
    }
    for (size_t at = 0; at < G_N_ELEMENTS(names); at++)
        g_ptr_array_add(paths, g_build_filename(data, names[at], NULL));
    g_ptr_array_add(paths, NULL);
    g_autoptr(TkJson) first = test_import(desk, (const char *const *) paths->pdata);
    g_autoptr(TkJson) second = test_import(desk, (const char *const *) paths->pdata);

    g_assert_cmpint(test_figure(first, "new", "people"), >, 100);
    g_assert_cmpint(test_figure(second, "new", "all"), ==, 0);
    g_assert_cmpint(test_figure(second, "changed", "all"), ==, 0);
}

#define TABLE                                                                                      \
    "Hvem,Jobb,Adr,Sagt\nKari Holm,Nordvarme,kari@nordvarme.example,Liker te\n"                    \
    "Liv Strand,Strandposten,liv@strand.example,Seiler\n"

static TkJson *
import_with(TestDesk *desk, const char *path, const char *mapping, gboolean dry_run, GError **error)
{
    const char *const paths[] = { path, NULL };
    const ImportWish wish = { .mapping = mapping, .dry_run = dry_run };

    return import_files(desk->workspace, paths, &wish, error);
}

static const char *
field_of(const TkJson *report, size_t column)
{
    const TkJson *table = json_array_get(json_object_get(report, "tables"), 0);

    return tk_json_get_text(json_array_get(json_object_get(table, "columns"), column), "field", "");
}

static void
test_a_mapping_is_remembered_for_the_next_file_of_that_shape(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *one = test_file(desk, "one.csv", TABLE);
    g_autofree char *other =
        test_file(desk, "other.csv", "hvem;jobb;adr;sagt\nOla Nes;Nes;ola@nes.example;Fisker\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) trial = import_with(desk, one, "Jobb=organisation,Sagt=note", TRUE, &error);
    g_autoptr(TkJson) guess = import_with(desk, one, NULL, TRUE, &error);
    g_autoptr(TkJson) real = import_with(desk, one, "Jobb=organisation,Sagt=note", FALSE, &error);
    g_autoptr(TkJson) next = import_with(desk, other, NULL, FALSE, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(field_of(trial, 1), ==, "organisation");
    g_assert_cmpstr(field_of(guess, 1), ==, "ignore");
    g_assert_cmpint(test_figure(real, "new", "people"), ==, 2);
    g_assert_cmpint(test_figure(real, "new", "notes"), ==, 2);
    g_assert_cmpstr(field_of(next, 1), ==, "organisation");
    g_assert_cmpint(test_figure(next, "new", "notes"), ==, 1);
}

static void
test_a_mapping_that_does_not_fit_is_refused_and_nothing_written(TestPlace *place)
{
    static const char *const cases[][2] = { { "Jobb", "map-malformed" },
                                            { "Jobb=shoe", "map-field-unknown" },
                                            { "Sko=name", "map-column-missing" },
                                            { "Hvem=email", "map-not-email" },
                                            { "Hvem=ignore,Adr=ignore", "map-without-person" } };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path = test_file(desk, "one.csv", TABLE);

    for (size_t at = 0; at < G_N_ELEMENTS(cases); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(import_with(desk, path, cases[at][0], FALSE, &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, cases[at][1]);
    }
    g_assert_cmpuint(test_hits(desk, "Liv Strand"), ==, 0);
}

static void
test_notes_of_a_file_are_kept_once(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path =
        test_file(desk, "one.csv",
                  "First Name,Last Name,E-mail 1 - Value,Notes,Introduced by\n"
                  "Liv,Strand,liv@strand.example,Seiler til Fredrikstad,Kari Holm\n");
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) first = test_import(desk, paths);
    g_autoptr(TkJson) again = test_import(desk, paths);

    g_assert_cmpint(test_figure(first, "new", "notes"), ==, 1);
    g_assert_cmpint(test_figure(again, "new", "all"), ==, 0);
    g_assert_cmpint(test_figure(again, "changed", "all"), ==, 0);
    g_assert_cmpint(test_figure(again, "same", "notes"), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/import/a-life-is-brought-in", test_a_life_is_brought_in);
    test_store_each("/import/the-same-files-twice-change-nothing",
                    test_the_same_files_twice_change_nothing);
    test_store_each("/import/the-order-of-files-does-not-matter",
                    test_the_order_of_files_does_not_matter);
    test_store_each("/import/lists-and-robots-make-no-persons",
                    test_lists_and_robots_make_no_persons);
    test_store_each("/import/what-is-left-out-is-named-with-its-line",
                    test_what_is_left_out_is_named_with_its_line);
    test_store_each("/import/a-dry-run-tells-all-and-writes-nothing",
                    test_a_dry_run_tells_all_and_writes_nothing);
    test_store_each("/import/a-stopped-import-leaves-whole-pieces-and-goes-on",
                    test_a_stopped_import_leaves_whole_pieces_and_goes_on);
    test_store_each("/import/a-stopped-import-can-be-undone", test_a_stopped_import_can_be_undone);
    test_store_each("/import/an-undone-import-leaves-the-store-as-it-was",
                    test_an_undone_import_leaves_the_store_as_it_was);
    test_store_each("/import/whose-mailbox-it-is-is-guessed", test_whose_mailbox_it_is_is_guessed);
    test_store_each("/import/the-made-up-network-steps-aside",
                    test_the_made_up_network_steps_aside);
    test_store_each("/import/nothing-readable-is-an-error-and-leaves-nothing",
                    test_nothing_readable_is_an_error_and_leaves_nothing);
    test_store_each("/import/a-file-that-cannot-be-read-does-not-stop-the-others",
                    test_a_file_that_cannot_be_read_does_not_stop_the_others);
    test_store_each("/import/a-mapping-is-remembered-for-the-next-file-of-that-shape",
                    test_a_mapping_is_remembered_for_the_next_file_of_that_shape);
    test_store_each("/import/a-mapping-that-does-not-fit-is-refused-and-nothing-written",
                    test_a_mapping_that_does_not_fit_is_refused_and_nothing_written);
    test_store_each("/import/notes-of-a-file-are-kept-once", test_notes_of_a_file_are_kept_once);
    test_store_each("/import/real-data-twice-changes-nothing",
                    test_real_data_twice_changes_nothing);
    return g_test_run();
}
