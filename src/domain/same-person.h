/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-person.h - how likely two records are one person, and what speaks for and against it.
 *
 * The log odds of Fellegi and Sunter (A theory for record linkage, Journal of the American
 * Statistical Association 64, 1969): each thing compared adds log2(m / u), where m is how often it
 * comes out so for two records of one person, u for those of two. A shared name adds as much as it
 * is rare (u is its share of all people); the more people there are, the less two of them are
 * expected to be one (the prior is one in as many). The sum alone is not enough to join: things
 * that are compared hang together (a family runs a firm, shares a telephone and bears one name), so
 * what leaves a doubt (decision 0049 lists it) holds the sum below what is joined unasked.
 */
#pragma once

#include "base/tk-json.h"
#include "domain/name-book.h"

#include <glib.h>

/* What is known of one record. Borrowed; texts never NULL. */
typedef struct {
    const char *name;
    const char *organisation; /* of the present post */
    const char *title;
    const char *place;
    const char *country;
    const char *source;
    const char *const *emails;   /* folded, as tk_address_fold(); NULL at the end */
    const char *const *phones;   /* the same */
    const char *const *profiles; /* linkedin, the same */
} SameRecord;

typedef struct {
    double chance;   /* 0 to 1 */
    TkJson *reasons; /* [{"key","facts","speaks"}], the weightiest first */
} SameJudgement;

void
same_judgement_clear(SameJudgement *judgement);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SameJudgement, same_judgement_clear)

/* A record taken apart as it is compared (same-reading.h): read once, held against many. The
 * record's texts must outlive it; the record itself need not. */
typedef struct SameReading SameReading;

SameReading *
same_reading_new(const SameRecord *record);
void
same_reading_free(SameReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SameReading, same_reading_free)

/* `people`: how many there are; `on_same_mails`: on how many mails both were at once, which speaks
 * against their being one. The order of the two does not matter. Caller clears `out`. */
void
same_person_judge(const NameBook *book, SameReading *one, SameReading *other, int64_t people,
                  int64_t on_same_mails, SameJudgement *out);

/* The chance alone, without the reasons that cost more than it does. Nearly every pair that meets
 * under a word is two people, and nobody asks why. */
double
same_person_chance(const NameBook *book, SameReading *one, SameReading *other, int64_t people);

/* The words under which a record's doubles would stand too, at most SAME_PERSON_WORDS, the
 * narrowest first: NULL-terminated, caller frees with g_strfreev(). */
#define SAME_PERSON_WORDS 16
char **
same_person_words(const NameBook *book, const SameReading *reading);

/* Under which words those are looked for who may be the same as one who stands under `words`: not
 * quite the same ones. NULL-terminated, caller frees with g_strfreev(). */
char **
same_words_asked(char *const *words);

/* Whether the one is found from the other; the order of the two does not matter. */
gboolean
same_words_meet(char *const *words, char *const *others);

/* So many or more under one word tell nobody apart: who stands there is not looked at by it. */
#define SAME_WORD_MOST 40
unsigned
same_word_most(const char *word);
