/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/contact-table.h"

#include "formats/brought.h"
#include "formats/collected.h"
#include "formats/contact-column.h"
#include "formats/vcard.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
read_table(InputSource *source, Collected *collected)
{
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);
    g_autoptr(TablePeek) peek = table_peek_new(input);
    g_autoptr(ContactTable) table = contact_table_new(peek, "here");
    RecordSink *sink = &collected->sink;

    if (table == NULL)
        return FALSE;
    g_string_append_printf(collected->text, "shape '%s'\n", contact_table_record(table)->shape);
    if (sink->table != NULL)
        g_assert_true(sink->table(sink, contact_table_record(table), NULL));
    if (contact_table_makes_people(table))
        g_assert_true(contact_table_read(table, input, &collected->reading, NULL));
    return TRUE;
}

static Collected *
read_bytes(const char *bytes, gsize length)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, 0);
    Collected *seen = collected_new();

    read_table(source, seen);
    return seen;
}

static Collected *
read_string(const char *text)
{
    return read_bytes(text, strlen(text));
}

#define GOOGLE_OLD_BEGIN                                                                           \
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Birthday,Location,Notes,"
#define GOOGLE_OLD_END                                                                             \
    "Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"            \
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\n"
#define GOOGLE_OLD_PERSON                                                                          \
    "person 'Kari Anne Holm' 'Kari' 'Holm' note+='Met at sea' note+='#Family' "                    \
    "email=kari@nordvarme.example(Work) email=kari@holm.example(Work) "                            \
    "phone=+47 22 11 33 44(Mobile) post='Head of heat, Nordvarme'\n"

typedef struct {
    const char *text;
    const char *lines;
} Case;

