/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-person.h"

#include <string.h>

static const char *const none[] = { NULL };

static NameBook *
book_new(void)
{
    return name_book_new("robert bob\nelisabeth lis\nchristine chris\nchristopher chris\n",
                         "kristian christian\n", NULL);
}

static SameRecord
record(const char *name, const char *organisation)
{
    return (SameRecord) { name, organisation, "", "", "", "", none, none, none };
}

static char **
words_of(const NameBook *book, const SameRecord *record)
{
    g_autoptr(SameReading) reading = same_reading_new(record);

    return same_person_words(book, reading);
}

static gboolean
meet(const NameBook *book, const SameRecord *one, const SameRecord *other)
{
    g_auto(GStrv) ours = words_of(book, one);
    g_auto(GStrv) theirs = words_of(book, other);

    g_assert_true(same_words_meet(ours, theirs) == same_words_meet(theirs, ours));
    return same_words_meet(ours, theirs);
}

/* Whoever is one must meet under a word, or nobody looks at them. */
static void
test_doubles_stand_under_one_word(void)
{
    static const char *const pairs[][2] = {
        { "Ragnhild Tveito", "Tveito Ragnhild" },
        { "Bob Tveito", "Robert Tveito" },
        { "Lis Tveito", "Elisabeth Tveito" },
        { "Chris Tveito", "Christopher Tveito" },
        { "Kristian Kristensen", "Christian Christensen" },
        { "R. Tveito", "Ragnhild Tveito" },
        { "Ragnhild T.", "Ragnhild Tveito" },
        { "Ragnihld Tveito", "Ragnhild Tveito" },
        { "Ragnhild Tvieto", "Ragnhild Tveito" },
        { "Ragnhild Tveito", "Ragnhild Tveito-Moe" },
        { "Nils Anton Tveito", "Anton Tveito" },
        { "Øystein Åsnes", "Oystein Aasnes" },
    };
    g_autoptr(NameBook) book = book_new();

    for (size_t at = 0; at < G_N_ELEMENTS(pairs); at++) {
        const SameRecord one = record(pairs[at][0], ""), other = record(pairs[at][1], "");

        g_test_message("%s, %s", pairs[at][0], pairs[at][1]);
        g_assert_true(meet(book, &one, &other));
    }
}

static void
test_strangers_stand_under_none(void)
{
    g_autoptr(NameBook) book = book_new();
    const SameRecord one = record("Ragnhild Tveito", "Elv AS"),
                     other = record("Siri Moe", "Elv AS");

    g_assert_false(meet(book, &one, &other));
}

static void
test_a_first_name_and_a_workplace_are_enough(void)
{
    static const char *const emails[] = { "ragnhild@elvbygg.example", NULL };
    g_autoptr(NameBook) book = book_new();
    SameRecord one = record("Ragnhild", ""), other = record("Ragnhild Tveito", "Elv Bygg AS");

    one.emails = emails;
    g_assert_true(meet(book, &one, &other));
}

static void
test_a_name_of_very_many_words_has_few_keys(void)
{
    g_autoptr(NameBook) book = book_new();
    g_autoptr(GString) name = g_string_new(NULL);

    for (int at = 0; at < 200; at++)
        g_string_append_printf(name, "Na%cm%ce ", 'a' + at % 26, 'a' + at / 26);
    const SameRecord one = record(name->str, "Elv AS");
    g_auto(GStrv) words = words_of(book, &one);

    g_assert_cmpuint(g_strv_length(words), <=, SAME_PERSON_WORDS);
}

/* Letters of any script: an initial is a letter, not a byte. */
static void
test_words_are_valid_text(void)
{
    g_autoptr(NameBook) book = book_new();
    const SameRecord one = record("Владимир Щукин", "Завод");
    g_auto(GStrv) words = words_of(book, &one);

    g_assert_cmpuint(g_strv_length(words), >, 0);
    for (char **word = words; *word != NULL; word++)
        g_assert_true(g_utf8_validate(*word, -1, NULL));
}

/* In the address book of one house all have one domain. */
static void
test_a_domain_meets_organisations_and_no_domains(void)
{
    static const char *const kari[] = { "kari.vik@larkspur.example", NULL };
    static const char *const other[] = { "kari.holm@larkspur.example", NULL };
    const SameRecord box = { "Kari Vik", "", "", "", "", "", kari, none, none };
    const SameRecord other_box = { "Kari Holm", "Moss", "", "", "", "", other, none, none };
    const SameRecord at_work = record("Kari Tveito", "Larkspur Analytics");
    g_autoptr(NameBook) book = book_new();

    g_assert_false(meet(book, &box, &other_box));
    g_assert_true(meet(book, &box, &at_work));
    g_assert_true(meet(book, &other_box, &at_work));
}

/* The wider a word, the fewer may stand under it. */
static void
test_wide_words_are_passed_over_sooner(void)
{
    g_assert_cmpuint(same_word_most("g:kari h"), <, same_word_most("n:holm kari"));
    g_assert_cmpuint(same_word_most("i:holm k"), ==, same_word_most("g:kari h"));
    g_assert_cmpuint(same_word_most("o:kari elv"), <, same_word_most("n:holm kari"));
    g_assert_cmpuint(same_word_most("n:holm kari"), ==, SAME_WORD_MOST);
    g_assert_cmpuint(same_word_most("p:91377205"), ==, SAME_WORD_MOST);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-words/doubles-stand-under-one-word", test_doubles_stand_under_one_word);
    g_test_add_func("/same-words/strangers-stand-under-none", test_strangers_stand_under_none);
    g_test_add_func("/same-words/a-first-name-and-a-workplace-are-enough",
                    test_a_first_name_and_a_workplace_are_enough);
    g_test_add_func("/same-words/a-name-of-very-many-words-has-few-keys",
                    test_a_name_of_very_many_words_has_few_keys);
    g_test_add_func("/same-words/words-are-valid-text", test_words_are_valid_text);
    g_test_add_func("/same-words/wide-words-are-passed-over-sooner",
                    test_wide_words_are_passed_over_sooner);
    g_test_add_func("/same-words/a-domain-meets-organisations-and-no-domains",
                    test_a_domain_meets_organisations_and_no_domains);
    return g_test_run();
}
