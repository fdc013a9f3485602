/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/known-names.h"

#include "base/tk-text.h"
#include "domain/organisation.h"

#include <string.h>

enum {                         /* what tells namesakes apart, by how much it says */
       WORTH_SAID = 8,         /* that they are at their organisation */
       WORTH_ORGANISATION = 4, /* named somewhere in the item */
       WORTH_TITLE = 2,
       WORTH_PLACE = 1,
};

/* One who bears a name. Each text with its folded form. */
typedef struct {
    TkId id;
    char *name, *organisation, *title, *place;
    char *folded_name, *folded_organisation, *folded_title, *folded_place;
} Bearer;

struct KnownNames {
    GHashTable *people;        /* "first last" -> GPtrArray of Bearer */
    GHashTable *organisations; /* folded -> GArray of TkId */
};

static void
bearer_free(Bearer *bearer)
{
    g_free(bearer->name);
    g_free(bearer->organisation);
    g_free(bearer->title);
    g_free(bearer->place);
    g_free(bearer->folded_name);
    g_free(bearer->folded_organisation);
    g_free(bearer->folded_title);
    g_free(bearer->folded_place);
    g_free(bearer);
}

KnownNames *
known_names_new(void)
{
    KnownNames *names = g_new0(KnownNames, 1);

    names->people =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
    names->organisations =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
    return names;
}

void
known_names_free(KnownNames *names)
{
    if (names == NULL)
        return;
    g_hash_table_destroy(names->people);
    g_hash_table_destroy(names->organisations);
    g_free(names);
}

/* "kari m holm" -> "kari holm"; NULL for a single word, which names nobody in the news. */
static char *
outer_words(const char *folded)
{
    const char *first = strchr(folded, ' '), *last = strrchr(folded, ' ');

    return first != NULL ? g_strdup_printf("%.*s%s", (int) (first - folded), folded, last) : NULL;
}

void
known_names_add_person(KnownNames *names, const KnownPerson *person)
{
    g_autofree char *folded = tk_text_fold(person->name);
    char *key = outer_words(folded);

    if (key == NULL)
        return;
    Bearer *bearer = g_new0(Bearer, 1);
    GPtrArray *bearers = g_hash_table_lookup(names->people, key);

    *bearer = (Bearer) {
        .id = person->id,
        .name = g_strdup(person->name),
        .organisation = g_strdup(person->organisation),
        .title = g_strdup(person->title),
        .place = g_strdup(person->place),
        .folded_name = g_steal_pointer(&folded),
        .folded_organisation = organisation_fold(person->organisation),
        .folded_title = tk_text_fold(person->title),
        .folded_place = tk_text_fold(person->place),
    };
    if (bearers == NULL) {
        bearers = g_ptr_array_new_with_free_func((GDestroyNotify) bearer_free);
        g_hash_table_insert(names->people, g_strdup(key), bearers);
    }
    g_ptr_array_add(bearers, bearer);
    g_free(key);
}

void
known_names_add_organisation(KnownNames *names, TkId id, const char *name)
{
    g_autofree char *folded = organisation_fold(name);
    GArray *ids = g_hash_table_lookup(names->organisations, folded);

    if (*folded == '\0')
        return;
    if (ids == NULL) {
        ids = g_array_new(FALSE, FALSE, sizeof(TkId));
        g_hash_table_insert(names->organisations, g_steal_pointer(&folded), ids);
    }
    g_array_append_val(ids, id);
}

/* --- asking --- */

/* TRUE when the words stand in the text one after the other; `text` has a space at both ends. */
static gboolean
stands_in(const char *text, const char *folded)
{
    g_autofree char *words = g_strdup_printf(" %s ", folded);

    return *folded != '\0' && strstr(text, words) != NULL;
}

/* "kari m holm" and "kari holm" may be one, "kari m holm" and "kari b holm" not. */
static gboolean
may_be_one(const char *one, const char *other)
{
    return strcmp(one, other) == 0 || strchr(one, ' ') == strrchr(one, ' ') ||
           strchr(other, ' ') == strrchr(other, ' ');
}

/* --- what a sentence says of whom --- */

typedef struct {
    char *folded;
    gboolean capital;
    gboolean stops; /* a sign stands behind it: what follows is no part of the same name */
    gboolean ends;  /* its sentence ends with it */
} Word;

static void
word_clear(gpointer data)
{
    g_free(((Word *) data)->folded);
}