static const Case cases[] = {
    { GOOGLE_OLD_BEGIN GOOGLE_OLD_END
      "Kari Anne Holm,Kari,Anne,Holm,,Dr,--03-01,,Met at sea,* myContacts ::: * Starred ::: Family,"
      "* Work,kari@nordvarme.example ::: kari@holm.example,Mobile,+47 22 11 33 44,,Nordvarme,"
      "Head of heat\n",
      "shape 'google'\n" GOOGLE_OLD_PERSON },
    { GOOGLE_OLD_BEGIN
      "Language,Photo," GOOGLE_OLD_END
      "Kari Anne Holm,Kari,Anne,Holm,,Dr,1604-03-01,,Met at sea,nb,https://x.example/p.png,"
      "* myContacts ::: * Starred ::: Family,* Work,kari@nordvarme.example ::: kari@holm.example,"
      "Mobile,+47 22 11 33 44,,Nordvarme,Head of heat\n",
      "shape 'google'\n" GOOGLE_OLD_PERSON },
    { "\xef\xbb\xbf"
      "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,"
      "Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
      "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,"
      "Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - City,"
      "Address 1 - Country,Website 1 - Label,Website 1 - Value\n"
      "Jørn,,Bæk,,,Jonna,,Fjordnett AS,Engineer,Fibre,,,,* myContacts,* Home,jorn@x.example,Work,"
      "jorn@fjordnett.example,,12345678,,,Bergen,Norway,Profile,"
      "https://www.linkedin.com/in/jorn-baek\n",
      "shape 'google'\nperson 'Jørn Bæk' 'Jørn' 'Bæk' place='Bergen, Norway' name=Jonna "
      "email=jorn@x.example(Home) email=jorn@fjordnett.example(Work) phone=12345678 "
      "linkedin=https://www.linkedin.com/in/jorn-baek(Profile) post='Engineer, Fjordnett AS'\n" },
    { "First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,"
      "E-mail 3 Address,Home Phone,Business Phone,Mobile Phone,Home City,Home Country/Region,"
      "Company,Job Title,Department,Business City,Business Country/Region,Web Page,Birthday,Notes,"
      "Categories\n"
      "Mina,,Lund,Ms.,,,mina@varmelaget.example,mina@lund.example,,,22 33 44 55,99 88 77 66,,,"
      "Varmelaget,Partner,,Oslo,Norway,www.varmelaget.example,12/28/1969,,Old friends;Heat\n",
      "shape 'outlook'\nperson 'Mina Lund' 'Mina' 'Lund' place='Oslo, Norway' "
      "note+='#Old-friends #Heat' email=mina@varmelaget.example email=mina@lund.example "
      "phone=22 33 44 55(work) phone=99 88 77 66(cell) url=www.varmelaget.example "
      "post='Partner, Varmelaget'\n" },
    { "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
      "Work Phone,Home Phone,Fax Number,Mobile Number,Home City,Home Country,Work City,"
      "Work Country,Job Title,Department,Organization,Web Page 1,Birth Year,Notes,\n"
      "Åse,Dahl,Åse Dahl,,ase@dahl.example,,,1234567,,,,,,Malmö,Sverige,Chef,,Dahl AB,,1970,Hej,\n",
      "shape 'thunderbird'\nperson 'Åse Dahl' 'Åse' 'Dahl' place='Malmö, Sverige' note+='Hej' "
      "email=ase@dahl.example phone=1234567(work) post='Chef, Dahl AB'\n" },
    { "first_name,last_name,gender,title,background,first_seen,last_seen,has_newsletter,status,"
      "tags,linkedin_url,company,email_work,email_home,email_other,phone_work,phone_home,"
      "phone_other\n"
      "Ola,Nes,male,Adviser,Sails,2024-07-01T00:00:00+00:00,2024-07-01T11:54:49.95+00:00,false,"
      "warm,\"sea, wind\",https://www.linkedin.com/in/ola-nes,Nes & Co,ola@nes.example,,,"
      "555-123456,,\n",
      "shape 'atomic'\nperson 'Ola Nes' 'Ola' 'Nes' note+='Sails' note+='#sea #wind' "
      "linkedin=https://www.linkedin.com/in/ola-nes email=ola@nes.example(work) "
      "phone=555-123456(work) post='Adviser, Nes & Co'\n" },
    { "First,Middle,Last,Nickname,Email,Category,Distribution Lists,Messenger ID,Home,Work,Pager,"
      "Fax,Mobile,Other,Yahoo! Phone,Primary,Alternate Email 1,Alternate Email 2,"
      "Personal Website,Business Website,Title,Company\n"
      "Liv,,Strand,,liv@strand.example,,,,,22334455,,,99887766,,,,liv@work.example,,,,Editor,"
      "Strandposten\n",
      "shape 'yahoo'\nperson 'Liv Strand' 'Liv' 'Strand' email=liv@strand.example "
      "phone=22334455(work) phone=99887766(cell) email=liv@work.example "
      "post='Editor, Strandposten'\n" },
};

static void
test_columns_are_known_by_their_names(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Collected) seen = read_string(cases[i].text);

        g_assert_cmpstr(seen->text->str, ==, cases[i].lines);
    }
}

/* Header, and the fields that its columns are taken for. */
static const Case header_cases[] = {
    { "Navn,Firma,E-post,Mobil,Stilling,Sted,Merknad\n",
      "name organisation email phone title place note " },
    { "Fornavn;Etternavn;E-postadresse;Telefon;Bedrift;Tittel\n",
      "given family email phone organisation title " },
    { "Fornavn;Efternavn;E-mailadresse;Virksomhed;Stilling;Titel\n",
      "given family email organisation title ignore " },
    { "Förnamn\tEfternamn\tE-postadress\tFöretag\tBefattning\tOrt\n",
      "given family email organisation title place " },
    { "Vorname;Nachname;E-Mail-Adresse;E-Mail 2: Adresse;Firma;Position;Anrede;Mobiltelefon\n",
      "given family email email organisation title ignore phone " },
    { "Full Name,Headline,Profile URL,Introduced By,Something Else\n",
      "name title linkedin through ignore " },
    { "E-mail 1 - Type,E-mail 1 - Value,Title,Job Title\n", "label email ignore title " },
};

