/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * vcard-expected-test.c - cards held against what other programs read in them: jCards (RFC 7095),
 * and cards that another address book wrote anew.
 */
#include "base/tk-json.h"
#include "formats/collected.h"
#include "formats/vcard-card.h"
#include "formats/vcard-line.h"

#include <string.h>

static gboolean
is_date_name(const char *name)
{
    static const char *const dates[] = { "bday", "rev", "x-abdate", "x-anniversary", "tz" };

    for (unsigned i = 0; i < G_N_ELEMENTS(dates); i++)
        if (strcmp(dates[i], name) == 0)
            return TRUE;
    return FALSE;
}

/* jCard writes dates with their signs (RFC 7095, 3.5), whether the card does or not. */
static char *
without_signs(const char *text)
{
    GString *plain = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at++)
        if (*at != '-' && *at != ':')
            g_string_append_c(plain, *at);
    return g_string_free(plain, FALSE);
}

/* A component: several values in it are held against the text with its commas. */
static void
assert_component(const char *name, const TkJson *wanted, const char *ours)
{
    g_autoptr(GString) text = g_string_new(NULL);
    size_t at = 0;
    TkJson *part = NULL;

    if (json_is_number(wanted)) {
        g_assert_cmpfloat(g_ascii_strtod(ours, NULL), ==, json_number_value(wanted));
        return;
    }
    if (json_is_string(wanted))
        g_string_append(text, json_string_value(wanted));
    json_array_foreach((TkJson *) wanted, at, part)
    {
        g_string_append_printf(text, "%s%s", at > 0 ? "," : "", json_string_value(part));
    }
    if (is_date_name(name)) {
        g_autofree char *plain = without_signs(text->str);
        g_autofree char *ours_plain = without_signs(ours);

        g_assert_cmpstr(ours_plain, ==, plain);
    } else {
        g_assert_cmpstr(ours, ==, text->str);
    }
}

static void
assert_components(const char *name, const TkJson *wanted, size_t from, char *value, char separator)
{
    char *parts[12];
    unsigned count = vcard_split(value, separator, parts, G_N_ELEMENTS(parts));

    g_assert_cmpuint(count, ==, json_array_size(wanted) - from);
    for (unsigned i = 0; i < count; i++)
        assert_component(name, json_array_get(wanted, from + i), parts[i]);
}

static gint
compare_words(gconstpointer one, gconstpointer other)
{
    return strcmp(*(const char *const *) one, *(const char *const *) other);
}

static char *
joined_sorted(GPtrArray *words)
{
    g_ptr_array_sort(words, compare_words);
    g_ptr_array_add(words, NULL);
    return g_strjoinv(" ", (char **) words->pdata);
}

static gboolean
collect_param(const char *name, gsize name_length, const char *value, gsize value_length,
              gpointer data)
{
    g_autofree char *lower = g_ascii_strdown(name, (gssize) name_length);

    g_autofree char *values = g_strndup(value, value_length);
    g_auto(GStrv) parts =
        g_strsplit(values, ",", -1); /* TYPE="HOME,VOICE" is a list all the same */

    for (unsigned i = 0; parts[i] != NULL && strcmp(lower, "value") != 0; i++)
        g_ptr_array_add(data, g_strdup_printf("%s=%s", lower, parts[i]));
    return TRUE; /* VALUE is the type, in jCard */
}

static void
assert_params(const TkJson *wanted, const VcardProperty *shown)
{
    g_autoptr(GPtrArray) theirs = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) ours = g_ptr_array_new_with_free_func(g_free);
    const VcardLine line = { .params = shown->params };
    const char *key = NULL;
    TkJson *value = NULL;

    json_object_foreach((TkJson *) wanted, key, value)
    {
        if (json_is_string(value))
            g_ptr_array_add(theirs, g_strdup_printf("%s=%s", key, json_string_value(value)));
        for (size_t i = 0; i < json_array_size(value); i++)
            g_ptr_array_add(
                theirs, g_strdup_printf("%s=%s", key, json_string_value(json_array_get(value, i))));
    }
    vcard_line_params(&line, collect_param, ours);
    if (*shown->group != '\0')
        g_ptr_array_add(ours, g_strdup_printf("group=%s", shown->group));
    g_autofree char *ours_text = joined_sorted(ours);
    g_autofree char *theirs_text = joined_sorted(theirs);

    if (g_ascii_strcasecmp(ours_text, theirs_text) != 0)
        g_assert_cmpstr(ours_text, ==, theirs_text);
}

