/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * known-record.h - a person's card in the shape in which records are compared (same-person.h).
 */
#pragma once

#include "actions/person-card.h"
#include "domain/same-person.h"

typedef struct {
    const PersonCard *card;
    PersonCard *own_card;                  /* the same where it was loaded for this, else NULL */
    const Person *person;                  /* the card's */
    GPtrArray *emails, *phones, *profiles; /* borrowed texts, NULL at the end */
    SameRecord record;
    SameReading *reading; /* of the record, once it was asked for (known_reading), else NULL */
} Known;

/* Borrows the card for as long as it lives. */
Known *
known_new(const PersonCard *card);
void
known_free(Known *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Known, known_free)

SameReading *
known_reading(Known *known);

/* *out_known is NULL without error for somebody who is gone. */
gboolean
known_load(const Workspace *workspace, TkId id, Known **out_known, GError **error);

/* The names of share/names/. Caller owns it. */
NameBook *
name_book_load(GError **error);

/* How many people there are; counts no further than PEOPLE_COUNTED. */
#define PEOPLE_COUNTED 65536
gboolean
people_count(const Workspace *workspace, int64_t *out_count, GError **error);
