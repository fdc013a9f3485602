/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * Files that are made to cost more than they are worth: each ends well, in bounded memory, with
 * what was good in it.
 */
#include "base/tk-limits.h"
#include "formats/brought.h"
#include "formats/collected.h"
#include "formats/csv.h"
#include "formats/mail.h"
#include "formats/vcard.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD "From: Kari <kari@x.example>\nTo: mina@y.example\nDate: 7 Dec 2026 08:30:15 GMT\n"

static Collected *
read_mail(const char *text, gsize length)
{
    g_autoptr(InputSource) source = input_source_bytes(text, length, 0);
    g_autoptr(Input) input = input_new(source, INPUT_BYTES, MAIL_WINDOW);
    Collected *seen = collected_new();
    g_autoptr(MailReader) reader = mail_reader_new(&seen->reading);

    seen->wants_text = TRUE;
    g_assert_true(mail_read_single(reader, input, NULL));
    g_assert_cmpuint(input_peak(input), <=, MAIL_WINDOW);
    return seen;
}

typedef struct {
    const char *name;
    const char *before;
    const char *each; /* may hold one %u */
    const char *after;
    const char *part; /* that the records must have */
} Bomb;

static const Bomb mails[] = {
    { "address-headers", HEAD, "To: p%u@x.example\n", "\nbody", "mail <" },
    { "addresses-in-one-header", HEAD "Cc: ", "p%u@x.example, ", "z@x.example\n\nbody", "mail <" },
    { "folded-addresses", HEAD "Cc: a@x.example", ",\n p%u@x.example", "\n\nbody", "mail <" },
    { "references", HEAD "References:", " <m%u@x.example>", "\n\nbody", "ref=<m0@x.example>" },
    { "references-without-end", HEAD "References: ", "<", "\n\nbody", "mail <" },
    { "reference-headers", HEAD, "References: <m%u@x.example>\n", "\nbody", "ref=<m0@x.example>" },
    { "comments-in-an-address", HEAD "Cc: ", "(", "\n\nbody", "mail <" },
    { "quotes-in-an-address", HEAD "Cc: ", "\"%u", "\n\nbody", "mail <" },
    { "encoded-words", HEAD "Subject: ", "=?utf-8?Q?=C3=B8?= ", "\n\nbody", "mail <" },
    { "parameters-in-pieces", HEAD "Content-Type: text/plain", ";\n charset*%u=u", "\n\nbody",
      "mail <" },
    { "parameters-in-encoded-pieces", HEAD "Content-Type: text/plain", ";\n name*%u*=utf-8''%%C3",
      "\n\nbody", "mail <" },
    { "parts", HEAD "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx%u\n", "--b--\n",
      "text=[x0" },
    { "boundaries-alone", HEAD "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n", "",
      "mail <" },
    { "nested-mails", HEAD, "Content-Type: message/rfc822\n\n" HEAD, "\nbody", "mail <" },
    { "open-tags", HEAD "Content-Type: text/html\n\n<p>hei ", "<a ", "", "text=[hei" },
    { "comments-in-html", HEAD "Content-Type: text/html\n\nhei ", "<!--", "", "text=[hei" },
    { "hidden-in-html", HEAD "Content-Type: text/html\n\nhei ", "<style>", "", "text=[hei" },
    { "soft-breaks", HEAD "Content-Transfer-Encoding: quoted-printable\n\nhei", "=\n", "",
      "text=[hei" },
    { "utf-7", HEAD "Content-Type: text/plain; charset=utf-7\n\nhei ", "+AMM", "", "text=[hei" },
};

static void
append_each(GString *text, const char *each, unsigned number)
{
    const char *place = strstr(each, "%u");
    g_autofree char *digits = g_strdup_printf("%u", number);

    for (const char *at = each; *at != '\0'; at++) {
        if (at == place) {
            g_string_append(text, digits);
            at++;
        } else if (at[0] == '%' && at[1] == '%') {
            g_string_append_c(text, *at++);
        } else {
            g_string_append_c(text, *at);
        }
    }
}

/* A reader that were quadratic would not come to the end of this. TOKOPP_CARDS=1048576 makes it a
 * million. */
static unsigned
largest(void)
{
    return collected_count_wanted(1 << 17);
}

static void
test_a_mail_made_of_many_of_one_thing_is_one_mail(gconstpointer data)
{
    const Bomb *bomb = data;

    for (unsigned count = 1 << 11; count <= largest(); count *= 8) {
        g_autoptr(GString) mail = g_string_new(bomb->before);
        g_autoptr(Collected) seen = NULL;

        for (unsigned i = 0; i < count; i++)
            append_each(mail, bomb->each, i);
        g_string_append(mail, bomb->after);
        seen = read_mail(mail->str, mail->len);
        collected_assert_has(seen, bomb->part);
        g_assert_cmpuint(seen->interactions, ==, 1);
    }
}

static Collected *
read_cards(const char *text, gsize length)
{
    g_autoptr(InputSource) source = input_source_bytes(text, length, 0);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, VCARD_WINDOW);
    Collected *seen = collected_new();

    g_assert_true(vcard_read(input, &seen->reading, NULL));
    g_assert_cmpuint(input_peak(input), <=, VCARD_WINDOW);
    return seen;
}

#define OLD_CARD "BEGIN:VCARD\nVERSION:2.1\n"

