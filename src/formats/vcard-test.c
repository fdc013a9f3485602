/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/vcard.h"

#include "formats/brought.h"
#include "formats/collected.h"
#include "formats/vcard-line.h"

#include <string.h>

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"

static void
read_cards(InputSource *source, Collected *collected)
{
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, VCARD_WINDOW);

    g_assert_true(vcard_read(input, &collected->reading, NULL));
}

static Collected *
read_text(const char *bytes, gsize length)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, 0);
    Collected *collected = collected_new();

    read_cards(source, collected);
    return collected;
}

typedef struct {
    const char *card;
    const char *records;
} Case;

static const Case cases[] = {
    { CARD("FN:Kari Holm\r\nN:Holm;Kari;;;\r\nEMAIL;TYPE=INTERNET,work:kari@x.example\r\n"),
      "person 'Kari Holm' 'Kari' 'Holm' email=kari@x.example(work)\n" },
    { CARD("N:Holm;Kari;;;\r\n"), "person 'Kari Holm' 'Kari' 'Holm'\n" },
    { CARD("ORG:Nordvarme AS;Lab\r\nTITLE:Head\r\n"),
      "person 'Nordvarme AS' '' '' post='Head, Nordvarme AS'\n" },
    { "BEGIN:VCARD\r\r\nFN:Kari\r\r\n\r\r\nEMAIL:\r\r\n kari@x.example\r\r\nEND:VCARD\r\r\n",
      "person 'Kari' '' '' email=kari@x.example\n" },
    { CARD("FN:A\\, B\\; C\\nD\\\\E\r\n"), "person 'A, B; C\nD\\E' '' ''\n" },
    { CARD("FN:Ka\r\n ri\r\n  Holm\r\n"), "person 'Kari Holm' '' ''\n" },
    /* a fold in the middle of a letter, as some phones write it */
    { CARD("FN:J\xc3\r\n \xb8rn\r\n"), "person 'Jørn' '' ''\n" },
    { CARD("FN:A\r\nitem1.TEL:+47 1\r\nitem1.X-ABLabel:_$!<Work>!$_\r\n"),
      "person 'A' '' '' phone=+47 1(Work)\n" },
    { CARD("FN:A\r\nitem2.URL:https://example.no\r\nitem2.X-ABLabel:blog\r\n"),
      "person 'A' '' '' url=https://example.no(blog)\n" },
    { CARD("FN:A\r\nX-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/a\r\n"),
      "person 'A' '' '' linkedin=https://www.linkedin.com/in/a(linkedin)\n" },
    { CARD("FN:A\r\nURL:http://no.linkedin.com/in/a\r\n"),
      "person 'A' '' '' linkedin=http://no.linkedin.com/in/a\n" },
    { CARD("FN:A\r\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+47-1;ext=5\r\n"),
      "person 'A' '' '' phone=+47-1(voice,home)\n" },
    { CARD("FN:A\r\nADR;TYPE=home:;;Gata 1;Oslo;;0150;Norge\r\n"),
      "person 'A' '' '' place='Oslo, Norge'\n" },
    { CARD("FN:A\r\nUID:urn:uuid:1\r\nNOTE:Met in Bergen\r\n"),
      "person 'A' '' '' note='Met in Bergen' uid=urn:uuid:1\n" },
    { CARD("FN:A\r\nX-P;X=\"a:b;c\":v\r\nEMAIL:a@x.example\r\n"),
      "person 'A' '' '' email=a@x.example\n" },
    { CARD("FN:A\r\nX-P;X=\"open:v\r\nEMAIL:a@x.example\r\n"),
      "person 'A' '' '' email=a@x.example\n" },
    { CARD("FN:A\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\n CC==\r\nTEL:1\r\n"),
      "person 'A' '' '' phone=1\n" },
    { CARD("KIND:group\r\nFN:Friends\r\n"), "left out 1 card-is-group 'Friends'\n" },
    { CARD("NOTE:nobody\r\n"), "left out 1 card-empty ''\n" },
    { CARD("FN:A\r\nrubbish\r\n"), "left out 4 line-malformed 'rubbish'\nperson 'A' '' ''\n" },
    { "BEGIN:VCARD\nFN:A\n" CARD("FN:B\r\n"),
      "left out 1 card-unfinished 'A'\nperson 'B' '' ''\n" },
    { CARD("FN:A\r\n") "BEGIN:VCARD\nFN:B", "person 'A' '' ''\nleft out 5 card-unfinished 'B'\n" },
    { "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:B=C3=A6k;J=C3=\n"
      "=B8rn\nEND:VCARD\n",
      "person 'Jørn Bæk' 'Jørn' 'Bæk'\n" },
    { "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:J=F8rn\nEND:VCARD\n",
      "person 'Jørn' '' ''\n" },
    { "BEGIN:VCARD\nVERSION:2.1\nFN:J\xf8rn\nEND:VCARD\n", "person 'Jørn' '' ''\n" },
    { "BEGIN:VCARD\nVERSION:2.1\nFN:A\nAGENT:\nBEGIN:VCARD\nFN:Agent\nEND:VCARD\nTEL;CELL:1\n"
      "END:VCARD\n",
      "person 'A' '' '' phone=1(CELL)\n" },
    { CARD("FN:A\r\nLANG;PREF=1:no-NO\r\nLANG:en\r\n"), "person 'A' '' '' language=nb\n" },
    { CARD("FN:A\r\nLANG:fr\r\nLANG;PREF=2:sv\r\n"), "person 'A' '' '' language=sv\n" },
    { CARD("FN:A\r\nX-LANG:da\r\nLANG:english\r\n"), "person 'A' '' '' language=da\n" },
    { "begin:vcard\nversion:4.0\nfn:A\nend:vcard\n", "person 'A' '' ''\n" },
};

