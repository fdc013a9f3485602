/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/pattern.h"

#include "language/share-private.h"
#include "language/test-share.h"

#include <string.h>

/* The text that a rule with the one pattern matches in `text`, "" for no match, NULL when the
 * pattern is refused. */
static char *
match(const LanguageShare *share, const char *pattern, const char *text)
{
    g_autofree char *rule = g_strconcat("+ ", pattern, "\n", NULL);
    g_autoptr(RuleBook) book = rule_book_new("norwegian", share->cues, 0);
    g_autoptr(Reading) reading = NULL;
    g_autoptr(GArray) hits = NULL;

    if (!rule_book_add_classes(book, "classes", "@drikke: kaffe te\n", NULL) ||
        !rule_book_add_rules(book, "test", "test", rule, NULL))
        return NULL;
    rule_book_close(book);
    const ReadingTools tools = { share->habits, share->breaks, share->abbreviations[0],
                                 rule_book_vocabulary(book) };
    const ReadingFacts facts = { "Kari Holm", "Enova", "" };
    reading = reading_new(&tools, text, &facts);
    hits = rule_book_find(book, reading, "outreach");
    if (hits->len == 0)
        return g_strdup("");
    const RuleHit *hit = &g_array_index(hits, RuleHit, 0);
    return g_strndup(text + hit->from, hit->until - hit->from);
}

static void
test_a_pattern_finds_what_it_says(void)
{
    static const struct {
        const char *pattern, *text, *found;
    } rows[] = {
        { "kaffe", "Blir det kaffe i dag?", "kaffe" },
        { "bilder", "Jeg så bildene.", "bildene" },
        { "=bilder", "Jeg så bildene.", "" },
        { "kaffe*", "En kaffekopp, takk.", "kaffekopp" },
        { "*kopp", "En kaffekopp, takk.", "kaffekopp" },
        { "@drikke", "Vi tar te.", "te" },
        { "ta (en kaffe|lunsj)", "Skal vi ta lunsj nå?", "ta lunsj" },
        { "ta (en kaffe|lunsj)", "Skal vi ta en kaffe nå?", "ta en kaffe" },
        { "ta [en|et] kaffe", "Skal vi ta kaffe?", "ta kaffe" },
        { "ta ..2 kaffe", "Skal vi ta en god kaffe?", "ta en god kaffe" },
        { "ta ..2 kaffe", "Skal vi ta en riktig god kaffe?", "" },
        { "ta _ kaffe", "Skal vi ta kaffe?", "" },
        { "om !været", "Snakke om været.", "" },
        { "om !været", "Snakke om vind.", "om vind" },
        { "^ takk", "Så takk.", "" },
        { "^ takk", "Takk da.", "Takk" },
        { "takk $", "Ja takk!", "takk" },
        { "takk $", "Takk da.", "" },
        { "tid ?", "Har du tid?", "tid" },
        { "tid ?", "Du har tid.", "" },
        { "hos @org", "Jeg er hos Enova nå.", "hos Enova" },
        { "om @number", "Det er om 3 dager.", "om 3" },
        { "KAFFE", "Kaffe?", "Kaffe" },
    };
    const LanguageShare *share = test_share();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *found = match(share, rows[i].pattern, rows[i].text);
        g_test_message("%s in: %s", rows[i].pattern, rows[i].text);
        g_assert_cmpstr(found, ==, rows[i].found);
    }
}

static void
test_what_cannot_be_understood_is_refused(void)
{
    static const char *const broken[] = {
        "",
        "(a|b",
        "a)",
        "[a]",
        "..3 a",
        "_ a",
        "!a b",
        "@nobody",
        "(a|)",
        "a ..99 b",
        "((((((((((a))))))))))",
    };
    const LanguageShare *share = test_share();
    g_autoptr(GString) long_one = g_string_new("a");

    for (gsize i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autofree char *found = match(share, broken[i], "a b");
        g_test_message("%s", broken[i]);
        g_assert_null(found);
    }
    for (guint i = 0; i < 70; i++)
        g_string_append(long_one, " a");
    g_autofree char *found = match(share, long_one->str, "a");
    g_assert_null(found);
}

static void
test_a_gap_heavy_pattern_stays_linear(void)
{
    const LanguageShare *share = test_share();
    g_autoptr(GString) text = g_string_new(NULL);

    /* Would take years by backtracking. */
    for (guint i = 0; i < 60000; i++)
        g_string_append(text, "a ");
    g_autofree char *found = match(share, "a ..12 a ..12 a ..12 a ..12 slutt", text->str);
    g_assert_cmpstr(found, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pattern/finds-what-it-says", test_a_pattern_finds_what_it_says);
    g_test_add_func("/pattern/what-cannot-be-understood-is-refused",
                    test_what_cannot_be_understood_is_refused);
    g_test_add_func("/pattern/a-gap-heavy-one-stays-linear", test_a_gap_heavy_pattern_stays_linear);
    return g_test_run();
}
