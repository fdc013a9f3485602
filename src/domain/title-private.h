/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * title-private.h - the table behind title.h. For title.c and title-words.c only.
 */
#pragma once

#include "domain/title.h"

struct TitleWords {
    GHashTable *drop;    /* folded word */
    GHashTable *meaning; /* folded phrase -> TitleMeaning */
    GHashTable *rank;    /* meaning -> int */
    GHashTable *less;    /* meanings that take from the rank */
    GHashTable *seeking, *retired;
    GHashTable *renamed;  /* folded name -> the name it goes by now */
    GPtrArray *compounds; /* heads of compound words */
};

typedef struct {
    char *word;
    gboolean english, nordic; /* a word of both tells of neither */
} TitleMeaning;
