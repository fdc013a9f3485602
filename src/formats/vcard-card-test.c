/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * vcard-card-test.c - a card that is read and written again is the same byte for byte, but for the
 * line that somebody changed.
 */
#include "formats/vcard-card.h"

#include "formats/collected.h"

#include <string.h>

#define CARDS_USUAL 100000

static VcardCard *
card_of(const char *bytes)
{
    gsize used = 0;
    VcardCard *card = vcard_card_read(bytes, strlen(bytes), &used);

    g_assert_nonnull(card);
    g_assert_cmpuint(used, ==, strlen(bytes));
    return card;
}

static char *
written(const VcardCard *card)
{
    GString *out = g_string_new(NULL);

    vcard_card_write(card, out);
    return g_string_free(out, FALSE);
}

static const char apple[] = "\r\nBEGIN:VCARD\r\n"
                            "VERSION:3.0\r\n"
                            "X-Odd;A=\"b;c\";x:v\\,w\r\n"
                            "item1.Url;type=pref:https://ex\r\n ample.no\r\n"
                            "\r\n"
                            "item1.X-ABLabel:_$!<HomePage>!$_\r\n"
                            "PHOTO;ENCODING=b:AAAA\r\n BBBB\r\n"
                            "fn:J\xc3\r\n \xb8rn\r\n"
                            "END:VCARD \r\n";

static void
test_what_is_not_changed_stays_byte_for_byte(void)
{
    g_autoptr(VcardCard) card = card_of(apple);
    g_autofree char *bytes = written(card);

    g_assert_cmpstr(bytes, ==, apple);
    g_assert_cmpuint(vcard_card_count(card), ==, 8);
}

static void
test_one_change_changes_one_line(void)
{
    g_autoptr(VcardCard) card = card_of(apple);
    g_autofree char *bytes = NULL;

    vcard_card_set(card, vcard_card_find(card, "URL", 0), "https://other.example");
    bytes = written(card);
    g_assert_cmpstr(bytes, ==,
                    "\r\nBEGIN:VCARD\r\n"
                    "VERSION:3.0\r\n"
                    "X-Odd;A=\"b;c\";x:v\\,w\r\n"
                    "item1.Url;type=pref:https://other.example\r\n"
                    "\r\n"
                    "item1.X-ABLabel:_$!<HomePage>!$_\r\n"
                    "PHOTO;ENCODING=b:AAAA\r\n BBBB\r\n"
                    "fn:J\xc3\r\n \xb8rn\r\n"
                    "END:VCARD \r\n");
}

static void
test_a_line_comes_before_the_end_and_can_go_again(void)
{
    g_autoptr(VcardCard) card = card_of("BEGIN:VCARD\nFN:A\nEND:VCARD");
    g_autofree char *longer = NULL;
    g_autofree char *shorter = NULL;

    vcard_card_add(card, "item1", "TEL", "TYPE=cell", "+47 1");
    longer = written(card);
    g_assert_cmpstr(longer, ==, "BEGIN:VCARD\nFN:A\nitem1.TEL;TYPE=cell:+47 1\nEND:VCARD");
    vcard_card_remove(card, vcard_card_find(card, "TEL", 0));
    shorter = written(card);
    g_assert_cmpstr(shorter, ==, "BEGIN:VCARD\nFN:A\nEND:VCARD");
}

static void
test_lines_are_folded_at_75_octets_between_letters(void)
{
    g_autoptr(VcardCard) card = vcard_card_new(VCARD_4_0);
    g_autoptr(GString) value = g_string_new(NULL);
    g_autofree char *bytes = NULL;

    for (unsigned i = 0; i < 100; i++)
        g_string_append(value, i % 3 == 0 ? "ø" : i % 3 == 1 ? "😀" : "a");
    vcard_card_add(card, "", "NOTE", "", value->str);
    bytes = written(card);

    g_auto(GStrv) lines = g_strsplit(bytes, "\r\n", -1);

    for (unsigned i = 0; lines[i] != NULL; i++) {
        g_assert_cmpuint(strlen(lines[i]), <=, 75);
        g_assert_true(g_utf8_validate(lines[i], -1, NULL));
    }
    g_assert_cmpuint(g_strv_length(lines), >, 5);
    g_autoptr(VcardCard) again = card_of(bytes);

    g_assert_cmpstr(vcard_card_at(again, 2)->value, ==, value->str);
}

