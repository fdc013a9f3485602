/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge.h - what a good colleague would say of a message before it goes out (M1).
 *
 * text -> sentences -> words -> findings. Each finding points at bytes of the body and says by a
 * key what would mend it; the door owns the sentence.
 */
#pragma once

#include "language/share.h"

#include <glib.h>

typedef enum {
    FINDING_HINT,
    FINDING_WARNING,
    FINDING_ERROR, /* holds back the approval until mended or overruled */
} FindingSeverity;

typedef struct {
    const char *code; /* constant: "too_long"; or own_code */
    FindingSeverity severity;
    gsize from, until;     /* bytes of the body, on character borders; 0..length for the whole */
    const char *advice;    /* constant key of the sentence: "judge-too-long" */
    int64_t figure, limit; /* for sentences that name them: 6 sentences, 4 allowed */
    char *subject;         /* a name or word the sentence names, or "" */
    char *own_code;        /* where the code is none of the constant ones; else NULL */
} Finding;

void
finding_free(Finding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Finding, finding_free)

/* For g_ptr_array_sort(): by place, then by code. */
int
finding_compare(gconstpointer one, gconstpointer other);

const char *
finding_severity_word(FindingSeverity severity); /* "error", "warning", "hint" */

/* What is judged and what is known around it. Texts may be "" but not NULL. */
typedef struct {
    const char *kind;     /* outreach, ... */
    const char *language; /* nb, da, sv, en; "" = find out */
    const char *sender_name;
    const char *receiver_name;
    const char *receiver_role;
    const char *receiver_organisation;
    const char *context;
    const char *subject;
    const char *body;
    gboolean to_known; /* the form is a call, video or their office: no treat needed (K2) */
} JudgeText;

/* GPtrArray of Finding, by place; empty for a good message. Never fails: any bytes may come in. */
GPtrArray *
judge_message(const LanguageShare *share, const JudgeText *text);

/* The language of a text as far as its words tell: "nb", "da", "sv", "en", or "" . */
const char *
language_of(const LanguageShare *share, const char *text);

/* TRUE for a text of some length that has hardly any of the small words that hold `language`
 * together: whatever single words it shares with it, it is of a language that is not ours. */
gboolean
language_is_foreign(const LanguageShare *share, const char *text, const char *language);

/* Sentences in the body between greeting and sign-off, as MESSAGES.md counts them; out_ranges may
 * be NULL, else GArray of two gsize each. */
unsigned
sentences_count(const LanguageShare *share, const char *body, const char *language,
                GArray *out_ranges);

/* Words there, as the limit of a summary counts them. */
unsigned
words_count(const LanguageShare *share, const char *body, const char *language);

/* TRUE when two messages to two people are nearly the same (T4); names and greetings are left out
 * of the comparison. */
gboolean
texts_are_nearly_same(const LanguageShare *share, const char *one, const char *other,
                      const char *language);
