/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * sample-world.h - the inside of the making of a made-up network.
 *
 * Only for the files sample-*.c and make-sample.c. All chance comes from the seed, so that the same
 * seed gives the same people and the same three years.
 */
#pragma once

#include "actions/tie-keeper.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"
#include "domain/person.h"

#define SAMPLE_SOURCE "sample"

typedef struct {
    TkId id;
    unsigned organisation; /* index */
    unsigned country;      /* index into sample_countries */
    char *name;            /* owned */
} SamplePerson;

typedef struct {
    TkId id;
    char *name; /* owned */
    char *host; /* of its addresses, owned */
    unsigned country;
    GArray *members; /* guint: indices of its people */
} SampleOrganisation;

typedef struct {
    const Workspace *workspace;
    Store *store;
    TkWorld *dice; /* only its numbers count */
    TieKeeper *ties;
    GHashTable *words; /* "kind\tCOUNTRY" -> GPtrArray of char * */
    GArray *people;    /* SamplePerson */
    GArray *organisations;
    TkId me;
    int64_t now;
    TkDay today;
    int64_t interactions;
    int64_t next_external; /* numbers the made-up Message-IDs */
} Sample;

typedef struct {
    const char *code, *zone, *language;
    unsigned share; /* of 100 */
} SampleCountry;

extern const SampleCountry sample_countries[]; /* ends with a NULL code */

/* 0 .. below-1. */
unsigned
sample_roll(Sample *sample, unsigned below);

/* A word of share/sample/words.tsv. Borrowed. */
const char *
sample_word(Sample *sample, const char *kind, unsigned country);

gboolean
sample_read_words(Sample *sample, GError **error);

/* Organisations and people, spread over the countries. */
gboolean
sample_make_people(Sample *sample, int64_t count, GError **error);

/* An address of a person. */
gboolean
sample_add_address(Sample *sample, TkId person, const char *kind, const char *value,
                   GError **error);

/* Three years of mails, messages and meetings. */
gboolean
sample_make_history(Sample *sample, GError **error);

/* One thing that happened; `others` are indices of people, the first the sender unless `from_me`.
 */
gboolean
sample_happen(Sample *sample, const char *kind, int64_t at, gboolean from_me, gboolean with_me,
              const guint *others, unsigned count, const char *subject, GError **error);

/* A campaign half-way, and rows of every kind on the list for today. Returns its id through
 * out_campaign. */
gboolean
sample_make_story(Sample *sample, TkId *out_campaign, GError **error);