/* The words between two white spaces: "(Kari" is one, "Holm-Berg," two. */
static void
append_words(GArray *words, const char *token, gboolean line_ends)
{
    g_auto(GStrv) folded = tk_text_fold_words(token);
    const char *letter = token;
    gsize length = strlen(token);
    guint count = g_strv_length(folded);

    while (*letter != '\0' && !g_unichar_isalnum(g_utf8_get_char(letter)))
        letter = g_utf8_next_char(letter);
    gboolean capital = g_unichar_isupper(g_utf8_get_char(letter));
    gboolean stops = length > 0 && g_ascii_ispunct(token[length - 1]);
    gboolean ends = stops && strpbrk(token, ".!?") != NULL;

    for (guint i = 0; i < count; i++) {
        gboolean last = i + 1 == count;
        const Word word = {
            .folded = g_strdup(folded[i]),
            .capital = capital,
            .stops = last && stops,
            /* "Liv M. Aas": an initial ends no sentence */
            .ends = last && (line_ends || (ends && folded[i][1] != '\0')),
        };
        g_array_append_val(words, word);
    }
    if (count == 0 && words->len > 0 && (line_ends || ends))
        g_array_index(words, Word, words->len - 1).ends = TRUE;
}

static GArray *
words_of(const char *text)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
    g_autofree char *mended = tk_text_mend(text, (gssize) strlen(text));

    g_array_set_clear_func(words, word_clear);
    for (const char *at = mended; *at != '\0';) {
        gsize length = strcspn(at, " \t\r\n");
        gsize gap = strspn(at + length, " \t\r\n");
        g_autofree char *token = g_strndup(at, length);
        append_words(words, token, memchr(at + length, '\n', gap) != NULL);
        at += length + gap;
    }
    return words;
}

/* TRUE when the sentence has the words of `folded` one after the other, with a capital in front. */
static gboolean
has_name(const Word *sentence, guint count, char *const *folded)
{
    guint length = g_strv_length((char **) folded);

    for (guint from = 0; length > 0 && from + length <= count; from++) {
        guint same = 0;
        while (same < length && strcmp(sentence[from + same].folded, folded[same]) == 0)
            same++;
        if (same == length && sentence[from].capital)
            return TRUE;
    }
    return FALSE;
}

/* TRUE when two capitalised words stand together that are not among the `expected`: another person,
 * perhaps, or another organisation. */
static gboolean
names_another(const Word *sentence, guint count, const char *first_name, const char *expected)
{
    for (guint i = 0; i + 1 < count; i++) {
        const Word *one = &sentence[i], *next = &sentence[i + 1];
        if (one->capital && next->capital && !one->stops && strcmp(next->folded, first_name) != 0 &&
            (!stands_in(expected, one->folded) || !stands_in(expected, next->folded)))
            return TRUE;
    }
    return FALSE;
}

/* What is asked, in the forms that it is compared in. */
typedef struct {
    const KnownWish *wish;
    char *name, *organisation;
    char *text;    /* with a space at both ends */
    GArray *words; /* of Word */
} Asked;

