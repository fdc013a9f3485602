/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-words.c - reads share/drafts/LANG/shapes.
 */
#include "language/draft-phrase-private.h"

#include "base/tk-error.h"
#include "language/letters.h"

#include <string.h>

static GHashTable *
word_set(const char *line)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);

    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] != '\0')
            g_hash_table_add(set, letters_fold(words[i]));
    }
    return set;
}

static GHashTable **
set_named(PhraseWords *words, const char *name)
{
    const struct {
        const char *name;
        GHashTable **set;
    } sets[] = {
        { "subjects", &words->subjects },
        { "questions", &words->questions },
        { "marks", &words->marks },
        { "verbs", &words->verbs },
        { "receives", &words->receives },
        { "finite", &words->finite },
        { "that", &words->that },
        { "because", &words->because },
        { "possessive", &words->possessive },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(sets); i++) {
        if (strcmp(sets[i].name, name) == 0)
            return sets[i].set;
    }
    return NULL;
}

static gboolean
take_retelling(PhraseWords *words, const char *value)
{
    g_auto(GStrv) pairs = g_strsplit(value, " ", -1);

    g_clear_pointer(&words->retell, g_hash_table_unref);
    words->retell = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; pairs[i] != NULL; i++) {
        g_auto(GStrv) halves = g_strsplit(pairs[i], "=", 2);
        if (halves[0] == NULL || halves[1] == NULL)
            return FALSE;
        g_hash_table_insert(words->retell, g_strdup(halves[0]), g_strdup(halves[1]));
    }
    return TRUE;
}

typedef struct {
    const char *name;
    char **text;
} NamedText;

#define NAMED_TEXTS 13

static void
name_texts(PhraseWords *words, NamedText texts[NAMED_TEXTS])
{
    const NamedText named[] = {
        { "day", &words->day },
        { "on-day", &words->on_day },
        { "today", &words->today },
        { "yesterday", &words->yesterday },
        { "and", &words->and },
        { "or", &words->or },
        { "quotes", &words->quotes },
        { "places", &words->places },
        { "talk", &words->talk },
        { "talk-formal", &words->talk_formal },
        { "infinitive-ends", &words->infinitive_ends },
        { "no-infinitive-ends", &words->no_infinitive_ends },
        { "clause-comma", &words->clause_comma },
    };

    G_STATIC_ASSERT(G_N_ELEMENTS(named) == NAMED_TEXTS);
    memcpy(texts, named, sizeof named);
}

static gboolean
take_text(PhraseWords *words, const char *name, const char *value)
{
    NamedText texts[NAMED_TEXTS];

    name_texts(words, texts);
    for (gsize i = 0; i < NAMED_TEXTS; i++) {
        if (strcmp(texts[i].name, name) != 0)
            continue;
        g_free(*texts[i].text);
        *texts[i].text = g_strdup(value);
        return TRUE;
    }
    return FALSE;
}

static gboolean
take_words_line(PhraseWords *words, const char *line)
{
    const char *colon = strchr(line, ':');

    if (colon == NULL)
        return FALSE;
    g_autofree char *name = g_strndup(line, (gsize) (colon - line));
    const char *value = colon + 1 + strspn(colon + 1, " ");
    GHashTable **set = set_named(words, name);
    if (set != NULL) {
        g_clear_pointer(set, g_hash_table_unref);
        *set = word_set(value);
        return TRUE;
    }
    if (strcmp(name, "retell") == 0)
        return take_retelling(words, value);
    if (strcmp(name, "months") != 0)
        return take_text(words, name, value);
    g_strfreev(words->months);
    words->months = g_strsplit(value, " ", -1);
    return g_strv_length(words->months) == PHRASE_MONTHS;
}

static gboolean
is_whole(PhraseWords *words)
{
    NamedText texts[NAMED_TEXTS];

    name_texts(words, texts);
    for (gsize i = 0; i < NAMED_TEXTS; i++) {
        if (*texts[i].text == NULL)
            return FALSE;
    }
    return words->subjects != NULL && words->questions != NULL && words->marks != NULL &&
           words->verbs != NULL && words->that != NULL && words->because != NULL &&
           words->retell != NULL && words->possessive != NULL && words->receives != NULL &&
           words->finite != NULL && words->months != NULL && strchr(words->quotes, ' ') != NULL;
}

PhraseWords *
phrase_words_new(const char *name, const char *text, GError **error)
{
    g_autoptr(PhraseWords) words = g_new0(PhraseWords, 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint line = 0;

    words->infinitive_ends = g_strdup("");
    words->no_infinitive_ends = g_strdup("");
    words->clause_comma = g_strdup("");
    for (; lines[line] != NULL; line++) {
        const char *read = g_strstrip(lines[line]);
        if (*read != '\0' && *read != '#' && !take_words_line(words, read))
            break;
    }
    if (lines[line] != NULL || !is_whole(words)) {
        tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", name, line + 1);
        return NULL;
    }
    return g_steal_pointer(&words);
}

void
phrase_words_free(PhraseWords *words)
{
    NamedText texts[NAMED_TEXTS];

    if (words == NULL)
        return;
    g_clear_pointer(&words->subjects, g_hash_table_unref);
    g_clear_pointer(&words->questions, g_hash_table_unref);
    g_clear_pointer(&words->marks, g_hash_table_unref);
    g_clear_pointer(&words->verbs, g_hash_table_unref);
    g_clear_pointer(&words->receives, g_hash_table_unref);
    g_clear_pointer(&words->finite, g_hash_table_unref);
    g_clear_pointer(&words->that, g_hash_table_unref);
    g_clear_pointer(&words->because, g_hash_table_unref);
    g_clear_pointer(&words->retell, g_hash_table_unref);
    g_clear_pointer(&words->possessive, g_hash_table_unref);
    g_strfreev(words->months);
    name_texts(words, texts);
    for (gsize i = 0; i < NAMED_TEXTS; i++)
        g_free(*texts[i].text);
    g_free(words);
}
