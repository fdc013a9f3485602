/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/search-wish.h"

#include "base/tk-error.h"
#include "base/tk-text.h"

#include <string.h>

/* Words that mean one thing, folded as tk_text_fold() does it (bånd -> band, känner -> kanner),
 * parted by spaces; the first is the thing itself. */
typedef struct {
    const char *words;
} Meaning;

enum { FILTER_AT, FILTER_KNOWS, FILTER_SINCE, FILTER_TIE, FILTER_IN, FILTER_END };

static const Meaning filters[] = {
    [FILTER_AT] = { "at hos" },
    [FILTER_KNOWS] = { "knows kjenner kender kanner" },
    [FILTER_SINCE] = { "since siden sedan" },
    [FILTER_TIE] = { "tie band" },
    [FILTER_IN] = { "in i" },
};

/* nb, da, sv: nær, varm, løs, kald; nær, varm, løs, kold; nära, varm, flyktig, kall */
static const Meaning ties[] = {
    { "close nar nara" },
    { "warm varm" },
    { "light los lett let flyktig" },
    { "cold kald kold kall" },
};

static const Meaning kinds[] = {
    { "person people personer folk" },
    { "organisation organisations organizations organisasjoner organisationer firma foretag" },
    { "meeting meetings moter moder moten" },
    { "note notes notater noter anteckningar" },
    { "message messages meldinger beskeder meddelanden" },
};

typedef struct {
    SearchWish *wish;
    const char *at; /* still to be read */
} Reading;

static void
name_clear(gpointer data)
{
    g_free(((SearchName *) data)->text);
}

static SearchWish *
wish_new(void)
{
    SearchWish *wish = g_new0(SearchWish, 1);

    wish->words = g_ptr_array_new_with_free_func(g_free);
    wish->phrases = g_ptr_array_new_with_free_func(g_free);
    wish->address = g_strdup("");
    wish->at = g_array_new(FALSE, FALSE, sizeof(SearchName));
    wish->knows = g_array_new(FALSE, FALSE, sizeof(SearchName));
    g_array_set_clear_func(wish->at, name_clear);
    g_array_set_clear_func(wish->knows, name_clear);
    return wish;
}

void
search_wish_free(SearchWish *wish)
{
    if (wish == NULL)
        return;
    g_ptr_array_unref(wish->words);
    g_ptr_array_unref(wish->phrases);
    g_free(wish->address);
    g_array_unref(wish->at);
    g_array_unref(wish->knows);
    g_free(wish);
}

/* Which of `meanings` a word has, or begins; -1 for none and for the beginning of several. */
static int
find_meaning(const Meaning *meanings, size_t count, const char *word, gboolean beginnings)
{
    g_autofree char *folded = tk_text_fold(word);
    int found = -1;

    for (size_t at = 0; at < count && *folded != '\0'; at++) {
        g_auto(GStrv) words = g_strsplit(meanings[at].words, " ", -1);
        gboolean begins = FALSE;

        if (g_strv_contains((const char *const *) words, folded))
            return (int) at;
        for (char **one = words; beginnings && *one != NULL; one++)
            begins |= g_str_has_prefix(*one, folded);
        if (!begins)
            continue;
        if (found >= 0)
            return -1;
        found = (int) at;
    }
    return found;
}

static gboolean
is_quote(gunichar sign)
{
    static const gunichar quotes[] = { '"', 0x201C, 0x201D, 0x201E, 0xAB, 0xBB };

    for (size_t at = 0; at < G_N_ELEMENTS(quotes); at++)
        if (quotes[at] == sign)
            return TRUE;
    return FALSE;
}

static void
skip_spaces(Reading *reading)
{
    while (*reading->at != '\0' && g_unichar_isspace(g_utf8_get_char(reading->at)))
        reading->at = g_utf8_next_char(reading->at);
}

/* What is quoted, or goes on until the next space. A quote that is not closed yet goes on to the
 * end. */
static char *
read_value(Reading *reading, gboolean *out_quoted)
{
    const char *first = reading->at;
    char *value = NULL;

    *out_quoted = *first != '\0' && is_quote(g_utf8_get_char(first));
    if (*out_quoted)
        first = g_utf8_next_char(first);
    for (reading->at = first; *reading->at != '\0'; reading->at = g_utf8_next_char(reading->at)) {
        gunichar sign = g_utf8_get_char(reading->at);

        if (*out_quoted ? is_quote(sign) : g_unichar_isspace(sign))
            break;
    }
    value = g_strndup(first, (gsize) (reading->at - first));
    if (*reading->at != '\0')
        reading->at = g_utf8_next_char(reading->at);
    return value;
}

