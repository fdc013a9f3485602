/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-everything-test.c - everything out and back in: equal in an empty store, silent in its
 * own, and hostile lines left out by their number.
 */
#include "actions/import-everything.h"

#include "actions/edit-person.h"
#include "actions/export-data.h"
#include "actions/journal.h"
#include "actions/make-sample.h"
#include "actions/own-person.h"
#include "actions/people.h"
#include "actions/sample-mark.h"
#include "actions/test-import.h"
#include "store/tables.h"

#include <stdlib.h>
#include <string.h>

static char *
exported(TestDesk *desk, const char *name)
{
    g_autoptr(GError) error = NULL;
    char *path = g_build_filename(desk->place->folder, name, NULL);
    g_autoptr(TkJson) answer = export_to_file(desk->workspace, EXPORT_JSONL, path, TRUE, &error);

    g_assert_no_error(error);
    return path;
}

/* The rows of an export, without its head and without what tells of imports. */
static char *
rows_of(const char *path)
{
    g_autofree char *bytes = NULL;
    GString *rows = g_string_new(NULL);

    g_assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);

    for (unsigned i = 1; lines[i] != NULL; i++)
        if (strstr(lines[i], "{\"table\":\"import_run\"") != lines[i])
            g_string_append_printf(rows, "%s\n", lines[i]);
    return g_string_free(rows, FALSE);
}

static void
make_world(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) made = make_sample(desk->workspace, 100, 1, &error);
    const PersonWish wish = { .own_word = "close" };
    TkId person = 0;

    g_assert_no_error(error);
    g_assert_true(sample_mark_set(desk->workspace, FALSE, &error));
    person = test_desk_person(desk, "Kåre \"Ødegård\"", "kare@x.example", "Nordvarme AS");
    json_decref(change_person(desk->workspace, person, &wish, &error));
    g_assert_no_error(error);
}

static TestDesk *
empty_desk(TestPlace **out_place, DbEngine engine)
{
    *out_place = test_place_new(engine);
    return test_desk_new(*out_place);
}

static int
compare_lines(const void *one, const void *other)
{
    return strcmp(*(char *const *) one, *(char *const *) other);
}

/* The list for today; its lines sorted, for rows of one rank and day stand by their ids, which are
 * others in another store. */
static char *
lines_in_order(TestDesk *desk)
{
    g_autofree char *today = test_desk_today(desk);
    g_auto(GStrv) lines = g_strsplit(today, "\n", -1);

    qsort(lines, g_strv_length(lines), sizeof *lines, compare_lines);
    return g_strjoinv("\n", lines);
}

static void
test_into_an_empty_store_everything_comes_as_it_was(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TestPlace) other_place = NULL;
    g_autoptr(TestDesk) other = empty_desk(&other_place, DB_ENGINE_SQLITE);
    g_autofree char *path = NULL, *again = NULL, *rows = NULL, *other_rows = NULL;
    g_autofree char *people = NULL, *other_people = NULL, *today = NULL, *other_today = NULL;
    const char *paths[] = { NULL, NULL };

    make_world(desk);
    paths[0] = path = exported(desk, "all.jsonl");
    g_autoptr(TkJson) report = test_import(other, paths);

    g_assert_cmpuint(json_array_size(json_object_get(report, "left_out")), ==, 0);
    g_assert_cmpint(test_figure(report, "new", "people"), ==, 102);
    again = exported(other, "again.jsonl");
    rows = rows_of(path);
    other_rows = rows_of(again);
    g_assert_cmpstr(other_rows, ==, rows);
    /* What is made again from it is the same, too: ties, own words, the index, the list. */
    people = test_people_text(desk);
    other_people = test_people_text(other);
    g_assert_cmpstr(other_people, ==, people);
    today = lines_in_order(desk);
    other_today = lines_in_order(other);
    g_assert_cmpstr(other_today, ==, today);
    g_assert_cmpuint(test_hits(other, "odegard"), ==, 1);
}