static const Bomb cards[] = {
    { "soft-breaks", OLD_CARD "FN:Kari\nNOTE;ENCODING=QUOTED-PRINTABLE:", "=C3=B8=\n",
      "\nEND:VCARD\n", "person 'Kari'" },
    { "folds", "BEGIN:VCARD\nFN:Kari\nNOTE:a", "\n b", "\nEND:VCARD\n", "person 'Kari'" },
    { "parameters", "BEGIN:VCARD\nFN:Kari\nTEL", ";TYPE=t%u", ":1\nEND:VCARD\n", "person 'Kari'" },
    { "parts-of-a-name", "BEGIN:VCARD\nFN:Kari\nN:", "a;", "\nEND:VCARD\n", "person 'Kari'" },
    { "labels", "BEGIN:VCARD\nFN:Kari\n", "i%u.X-ABLabel:x\n", "END:VCARD\n", "person 'Kari'" },
    { "cards-within-cards", "", OLD_CARD "AGENT:\n", "FN:Kari\nEND:VCARD\n", "left out" },
    { "quotes", "BEGIN:VCARD\nFN:Kari\nNOTE;X=", "\"", ":n\nEND:VCARD\n", "person 'Kari'" },
};

static void
test_a_card_made_of_many_of_one_thing_is_one_card(gconstpointer data)
{
    const Bomb *bomb = data;

    for (unsigned count = 1 << 11; count <= largest(); count *= 8) {
        g_autoptr(GString) card = g_string_new(bomb->before);
        g_autoptr(Collected) seen = NULL;

        for (unsigned i = 0; i < count; i++)
            append_each(card, bomb->each, i);
        g_string_append(card, bomb->after);
        seen = read_cards(card->str, card->len);
        collected_assert_has(seen, bomb->part);
        g_assert_cmpuint(seen->persons, <=, 1);
    }
}

/* The same text in the encodings that phones, mailers and Windows write. */
static void
test_text_in_wide_and_in_seven_bit_letters_is_read(void)
{
    static const char *const charsets[] = { "utf-7",  "utf-16",       "utf-16le", "utf-16be",
                                            "utf-32", "windows-1252", "utf-8",    "iso-8859-1" };

    for (unsigned i = 0; i < G_N_ELEMENTS(charsets); i++) {
        gsize length = 0;
        g_autofree char *bytes =
            g_convert("Hei Jørn", -1, charsets[i], "UTF-8", NULL, &length, NULL);
        g_autofree char *packed = g_base64_encode((const guchar *) bytes, length);
        g_autofree char *mail = g_strdup_printf(HEAD "Content-Type: text/plain; charset=%s\n"
                                                     "Content-Transfer-Encoding: base64\n\n%s\n",
                                                charsets[i], packed);
        g_autoptr(Collected) seen = read_mail(mail, strlen(mail));

        collected_assert_has(seen, "text=[Hei Jørn");
    }
}

/* A file in the test's own folder, read as if it were brought. */
static Collected *
read_file(const char *name, const char *bytes, gsize length)
{
    g_autofree char *folder = g_dir_make_tmp("tokopp-hostile-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    Collected *seen = collected_new();

    g_assert_true(g_file_set_contents(path, bytes, (gssize) length, NULL));
    g_assert_true(brought_read(path, &seen->sink, NULL));
    g_remove(path);
    g_rmdir(folder);
    return seen;
}

static void
test_ten_million_columns_are_no_table(void)
{
    static const char *const cells[] = { "name,", "," };

    for (unsigned i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autoptr(GString) text = g_string_new("Name,Email\n");
        g_autoptr(Collected) seen = NULL;

        for (unsigned column = 0; column < 10000000; column++)
            g_string_append(text, cells[i]);
        g_string_append(text, "\nKari Holm,kari@x.example\n");
        seen = read_file("wide.csv", text->str, text->len);
        collected_assert_has(seen, "left out");
        g_assert_cmpuint(seen->persons, <=, 1);
        g_assert_cmpuint(seen->left_out, <=, 3);
    }
}

static void
test_a_table_with_ten_million_column_names_is_refused(void)
{
    g_autoptr(GString) text = g_string_new("Name,Email");
    g_autoptr(Collected) seen = NULL;

    for (unsigned column = 0; column < 10000000; column++)
        g_string_append(text, ",x");
    g_string_append(text, "\nKari Holm,kari@x.example\n");
    seen = read_file("wide.csv", text->str, text->len);
    collected_assert_has(seen, "left out");
    g_assert_cmpuint(seen->persons, <=, 1);
}

#define ADD(group, bombs, function)                                                                \
    for (unsigned i = 0; i < G_N_ELEMENTS(bombs); i++) {                                           \
        g_autofree char *path = g_strconcat("/hostile-sizes/" group "/", bombs[i].name, NULL);     \
                                                                                                   \
        g_test_add_data_func(path, &bombs[i], function);                                           \
    }

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("mail", mails, test_a_mail_made_of_many_of_one_thing_is_one_mail);
    ADD("card", cards, test_a_card_made_of_many_of_one_thing_is_one_card);
    g_test_add_func("/hostile-sizes/text-in-wide-and-in-seven-bit-letters-is-read",
                    test_text_in_wide_and_in_seven_bit_letters_is_read);
    g_test_add_func("/hostile-sizes/ten-million-columns-are-no-table",
                    test_ten_million_columns_are_no_table);
    g_test_add_func("/hostile-sizes/a-table-with-ten-million-column-names-is-refused",
                    test_a_table_with_ten_million_column_names_is_refused);
    return g_test_run();
}