static void
asked_clear(Asked *asked)
{
    g_free(asked->name);
    g_free(asked->organisation);
    g_free(asked->text);
    g_array_unref(asked->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asked, asked_clear)

/* TRUE when a sentence names the person and the bearer's organisation, and nobody else: where a
 * second person is named, the organisation may be theirs. */
static gboolean
stands_with_name(const Asked *asked, const Bearer *bearer)
{
    g_auto(GStrv) organisation = g_strsplit(bearer->folded_organisation, " ", -1);
    g_auto(GStrv) name = g_strsplit(asked->name, " ", -1);
    g_autofree char *expected =
        g_strdup_printf(" %s %s %s %s ", asked->name, bearer->folded_organisation,
                        asked->organisation, bearer->folded_title);
    const Word *words = (const Word *) (const void *) asked->words->data;

    for (guint from = 0, until = 0; from < asked->words->len; from = until) {
        while (until < asked->words->len && !words[until++].ends)
            continue;
        if (has_name(words + from, until - from, name) &&
            has_name(words + from, until - from, organisation) &&
            !names_another(words + from, until - from, name[0], expected))
            return TRUE;
    }
    return FALSE;
}

/* TRUE when a sentence with the name goes on "from" another house than the bearer's: who comes from
 * there to the bearer's house is a namesake, or the store is ahead of the news. */
static gboolean
comes_from_elsewhere(const Asked *asked, const Bearer *bearer)
{
    static const char *const from_words[] = { "fra", "fran", "from", NULL };
    const Word *words = (const Word *) (const void *) asked->words->data;
    g_autofree char *own = g_strdup_printf(" %s ", bearer->folded_organisation);

    for (guint i = 0; i + 1 < asked->words->len; i++) {
        if (g_strv_contains(from_words, words[i].folded) && !words[i].ends &&
            words[i + 1].capital && !stands_in(own, words[i + 1].folded))
            return TRUE;
    }
    return FALSE;
}

/* TRUE when the item says that the bearer of the name is at the bearer's organisation. */
static gboolean
is_said(const Asked *asked, const Bearer *bearer)
{
    const KnownWish *wish = asked->wish;

    if (*bearer->folded_organisation == '\0')
        return FALSE;
    if (strcmp(asked->organisation, bearer->folded_organisation) == 0)
        return wish->at_the_same_house || (!wish->moves && !comes_from_elsewhere(asked, bearer));
    if (wish->moves || (wish->at_the_same_house && *asked->organisation != '\0'))
        return FALSE;
    return stands_in(asked->text, bearer->folded_organisation) && stands_with_name(asked, bearer);
}

/* Where the item says at which house they are, whoever is at another one is not meant. */
static gboolean
is_elsewhere(const Asked *asked, const Bearer *bearer)
{
    g_autofree char *theirs = g_strdup_printf(" %s ", bearer->folded_organisation);
    g_autofree char *told = g_strdup_printf(" %s ", asked->organisation);

    return asked->wish->at_the_same_house && *bearer->folded_organisation != '\0' &&
           *asked->organisation != '\0' && strstr(told, theirs) == NULL &&
           strstr(theirs, told) == NULL;
}

static int
worth_of(const Asked *asked, const Bearer *bearer, gboolean said, KnownFound *found)
{
    gboolean organisation = said || stands_in(asked->text, bearer->folded_organisation);
    gboolean title = stands_in(asked->text, bearer->folded_title);
    gboolean place = stands_in(asked->text, bearer->folded_place);

    found->name = bearer->name;
    found->organisation = organisation ? bearer->organisation : NULL;
    found->title = title ? bearer->title : NULL;
    found->place = place ? bearer->place : NULL;
    return (said ? WORTH_SAID : 0) + (organisation ? WORTH_ORGANISATION : 0) +
           (title ? WORTH_TITLE : 0) + (place ? WORTH_PLACE : 0);
}

/* Who of them is meant. */
static void
choose(const Asked *asked, const GPtrArray *bearers, KnownFound *out_found)
{
    int most = -1, second = -1;
    unsigned count = 0;
    gboolean several_said = FALSE;

    for (guint i = 0; i < bearers->len; i++) {
        const Bearer *bearer = g_ptr_array_index(bearers, i);
        KnownFound found = { .id = bearer->id };
        gboolean said = is_said(asked, bearer);
        if (!may_be_one(asked->name, bearer->folded_name) || is_elsewhere(asked, bearer))
            continue;
        int worth = worth_of(asked, bearer, said, &found);
        count++;
        several_said = several_said || (said && most >= WORTH_SAID);
        second = MAX(second, MIN(worth, most));
        if (worth > most) {
            most = worth;
            *out_found = found;
        }
    }
    if (count > 0 && (most == second || several_said))
        *out_found = (KnownFound) { .answer = KNOWN_NAMESAKES };
    else if (count > 0)
        out_found->answer = most >= WORTH_SAID ? KNOWN_SURE : KNOWN_LIKELY;
    out_found->bearers = count;
}

void
known_names_find_person(const KnownNames *names, const KnownWish *wish, KnownFound *out_found)
{
    g_autofree char *folded = tk_text_fold(wish->name);
    g_autofree char *key = outer_words(folded);
    const GPtrArray *bearers = key != NULL ? g_hash_table_lookup(names->people, key) : NULL;

    memset(out_found, 0, sizeof *out_found);
    if (bearers == NULL)
        return;
    g_autofree char *inner = tk_text_fold(wish->text);
    g_auto(Asked) asked = {
        .wish = wish,
        .name = g_steal_pointer(&folded),
        .organisation = organisation_fold(wish->organisation),
        .text = g_strdup_printf(" %s ", inner),
        .words = words_of(wish->text),
    };

    choose(&asked, bearers, out_found);
}

TkId
known_names_find_organisation(const KnownNames *names, const char *name)
{
    g_autofree char *folded = organisation_fold(name);
    const GArray *ids = g_hash_table_lookup(names->organisations, folded);

    return ids != NULL && ids->len == 1 ? g_array_index(ids, TkId, 0) : 0;
}