static void
test_a_changed_line_of_version_2_1_is_quoted_where_it_must_be(void)
{
    g_autoptr(VcardCard) card =
        card_of("BEGIN:VCARD\r\nVERSION:2.1\r\n"
                "NOTE;HOME;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:=\r\n"
                "J=F8rn\r\nTITLE:x\r\nEND:VCARD\r\n");
    g_autofree char *bytes = NULL;
    unsigned note = vcard_card_find(card, "NOTE", 0);

    g_assert_cmpstr(vcard_card_at(card, note)->value, ==, "Jørn");
    vcard_card_set(card, note, "Bjørn\\, og\\nBø");
    vcard_card_set(card, vcard_card_find(card, "TITLE", 0), "plain\\, and\\;so");
    bytes = written(card);
    g_assert_cmpstr(bytes, ==,
                    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
                    "NOTE;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=\r\n"
                    "Bj=C3=B8rn,=20og=0D=0AB=C3=B8\r\n"
                    "TITLE:plain, and\\;so\r\nEND:VCARD\r\n");
    g_autoptr(VcardCard) again = card_of(bytes);

    g_assert_cmpstr(vcard_card_at(again, note)->value, ==, "Bjørn, og\r\nBø");
}

static void
test_a_card_within_a_card_is_not_mistaken_for_it(void)
{
    static const char bytes[] =
        "BEGIN:VCARD\nVERSION:2.1\nAGENT:\nBEGIN:VCARD\nFN:Inner\nEND:VCARD\n"
        "FN:Outer\nEND:VCARD\n";
    g_autoptr(VcardCard) card = card_of(bytes);
    g_autofree char *same = written(card);

    g_assert_cmpstr(vcard_card_at(card, vcard_card_find(card, "FN", 0))->value, ==, "Outer");
    g_assert_cmpstr(same, ==, bytes);
}

static void
test_a_card_without_an_end_stands_before_the_next(void)
{
    static const char bytes[] = "BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\n";
    g_autoptr(VcardCard) card = card_of(bytes);
    g_autofree char *same = written(card);
    gsize used = 0;

    g_assert_cmpstr(vcard_card_at(card, vcard_card_find(card, "FN", 0))->value, ==, "B");
    g_assert_cmpstr(same, ==, bytes);
    g_assert_null(vcard_card_read("BEGIN:VCARD\nFN:A\n", 17, &used));
}

/* The property: cards of any make. */

typedef struct {
    GRand *dice;
    GString *bytes;
    GPtrArray *lines; /* each as it stands in the file */
    const char *line_end;
} Maker;

static const char *
any_of(Maker *maker, const char *const *words, unsigned count)
{
    return words[g_rand_int_range(maker->dice, 0, (gint32) count)];
}
#define ANY(maker, words) any_of((maker), (words), G_N_ELEMENTS(words))

/* Folded wherever it pleases the dice, inside letters too. */
static void
add_generated_line(Maker *maker, const char *text)
{
    GString *line = g_string_new(g_rand_int_range(maker->dice, 0, 20) == 0 ? maker->line_end : "");
    gsize name = strcspn(text, ":;") + 1;

    for (const char *at = text; *at != '\0'; at++) {
        g_string_append_c(line, *at);
        if (at >= text + name && at[1] != '\0' && g_rand_int_range(maker->dice, 0, 25) == 0)
            g_string_append_printf(line, "%s%c", maker->line_end,
                                   g_rand_boolean(maker->dice) ? ' ' : '\t');
    }
    g_string_append(line, maker->line_end);
    g_string_append_len(maker->bytes, line->str, (gssize) line->len);
    g_ptr_array_add(maker->lines, g_string_free(line, FALSE));
}

