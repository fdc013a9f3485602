/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/news-names.h"

#include "language/test-share.h"

#include <string.h>

/* "P:Ruth Peel O:Moor Bank": what was found, a person, perhaps one, an organisation. */
static char *
names_of(const LanguageShare *share, const char *language, const char *text)
{
    static const char kinds[] = {
        [NAME_ORGANISATION] = 'O', [NAME_MAYBE_PERSON] = '?', [NAME_PERSON] = 'P'
    };
    int number = language_number(language);
    g_autoptr(Reading) reading = language_share_read_by(
        share, text, number, rule_book_vocabulary(share->news[number]), NULL);
    g_autoptr(GArray) names = news_names_find(share, number, reading, FALSE);
    GString *found = g_string_new(NULL);

    for (guint i = 0; i < names->len; i++) {
        const NewsName *name = &g_array_index(names, NewsName, i);
        g_autofree char *words = news_words_text(reading, name->first, name->words);
        g_string_append_printf(found, "%s%c:%s", i > 0 ? " " : "", kinds[name->kind], words);
    }
    return g_string_free(found, FALSE);
}

static void
test_people_and_organisations_are_told_apart(void)
{
    static const struct {
        const char *language, *text, *names;
    } rows[] = {
        { "en", "Then Ruth Peel joins Moor Bank.", "P:Ruth Peel O:Moor Bank" },
        { "en", "The firm Loft & Ladder hired Dr. Hye-jin Park.",
          "O:Loft & Ladder P:Hye-jin Park" },
        { "en", "Today Ruth Peel's book is out.", "P:Ruth Peel" },
        { "nb", "I går sluttet rektor Åse Lillebø ved Høgtun folkehøgskole.",
          "P:Åse Lillebø O:Høgtun folkehøgskole" },
        { "nb", "Selskapet Kaldluft kjøper gruva.", "O:Kaldluft" },
        { "da", "Derfor går Uffe Gram fra Vindfang A/S.", "P:Uffe Gram O:Vindfang A/S" },
        { "sv", "Platschefen Örjan Hjälm slutar.", "P:Örjan Hjälm" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *names = names_of(share, rows[i].language, rows[i].text);
        g_assert_cmpstr(names, ==, rows[i].names);
    }
}

static void
test_a_sentence_that_only_begins_with_a_capital_names_nobody(void)
{
    const LanguageShare *share = test_share();
    g_autofree char *names = names_of(share, "en", "She left in May. There is more to come.");

    g_assert_cmpstr(names, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/news-names/people-and-organisations-are-told-apart",
                    test_people_and_organisations_are_told_apart);
    g_test_add_func("/news-names/a-sentence-that-only-begins-with-a-capital-names-nobody",
                    test_a_sentence_that_only_begins_with_a_capital_names_nobody);
    return g_test_run();
}