static void
test_in_its_own_store_nothing_is_new(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path = NULL, *before = NULL, *after = NULL, *people = NULL;
    const char *paths[] = { NULL, NULL };

    make_world(desk);
    people = test_people_text(desk);
    paths[0] = path = exported(desk, "all.jsonl");
    before = rows_of(path);
    g_autoptr(TkJson) report = test_import(desk, paths);
    g_autofree char *again = exported(desk, "again.jsonl");
    g_autofree char *people_after = test_people_text(desk);

    g_assert_cmpint(test_figure(report, "new", "all"), ==, 0);
    g_assert_cmpint(test_figure(report, "changed", "all"), ==, 0);
    after = rows_of(again);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpstr(people_after, ==, people);
}

static void
test_who_and_what_is_here_already_is_not_doubled(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TestPlace) other_place = NULL;
    g_autoptr(TestDesk) other = empty_desk(&other_place, DB_ENGINE_SQLITE);
    g_autoptr(TkJson) ours = test_import_all(other);
    g_autofree char *path = NULL;
    const char *paths[] = { NULL, NULL };
    TkId me = 0, kari = 0;

    kari = test_desk_person(desk, "Kari Elsewhere", "elsewhere@x.example", "Nordvarme AS");
    g_assert_true(person_find_me(other->workspace, &me, NULL));
    paths[0] = path = exported(desk, "all.jsonl");
    g_autoptr(TkJson) report = test_import(other, paths);
    g_autoptr(Person) person = person_load(other->workspace->store, kari, NULL);
    TkId me_after = 0;

    g_assert_cmpint(test_figure(report, "new", "people"), ==, 1);
    g_assert_cmpint(test_figure(report, "new", "organisations"), ==, 0);
    g_assert_nonnull(person);
    g_assert_true(person_find_me(other->workspace, &me_after, NULL));
    g_assert_cmpint(me_after, ==, me);
    g_autoptr(Organisation) firm =
        organisation_load(other->workspace->store, person->organisation_id, NULL);

    g_assert_nonnull(firm);
}

