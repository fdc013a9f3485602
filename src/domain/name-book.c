/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/name-book.h"

#include "base/tk-text.h"

#include <math.h>
#include <string.h>

/* Bearers among 100,000 of a name that is not listed. The lists go down to about one in a thousand
 * for given and one in five thousand for family names; what is below is rarer than their end. */
#define RARE_GIVEN  60.0
#define RARE_FAMILY 6.0

struct NameBook {
    GHashTable *sets;   /* name -> the first names of its sets, NULL at the end */
    GHashTable *given;  /* name -> double*, per 100,000 */
    GHashTable *family; /* the same */
};

/* A name may stand in several sets: Chris is Christian, Christine and Christopher, who are not one.
 */
static void
add_set(NameBook *book, char *const *names)
{
    const char *head = names[0];

    for (; *names != NULL; names++) {
        GPtrArray *heads = g_hash_table_lookup(book->sets, *names);

        if (heads == NULL) {
            heads = g_ptr_array_new_null_terminated(2, g_free, TRUE);
            g_hash_table_insert(book->sets, g_strdup(*names), heads);
        }
        if (!g_ptr_array_find_with_equal_func(heads, head, g_str_equal, NULL))
            g_ptr_array_add(heads, g_strdup(head));
    }
}

static void
read_sets(NameBook *book, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) names = NULL;

        if (**line == '#')
            continue;
        names = tk_text_fold_words(*line);
        if (names[0] != NULL && names[1] != NULL)
            add_set(book, names);
    }
}

static void
read_common(NameBook *book, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text != NULL ? text : "", "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) words = tk_text_fold_words(**line == '#' ? "" : *line);
        gint64 share = 0;
        GHashTable *table;

        if (g_strv_length(words) < 3 ||
            !g_ascii_string_to_signed(words[1], 10, 1, 100000, &share, NULL))
            continue;
        table = g_str_equal(words[0], "family") ? book->family : book->given;
        for (char **name = words + 2; *name != NULL; name++) {
            double figure = (double) share;
            const double *known = g_hash_table_lookup(table, *name);

            if (known != NULL && *known >= figure)
                continue; /* common in one of the countries is common */
            g_hash_table_replace(table, g_strdup(*name), g_memdup2(&figure, sizeof figure));
        }
    }
}

NameBook *
name_book_new(const char *nicknames, const char *variants, const char *common)
{
    NameBook *book = g_new0(NameBook, 1);

    book->sets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
    book->given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    book->family = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    read_sets(book, variants);
    read_sets(book, nicknames);
    read_common(book, common);
    return book;
}

void
name_book_free(NameBook *book)
{
    if (book == NULL)
        return;
    g_hash_table_unref(book->sets);
    g_hash_table_unref(book->given);
    g_hash_table_unref(book->family);
    g_free(book);
}

const char *const *
name_book_stems(const NameBook *book, const char *given)
{
    const GPtrArray *heads = g_hash_table_lookup(book->sets, given);

    return heads != NULL ? (const char *const *) heads->pdata : NULL;
}

gboolean
name_book_same_given(const NameBook *book, const char *one, const char *other)
{
    const char *const *heads = name_book_stems(book, one);
    const char *const *others = name_book_stems(book, other);

    for (; heads != NULL && others != NULL && *heads != NULL; heads++)
        if (g_strv_contains(others, *heads))
            return TRUE;
    return g_str_equal(one, other);
}

gboolean
name_book_knows(const NameBook *book, gboolean is_family, const char *name)
{
    return is_family ? g_hash_table_contains(book->family, name)
                     : g_hash_table_contains(book->given, name) ||
                           g_hash_table_contains(book->sets, name);
}

double
name_book_bits(const NameBook *book, gboolean is_family, const char *name)
{
    const double *share = g_hash_table_lookup(is_family ? book->family : book->given, name);

    if (share != NULL)
        return log2(100000.0 / *share);
    return log2(100000.0 / (is_family ? RARE_FAMILY : RARE_GIVEN));
}

/* Letters that are written in several ways, the longer first. "" takes away. */
static const struct {
    const char *written, *sound;
} spellings[] = {
    { "ch", "k" }, { "ck", "k" }, { "ph", "f" },  { "th", "t" }, { "dt", "t" }, { "hj", "j" },
    { "gj", "j" }, { "gh", "g" }, { "qu", "kv" }, { "c", "k" },  { "q", "k" },  { "w", "v" },
    { "z", "s" },  { "x", "ks" }, { "y", "i" },   { "j", "i" },
};

static const char *
spelling_at(const char *at, gsize *out_length)
{
    /* None is longer than two letters, and an import asks this of every letter it reads. */
    for (gsize i = 0; i < G_N_ELEMENTS(spellings); i++) {
        const char *written = spellings[i].written;

        if (at[0] == written[0] && (written[1] == '\0' || at[1] == written[1])) {
            *out_length = written[1] == '\0' ? 1 : 2;
            return spellings[i].sound;
        }
    }
    *out_length = 1;
    return NULL;
}

/* "-ssen", "-son", "-zon" and "-sen" are one ending. */
static void
join_endings(GString *sound)
{
    static const char *const endings[] = { "sen", "son" };

    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (sound->len > 5 && g_str_has_suffix(sound->str, endings[i])) {
            g_string_truncate(sound, sound->len - 2);
            g_string_append_c(sound, 'n');
            return;
        }
    if (sound->len > 3 && sound->str[sound->len - 1] == 'e')
        g_string_truncate(sound, sound->len - 1);
}

char *
name_sound(const char *word)
{
    GString *sound = g_string_new(NULL);

    while (*word != '\0') {
        gsize length = 1;
        const char *heard = spelling_at(word, &length);
        const char own[] = { *word, '\0' };

        for (const char *letter = heard != NULL ? heard : own; *letter != '\0'; letter++)
            if (sound->len == 0 || sound->str[sound->len - 1] != *letter)
                g_string_append_c(sound, *letter);
        word += length;
    }
    join_endings(sound);
    return g_string_free(sound, FALSE);
}
