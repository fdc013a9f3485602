/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/crm-export.h"

#include "formats/brought.h"
#include "formats/collected.h"

#include <string.h>

static void
learn_and_read(const char *bytes, gsize length, gsize step, Collected *seen)
{
    g_autoptr(CrmExport) crm = crm_export_new();

    for (unsigned turn = 0; turn < 2; turn++) {
        g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
        g_autoptr(Input) input = input_new(source, INPUT_TEXT, JSON_WALK_WINDOW);

        g_assert_true(crm_export_is_at(input));
        if (turn == 0)
            crm_export_learn(crm, input);
        else
            g_assert_true(crm_export_read(crm, input, &seen->reading, NULL));
    }
}

static Collected *
seen_in(const char *name)
{
    g_autofree char *path = collected_fixture(name);
    Collected *seen = collected_new();
    g_autoptr(GError) error = NULL;

    brought_read(path, &seen->sink, &error);
    g_assert_no_error(error);
    return seen;
}

static void
test_monica_contacts_are_people_with_all_that_is_said_of_them(void)
{
    g_autoptr(Collected) seen = seen_in("monica.json");

    collected_assert_has(
        seen,
        "person 'Kari Anne Holm' 'Kari' 'Holm' place='Oslo, NO' note='Runs the lab' note+='Likes "
        "tea' note+='#choir #heat-pumps' note+='Has a new dog'@1767614400 through='Ola Nes' "
        "uid=11111111-0000-4000-8000-000000000001 name=Kaisa email=kari@nordvarme.example "
        "phone=+47 900 00 000 linkedin=https://www.linkedin.com/in/kari-holm post='Head of "
        "research, Nordvarme'\n");
    collected_assert_has(seen, "person 'Mina Berg' 'Mina' 'Berg' me ");
    collected_assert_has(seen, "own email=mina@example.com\n");
    g_assert_cmpuint(seen->persons, ==, 3);
}

static void
test_monica_calls_talks_and_activities_are_interactions(void)
{
    g_autoptr(Collected) seen = seen_in("monica.json");

    collected_assert_has(seen, "call <monica:call:11111111-0000-4000-8000-000000000001:2026-01-07T"
                               "09:00:00.000000Z> at=1767772800 'About the pilot' to:me='' "
                               "from:uid=11111111-0000-4000-8000-000000000001'Kari Anne Holm'");
    collected_assert_has(seen, " at=1767945600 'See you there' from:me='' to:uid=");
    collected_assert_has(seen, " at=1767949200 'Looking forward' to:me='' from:uid=");
    collected_assert_has(
        seen,
        "meeting <monica:activity:22222222-0000-4000-8000-000000000001> at=1768046400 "
        "'Lunch at the harbour' with:me='' with:uid=11111111-0000-4000-8000-000000000001'Kari "
        "Anne Holm' with:uid=11111111-0000-4000-8000-000000000002'Ola Nes'");
    g_assert_cmpuint(seen->interactions, ==, 4);
}

static void
test_monica_names_what_it_leaves_out(void)
{
    g_autoptr(Collected) seen = seen_in("monica.json");

    g_assert_cmpuint(collected_count(seen, "contact-partial 'Lille Holm'"), ==, 1);
    g_assert_cmpuint(collected_count(seen, "contact-dead 'Per Dahl'"), ==, 1);
    g_assert_cmpuint(collected_count(seen, "row-without-name 'Read a book'"), ==, 1);
    g_assert_cmpuint(seen->left_out, ==, 3);
}

static void
test_atomic_contacts_bring_their_company_and_their_notes(void)
{
    g_autoptr(Collected) seen = seen_in("atomic.json");

    collected_assert_has(
        seen, "person 'Kari Holm' 'Kari' 'Holm' note='Knows pumps' note+='#heat' "
              "note+='Wants figures'@1767614400 uid=name:atomic:567:Kari Holm "
              "linkedin=https://linkedin.com/in/kari-holm email=kari@nordvarme.example(Work) "
              "phone=+4790000000(Work) post='Head of research, Nordvarme'\n");
    collected_assert_has(seen, "person 'Ola Nes' 'Ola' 'Nes' uid=name:atomic:456:Ola Nes\n");
    g_assert_cmpuint(seen->persons, ==, 2);
    g_assert_cmpuint(collected_count(seen, "row-without-name"), ==, 1);
}

static void
test_it_does_not_matter_where_the_bytes_are_cut(void)
{
    static const char *const names[] = { "monica.json", "atomic.json" };

    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = collected_fixture(names[i]);
        g_autofree char *text = NULL;
        gsize length = 0;
        g_autoptr(Collected) whole = collected_new();

        g_assert_true(g_file_get_contents(path, &text, &length, NULL));
        learn_and_read(text, length, 0, whole);
        for (gsize step = 1; step < 8; step++) {
            g_autoptr(Collected) parts = collected_new();

            learn_and_read(text, length, step, parts);
            g_assert_cmpstr(parts->text->str, ==, whole->text->str);
        }
    }
}

static void
test_a_file_that_ends_in_the_middle_gives_what_was_whole(void)
{
    g_autofree char *path = collected_fixture("monica.json");
    g_autofree char *text = NULL;
    gsize length = 0;
    unsigned before = 0;

    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    for (gsize cut = 4096; cut < length - 2; cut += 97) {
        g_autoptr(Collected) seen = collected_new();

        learn_and_read(text, cut, 0, seen);
        g_assert_cmpuint(collected_count(seen, "json-broken"), ==, 1);
        g_assert_cmpuint(seen->persons, >=, before);
        before = seen->persons;
    }
    g_assert_cmpuint(before, ==, 3);
}

static void
test_other_json_is_not_taken_for_one(void)
{
    static const char *const others[] = { "{}", "{\"contacts\":{}}", "{\"type\":\"x\"}",
                                          "[{\"first_name\":\"Kari\"}]", "{\"app_version\":1}" };

    for (unsigned i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autoptr(InputSource) source = input_source_bytes(others[i], strlen(others[i]), 0);
        g_autoptr(Input) input = input_new(source, INPUT_TEXT, JSON_WALK_WINDOW);

        g_assert_false(crm_export_is_at(input));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/crm/monica-contacts-are-people-with-all-that-is-said-of-them",
                    test_monica_contacts_are_people_with_all_that_is_said_of_them);
    g_test_add_func("/crm/monica-calls-talks-and-activities-are-interactions",
                    test_monica_calls_talks_and_activities_are_interactions);
    g_test_add_func("/crm/monica-names-what-it-leaves-out", test_monica_names_what_it_leaves_out);
    g_test_add_func("/crm/atomic-contacts-bring-their-company-and-their-notes",
                    test_atomic_contacts_bring_their_company_and_their_notes);
    g_test_add_func("/crm/it-does-not-matter-where-the-bytes-are-cut",
                    test_it_does_not_matter_where_the_bytes_are_cut);
    g_test_add_func("/crm/a-file-that-ends-in-the-middle-gives-what-was-whole",
                    test_a_file_that_ends_in_the_middle_gives_what_was_whole);
    g_test_add_func("/crm/other-json-is-not-taken-for-one", test_other_json_is_not_taken_for_one);
    return g_test_run();
}