static void
test_what_was_brought_in_can_be_taken_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TestPlace) other_place = NULL;
    g_autoptr(TestDesk) other = empty_desk(&other_place, DB_ENGINE_SQLITE);
    g_autofree char *path = NULL;
    const char *paths[] = { NULL, NULL };
    g_autoptr(GError) error = NULL;

    test_desk_person(desk, "Kari Holm", "kari@x.example", "Nordvarme AS");
    paths[0] = path = exported(desk, "all.jsonl");
    json_decref(test_import(other, paths));
    g_assert_cmpuint(test_hits(other, "kari"), ==, 1);
    json_decref(undo_deed(other->workspace, 0, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(test_hits(other, "kari"), ==, 0);
}

#define HEAD "{\"format\":\"tokopp-everything\",\"version\":1,\"schema\":1}\n"
#define ID   "0GZZ8Q4Y3M2P1"

typedef struct {
    const char *line;
    const char *reason; /* NULL: it comes in */
} Hostile;

static const Hostile hostile[] = {
    { "{\"table\":\"organisation\",\"id\":\"0GZZ8Q4Y3M2P0\",\"name\":\"A\",\"folded\":\"a\"}",
      NULL },
    { "rubbish", "line-malformed" },
    { "[1,2]", "line-malformed" },
    { "{\"table\":\"organisation\",\"id\":\"" ID "\",\"name\":\"\\u0000\"}", "line-malformed" },
    { "{\"table\":\"journal_entry\",\"id\":\"" ID "\"}", "row-of-unknown-table" },
    { "{\"table\":\"search_thing\"}", "row-of-unknown-table" },
    { "{\"table\":\"sqlite_master\"}", "row-of-unknown-table" },
    { "{\"id\":\"" ID "\"}", "row-of-unknown-table" },
    { "{\"table\":\"organisation\",\"name\":\"B\"}", "row-malformed" },
    { "{\"table\":\"organisation\",\"id\":7}", "row-malformed" },
    { "{\"table\":\"organisation\",\"id\":\"" ID "\",\"name\":7}", "row-malformed" },
    { "{\"table\":\"organisation\",\"id\":\"" ID "\",\"created_at\":1e99}", "row-malformed" },
    { "{\"table\":\"organisation\",\"id\":\"" ID "\",\"created_at\":9223372036854775807}",
      "row-malformed" },
    { "{\"table\":\"person\",\"id\":\"" ID "\",\"standing\":\"god\"}", "row-malformed" },
    { "{\"table\":\"due\",\"id\":\"" ID "\",\"act\":\"format\",\"state\":\"open\"}",
      "row-malformed" },
    { "{\"table\":\"note\",\"id\":\"" ID "\",\"done_at\":-1}", "row-malformed" },
    { "{\"table\":\"person_address\",\"id\":\"" ID "\",\"person_id\":\"" ID "\"}",
      "row-without-parent" },
    { "{\"table\":\"own_word\",\"from_person_id\":\"" ID "\",\"to_person_id\":\"" ID
      "\",\"word\":\"close\"}",
      "row-without-parent" },
    { "{\"table\":\"own_word\",\"word\":\"enemy\"}", "row-malformed" },
    { "{\"table\":\"mark\",\"name\":\"last-id\",\"value\":\"" ID "\"}", "row-malformed" },
    { "{\"table\":\"campaign\",\"id\":\"0GZZ8Q4Y3M2P2\",\"folded\":\"x\"}", NULL },
    { "{\"table\":\"message\",\"id\":\"0GZZ8Q4Y3M2P3\",\"state\":\"draft\",\"message_id\":\"x\"}",
      NULL },
    { "{\"table\":\"message\",\"id\":\"0GZZ8Q4Y3M2P4\",\"state\":\"draft\",\"message_id\":\"x\"}",
      "row-in-the-way" },
    { "{\"table\":\"organisation\",\"id\":\"0GZZ8Q4Y3M2P5\",\"name\":\"C\",\"folded\":\"c\"}",
      NULL },
};

static void
test_hostile_lines_are_left_out_by_their_number(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GString) text = g_string_new(HEAD);
    g_autofree char *path = NULL;
    const char *paths[] = { NULL, NULL };
    size_t at = 0;

    for (unsigned i = 0; i < G_N_ELEMENTS(hostile); i++)
        g_string_append_printf(text, "%s\n", hostile[i].line);
    paths[0] = path = test_file(desk, "hostile.jsonl", text->str);
    g_autoptr(TkJson) report = test_import(desk, paths);
    const TkJson *left_out = json_object_get(report, "left_out");

    for (unsigned i = 0; i < G_N_ELEMENTS(hostile); i++) {
        const TkJson *row = json_array_get(left_out, at);

        g_test_message("%s", hostile[i].line);
        if (hostile[i].reason == NULL)
            continue;
        at++;
        g_assert_cmpint(tk_json_get_number(row, "line", 0), ==, i + 2);
        g_assert_cmpstr(test_text(row, "reason"), ==, hostile[i].reason);
    }
    g_assert_cmpuint(json_array_size(left_out), ==, at);
    g_assert_cmpint(test_figure(report, "new", "organisations"), ==, 2);
}

/* Programs whose ties held the word themselves wrote a line of its own for it. */
static void
test_the_own_word_of_an_older_export_is_kept(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId kari = test_desk_person(desk, "Kari Holm", NULL, NULL), me = 0;

    g_assert_true(person_find_me(desk->workspace, &me, &error));
    g_autofree char *from = tk_id_to_text(me);
    g_autofree char *to = tk_id_to_text(kari);
    g_autofree char *line =
        g_strdup_printf("%s{\"table\":\"own_word\",\"from_person_id\":\"%s\",\"to_person_id\":"
                        "\"%s\",\"word\":\"warm\"}\n",
                        HEAD, from, to);
    g_autofree char *old = test_file(desk, "old.jsonl", line);
    const char *const paths[] = { old, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);
    g_autofree char *path = exported(desk, "new.jsonl");
    g_autofree char *rows = rows_of(path);
    g_autoptr(TkJson) shown = show_person(desk->workspace, kari, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(report, "left_out")), ==, 0);
    g_assert_cmpstr(test_text(shown, "tie.word"), ==, "warm");
    g_assert_nonnull(strstr(rows, "{\"table\":\"tie_word\""));
}