static void
test_headers_of_five_languages_are_understood(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(header_cases); i++) {
        g_autofree char *text = g_strconcat(header_cases[i].text, "a,b\n", NULL);
        g_autoptr(InputSource) source = input_source_bytes(text, strlen(text), 0);
        g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);
        g_autoptr(TablePeek) peek = table_peek_new(input);
        g_autoptr(ContactTable) table = contact_table_new(peek, "here");
        g_autoptr(GString) fields = g_string_new("");

        g_assert_nonnull(table);
        for (unsigned at = 0; at < contact_table_record(table)->count; at++)
            g_string_append_printf(fields, "%s ", contact_table_record(table)->fields[at]);
        g_assert_cmpstr(fields->str, ==, header_cases[i].lines);
    }
}

static const Case guess_cases[] = {
    /* Names of columns that nobody knows: what stands in them tells. */
    { "Hvem,Hvor,Hvordan,Tlf jobb\nKari Holm,Nordvarme,kari@nordvarme.example,+47 22 11 33 44\n"
      "Jørn Bæk,Fjordnett,jorn@fjordnett.example,+47 55 11 33 44\n",
      "shape ''\n"
      "person 'Kari Holm' '' '' email=kari@nordvarme.example phone=+47 22 11 33 44\n"
      "person 'Jørn Bæk' '' '' email=jorn@fjordnett.example phone=+47 55 11 33 44\n" },
    /* No names of columns at all. */
    { "Kari Holm,kari@nordvarme.example\nJørn Bæk,jorn@fjordnett.example\n",
      "shape ''\nperson 'Kari Holm' '' '' email=kari@nordvarme.example\n"
      "person 'Jørn Bæk' '' '' email=jorn@fjordnett.example\n" },
    /* Spreadsheets' own first line, and semicolons. */
    { "sep=;\r\nNavn;E-post;Firma\r\n\"Holm; Kari\";kari@nordvarme.example;Nordvarme\r\n",
      "shape ''\nperson 'Holm; Kari' '' '' email=kari@nordvarme.example post=', Nordvarme'\n" },
    /* A title above the table. */
    { "Members of the choir\nAs of May\n\nNavn,E-post\nKari Holm,kari@nordvarme.example\n",
      "shape ''\nperson 'Kari Holm' '' '' email=kari@nordvarme.example\n" },
    /* What did not quote its comma would stand in the wrong columns. */
    { "Navn,Firma,E-post\nKari Holm,Nordvarme, AS,kari@nordvarme.example\n"
      "Jørn Bæk,Fjordnett,jorn@fjordnett.example,\n",
      "shape ''\nleft out 2 row-too-wide 'Kari Holm'\n"
      "person 'Jørn Bæk' '' '' email=jorn@fjordnett.example post=', Fjordnett'\n" },
    { "Navn,E-post\n,\nKari Holm,spør henne\n",
      "shape ''\nleft out 2 row-without-name ''\nleft out 3 email-not-one 'spør henne'\n"
      "person 'Kari Holm' '' ''\n" },
    { "name,sector,size,website\nAcme,Tools,50,https://acme.example\n", "shape 'companies'\n" },
    { "name,company,stage,amount\nSite,Acme,won,3\n", "shape 'deals'\n" },
};

static void
test_what_stands_in_a_column_tells_what_it_is(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(guess_cases); i++) {
        g_autoptr(Collected) seen = read_string(guess_cases[i].text);

        if (strstr(guess_cases[i].lines, "companies") != NULL ||
            strstr(guess_cases[i].lines, "deals") != NULL)
            g_assert_true(g_str_has_prefix(seen->text->str, guess_cases[i].lines));
        else
            g_assert_cmpstr(seen->text->str, ==, guess_cases[i].lines);
    }
}

static void
test_text_that_merely_has_commas_is_no_table(void)
{
    static const char *const texts[] = {
        "",
        "just some words",
        "Dear Kari, it was good.\nCome again, will you?\nWe have cake; and tea.\nYours\nMina\n",
        "a\nb\nc\n",
        "\1\2,\3\n\1\2,\3\n\1\2,\3\n",
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(InputSource) source = input_source_bytes(texts[i], strlen(texts[i]), 0);
        g_autoptr(Collected) seen = collected_new();

        read_table(source, seen);
        g_assert_cmpuint(seen->persons, ==, 0);
    }
}

