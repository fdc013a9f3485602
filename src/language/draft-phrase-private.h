/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-phrase-private.h - the words of share/drafts/LANG/shapes as they were read; for the files
 * of this folder only.
 */
#pragma once

#include "language/draft-phrase.h"

#define PHRASE_MONTHS 12

struct PhraseWords {
    GHashTable *subjects;  /* words that begin a whole sentence: "du", "we" */
    GHashTable *questions; /* "hvordan" */
    GHashTable *marks;     /* of the infinitive: "å" */
    GHashTable *verbs;     /* infinitives people begin a purpose with */
    GHashTable *receives;  /* those of them that the receiver of a value does: "få", "hear" */
    GHashTable *finite;    /* what follows the subject of a whole sentence: "nevnte", "has" */
    GHashTable *that, *because;
    GHashTable *retell;     /* "din" -> "{of}/til+{name}" */
    GHashTable *possessive; /* "din", "your": the word before or after is ordinary */
    char **months;
    char *day;               /* "{day}. {month}" */
    char *on_day;            /* "den {day}. {month}": when something happened */
    char *today, *yesterday; /* "i dag" */
    char *and, * or ;        /* between the last two of a list */
    char *quotes;            /* "« »": before and behind a title */
    char *places;            /* "på hos i": the first stands where none is written */
    /* "" in a language whose infinitive has a mark of its own: */
    char *infinitive_ends, *no_infinitive_ends;
    char *clause_comma; /* ",", or "" where a clause inside a sentence has none */
    char *talk;         /* "coffee=praten over kaffen|=praten": the meeting by its form */
    char *talk_formal;
};

/* `pattern` with {day} and {month} filled. */
char *
phrase_day_as(const PhraseWords *words, const char *pattern, int64_t day);