/* Nothing else but the word changed hands: the tie must follow it all the same. */
static void
test_an_own_word_brought_in_is_taken_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId kari = test_desk_person(desk, "Kari Holm", NULL, NULL);
    const PersonWish warm = { .own_word = "warm" };
    const PersonWish unsaid = { .own_word = "" };
    g_autoptr(TkJson) changed = change_person(desk->workspace, kari, &warm, &error);
    g_autofree char *path = exported(desk, "all.jsonl");
    const char *const paths[] = { path, NULL };

    json_decref(change_person(desk->workspace, kari, &unsaid, &error));
    g_autoptr(TkJson) report = test_import(desk, paths);
    g_autoptr(TkJson) with = show_person(desk->workspace, kari, &error);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autoptr(TkJson) without = show_person(desk->workspace, kari, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(with, "tie.word"), ==, "warm");
    g_assert_cmpstr(test_text(undone, "deed"), ==, "import");
    g_assert_cmpstr(test_text(without, "tie.word"), ==, "none");
}

static void
test_a_later_version_or_other_files_beside_it_are_refused(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *later = test_file(
        desk, "later.jsonl", "{\"format\":\"tokopp-everything\",\"version\":1,\"schema\":999}\n");
    g_autofree char *good = test_file(desk, "good.jsonl", HEAD);
    const char *const both[] = { good, later, NULL };
    const ImportWish wish = { 0 };
    g_autoptr(GError) newer = NULL;
    g_autoptr(GError) alone = NULL;

    g_assert_null(import_files(desk->workspace, both + 1, &wish, &newer));
    test_refused(newer, TK_ERROR_CONFLICT, "store-newer");
    g_assert_null(import_files(desk->workspace, both, &wish, &alone));
    test_refused(alone, TK_ERROR_INVALID, "everything-alone");
}

static void
test_a_dry_run_writes_nothing(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path = test_file(desk, "all.jsonl",
                                      HEAD "{\"table\":\"organisation\",\"id\":\"" ID
                                           "\",\"name\":\"A\",\"folded\":\"a\"}\n");
    const char *const paths[] = { path, NULL };
    const ImportWish wish = { .dry_run = TRUE };
    g_autoptr(TkJson) told = import_files(desk->workspace, paths, &wish, NULL);
    g_autoptr(TkJson) done = test_import(desk, paths);

    g_assert_cmpint(test_figure(told, "new", "organisations"), ==, 1);
    g_assert_true(json_is_null(json_object_get(told, "undo")));
    g_assert_cmpint(test_figure(done, "new", "organisations"), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define EACH(name, run) test_store_each("/everything/" name, run)
    EACH("into-an-empty-store-everything-comes-as-it-was",
         test_into_an_empty_store_everything_comes_as_it_was);
    EACH("in-its-own-store-nothing-is-new", test_in_its_own_store_nothing_is_new);
    EACH("who-and-what-is-here-already-is-not-doubled",
         test_who_and_what_is_here_already_is_not_doubled);
    EACH("what-was-brought-in-can-be-taken-back", test_what_was_brought_in_can_be_taken_back);
    EACH("hostile-lines-are-left-out-by-their-number",
         test_hostile_lines_are_left_out_by_their_number);
    EACH("the-own-word-of-an-older-export-is-kept", test_the_own_word_of_an_older_export_is_kept);
    EACH("an-own-word-brought-in-is-taken-back", test_an_own_word_brought_in_is_taken_back);
    EACH("a-later-version-or-other-files-beside-it-are-refused",
         test_a_later_version_or_other_files_beside_it_are_refused);
    EACH("a-dry-run-writes-nothing", test_a_dry_run_writes_nothing);
    return g_test_run();
}
