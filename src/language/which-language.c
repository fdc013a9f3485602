/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/which-language.h"

#include "base/tk-error.h"
#include "language/letters.h"

#include <string.h>

#define WEIGHT_MOST 9
#define ENDING_MOST 6 /* bytes */

const char *const language_codes[LANGUAGE_COUNT] = { "nb", "da", "sv", "en" };

typedef struct {
    guint8 weights[LANGUAGE_COUNT];
} Cue;

struct LanguageCues {
    GHashTable *words;   /* folded -> Cue */
    GHashTable *endings; /* "sjon" -> Cue */
    GHashTable *letters; /* "ä" and parts like "gj" at a word's beginning, as "gj*" -> Cue */
};

int
language_number(const char *code)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (g_strcmp0(language_codes[i], code) == 0)
            return i;
    }
    return -1;
}

LanguageCues *
language_cues_new(void)
{
    LanguageCues *cues = g_new0(LanguageCues, 1);

    cues->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    cues->endings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    cues->letters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return cues;
}

void
language_cues_free(LanguageCues *cues)
{
    if (cues == NULL)
        return;
    g_hash_table_unref(cues->words);
    g_hash_table_unref(cues->endings);
    g_hash_table_unref(cues->letters);
    g_free(cues);
}

static gboolean
add_cue(LanguageCues *cues, int language, const char *line)
{
    g_auto(GStrv) parts = g_strsplit(line, " ", -1);
    guint64 weight = 1;
    GHashTable *table = cues->words;
    const char *written = parts[0];

    if (parts[1] != NULL && (parts[2] != NULL || !g_ascii_string_to_unsigned(
                                                     parts[1], 10, 0, WEIGHT_MOST, &weight, NULL)))
        return FALSE;
    if (*written == '*')
        table = cues->endings;
    else if (*written == '&')
        table = cues->letters;
    written += table != cues->words ? 1 : 0;
    g_autoptr(GString) folded = g_string_new(NULL);
    letters_fold_word(written, written + strlen(written), folded);
    Cue *cue = g_hash_table_lookup(table, folded->str);
    if (cue == NULL) {
        cue = g_new0(Cue, 1);
        g_hash_table_insert(table, g_strdup(folded->str), cue);
    }
    cue->weights[language] = (guint8) (weight + 1); /* 0 is "not there" */
    return *written != '\0';
}

gboolean
language_cues_add(LanguageCues *cues, int language, const char *file, const char *text,
                  GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    g_assert(language >= 0 && language < LANGUAGE_COUNT);
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = g_strstrip(lines[i]);
        if (*line == '\0' || *line == '#')
            continue;
        if (!add_cue(cues, language, line))
            return tk_failf(error, TK_ERROR_INVALID, "share-malformed", "%s:%u", file, i + 1);
    }
    return TRUE;
}

static void
add_weights(const Cue *cue, int scores[LANGUAGE_COUNT])
{
    for (int i = 0; cue != NULL && i < LANGUAGE_COUNT; i++)
        scores[i] += cue->weights[i] > 0 ? cue->weights[i] - 1 : 0;
}

void
language_cues_weigh(const LanguageCues *cues, const char *folded, int scores[LANGUAGE_COUNT])
{
    gsize length = strlen(folded);
    const Cue *word = g_hash_table_lookup(cues->words, folded);

    add_weights(word, scores);
    if (word != NULL)
        return;
    /* The longest ending that is listed speaks alone. */
    for (gsize size = MIN(length - (length > 0), ENDING_MOST); size > 0; size--) {
        const Cue *ending = g_hash_table_lookup(cues->endings, folded + length - size);
        add_weights(ending, scores);
        if (ending != NULL)
            break;
    }
    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
        char part[8] = { 0 };
        const char *next = g_utf8_next_char(p);
        memcpy(part, p, (gsize) (next - p));
        add_weights(g_hash_table_lookup(cues->letters, part), scores);
        if (*next == '\0')
            break;
        memcpy(part, p,
               (gsize) (g_utf8_next_char(next) - p) < sizeof part
                   ? (gsize) (g_utf8_next_char(next) - p)
                   : sizeof part - 1);
        add_weights(g_hash_table_lookup(cues->letters, part), scores);
    }
}

int
language_cues_best(const int scores[LANGUAGE_COUNT], int lead)
{
    int best = 0;

    for (int i = 1; i < LANGUAGE_COUNT; i++) {
        if (scores[i] > scores[best])
            best = i;
    }
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (i != best && scores[best] - scores[i] < lead)
            return -1;
    }
    return scores[best] > 0 ? best : -1;
}

gboolean
language_cues_is_stop_word(const LanguageCues *cues, int language, const char *folded)
{
    const Cue *cue = g_hash_table_lookup(cues->words, folded);

    return cue != NULL && cue->weights[language] > 0;
}