/* One property as jCard has it: name, parameters, type, values (RFC 7095, 3.3). */
static void
assert_property(const TkJson *wanted, const VcardProperty *shown)
{
    g_autofree char *name = g_ascii_strdown(shown->name, -1);
    g_autofree char *value = g_strdup(shown->value);
    const TkJson *first = json_array_get(wanted, 3);

    g_assert_cmpstr(name, ==, json_string_value(json_array_get(wanted, 0)));
    assert_params(json_array_get(wanted, 1), shown);
    if (strcmp(name, "photo") == 0 || strcmp(name, "logo") == 0 || strcmp(name, "sound") == 0 ||
        strcmp(name, "key") == 0)
        return; /* their bytes stay, their values are not looked at */
    if (json_array_size(wanted) > 4)
        assert_components(name, wanted, 3, value, ',');
    else if (json_is_array(first))
        assert_components(name, first, 0, value, ';');
    else
        assert_components(name, wanted, 3, value, '\0');
}

static void
assert_jcard(const TkJson *jcard, const VcardCard *card)
{
    const TkJson *properties = json_array_get(jcard, 1);

    g_assert_cmpuint(json_array_size(properties), ==, vcard_card_count(card) - 2);
    for (unsigned i = 0; i < json_array_size(properties); i++)
        assert_property(json_array_get(properties, i), vcard_card_at(card, i + 1));
}

/* "name|group|value", unescaped. */
static char *
shown_of_card(const VcardCard *card)
{
    GString *out = g_string_new(NULL);

    for (unsigned i = 1; i + 1 < vcard_card_count(card); i++) {
        const VcardProperty *shown = vcard_card_at(card, i);
        g_autofree char *value = g_strdup(shown->value);
        char *whole = NULL;

        vcard_split(value, '\0', &whole, 1);
        g_strdelimit(whole, "\r\n", ' ');
        g_string_append_printf(out, "%s|%s|%s\n", shown->name, shown->group, whole);
    }
    return g_string_free(out, FALSE);
}

/* The lines of `one` that are not among those of `other`. */
static char *
lines_only_in(const char *one, const char *other)
{
    g_auto(GStrv) lines = g_strsplit(one, "\n", -1);
    g_autofree char *among = g_strconcat("\n", other, NULL);
    GString *only = g_string_new(NULL);

    for (unsigned i = 0; lines[i] != NULL; i++) {
        g_autofree char *line = g_strconcat("\n", lines[i], "\n", NULL);

        if (*lines[i] != '\0' && strstr(among, line) == NULL)
            g_string_append_printf(only, "%s\n", lines[i]);
    }
    return g_string_free(only, FALSE);
}

static char *
read_whole(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;

    g_file_get_contents(path, &bytes, NULL, &error);
    g_assert_no_error(error);
    return bytes;
}

static void
test_reads_what_jcard_expects(void)
{
    static const char *const names[] = { "escape_semicolon", "vcard3", "vcard_grouped" };
    g_autofree char *folder = collected_shared_data("vcard/ical.js");

    for (unsigned i = 0; folder != NULL && i < G_N_ELEMENTS(names); i++) {
        g_autofree char *card_name = g_strconcat(names[i], ".vcf", NULL);
        g_autofree char *json_name = g_strconcat(names[i], ".json", NULL);
        g_autofree char *bytes = read_whole(folder, card_name);
        g_autofree char *text = read_whole(folder, json_name);
        g_autoptr(TkJson) jcard = tk_json_parse(text, strlen(text), NULL);
        gsize used = 0;
        g_autoptr(VcardCard) card = vcard_card_read(bytes, strlen(bytes), &used);

        g_assert_nonnull(card);
        assert_jcard(jcard, card);
    }
}

