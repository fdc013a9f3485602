/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/value.h"

#include "base/tk-error.h"
#include "base/tk-text.h"
#include "domain/method.h"

#include <string.h>

/* Folded words of nb, da, sv and en that fill a sentence without saying what somebody gets: small
 * words, and the cup itself. */
static const char *const empty_words[] = {
    "kaffe",      "coffee",  "kopp",  "kop",      "cup",       "kaffekopp", "latte",   "espresso",
    "cappuccino", "te",      "tea",   "fika",     "drink",     "gratis",    "free",    "god",
    "godt",       "gott",    "good",  "nice",     "fin",       "hyggelig",  "trevlig", "prat",
    "snakk",      "chat",    "talk",  "spandere", "spanderer", "byr",       "byder",   "bjuder",
    "betaler",    "betalar", "treat", "pay",      "a",         "an",        "the",     "en",
    "et",         "ett",     "ei",    "of",       "av",        "af",        "om",      "med",
    "with",       "over",    "og",    "och",      "and",       "i",         "jeg",     "jag",
    "du",         "you",     "de",    "they",     "hun",       "hon",       "han",     "she",
    "he",         "her",     "him",   "them",     "dem",       "me",        "meg",     "mig",
    "vi",         "we",      "is",    "er",       "ar",        "far",       "fa",      "get",
    "gets",       "on",      "pa",    "til",      "till",      "to",        "for",     "det",
    "it",         "no",      "noget", "nagot",    "something", "ingenting", "nothing", "x",
    "xx",         "xxx",     "tbd",   "some",     "litt",      "lidt",      "lite",    "my",
    "min",        "mig",     "henne", "ham",
};

/* The four sides of the gate, in the order in which they are named. */
typedef struct {
    const char *name;
    const char *text;
} Side;

static gboolean
is_empty_word(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(empty_words); i++) {
        if (strcmp(empty_words[i], word) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Chinese, Japanese and Korean put no space between words: there one run is a sentence. */
static gboolean
is_unspaced(const char *word)
{
    return g_utf8_get_char(word) >= 0x2E80 && g_utf8_strlen(word, -1) >= 4;
}

gboolean
value_says_something(const char *text)
{
    g_auto(GStrv) words = tk_text_fold_words(text);
    g_autoptr(GHashTable) telling = g_hash_table_new(g_str_hash, g_str_equal);

    for (char **word = words; *word != NULL; word++) {
        if (is_unspaced(*word))
            return TRUE;
        if (g_utf8_strlen(*word, -1) >= 2 && !is_empty_word(*word))
            g_hash_table_add(telling, *word);
    }
    return g_hash_table_size(telling) >= 2;
}

static gboolean
is_blank(const char *text)
{
    g_auto(GStrv) words = tk_text_fold_words(text);

    return words[0] == NULL;
}

static void
name_side(GString *names, const char *name)
{
    g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", name);
}

gboolean
value_stands(const Meeting *meeting, GError **error)
{
    const Side sides[] = {
        { "value_for_them", meeting->value_for_them },
        { "value_for_me", meeting->value_for_me },
        { "purpose", meeting->purpose },
        { "reason", meeting->reason },
    };
    g_autoptr(GString) missing = g_string_new(NULL);
    g_autoptr(GString) thin = g_string_new(NULL);
    g_autofree char *theirs = tk_text_fold(meeting->value_for_them);
    g_autofree char *mine = tk_text_fold(meeting->value_for_me);

    if (method_is_overruled(meeting->overruled, "V1"))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        if (is_blank(sides[i].text))
            name_side(missing, sides[i].name);
        else if (!value_says_something(sides[i].text))
            name_side(thin, sides[i].name);
    }
    if (missing->len > 0)
        return tk_fail(error, TK_ERROR_REFUSED, "value-missing", missing->str);
    if (thin->len > 0)
        return tk_fail(error, TK_ERROR_REFUSED, "value-thin", thin->str);
    if (strcmp(theirs, mine) == 0)
        return tk_fail(error, TK_ERROR_REFUSED, "value-same", NULL);
    return TRUE;
}

static void
replace_text(char **text, const char *by)
{
    char *fresh = NULL;

    if (by == NULL)
        return;
    fresh = g_strstrip(g_strdup(by));
    g_free(*text);
    *text = fresh;
}

void
value_set(Meeting *meeting, const char *purpose, const char *reason, const char *for_them,
          const char *for_me, int64_t at)
{
    const char *stage = NULL;

    replace_text(&meeting->purpose, purpose);
    replace_text(&meeting->reason, reason);
    replace_text(&meeting->value_for_them, for_them);
    replace_text(&meeting->value_for_me, for_me);
    stage = value_stands(meeting, NULL) ? "valued" : "idea";
    if (*meeting->stage == '\0' || strcmp(meeting->stage, "idea") == 0 ||
        strcmp(meeting->stage, "valued") == 0) {
        if (strcmp(meeting->stage, stage) == 0)
            return;
        g_free(meeting->stage);
        meeting->stage = g_strdup(stage);
        meeting->stage_at = at;
    }
}

/* Only who has been asked was told anything; who said no need not hear of it again. */
static gboolean
was_told(const Introduction *introduction)
{
    const char *const states[] = { "asked", "agreed", "made", "reported", NULL };

    return *introduction->purpose_told != '\0' && g_strv_contains(states, introduction->state);
}

GPtrArray *
value_told_otherwise(const Meeting *meeting, const GPtrArray *introductions)
{
    GPtrArray *told = g_ptr_array_new();
    g_autofree char *now = tk_text_fold(meeting->purpose);

    for (guint i = 0; i < introductions->len; i++) {
        Introduction *introduction = g_ptr_array_index(introductions, i);
        g_autofree char *then = tk_text_fold(introduction->purpose_told);

        if (introduction->meeting_id == meeting->id && was_told(introduction) &&
            strcmp(then, now) != 0)
            g_ptr_array_add(told, introduction);
    }
    return told;
}
