/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * Both proposals are laid beside the person's text, sentence by sentence (the longest common
 * sequence), and beside each other by the words they share: sentences on the same fact have its
 * words in common.
 */
#include "language/draft-own.h"

#include "language/letters.h"
#include "language/share-private.h"

#include <string.h>

#define PIECES_MOST  100
#define SHARED_LEAST 0.15 /* of the words: less is chance */

/* A body taken apart. */
typedef struct {
    const char *text;
    MailParts parts;
    GArray *sentences; /* Sentence */
} Body;

/* The number of b's piece that a's piece i goes with, or -1. */
typedef struct {
    int with[PIECES_MOST];
} Pairing;

static void
body_clear(Body *body)
{
    g_clear_pointer(&body->sentences, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Body, body_clear)

static Body
body_of(const LanguageShare *share, const char *text, int language)
{
    gsize length = strlen(text);
    g_autofree char *level = letters_level(text, length);
    Body body = { .text = text, .parts = mail_parts_find(share->habits, level, length) };

    body.sentences =
        sentences_find(share->breaks, share->abbreviations[language], level, &body.parts);
    return body;
}

static char *
piece_of(const Body *body, guint at)
{
    const Sentence *sentence = &g_array_index(body->sentences, Sentence, at);

    return g_strndup(body->text + sentence->from, sentence->until - sentence->from);
}

typedef double (*Likeness)(const char *one, const char *other);

static double
are_equal(const char *one, const char *other)
{
    return strcmp(one, other) == 0 ? 1 : 0;
}

/* How many of the words of both stand in both. */
static double
shared_words(const char *one, const char *other)
{
    g_autofree char *folded_one = letters_fold(one);
    g_autofree char *folded_other = letters_fold(other);
    g_auto(GStrv) words = g_strsplit_set(folded_one, " ,.?!:", -1);
    g_auto(GStrv) others = g_strsplit_set(folded_other, " ,.?!:", -1);
    guint shared = 0, count = 0;

    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0')
            continue;
        count++;
        shared += g_strv_contains((const char *const *) others, words[i]) ? 1 : 0;
    }
    double share = count > 0 ? (double) shared / count : 0;
    return share >= SHARED_LEAST ? share : 0;
}

/* The pairing in order that is alike most in sum. */
static Pairing
pair_up(const Body *one, const Body *other, Likeness likeness)
{
    guint rows = one->sentences->len, columns = other->sentences->len;
    g_autofree double *best = g_new0(double, (gsize) (rows + 1) * (columns + 1));
    g_autofree double *like = g_new0(double, (gsize) (rows + 1) * (columns + 1));
    Pairing pairing;
    guint width = columns + 1;

    memset(&pairing, 0xff, sizeof pairing);
    for (guint i = rows; i-- > 0;) {
        g_autofree char *piece = piece_of(one, i);
        for (guint j = columns; j-- > 0;) {
            g_autofree char *beside = piece_of(other, j);
            like[i * width + j] = likeness(piece, beside);
            double both = like[i * width + j] + best[(i + 1) * width + j + 1];
            double skip = MAX(best[(i + 1) * width + j], best[i * width + j + 1]);
            best[i * width + j] = like[i * width + j] > 0 ? MAX(both, skip) : skip;
        }
    }
    for (guint i = 0, j = 0; i < rows && j < columns;) {
        double both = like[i * width + j] + best[(i + 1) * width + j + 1];
        if (like[i * width + j] > 0 && both >= best[i * width + j])
            pairing.with[i++] = (int) j++;
        else if (best[(i + 1) * width + j] >= best[i * width + j + 1])
            i++;
        else
            j++;
    }
    return pairing;
}

/* A sentence with what stood between it and the one before it. */
static void
append_piece(GString *text, const Body *body, guint at)
{
    const Sentence *sentence = &g_array_index(body->sentences, Sentence, at);
    gsize from = at > 0 ? g_array_index(body->sentences, Sentence, at - 1).until : sentence->from;

    if (text->len > 0 && from < sentence->from)
        g_string_append_len(text, body->text + from, (gssize) (sentence->from - from));
    else if (text->len > 0)
        g_string_append_c(text, ' ');
    g_string_append_len(text, body->text + sentence->from,
                        (gssize) (sentence->until - sentence->from));
}