/* All cards of a file, one after the other. */
static char *
shown_of_file(const char *bytes, gsize length)
{
    GString *out = g_string_new(NULL);
    gsize used = 0;

    for (gsize at = 0; at < length; at += used) {
        g_autoptr(VcardCard) card = vcard_card_read(bytes + at, length - at, &used);
        g_autofree char *shown = card != NULL ? shown_of_card(card) : NULL;

        if (card == NULL)
            break;
        g_string_append(out, shown);
    }
    return g_string_free(out, FALSE);
}

/* kcontacts reads a card and writes it anew, sorted, in version 3.0 or 2.1. What differs between
 * our readings of both, `minus` (only in the card) and `plus` (only in what they wrote), is theirs:
 * the version they write, an empty N that they add, properties that they drop, a group taken off.
 * Of vcard12 in version 2.1 nothing can be said: it holds a picture's bytes as they are. */
typedef struct {
    const char *name;
    const char *reference;
    const char *minus, *plus;
} Reference;

static const Reference references[] = {
    { "testfullvcard.vcf", ".ref", "", "" },
    { "vcard10.vcf", ".ref",
      "VERSION||2.1\nVERSION||2.1\nVERSION||2.1\nVERSION||2.1\nVERSION||2.1\nORG||\n",
      "VERSION||3.0\nN||;;;;\nVERSION||3.0\nVERSION||3.0\nVERSION||3.0\nVERSION||3.0\n" },
    { "vcard12.vcf", ".ref", "", "" },
    { "vcard14.vcf", ".ref", "", "" },
    { "vcard14.vcf", ".2_1ref", "VERSION||3.0\nCLASS||PUBLIC\n", "VERSION||2.1\n" },
    { "vcard2.vcf", ".ref", "", "N||;;;;\n" },
    { "vcard2.vcf", ".2_1ref", "VERSION||3.0\n", "VERSION||2.1\nN||;;;;\n" },
    { "vcard4.vcf", ".ref", "||FN\nN||\n", "VERSION||3.0\nN||;;;;\n" }, /* FN without a colon */
    { "vcard6.vcf", ".ref", "", "" },
    { "vcard6.vcf", ".2_1ref", "CLASS||PUBLIC\nVERSION||3.0\n", "VERSION||2.1\n" },
    { "vcard8.vcf", ".ref", "", "" },
    { "vcard_extension_case_normalization.vcf", ".ref", "", "" },
    { "vcardwithitemasapplesupport.vcf", ".ref", "ADR|item1|;;STREET;CITY;STATE;ZIP;COUNTRY\n",
      "ADR||;;STREET;CITY;STATE;ZIP;COUNTRY\n" },
};

static void
test_reads_what_another_address_book_reads(void)
{
    g_autofree char *folder = collected_shared_data("vcard/kcontacts");

    for (unsigned i = 0; folder != NULL && i < G_N_ELEMENTS(references); i++) {
        g_autofree char *reference_name =
            g_strconcat(references[i].name, references[i].reference, NULL);
        g_autofree char *card = read_whole(folder, references[i].name);
        g_autofree char *reference = read_whole(folder, reference_name);
        g_autofree char *ours = shown_of_file(card, strlen(card));
        g_autofree char *theirs = shown_of_file(reference, strlen(reference));
        g_autofree char *minus = lines_only_in(ours, theirs);
        g_autofree char *plus = lines_only_in(theirs, ours);

        g_test_message("%s", reference_name);
        g_assert_cmpstr(minus, ==, references[i].minus);
        g_assert_cmpstr(plus, ==, references[i].plus);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vcard-expected/reads-what-jcard-expects", test_reads_what_jcard_expects);
    g_test_add_func("/vcard-expected/reads-what-another-address-book-reads",
                    test_reads_what_another_address_book_reads);
    return g_test_run();
}
