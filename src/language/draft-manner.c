/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/draft-manner.h"

#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

#define CLOSING_LINES_MOST 4
#define CLOSING_MOST       120 /* bytes; more is a signature, which the mail program adds */

static char *
greeting_of(const LanguageShare *share, const char *body)
{
    gsize length = strlen(body);
    g_autofree char *level = letters_level(body, length);
    MailParts parts = mail_parts_find(share->habits, level, length);

    return g_strstrip(
        g_strndup(body + parts.greeting_from, parts.greeting_until - parts.greeting_from));
}

static char *
closing_of(const LanguageShare *share, const char *body)
{
    gsize length = strlen(body);
    g_autofree char *level = letters_level(body, length);
    MailParts parts = mail_parts_find(share->habits, level, length);

    return g_strstrip(g_strdup(body + parts.end_from));
}

/* With the name's place in it; "" where they name nobody, or somebody else. */
static char *
greeting_without_name(const char *greeting, const DraftWritten *written)
{
    g_autoptr(GString) pattern = g_string_new(greeting);

    if (*written->receiver_name != '\0' &&
        g_string_replace(pattern, written->receiver_name, "{receiver_name}", 1) == 1)
        return g_strdup(pattern->str);
    if (*written->receiver_given_name != '\0' &&
        g_string_replace(pattern, written->receiver_given_name, "{receiver_given_name}", 1) == 1)
        return g_strdup(pattern->str);
    return g_strdup("");
}

static void
learn_greeting(DraftManner *manner, const LanguageShare *share, const DraftWritten *written)
{
    g_autofree char *own = greeting_of(share, written->body);
    g_autofree char *proposed = greeting_of(share, written->proposed);

    if (*manner->greeting != '\0' || *own == '\0' || strcmp(own, proposed) == 0 ||
        strpbrk(own, "{}\n") != NULL)
        return;
    g_free(manner->greeting);
    manner->greeting = greeting_without_name(own, written);
}

static void
learn_closing(DraftManner *manner, const LanguageShare *share, const DraftWritten *written)
{
    g_autofree char *own = closing_of(share, written->body);
    g_autofree char *proposed = closing_of(share, written->proposed);
    g_auto(GStrv) lines = g_strsplit(own, "\n", -1);

    if (*manner->closing != '\0' || *own == '\0' || strcmp(own, proposed) == 0 ||
        strlen(own) > CLOSING_MOST || g_strv_length(lines) > CLOSING_LINES_MOST)
        return;
    g_free(manner->closing);
    manner->closing = g_steal_pointer(&own);
}

typedef void (*PairTake)(const char *pair, gpointer data);

/* Each two words that follow each other. */
static void
each_pair(const char *text, PairTake take, gpointer data)
{
    g_autofree char *folded = letters_fold(text);
    g_auto(GStrv) words = g_strsplit_set(folded, " ,.?!:;\n\"", -1);
    const char *before = NULL;

    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0')
            continue;
        if (before != NULL) {
            g_autofree char *pair = g_strdup_printf("%s %s", before, words[i]);
            take(pair, data);
        }
        before = words[i];
    }
}

static void
add_pair(const char *pair, gpointer data)
{
    g_hash_table_add(data, g_strdup(pair));
}

/* Sentences that nobody proposed. */
static void
learn_sentences(DraftManner *manner, const LanguageShare *share, const DraftWritten *written,
                int language)
{
    gsize length = strlen(written->body);
    g_autofree char *level = letters_level(written->body, length);
    MailParts parts = mail_parts_find(share->habits, level, length);
    g_autoptr(GArray) sentences =
        sentences_find(share->breaks, share->abbreviations[language], level, &parts);

    for (guint i = 0; i < sentences->len; i++) {
        const Sentence *sentence = &g_array_index(sentences, Sentence, i);
        g_autofree char *text =
            g_strndup(written->body + sentence->from, sentence->until - sentence->from);
        if (strstr(written->proposed, text) == NULL)
            each_pair(text, add_pair, manner->pairs);
    }
}

DraftManner *
draft_manner_learn(const LanguageShare *share, const DraftWritten *written, guint count,
                   const char *language)
{
    DraftManner *manner = g_new0(DraftManner, 1);
    int number = MAX(language_number(language), 0);

    manner->greeting = g_strdup("");
    manner->closing = g_strdup("");
    manner->pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < count; i++) {
        learn_greeting(manner, share, &written[i]);
        learn_closing(manner, share, &written[i]);
        learn_sentences(manner, share, &written[i], number);
    }
    return manner;
}

void
draft_manner_free(DraftManner *manner)
{
    if (manner == NULL)
        return;
    g_free(manner->greeting);
    g_free(manner->closing);
    g_hash_table_unref(manner->pairs);
    g_free(manner);
}

typedef struct {
    const DraftManner *manner;
    guint all, theirs;
} Count;

static void
count_pair(const char *pair, gpointer data)
{
    Count *count = data;

    count->all++;
    count->theirs += g_hash_table_contains(count->manner->pairs, pair) ? 1 : 0;
}

double
draft_manner_nearness(const DraftManner *manner, const char *text)
{
    Count count = { manner, 0, 0 };

    each_pair(text, count_pair, &count);
    return count.all > 0 ? (double) count.theirs / count.all : 0;
}
