/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/vcard-write.h"

#include "formats/collected.h"
#include "formats/vcard.h"

#include <string.h>

#define PERSONS_USUAL 100000

static char *
card_text(const RecordPerson *person, const char *const *notes, VcardVersion version)
{
    GString *out = g_string_new(NULL);

    vcard_write_person(out, person, notes, version);
    return g_string_free(out, FALSE);
}

static const RecordAddress kari_addresses[] = {
    { "uid", "urn:uuid:1", "" },
    { "phone", "+47 1", "cell" },
    { "email", "kari@nordvarme.example", "work" },
    { "linkedin", "https://www.linkedin.com/in/kari", "" },
    { "url", "https://kari.example/a,b;c", "my own, \"pages\"" },
};
static const RecordPosition kari_post = { .kind = "post",
                                          .organisation = "Nordvarme; AS",
                                          .title = "Head, research" };
static const RecordPerson kari = { .source = "vcard",
                                   .name = "Kari Holm",
                                   .given_name = "Kari",
                                   .family_name = "Holm",
                                   .place = "Bergen, Norge",
                                   .note = "Met in Bergen\nat noon",
                                   .language = "nb",
                                   .addresses = kari_addresses,
                                   .address_count = G_N_ELEMENTS(kari_addresses),
                                   .positions = &kari_post,
                                   .position_count = 1 };

static void
test_writes_version_4_0_as_rfc_6350_has_it(void)
{
    static const char *const notes[] = { "Another", NULL };
    g_autofree char *text = card_text(&kari, notes, VCARD_4_0);

    g_assert_cmpstr(text, ==,
                    "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nFN:Kari Holm\r\n"
                    "N:Holm;Kari;;;\r\nORG:Nordvarme\\; AS\r\nTITLE:Head\\, research\r\n"
                    "EMAIL;TYPE=work:kari@nordvarme.example\r\nTEL;TYPE=cell:+47 1\r\n"
                    "item1.URL:https://kari.example/a\\,b\\;c\r\n"
                    "item1.X-ABLabel:my own\\, \"pages\"\r\n"
                    "URL;TYPE=LinkedIn:https://www.linkedin.com/in/kari\r\n"
                    "ADR:;;;Bergen\\, Norge;;;\r\nLANG:nb\r\n"
                    "NOTE:Met in Bergen\\nat noon\r\nNOTE:Another\r\nEND:VCARD\r\n");
}

static void
test_version_3_0_has_no_property_of_4_0(void)
{
    g_autofree char *text = card_text(&kari, NULL, VCARD_3_0);

    g_assert_nonnull(strstr(text, "\r\nVERSION:3.0\r\n"));
    g_assert_nonnull(strstr(text, "\r\nX-LANG:nb\r\n"));
    g_assert_null(strstr(text, "\r\nLANG"));
}

static void
test_who_has_no_name_goes_by_an_address(void)
{
    const RecordPerson nameless = { .name = "",
                                    .given_name = "",
                                    .family_name = "",
                                    .place = "",
                                    .note = "",
                                    .addresses = kari_addresses,
                                    .address_count = 2 };
    g_autofree char *text = card_text(&nameless, NULL, VCARD_4_0);

    g_assert_nonnull(strstr(text, "\r\nFN:+47 1\r\n"));
}

static char *
read_back(const char *text)
{
    g_autoptr(InputSource) source = input_source_bytes(text, strlen(text), 0);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, VCARD_WINDOW);
    g_autoptr(Collected) collected = collected_new();

    g_assert_true(vcard_read(input, &collected->reading, NULL));
    return g_strdup(collected->text->str);
}

/* A text that begins and ends with no blank: readers take those off. */
static char *
any_text(GRand *dice, gboolean is_line)
{
    static const char *const pieces[] = { "a",         "Ø",    "日本", "😀",  ",",   ";",
                                          "\\",        ":",    "\"",   " ",  "\\n", "=",
                                          "e\xcc\x81", "Holm", "-",    "\n", "æ" };
    GString *text = g_string_new("x");
    int count = g_rand_int_range(dice, 0, 40);

    for (int i = 0; i < count; i++)
        g_string_append(text, pieces[g_rand_int_range(dice, 0, G_N_ELEMENTS(pieces))]);
    g_string_append_c(text, '.');
    if (is_line)
        g_strdelimit(text->str, "\n", '|');
    return g_string_free(text, FALSE);
}