/* The user's sentences from `*at` up to the one that is as it was proposed (-1: the end). */
static void
append_own(GString *text, const Body *current, guint *at, int until)
{
    guint end = until >= 0 ? (guint) until : current->sentences->len;

    for (; *at < end; (*at)++)
        append_piece(text, current, *at);
}

static gboolean
has_pair(const Pairing *pairing, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (pairing->with[i] >= 0)
            return TRUE;
    }
    return FALSE;
}

/* The current sentence that goes with the next one left as it was proposed, or -1. */
static int
next_kept(const Pairing *kept, guint from, guint count)
{
    for (guint i = from; i < count; i++) {
        if (kept->with[i] >= 0)
            return kept->with[i];
    }
    return -1;
}

static char *
merge_texts(const Body *proposed, const Body *current, const Body *next)
{
    Pairing kept = pair_up(proposed, current, are_equal);
    Pairing renewed = pair_up(proposed, next, shared_words);
    GString *text = g_string_new(NULL);
    guint count = proposed->sentences->len;
    guint own = 0, fresh = 0;

    if (!has_pair(&kept, count)) {
        append_own(text, current, &own, -1);
        return g_string_free(text, FALSE);
    }
    for (guint i = 0; i < count; i++) {
        /* The new proposal's own sentences come before what they stood before. */
        while (renewed.with[i] >= 0 && fresh < (guint) renewed.with[i])
            append_piece(text, next, fresh++);
        if (kept.with[i] >= 0) {
            append_own(text, current, &own, kept.with[i]);
            own++;
            if (renewed.with[i] >= 0)
                append_piece(text, next, fresh);
        } else {
            append_own(text, current, &own, next_kept(&kept, i, count));
        }
        if (renewed.with[i] >= 0)
            fresh++;
    }
    while (fresh < next->sentences->len)
        append_piece(text, next, fresh++);
    append_own(text, current, &own, -1);
    return g_string_free(text, FALSE);
}

/* The greeting with what stands behind it, up to the first sentence. */
static char *
head_of(const Body *body)
{
    gsize until = body->sentences->len > 0 ? g_array_index(body->sentences, Sentence, 0).from
                                           : body->parts.text_until;

    return g_strndup(body->text, until);
}

/* The sign-off with what stands before it, from the last sentence on. */
static char *
tail_of(const Body *body)
{
    guint count = body->sentences->len;
    gsize from = count > 0 ? g_array_index(body->sentences, Sentence, count - 1).until
                           : body->parts.text_until;

    return g_strdup(body->text + from);
}

static char *
text_of(const Body *body)
{
    GString *text = g_string_new(NULL);

    for (guint at = 0; at < body->sentences->len; at++)
        append_piece(text, body, at);
    return g_string_free(text, FALSE);
}

/* What is now there, unless it is as it was proposed. Takes all three. */
static char *
part_kept(char *before_take, char *now_take, char *then_take)
{
    g_autofree char *before = before_take;
    g_autofree char *now = now_take;
    g_autofree char *then = then_take;

    return strcmp(before, now) == 0 ? g_steal_pointer(&then) : g_steal_pointer(&now);
}

static char *
text_kept(const Body *before, const Body *now, const Body *then)
{
    g_autofree char *proposed = text_of(before);
    g_autofree char *current = text_of(now);

    return strcmp(proposed, current) == 0 ? text_of(then) : merge_texts(before, now, then);
}

static gboolean
are_few(const Body *body)
{
    return body->sentences->len <= PIECES_MOST;
}

char *
draft_keep_own(const LanguageShare *share, const char *proposed, const char *current,
               const char *next, const char *language)
{
    int number = MAX(language_number(language), 0);

    if (*proposed == '\0' || strcmp(proposed, current) == 0)
        return g_strdup(next);
    g_auto(Body) before = body_of(share, proposed, number);
    g_auto(Body) now = body_of(share, current, number);
    g_auto(Body) then = body_of(share, next, number);

    if (!are_few(&before) || !are_few(&now) || !are_few(&then))
        return g_strdup(current);
    g_autofree char *head = part_kept(head_of(&before), head_of(&now), head_of(&then));
    g_autofree char *tail = part_kept(tail_of(&before), tail_of(&now), tail_of(&then));
    g_autofree char *text = text_kept(&before, &now, &then);

    return g_strconcat(head, text, tail, NULL);
}
