/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/judge-marks.h"

#include "language/letters.h"

#include <string.h>

#define BRACKET_MOST 48 /* bytes between brackets; more is a remark, no place to fill */
#define EXCLAMATIONS 3
#define SHOUT_SHORT  3 /* letters; a shorter word in capitals is an abbreviation or "I" */
#define SHOUT_ROW    3 /* words in capitals in a row that are a shout whatever they are */
#define NAME_LIKE    3 /* letters two names must share from the start: Kris, Kristine */

static const struct {
    const char *open, *close;
} brackets[] = {
    { "{{", "}}" }, { "{", "}" }, { "[", "]" }, { "<", ">" }, { "%%", "%%" },
};

static gboolean
is_place_name(const char *inside, gsize length)
{
    gboolean letters = FALSE;

    if (length > 0 && inside[0] == ' ')
        return FALSE; /* "a < b and b > c" */
    for (gsize i = 0; i < length; i++) {
        if (strchr("@/\\=:\n", inside[i]) != NULL)
            return FALSE;
        letters |= g_ascii_isalpha(inside[i]) || (guchar) inside[i] >= 0x80;
    }
    return letters || strncmp(inside, "...", MIN(length, 3)) == 0;
}

static gsize
bracket_at(const char *text, gsize length, gsize at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(brackets); i++) {
        gsize size = strlen(brackets[i].open);
        if (strncmp(text + at, brackets[i].open, size) != 0)
            continue;
        gsize most = MIN(length - at - size, (gsize) BRACKET_MOST);
        g_autofree char *inside = g_strndup(text + at + size, most);
        const char *close = strstr(inside, brackets[i].close);
        if (close == NULL || close == inside || !is_place_name(inside, (gsize) (close - inside)))
            return 0;
        return size + (gsize) (close - inside) + strlen(brackets[i].close);
    }
    return 0;
}

static gboolean
is_letter_before(const char *text, gsize at)
{
    return at > 0 && (g_ascii_isalnum(text[at - 1]) || (guchar) text[at - 1] >= 0x80);
}

/* "XX", "XXX", "____": the length of the run, or 0. "XXL" and "XX%" (a figure!) differ. */
static gsize
run_at(const char *text, gsize at)
{
    gsize lines = letters_span(text + at, "_");

    if (lines >= 3)
        return lines;
    /* Asked first: a long run inside a word must not be walked from each of its letters. */
    if (is_letter_before(text, at))
        return 0;
    gsize small = letters_span(text + at, "x");
    gsize crosses = MAX(letters_span(text + at, "X"), small >= 3 ? small : 0);
    if (crosses < 2 || g_ascii_isalnum(text[at + crosses]) || (guchar) text[at + crosses] >= 0x80)
        return 0;
    return crosses;
}

gboolean
marks_next_placeholder(const char *text, gsize length, gsize *from, gsize *out_from,
                       gsize *out_until)
{
    for (gsize at = *from; at < length; at++) {
        gsize size = 0;
        if (strchr("{[<%", text[at]) != NULL)
            size = bracket_at(text, length, at);
        else if (strchr("Xx_", text[at]) != NULL)
            size = run_at(text, at);
        if (size == 0)
            continue;
        *out_from = at;
        *out_until = *from = at + size;
        return TRUE;
    }
    return FALSE;
}

static gboolean
find_exclamations(const Reading *reading, gsize *out_from, gsize *out_until)
{
    guint count = 0;

    for (gsize i = reading->parts.greeting_from; i < reading->parts.text_until; i++) {
        if (reading->text[i] != '!')
            continue;
        count++;
        gsize run = letters_span(reading->text + i, "!?");
        if (run >= 2 || count == EXCLAMATIONS) {
            *out_from = i;
            *out_until = i + run;
            return TRUE;
        }
    }
    const char *questions = strstr(reading->text + reading->parts.text_from, "???");
    if (questions == NULL || (gsize) (questions - reading->text) >= reading->parts.text_until)
        return FALSE;
    *out_from = (gsize) (questions - reading->text);
    *out_until = *out_from + letters_span(questions, "?!");
    return TRUE;
}

/* A word that has no business in capitals: one of the language's small words, not "IT" or "US". */
static gboolean
is_shouted(const Reading *reading, const LanguageCues *cues, int language, const Word *word)
{
    const char *folded = reading_folded(reading, word);

    if (!word->shouted || language < 0)
        return FALSE;
    if (!language_cues_is_stop_word(cues, language, folded))
        return FALSE;
    return g_utf8_strlen(folded, -1) >= SHOUT_SHORT || strlen(folded) >= SHOUT_SHORT;
}