/* The letters before a colon that a value may follow; NULL where there are none. */
static char *
filter_name(const char *text)
{
    const char *end = text;

    while (*end != '\0' && g_unichar_isalpha(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    if (end == text || *end != ':' || end[1] == '/')
        return NULL;
    return g_strndup(text, (gsize) (end - text));
}

/* A year, a month or a day. */
static gboolean
read_since(SearchWish *wish, const char *value, GError **error)
{
    static const char *const rests[] = { "", "-01", "-01-01" };
    TkDay day = 0;

    for (size_t at = 0; at < G_N_ELEMENTS(rests); at++) {
        g_autofree char *text = g_strconcat(value, rests[at], NULL);

        if (tk_day_from_text(text, &day)) {
            wish->since = MAX(wish->since, day);
            return TRUE;
        }
    }
    return tk_fail(error, TK_ERROR_INVALID, "search-since-malformed", value);
}

static void
add_name(GArray *names, const char *value, gboolean quoted)
{
    const SearchName name = { g_strdup(value), quoted };

    g_array_append_val(names, name);
    if (names->len > SEARCH_WISH_NAMES_MOST)
        g_array_set_size(names, SEARCH_WISH_NAMES_MOST);
}

static gboolean
take_filter(SearchWish *wish, int filter, const char *value, gboolean quoted, GError **error)
{
    int meaning = -1;

    switch (filter) {
    case FILTER_AT:
        add_name(wish->at, value, quoted);
        return TRUE;
    case FILTER_KNOWS:
        add_name(wish->knows, value, quoted);
        return TRUE;
    case FILTER_SINCE:
        return read_since(wish, value, error);
    case FILTER_TIE:
        meaning = find_meaning(ties, G_N_ELEMENTS(ties), value, TRUE);
        if (meaning < 0)
            return tk_fail(error, TK_ERROR_INVALID, "search-tie-unknown", value);
        wish->tie = (const char *const[]) { "close", "warm", "light", "cold" }[meaning];
        return TRUE;
    default:
        meaning = find_meaning(kinds, G_N_ELEMENTS(kinds), value, TRUE);
        if (meaning < 0)
            return tk_fail(error, TK_ERROR_INVALID, "search-in-unknown", value);
        wish->kinds |= 1U << meaning;
        return TRUE;
    }
}

/* "at:x", and "at: x", too. *out_is_filter is FALSE where no filter stands: nothing was read. */
static gboolean
read_filter(Reading *reading, gboolean *out_is_filter, GError **error)
{
    g_autofree char *name = filter_name(reading->at);
    const char *before = reading->at;
    gboolean quoted = FALSE;

    *out_is_filter = FALSE;
    if (name == NULL)
        return TRUE;
    int filter = find_meaning(filters, G_N_ELEMENTS(filters), name, FALSE);

    reading->at += strlen(name) + 1;
    if (filter >= 0)
        skip_spaces(reading);
    g_autofree char *next = filter_name(reading->at);
    g_autofree char *value = next != NULL ? g_strdup("") : read_value(reading, &quoted);
    g_autofree char *folded = tk_text_fold(value);

    if (filter < 0 && *folded == '\0') { /* "Re: coffee" */
        reading->at = before;
        return TRUE;
    }
    *out_is_filter = TRUE;
    if (filter < 0)
        return tk_fail(error, TK_ERROR_INVALID, "search-filter-unknown", name);
    return *folded == '\0' || take_filter(reading->wish, filter, value, quoted, error);
}

static void
read_words(Reading *reading)
{
    SearchWish *wish = reading->wish;
    gboolean quoted = FALSE;
    g_autofree char *value = read_value(reading, &quoted);
    g_autofree char *folded = tk_text_fold(value);

    if (*folded == '\0')
        return;
    if (quoted) {
        g_ptr_array_add(wish->phrases, g_steal_pointer(&folded));
        return;
    }
    g_auto(GStrv) words = tk_text_fold_words(value);

    for (char **word = words; *word != NULL; word++)
        g_ptr_array_add(wish->words, g_strdup(*word));
    if (strchr(value, '@') != NULL && value[0] != '@')
        tk_text_set(&wish->address, value);
}

SearchWish *
search_wish_read(const char *typed, GError **error)
{
    g_autofree char *text = tk_text_mend(typed, -1);
    g_autoptr(SearchWish) wish = wish_new();
    Reading reading = { wish, text };

    for (skip_spaces(&reading); *reading.at != '\0'; skip_spaces(&reading)) {
        gboolean is_filter = FALSE;

        if (!read_filter(&reading, &is_filter, error))
            return NULL;
        if (!is_filter)
            read_words(&reading);
    }
    return g_steal_pointer(&wish);
}

gboolean
search_wish_wants(const SearchWish *wish, const char *about)
{
    int kind = find_meaning(kinds, G_N_ELEMENTS(kinds), about, FALSE);

    return kind >= 0 && (wish->kinds == 0 || (wish->kinds & 1U << kind) != 0);
}

gboolean
search_wish_is_empty(const SearchWish *wish)
{
    return wish->words->len == 0 && wish->phrases->len == 0 && wish->at->len == 0 &&
           wish->knows->len == 0 && wish->since == 0 && wish->tie == NULL && wish->kinds == 0;
}
