/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/search-wish.h"

#include "base/tk-error.h"

#include <string.h>

static void
append_names(GString *text, const char *what, const GArray *names)
{
    for (guint at = 0; at < names->len; at++) {
        const SearchName *name = &g_array_index(names, SearchName, at);

        g_string_append_printf(text, "%s%s(%s) ", what, name->whole ? "!" : "", name->text);
    }
}

/* "kari |head of research| at(nord) knows!(ada) since 2026-03-01 tie warm in note" */
static char *
wish_in_words(const char *typed)
{
    static const char *const kinds[] = { "person", "organisation", "meeting", "note", "message" };
    g_autoptr(GError) error = NULL;
    g_autoptr(SearchWish) wish = search_wish_read(typed, &error);
    g_autoptr(GString) text = g_string_new(NULL);

    if (wish == NULL)
        return g_strdup_printf("%s: %s", tk_error_face(error).key, tk_error_face(error).subject);
    for (guint at = 0; at < wish->words->len; at++)
        g_string_append_printf(text, "%s ", (char *) g_ptr_array_index(wish->words, at));
    for (guint at = 0; at < wish->phrases->len; at++)
        g_string_append_printf(text, "|%s| ", (char *) g_ptr_array_index(wish->phrases, at));
    append_names(text, "at", wish->at);
    append_names(text, "knows", wish->knows);
    if (wish->since != 0) {
        g_autofree char *day = tk_day_to_text(wish->since);

        g_string_append_printf(text, "since %s ", day);
    }
    if (wish->tie != NULL)
        g_string_append_printf(text, "tie %s ", wish->tie);
    for (size_t at = 0; wish->kinds != 0 && at < G_N_ELEMENTS(kinds); at++)
        if (search_wish_wants(wish, kinds[at]))
            g_string_append_printf(text, "in %s ", kinds[at]);
    return g_strdup(g_strstrip(text->str));
}

typedef struct {
    const char *typed, *wanted;
} Row;

static void
assert_rows(const Row *rows, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        g_autofree char *got = wish_in_words(rows[at].typed);

        if (strcmp(got, rows[at].wanted) != 0)
            g_test_message("typed %s", rows[at].typed);
        g_assert_cmpstr(got, ==, rows[at].wanted);
    }
}

static void
test_words_are_folded_and_quoted_ones_stay_together(void)
{
    static const Row rows[] = {
        { "", "" },
        { "  Kåre   Ødegård ", "kare odegard" },
        { "head-of research", "head of research" },
        { "\"Head of Research\" kari", "kari |head of research|" },
        { "“varme pumper”", "|varme pumper|" },
        { "«varme pumper» k", "k |varme pumper|" },
        { "\"not closed yet", "|not closed yet|" },
        { "\"\" \"", "" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_filters_are_known_in_four_languages(void)
{
    static const Row rows[] = {
        { "at:nordvarme", "at(nordvarme)" },
        { "hos:\"Nord Varme\" kari", "kari at!(Nord Varme)" },
        { "AT:Nordvarme", "at(Nordvarme)" },
        { "at: nordvarme kari", "kari at(nordvarme)" },
        { "kjenner:Ada kender:Bo känner:Cia", "knows(Ada) knows(Bo) knows(Cia)" },
        { "since:2026", "since 2026-01-01" },
        { "siden:2026-03", "since 2026-03-01" },
        { "sedan:2026-03-14", "since 2026-03-14" },
        { "since:2025 since:2026", "since 2026-01-01" },
        { "bånd:varm", "tie warm" },
        { "band:flyktig", "tie light" },
        { "tie:nær", "tie close" },
        { "tie:w", "tie warm" },
        { "in:notes i:meldinger", "in note in message" },
        { "in:mote", "in meeting" },
        { "in:möten", "in meeting" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

/* One is still typing, or has pasted something. */
static void
test_what_is_unfinished_or_no_filter_is_none(void)
{
    static const Row rows[] = {
        { "at:", "" },
        { "kari at:", "kari" },
        { "at:\"", "" },
        { "Re: coffee", "re coffee" },
        { "10:30", "10 30" },
        { "https://lie.example/a", "https lie example a" },
        { "at:in:notes", "in note" },
        { ":x", "x" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_what_no_filter_knows_is_told(void)
{
    static const Row rows[] = {
        { "company:nord", "search-filter-unknown: company" },
        { "kari since:spring", "search-since-malformed: spring" },
        { "since:2026-13", "search-since-malformed: 2026-13" },
        { "tie:lukewarm", "search-tie-unknown: lukewarm" },
        { "tie:c", "search-tie-unknown: c" }, /* close or cold */
        { "in:cellar", "search-in-unknown: cellar" },
        { "in:me", "search-in-unknown: me" },
    };

    assert_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_an_address_is_seen(void)
{
    g_autoptr(SearchWish) wish = search_wish_read("kari@nord", NULL);
    g_autoptr(SearchWish) none = search_wish_read("@nord", NULL);

    g_assert_cmpstr(wish->address, ==, "kari@nord");
    g_assert_cmpstr(none->address, ==, "");
}

/* Whatever is typed is read or refused, and what is read stays within its bounds. */
static void
test_anything_can_be_typed(void)
{
    static const char *const parts[] = { "at:",  "knows:", "\"", " ", "ø",      "x:",   "in:notes",
                                         "tie:", "2026",   ":",  "@", "since:", "\xff", "»" };
    g_autoptr(GRand) dice = g_rand_new_with_seed(9);

    for (unsigned round = 0; round < 5000; round++) {
        g_autoptr(GString) typed = g_string_new(NULL);
        g_autoptr(GError) error = NULL;

        for (int left = g_rand_int_range(dice, 0, 12); left > 0; left--)
            g_string_append(typed, parts[g_rand_int_range(dice, 0, G_N_ELEMENTS(parts))]);
        g_autoptr(SearchWish) wish = search_wish_read(typed->str, &error);

        g_assert_true((wish == NULL) == (error != NULL));
        if (wish != NULL) {
            g_assert_cmpuint(wish->at->len, <=, SEARCH_WISH_NAMES_MOST);
            g_assert_cmpuint(wish->knows->len, <=, SEARCH_WISH_NAMES_MOST);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/search-wish/words-are-folded-and-quoted-ones-stay-together",
                    test_words_are_folded_and_quoted_ones_stay_together);
    g_test_add_func("/search-wish/filters-are-known-in-four-languages",
                    test_filters_are_known_in_four_languages);
    g_test_add_func("/search-wish/what-is-unfinished-or-no-filter-is-none",
                    test_what_is_unfinished_or_no_filter_is_none);
    g_test_add_func("/search-wish/what-no-filter-knows-is-told", test_what_no_filter_knows_is_told);
    g_test_add_func("/search-wish/an-address-is-seen", test_an_address_is_seen);
    g_test_add_func("/search-wish/anything-can-be-typed", test_anything_can_be_typed);
    return g_test_run();
}