static void
test_old_and_wide_letters_are_read(void)
{
    static const char latin[] = "Navn,E-post\nJ\xf8rn B\xe6k,jorn@x.example\n";
    g_autoptr(Collected) old = read_bytes(latin, sizeof latin - 1);
    g_autofree char *wide = NULL;
    g_autoptr(Collected) of_wide = NULL;
    gsize length = 0;

    collected_assert_has(old, "person 'Jørn Bæk' '' '' email=jorn@x.example\n");
    wide = g_convert("\xef\xbb\xbfNavn,E-post\nJørn Bæk,jorn@x.example\n", -1, "UTF-16LE", "UTF-8",
                     NULL, &length, NULL);
    g_assert_nonnull(wide);
    of_wide = read_bytes(wide, length);
    collected_assert_has(of_wide, "person 'Jørn Bæk' '' '' email=jorn@x.example\n");
}

static gboolean
put_other_fields(RecordSink *sink, RecordTable *table, GError **error)
{
    (void) sink;
    (void) error;
    g_assert_cmpstr(table->samples[0][1], ==, "kari@nordvarme.example");
    for (unsigned i = 0; i < table->count; i++)
        table->fields[i] = i == 0 ? "organisation" : i == 2 ? "name" : table->fields[i];
    return TRUE;
}

static void
test_the_sink_has_the_last_word_on_what_a_column_is(void)
{
    g_autoptr(Collected) seen = collected_new();
    static const char text[] = "Navn,E-post,Sjef\nNordvarme,kari@nordvarme.example,Kari Holm\n";
    g_autoptr(InputSource) source = input_source_bytes(text, sizeof text - 1, 0);

    seen->sink.table = put_other_fields;
    g_assert_true(read_table(source, seen));
    collected_assert_has(seen, "person 'Kari Holm' '' '' email=kari@nordvarme.example "
                               "post=', Nordvarme'\n");
}

static char *
fingerprint_of(const char *text)
{
    g_autoptr(InputSource) source = input_source_bytes(text, strlen(text), 0);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);
    g_autoptr(TablePeek) peek = table_peek_new(input);
    g_autoptr(ContactTable) table = contact_table_new(peek, "here");

    g_assert_nonnull(table);
    return g_strdup(contact_table_record(table)->fingerprint);
}

static void
test_a_shape_is_told_by_its_column_names_alone(void)
{
    g_autofree char *one = fingerprint_of("Navn,E-post\nKari,k@x.example\n");
    g_autofree char *same = fingerprint_of("NAVN;e-post\nJørn;j@y.example\nMina;m@z.example\n");
    g_autofree char *other = fingerprint_of("E-post,Navn\nk@x.example,Kari\n");
    g_autofree char *bare = fingerprint_of("Kari,k@x.example\nMina,m@y.example\n");

    g_assert_cmpstr(one, ==, same);
    g_assert_cmpstr(one, !=, other);
    g_assert_cmpstr(one, !=, bare);
}

static void
read_whole(InputSource *source, Collected *collected)
{
    g_assert_true(read_table(source, collected));
}

static void
test_it_does_not_matter_where_the_bytes_are_cut(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i += 3)
        collected_assert_splits(cases[i].text, strlen(cases[i].text), read_whole);
    collected_assert_splits(guess_cases[4].text, strlen(guess_cases[4].text), read_whole);
}

static void
test_a_word_names_each_field_once(void)
{
    for (unsigned field = 0; field < CONTACT_FIELDS; field++)
        g_assert_cmpint(contact_field_of_word(contact_field_words[field]), ==, field);
    g_assert_cmpint(contact_field_of_word("shoe size"), ==, CONTACT_FIELDS);
}

/* The labels of two programs for one thing. */
static const char *
plain_label(const char *label)
{
    static const char *const pairs[][2] = {
        { "mobile", "cell" }, { "homepage", "homepage" },
        { "homefax", "fax" }, { "workfax", "fax" },
        { "other", "" },
    };
    g_autofree char *folded = contact_column_fold(label);

    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (strcmp(folded, pairs[i][0]) == 0)
            return pairs[i][1];
    return g_intern_string(folded);
}

typedef struct {
    RecordSink sink;
    GString *text;
    gboolean with_labels;
} Plain;

