/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-private.h - what is known while a draft is put together; for the files of this folder only.
 */
#pragma once

#include "language/draft-list.h"
#include "language/draft-phrase.h"
#include "language/draft.h"
#include "language/share-private.h"

typedef enum {
    FACT_NAME, /* stands as it is written */
    FACT_OWN,  /* a phrase of the user: may be sentences */
    FACT_LIST, /* several of them */
} FactKind;

typedef struct {
    const char *name;
    const char *value;
    FactKind kind;
} Fact;

#define DRAFT_FACTS_MOST 48

typedef struct {
    const LanguageShare *share;
    const PhraseWords *words;
    const DraftFrames *frames;
    const DraftFacts *given;
    int language;
    guint variant;
    guint dropped;    /* optional parts left out, from the last */
    gboolean shorten; /* only the first sentence of each of the user's facts */
    Fact facts[DRAFT_FACTS_MOST];
    guint fact_count;
    GPtrArray *owned; /* char *, what facts point to */
} Composing;

/* Fills `facts` from `given`. */
void
draft_gather(Composing *composing);

/* Errors: "draft-needs", draft_compose(). */
gboolean
draft_check_needs(const Composing *composing, GError **error);

/* NULL when there is none of that name. */
const Fact *
draft_fact(const Composing *composing, const char *name);
gboolean
draft_is_known(const Composing *composing, const char *name);
PhraseShape
draft_shape(const Composing *composing, const Fact *fact);

/* The line with its places filled, or NULL when one of them is not known. Caller owns it. */
char *
draft_fill_line(const Composing *composing, const char *text);

/* Caller owns it. */
char *
draft_with_capital(const char *text);
/* "Anne Marie Lund" -> "Anne Marie"; the first word where no given name can be told. */
char *
draft_given_name(const char *name);