static void
add_generated_value(Maker *maker, GString *text)
{
    static const char *const pieces[] = { "a",
                                          "Ø",
                                          "日本",
                                          "😀",
                                          "\\n",
                                          "\\,",
                                          "\\;",
                                          "\\\\",
                                          ";",
                                          ",",
                                          ":",
                                          "\"",
                                          "  ",
                                          "=",
                                          "X-",
                                          "å",
                                          "e\xcc\x81",
                                          "Holm",
                                          "https://x.example/?a=b" };
    int count = g_rand_int_range(maker->dice, 0, 14);

    for (int i = 0; i < count; i++)
        g_string_append(text, ANY(maker, pieces));
}

static void
add_generated_property(Maker *maker)
{
    static const char *const names[] = { "FN",           "N",     "EMAIL",
                                         "tel",          "X-Odd", "X-ABLabel",
                                         "NOTE",         "ORG",   "X-PHONETIC-FIRST-NAME",
                                         "Adr",          "PHOTO", "BDAY",
                                         "CLIENTPIDMAP", "URL" };
    static const char *const groups[] = { "", "", "", "item1.", "ITEM2.", "a-b." };
    static const char *const params[] = { "",
                                          "",
                                          ";TYPE=work",
                                          ";type=\"a,b;c:d\"",
                                          ";X-A=1;B=2",
                                          ";CHARSET=UTF-8",
                                          ";PREF=1;X-é=ø",
                                          ";HOME" };
    g_autoptr(GString) text = g_string_new(ANY(maker, groups));

    g_string_append(text, ANY(maker, names));
    g_string_append(text, ANY(maker, params));
    g_string_append_c(text, ':');
    add_generated_value(maker, text);
    add_generated_line(maker, text->str);
}

static void
generate(Maker *maker)
{
    static const char *const versions[] = { "VERSION:3.0", "VERSION:4.0", "version:3.0" };
    int count = g_rand_int_range(maker->dice, 1, 12);

    maker->line_end = g_rand_boolean(maker->dice) ? "\r\n" : "\n";
    g_string_truncate(maker->bytes, 0);
    g_ptr_array_set_size(maker->lines, 0);
    add_generated_line(maker, "BEGIN:VCARD");
    add_generated_line(maker, ANY(maker, versions));
    for (int i = 0; i < count; i++)
        add_generated_property(maker);
    add_generated_line(maker, "END:VCARD");
}

static char *
without_line(const Maker *maker, unsigned left_out)
{
    GString *rest = g_string_new(NULL);

    for (unsigned i = 0; i < maker->lines->len; i++)
        if (i != left_out)
            g_string_append(rest, g_ptr_array_index(maker->lines, i));
    return g_string_free(rest, FALSE);
}

typedef void (*Write)(const VcardCard *card, GString *out);

/* Reads the card in hand, changes the line that the dice choose, writes it with `write`: TRUE if
 * all other lines are the same byte for byte and the changed one says what it should. */
static gboolean
survives_an_edit(Maker *maker, Write write)
{
    gsize used = 0;
    g_autoptr(VcardCard) card = vcard_card_read(maker->bytes->str, maker->bytes->len, &used);
    unsigned edited = (unsigned) g_rand_int_range(maker->dice, 2, (gint32) maker->lines->len - 1);
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *name = NULL;

    if (card == NULL || used != maker->bytes->len || vcard_card_count(card) != maker->lines->len)
        return FALSE;
    write(card, out);
    if (strcmp(out->str, maker->bytes->str) != 0)
        return FALSE;
    add_generated_value(maker, value);
    name = g_strconcat(vcard_card_at(card, edited)->group, ".", vcard_card_at(card, edited)->name,
                       NULL);
    vcard_card_set(card, edited, value->str);
    g_string_truncate(out, 0);
    write(card, out);

    g_autoptr(VcardCard) again = vcard_card_read(out->str, out->len, &used);
    g_autofree char *rest = without_line(maker, edited);
    g_autofree char *their_name = NULL;
    const VcardProperty *shown;

    if (again == NULL || vcard_card_count(again) != maker->lines->len)
        return FALSE;
    shown = vcard_card_at(again, edited);
    their_name = g_strconcat(shown->group, ".", shown->name, NULL);
    if (strcmp(their_name, name) != 0 ||
        (strcmp(shown->name, "PHOTO") != 0 && strcmp(shown->value, value->str) != 0))
        return FALSE;
    vcard_card_remove(again, edited);
    g_string_truncate(out, 0);
    write(again, out);
    return strcmp(out->str, rest) == 0;
}