static gboolean
plain_person(RecordSink *sink, const RecordPerson *person, GError **error)
{
    Plain *plain = (Plain *) sink;
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

    (void) error;
    for (unsigned i = 0; i < person->address_count; i++) {
        const RecordAddress *address = &person->addresses[i];

        if (strcmp(address->kind, "name") != 0)
            g_ptr_array_add(lines,
                            g_strconcat(address->kind, " ", address->value, " ",
                                        plain->with_labels ? plain_label(address->label) : "", "\n",
                                        NULL));
    }
    g_string_append_printf(plain->text, "%s|%s|%s|%s|%s|%s\n", person->name, person->given_name,
                           person->family_name, person->place,
                           person->position_count > 0 ? person->positions[0].organisation : "",
                           person->position_count > 0 ? person->positions[0].title : "");
    for (guint i = 0; i < lines->len; i++)
        g_string_append(plain->text, g_ptr_array_index(lines, i));
    return TRUE;
}

static gboolean
plain_left_out(RecordSink *sink, const RecordLeftOut *left_out, GError **error)
{
    (void) sink;
    (void) error;
    g_test_message("left out: %s %s", left_out->reason, left_out->subject);
    return TRUE;
}

static gboolean
plain_progress(RecordSink *sink, const char *file, int64_t done, int64_t total, GError **error)
{
    (void) sink;
    (void) file;
    (void) done;
    (void) total;
    (void) error;
    return TRUE;
}

static char *
plain_people(const char *path, gboolean with_labels)
{
    g_autoptr(GString) text = g_string_new("");
    Plain plain = {
        .sink = { .person = plain_person, .left_out = plain_left_out, .progress = plain_progress },
        .text = text,
        .with_labels = with_labels
    };

    g_assert_true(brought_read(path, &plain.sink, NULL));
    return g_strdup(text->str);
}

/* The cards that another program makes of the same tables. Of Thunderbird's it guesses the labels
 * of the addresses, so they are not compared there. */
static void
test_a_table_gives_the_people_of_the_cards_beside_it(void)
{
    static const struct {
        const char *table, *cards;
        gboolean with_labels;
    } pairs[] = {
        { "contacts/roundcube/gmail.csv", "contacts/roundcube/gmail.vcf", TRUE },
        { "contacts/roundcube/tb_plain.csv", "contacts/roundcube/tb_plain.vcf", FALSE },
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *table = collected_shared_data(pairs[i].table);
        g_autofree char *cards = table != NULL ? collected_shared_data(pairs[i].cards) : NULL;
        g_autofree char *of_table = NULL;
        g_autofree char *of_cards = NULL;

        if (cards == NULL)
            return;
        of_table = plain_people(table, pairs[i].with_labels);
        of_cards = plain_people(cards, pairs[i].with_labels);
        g_assert_cmpstr(of_table, ==, of_cards);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/contact-table/columns-are-known-by-their-names",
                    test_columns_are_known_by_their_names);
    g_test_add_func("/contact-table/headers-of-five-languages-are-understood",
                    test_headers_of_five_languages_are_understood);
    g_test_add_func("/contact-table/what-stands-in-a-column-tells-what-it-is",
                    test_what_stands_in_a_column_tells_what_it_is);
    g_test_add_func("/contact-table/text-that-merely-has-commas-is-no-table",
                    test_text_that_merely_has_commas_is_no_table);
    g_test_add_func("/contact-table/old-and-wide-letters-are-read",
                    test_old_and_wide_letters_are_read);
    g_test_add_func("/contact-table/the-sink-has-the-last-word-on-what-a-column-is",
                    test_the_sink_has_the_last_word_on_what_a_column_is);
    g_test_add_func("/contact-table/a-shape-is-told-by-its-column-names-alone",
                    test_a_shape_is_told_by_its_column_names_alone);
    g_test_add_func("/contact-table/it-does-not-matter-where-the-bytes-are-cut",
                    test_it_does_not_matter_where_the_bytes_are_cut);
    g_test_add_func("/contact-table/a-word-names-each-field-once",
                    test_a_word_names_each_field_once);
    g_test_add_func("/contact-table/a-table-gives-the-people-of-the-cards-beside-it",
                    test_a_table_gives_the_people_of_the_cards_beside_it);
    return g_test_run();
}
