/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-who-test.c - whose record it is: sure, asked about, or another's; and the same file again.
 */
#include "actions/doubles.h"
#include "actions/people.h"
#include "actions/test-import.h"

#include <string.h>

/* "NAME|ORGANISATION|EMAIL|PHONE" a line: a card each, without an id of its own. */
static char *
cards_of(const char *lines)
{
    g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
    GString *cards = g_string_new(NULL);

    for (char **line = each; *line != NULL && **line != '\0'; line++) {
        static const char *const names[] = { "FN", "ORG", "EMAIL", "TEL" };
        g_auto(GStrv) fields = g_strsplit(*line, "|", -1);

        g_string_append(cards, "BEGIN:VCARD\nVERSION:4.0\n");
        for (size_t at = 0; at < G_N_ELEMENTS(names) && fields[at] != NULL; at++)
            if (*fields[at] != '\0')
                g_string_append_printf(cards, "%s:%s\n", names[at], fields[at]);
        g_string_append(cards, "END:VCARD\n");
    }
    return g_string_free(cards, FALSE);
}

/* How many people were new or changed. */
static int64_t
bring(TestDesk *desk, const char *name, const char *lines)
{
    g_autofree char *cards = cards_of(lines);
    g_autofree char *path = test_file(desk, name, cards);
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);

    return test_figure(report, "new", "people") + test_figure(report, "changed", "people");
}

static size_t
people_there(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) list = list_people(desk->workspace, NULL, 200, &error);

    g_assert_no_error(error);
    return json_array_size(json_object_get(list, "rows"));
}

static int64_t
asked(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) list = list_doubles(desk->workspace, NULL, 0, &error);

    g_assert_no_error(error);
    return tk_json_get_number(list, "remaining", -1);
}

typedef struct {
    const char *what;
    const char *first, *then; /* two files */
    size_t people;
    int64_t asked;
} Row;

static const Row rows[] = {
    { "one name at one workplace", "Ragnhild Tveito|Nordvarme AS\n",
      "RAGNHILD TVEITO||ragnhild@nordvarme.example\n", 1, 0 },
    { "one name, nothing else", "Synnove Hatlem|Nordvarme AS|synnove@nordvarme.example\n",
      "Synnove Hatlem|Elv Bygg|synnove@elvbygg.example\n", 2, 1 },
    { "a nickname and a telephone", "Robert Entwistle|Nordvarme AS||+47 91 37 72 05\n",
      "Bob Entwistle|||91377205\n", 1, 0 },
    { "a family with one address", "Per Vik||familien.vik@frimail.example\n",
      "Kari Vik||familien.vik@frimail.example\n", 2, 1 },
    { "a box that many read", "Siri Moe|Kystlab|post@kystlab.example\n",
      "Sindre Haugland|Kystlab|post@kystlab.example\n", 2, 0 },
    { "father and son in their firm", "Odd Gjertsen|Gjertsen Ror||+47 78 41 20 00\n",
      "Odd Arne Gjertsen|Gjertsen Ror||+47 78 41 20 00\n", 2, 1 },
    { "a first name alone, and its address", "Hedda||hedda@lyktfilm.example\n",
      "Hedda Brynhildsen|Lykt Film|hedda@lyktfilm.example\n", 1, 0 },
};

/* In one store, one after the other: nobody of one row is known by another. */
static void
test_sure_ones_are_one_and_others_are_asked_about(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    size_t people = people_there(desk);
    int64_t waiting = 0;

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_test_message("%s", rows[at].what);
        bring(desk, "first.vcf", rows[at].first);
        bring(desk, "then.vcf", rows[at].then);
        people += rows[at].people;
        waiting += rows[at].asked;
        g_assert_cmpuint(people_there(desk), ==, people);
        g_assert_cmpint(asked(desk), ==, waiting);
    }
}

static void
test_the_same_files_again_say_nothing_new(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_autofree char *both = g_strconcat(rows[at].first, rows[at].then, NULL);
        int64_t waiting = 0;

        g_test_message("%s", rows[at].what);
        g_assert_cmpint(bring(desk, "both.vcf", both), >, 0);
        waiting = asked(desk);
        g_assert_cmpint(bring(desk, "again.vcf", both), ==, 0);
        g_assert_cmpint(asked(desk), ==, waiting);
    }
}

/* Who has nothing but a name and a post is known again by them, however many bear the name. */
static void
test_namesakes_without_an_address_are_known_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    size_t before = people_there(desk);
    const char *both = "Per Hansen|Nordvarme AS\nPer Hansen|Elv Bygg\n";

    g_assert_cmpint(bring(desk, "both.vcf", both), ==, 2);
    g_assert_cmpint(bring(desk, "again.vcf", both), ==, 0);
    g_assert_cmpuint(people_there(desk), ==, before + 2);
}

static void
test_what_an_import_joined_can_be_parted(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    size_t before = people_there(desk);
    g_autoptr(GError) error = NULL;
    TkId person = 0;

    bring(desk, "first.vcf", rows[2].first);
    bring(desk, "then.vcf", rows[2].then);
    g_assert_true(find_person(desk->workspace, "Robert Entwistle", &person, &error));
    g_autoptr(TkJson) parted = part_person(desk->workspace, person, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(tk_json_get_text(json_object_get(parted, "parted"), "name", ""), ==,
                    "Bob Entwistle");
    g_assert_cmpuint(people_there(desk), ==, before + 2);
    bring(desk, "again.vcf", rows[2].then);
    g_assert_cmpuint(people_there(desk), ==, before + 2); /* the user's word holds */
}

static void
test_organisations_that_may_be_one_are_asked_about(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    bring(desk, "first.vcf",
          "Ragnhild Tveito|Nordvarme AS\nSiri Moe|Epic Systems\n"
          "Sindre Haugland|Nordvrame\nEbba Ek|Epic Games\n");
    g_autoptr(TkJson) list = list_doubles(desk->workspace, NULL, 0, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(list, "rows")), ==, 1);
    const TkJson *pair = json_array_get(json_object_get(list, "rows"), 0);

    g_assert_cmpstr(tk_json_get_text(pair, "about", ""), ==, "organisation");
    TkId id = 0;

    g_assert_true(tk_id_from_text(tk_json_get_text(pair, "id", ""), &id));
    g_autoptr(TkJson) answer = answer_double(desk->workspace, id, "same", &error);

    g_assert_no_error(error);
    g_assert_cmpint(tk_json_get_number(answer, "remaining", -1), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/import-who/sure-ones-are-one-and-others-are-asked-about",
                    test_sure_ones_are_one_and_others_are_asked_about);
    test_store_each("/import-who/the-same-files-again-say-nothing-new",
                    test_the_same_files_again_say_nothing_new);
    test_store_each("/import-who/namesakes-without-an-address-are-known-again",
                    test_namesakes_without_an_address_are_known_again);
    test_store_each("/import-who/what-an-import-joined-can-be-parted",
                    test_what_an_import_joined_can_be_parted);
    test_store_each("/import-who/organisations-that-may-be-one-are-asked-about",
                    test_organisations_that_may_be_one_are_asked_about);
    return g_test_run();
}