static unsigned
count_survivors(unsigned cards, Write write)
{
    Maker maker = { .dice = g_rand_new_with_seed(20260302),
                    .bytes = g_string_new(NULL),
                    .lines = g_ptr_array_new_with_free_func(g_free) };
    unsigned survivors = 0;

    for (unsigned i = 0; i < cards; i++) {
        generate(&maker);
        if (survives_an_edit(&maker, write))
            survivors++;
        else if (write == vcard_card_write)
            g_test_message("lost: %s", maker.bytes->str);
    }
    g_rand_free(maker.dice);
    g_string_free(maker.bytes, TRUE);
    g_ptr_array_unref(maker.lines);
    return survivors;
}

static void
test_any_card_survives_any_edit(void)
{
    unsigned cards = collected_count_wanted(CARDS_USUAL);

    g_assert_cmpuint(count_survivors(cards, vcard_card_write), ==, cards);
}

/* What writers get wrong: the hunt above must see each of it. */
static void
write_without_unknown(const VcardCard *card, GString *out)
{
    g_autofree char *bytes = written(card);
    g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);

    for (unsigned i = 0; lines[i] != NULL; i++)
        if (!g_str_has_prefix(lines[i], "X-Odd"))
            g_string_append_printf(out, "%s%s", lines[i], lines[i + 1] != NULL ? "\n" : "");
}

static void
write_groups_away(const VcardCard *card, GString *out)
{
    g_autofree char *bytes = written(card);
    g_autoptr(GString) text = g_string_new(bytes);

    g_string_replace(text, "item1.", "", 0);
    g_string_append(out, text->str);
}

static void
write_with_other_line_ends(const VcardCard *card, GString *out)
{
    g_autofree char *bytes = written(card);
    g_autoptr(GString) text = g_string_new(bytes);

    g_string_replace(text, "\r\n", "\n", 0);
    g_string_append(out, text->str);
}

static void
test_a_writer_that_loses_something_is_found(void)
{
    static const Write faulty[] = { write_without_unknown, write_groups_away,
                                    write_with_other_line_ends };

    for (unsigned i = 0; i < G_N_ELEMENTS(faulty); i++)
        g_assert_cmpuint(count_survivors(1000, faulty[i]), <, 1000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, run) g_test_add_func("/vcard-card/" name, run)
    ADD("what-is-not-changed-stays-byte-for-byte", test_what_is_not_changed_stays_byte_for_byte);
    ADD("one-change-changes-one-line", test_one_change_changes_one_line);
    ADD("a-line-comes-before-the-end-and-can-go-again",
        test_a_line_comes_before_the_end_and_can_go_again);
    ADD("lines-are-folded-at-75-octets-between-letters",
        test_lines_are_folded_at_75_octets_between_letters);
    ADD("a-changed-line-of-version-2-1-is-quoted-where-it-must-be",
        test_a_changed_line_of_version_2_1_is_quoted_where_it_must_be);
    ADD("a-card-within-a-card-is-not-mistaken-for-it",
        test_a_card_within_a_card_is_not_mistaken_for_it);
    ADD("a-card-without-an-end-stands-before-the-next",
        test_a_card_without_an_end_stands_before_the_next);
    ADD("any-card-survives-any-edit", test_any_card_survives_any_edit);
    ADD("a-writer-that-loses-something-is-found", test_a_writer_that_loses_something_is_found);
    return g_test_run();
}
