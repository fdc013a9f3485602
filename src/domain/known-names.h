/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * known-names.h - which known person or organisation a name in a news item means, how sure that is,
 * and on which words it rests (METHOD L2).
 *
 * A name alone makes nobody sure, and neither does a post: there are many advisers. Sure is who is
 * put at their own organisation by the item: as the organisation that it tells of, or in a sentence
 * that names nobody else. Namesakes are told apart by organisation, post and place. What is asked
 * costs the same for ten names as for ten thousand: names lie in a hash by their first and last
 * word.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>

typedef struct KnownNames KnownNames;

KnownNames *
known_names_new(void);
void
known_names_free(KnownNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KnownNames, known_names_free)

/* Borrowed texts, "" where it is not known. */
typedef struct {
    TkId id;
    const char *name, *organisation, *title, *place;
} KnownPerson;

void
known_names_add_person(KnownNames *names, const KnownPerson *person);
void
known_names_add_organisation(KnownNames *names, TkId id, const char *name);

typedef enum {
    KNOWN_NOBODY,
    KNOWN_NAMESAKES, /* several could be meant, and nothing tells them apart */
    KNOWN_LIKELY,    /* one bears the name, or fits best, and nothing speaks against it */
    KNOWN_SURE,      /* the item says of the person that they are at that organisation */
} KnownAnswer;

/* What an item says. */
typedef struct {
    const char *name, *organisation; /* of its person; "" where it does not say */
    const char *text;                /* the whole item */
    gboolean at_the_same_house;      /* the organisation is where they are, not where they go */
    gboolean moves;                  /* the item tells of a house they leave as well */
} KnownWish;

typedef struct {
    KnownAnswer answer;
    TkId id;          /* 0 unless likely or sure */
    unsigned bearers; /* of the name, that nothing rules out */
    /* What the store has of them and the item names too; NULL where it does not. Borrowed from
     * `names`. */
    const char *name, *organisation, *title, *place;
} KnownFound;

void
known_names_find_person(const KnownNames *names, const KnownWish *wish, KnownFound *out_found);

/* The only organisation of that name, whatever its legal form; 0: none, or several. */
TkId
known_names_find_organisation(const KnownNames *names, const char *name);