typedef void (*Write)(GString *out, const RecordPerson *person, const char *const *notes,
                      VcardVersion version);

/* What is read from the written card, and what should be. */
static gboolean
comes_back(GRand *dice, Write write)
{
    static const char *const kinds[] = { "email", "phone", "url", "linkedin" };
    static const char *const labels[] = { "", "work", "home", "Fax-2", "mine, too", "Ærlig" };
    VcardVersion version = g_rand_boolean(dice) ? VCARD_3_0 : VCARD_4_0;
    g_autoptr(GString) expected = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *name = any_text(dice, TRUE);
    g_autofree char *given = any_text(dice, TRUE);
    g_autofree char *note = any_text(dice, FALSE);
    g_autofree char *title = any_text(dice, TRUE);
    g_autofree char *firm = any_text(dice, TRUE);
    g_autofree char *value = any_text(dice, TRUE);
    const char *kind = kinds[g_rand_int_range(dice, 0, G_N_ELEMENTS(kinds))];
    const char *label = labels[g_rand_int_range(dice, 0, G_N_ELEMENTS(labels))];
    const RecordAddress address = { kind, value, label };
    const RecordPosition post = { .kind = "post", .organisation = firm, .title = title };
    const RecordPerson person = { .name = name,
                                  .given_name = given,
                                  .family_name = "",
                                  .place = "",
                                  .note = note,
                                  .language = "sv",
                                  .addresses = &address,
                                  .address_count = 1,
                                  .positions = &post,
                                  .position_count = 1 };

    if (*label == '\0' && strcmp(kind, "linkedin") == 0)
        label = "LinkedIn"; /* so that an address book shows what it leads to */
    g_string_append_printf(expected,
                           "person '%s' '%s' '' note='%s' language=sv %s=%s%s%s%s post='%s, %s'\n",
                           name, given, note, kind, value, *label != '\0' ? "(" : "", label,
                           *label != '\0' ? ")" : "", title, firm);
    write(out, &person, NULL, version);
    g_autofree char *seen = read_back(out->str);

    if (write == vcard_write_person)
        g_assert_cmpstr(seen, ==, expected->str);
    return strcmp(seen, expected->str) == 0;
}

static void
test_what_is_written_is_read_back(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(20260303);

    for (unsigned i = collected_count_wanted(PERSONS_USUAL); i > 0; i--)
        g_assert_true(comes_back(dice, vcard_write_person));
}

static void
write_unescaped(GString *out, const RecordPerson *person, const char *const *notes,
                VcardVersion version)
{
    vcard_write_person(out, person, notes, version);
    g_string_replace(out, "\\,", ",", 0);
    g_string_replace(out, "\\;", ";", 0);
}

static void
write_without_labels(GString *out, const RecordPerson *person, const char *const *notes,
                     VcardVersion version)
{
    vcard_write_person(out, person, notes, version);
    g_string_replace(out, "X-ABLabel", "X-ABLost", 0);
}

static void
test_a_writer_that_loses_something_is_found(void)
{
    static const Write faulty[] = { write_unescaped, write_without_labels };

    for (unsigned i = 0; i < G_N_ELEMENTS(faulty); i++) {
        g_autoptr(GRand) dice = g_rand_new_with_seed(20260303);
        unsigned found = 0;

        for (unsigned card = 0; card < 500; card++)
            found += comes_back(dice, faulty[i]) ? 0 : 1;
        g_assert_cmpuint(found, >, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vcard-write/writes-version-4-0-as-rfc-6350-has-it",
                    test_writes_version_4_0_as_rfc_6350_has_it);
    g_test_add_func("/vcard-write/version-3-0-has-no-property-of-4-0",
                    test_version_3_0_has_no_property_of_4_0);
    g_test_add_func("/vcard-write/who-has-no-name-goes-by-an-address",
                    test_who_has_no_name_goes_by_an_address);
    g_test_add_func("/vcard-write/what-is-written-is-read-back", test_what_is_written_is_read_back);
    g_test_add_func("/vcard-write/a-writer-that-loses-something-is-found",
                    test_a_writer_that_loses_something_is_found);
    return g_test_run();
}