static void
test_reads_all_three_versions_and_the_usual_faults(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Collected) seen = read_text(cases[i].card, strlen(cases[i].card));

        g_assert_cmpstr(seen->text->str, ==, cases[i].records);
    }
}

static void
test_it_does_not_matter_where_the_bytes_are_cut(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
        collected_assert_splits(cases[i].card, strlen(cases[i].card), read_cards);
}

static void
test_reads_a_file_in_utf_16(void)
{
    static const char card[] = "BEGIN:VCARD\nFN:Jørn Bæk\nEND:VCARD\n";
    gsize length = 0;
    g_autofree char *wide = g_convert(card, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
    g_autoptr(Collected) seen = NULL;

    g_assert_nonnull(wide);
    seen = read_text(wide, length);
    g_assert_cmpstr(seen->text->str, ==, "person 'Jørn Bæk' '' ''\n");
}

static void
test_a_picture_of_fifty_megabytes_is_passed_over(void)
{
    g_autoptr(GString) card = g_string_new("BEGIN:VCARD\nFN:A\nPHOTO:");
    g_autoptr(InputSource) source = NULL;
    g_autoptr(Input) input = NULL;
    g_autoptr(Collected) seen = collected_new();
    gsize start = card->len;

    g_string_set_size(card, start + (50 << 20));
    memset(card->str + start, 'A', 50 << 20);
    g_string_append(card, "\nTEL:1\nEND:VCARD\n");
    source = input_source_bytes(card->str, card->len, 0);
    input = input_new(source, INPUT_TEXT, VCARD_WINDOW);
    g_assert_true(vcard_read(input, &seen->reading, NULL));
    g_assert_cmpstr(seen->text->str, ==, "person 'A' '' '' phone=1\n");
    g_assert_cmpuint(input_peak(input), <=, VCARD_WINDOW);
}

static void
test_lines_nobody_knows_are_kept_as_they_stood(void)
{
    static const char bytes[] = "item1.X-Odd;A=\"b;c\":v\\,w\r\n x\r\nNOTE:n\r\n";
    g_autoptr(InputSource) source = input_source_bytes(bytes, sizeof bytes - 1, 0);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, VCARD_WINDOW);
    g_autoptr(VcardLines) lines = vcard_lines_new(input, TRUE);
    VcardLine line;

    g_assert_true(vcard_lines_next(lines, &line));
    g_assert_cmpstr(line.raw, ==, "item1.X-Odd;A=\"b;c\":v\\,w\r\n x\r\n");
    g_assert_cmpstr(line.group, ==, "item1");
    g_assert_cmpstr(line.name, ==, "X-ODD");
    g_assert_cmpstr(line.params, ==, "A=\"b;c\"");
    g_assert_cmpstr(line.value, ==, "v\\,wx");
    g_assert_true(vcard_line_has(&line, "a", "B;C"));
    g_assert_false(vcard_line_has(&line, "a", "b"));
    g_assert_true(vcard_lines_next(lines, &line));
    g_assert_cmpstr(line.raw, ==, "NOTE:n\r\n");
    g_assert_false(vcard_lines_next(lines, &line));
}

static void
test_a_card_with_too_many_addresses_keeps_the_first(void)
{
    g_autoptr(GString) card = g_string_new("BEGIN:VCARD\nFN:A\n");
    g_autoptr(Collected) seen = NULL;

    for (unsigned i = 0; i < 100000; i++)
        g_string_append(card, "EMAIL:a@x.example\nitem1.X-ABLabel:b\n");
    g_string_append(card, "END:VCARD\n");
    seen = read_text(card->str, card->len);
    g_assert_cmpuint(seen->persons, ==, 1);
    g_assert_cmpuint(collected_count(seen, "email="), ==, 100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vcard/reads-all-three-versions-and-the-usual-faults",
                    test_reads_all_three_versions_and_the_usual_faults);
    g_test_add_func("/vcard/it-does-not-matter-where-the-bytes-are-cut",
                    test_it_does_not_matter_where_the_bytes_are_cut);
    g_test_add_func("/vcard/reads-a-file-in-utf-16", test_reads_a_file_in_utf_16);
    g_test_add_func("/vcard/a-picture-of-fifty-megabytes-is-passed-over",
                    test_a_picture_of_fifty_megabytes_is_passed_over);
    g_test_add_func("/vcard/lines-nobody-knows-are-kept-as-they-stood",
                    test_lines_nobody_knows_are_kept_as_they_stood);
    g_test_add_func("/vcard/a-card-with-too-many-addresses-keeps-the-first",
                    test_a_card_with_too_many_addresses_keeps_the_first);
    return g_test_run();
}