gboolean
marks_find_shouting(const Reading *reading, const LanguageCues *cues, int language, gsize *out_from,
                    gsize *out_until)
{
    guint row = 0;

    if (find_exclamations(reading, out_from, out_until))
        return TRUE;
    for (guint i = 0; i < reading->words->len; i++) {
        const Word *word = reading_word(reading, i);
        row = word->shouted && word->until - word->from >= SHOUT_SHORT ? row + 1 : 0;
        if (row < SHOUT_ROW && !is_shouted(reading, cues, language, word))
            continue;
        *out_from = row >= SHOUT_ROW ? reading_word(reading, i + 1 - SHOUT_ROW)->from : word->from;
        *out_until = word->until;
        return TRUE;
    }
    return FALSE;
}

static gboolean
is_same_name(GHashTable *nicknames, const char *one, const char *other)
{
    gsize shorter = MIN(strlen(one), strlen(other));

    if (shorter >= NAME_LIKE && strncmp(one, other, shorter) == 0)
        return TRUE;
    if (strcmp(one, other) == 0)
        return TRUE;
    const GPtrArray *same = g_hash_table_lookup(nicknames, one);
    for (guint i = 0; same != NULL && i < same->len; i++) {
        if (strcmp(g_ptr_array_index(same, i), other) == 0)
            return TRUE;
    }
    return FALSE;
}

/* An initial ("J.") or a letter name says nothing against anybody. */
static gboolean
is_one_of(GHashTable *nicknames, const char *name, char **names, guint from, guint until)
{
    for (guint i = from; i < until; i++) {
        g_auto(GStrv) parts = g_strsplit(names[i], "-", -1);
        if (is_same_name(nicknames, name, names[i]))
            return TRUE;
        for (guint p = 0; parts[p] != NULL; p++) {
            if (*parts[p] != '\0' && is_same_name(nicknames, name, parts[p]))
                return TRUE;
        }
    }
    return FALSE;
}

/* The greeting's name as it stands in the text. */
static void
locate_name(const Reading *reading, const char *name, gsize *out_from, gsize *out_until)
{
    const char *p = reading->text + reading->parts.greeting_from;
    const char *end = reading->text + reading->parts.greeting_until;

    *out_from = reading->parts.greeting_from;
    *out_until = reading->parts.greeting_until;
    while (p < end) {
        const char *begin = p;
        while (p < end) {
            const char *next = g_utf8_next_char(p);
            if (!letters_in_word(g_utf8_get_char(p), next < end ? g_utf8_get_char(next) : 0))
                break;
            p = next;
        }
        g_autofree char *folded = letters_fold_line(begin, p);
        if (strcmp(folded, name) == 0) {
            *out_from = (gsize) (begin - reading->text);
            *out_until = (gsize) (p - reading->text);
            return;
        }
        if (p < end && p == begin)
            p = g_utf8_next_char(p);
    }
}

static gboolean
greets_another(GHashTable *nicknames, char **greeted, char **receiver, gboolean titled)
{
    guint count = g_strv_length(greeted), known = g_strv_length(receiver);
    guint given = known > 1 ? known - 1 : known;

    /* One name, or one behind a title, may be any of the receiver's names. */
    if (count == 1 || titled)
        return !is_one_of(nicknames, greeted[0], receiver, 0, known) &&
               !is_one_of(nicknames, greeted[count - 1], receiver, 0, known);
    return !is_one_of(nicknames, greeted[0], receiver, 0, given);
}

gboolean
marks_find_wrong_name(const MailHabits *habits, const Reading *reading, GHashTable *nicknames,
                      const char *receiver_name, char **out_name, gsize *out_from, gsize *out_until)
{
    gboolean titled = FALSE;
    g_auto(GStrv) greeted = mail_greeting_names(habits, reading->text, &reading->parts, &titled);
    g_autofree char *level = letters_level(receiver_name, strlen(receiver_name));
    g_autofree char *folded = letters_fold(level);
    g_auto(GStrv) all = g_strsplit(folded, " ", -1);
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();

    for (guint i = 0; all[i] != NULL; i++) {
        if (*all[i] != '\0' && !mail_word_is_title(habits, all[i]))
            g_strv_builder_add(builder, all[i]);
    }
    g_auto(GStrv) receiver = g_strv_builder_end(builder);
    if (greeted[0] == NULL || receiver[0] == NULL ||
        !greets_another(nicknames, greeted, receiver, titled))
        return FALSE;
    locate_name(reading, greeted[0], out_from, out_until);
    *out_name = g_strndup(reading->text + *out_from, *out_until - *out_from);
    return TRUE;
}
