/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * person.h - who somebody is, how they are reached, and the posts they have held.
 *
 * Texts are UTF-8 and never NULL: what is not known is "". Times are seconds since 1970 UTC,
 * days are days since 1970-01-01 and 0 for none. Field names are the store's column names.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    char *name; /* as one would write it on an envelope */
    char *given_name;
    char *family_name;
    char *language;  /* nb, da, sv, en, or '' while not known */
    char *formality; /* formal, informal, '' */
    char *country;   /* ISO 3166 two letters, or '' */
    char *zone;      /* IANA, or '' */
    char *place;
    char *title; /* of the current post, for lists; positions hold the whole */
    TkId organisation_id;
    char *organisation_name;
    char *how_known; /* how we know each other, in the user's words */
    char *interests; /* topics, one a line */
    char *terms;     /* good, strained */
    char *terms_reason;
    char *standing; /* me, person, restricted (a member who closed the account) */
    char *source;   /* where we have it from: sample, linkedin, vcard, mail, hand */
    int64_t created_at;
    int64_t changed_at;
} Person;

/* An empty one: every text "", every number 0. Caller owns it. */
Person *
person_new(void);

void
person_free(Person *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Person, person_free)

typedef struct {
    TkId id;
    TkId person_id;
    char *kind; /* email, phone, linkedin, url, name (a further name it goes by), uid (a card's UID)
                 */
    char *value;  /* as it stood in the source */
    char *folded; /* the form it is compared by (tk_address_fold) */
    char *label;
    char *source;
} PersonAddress;

/* An empty one: every text "", every number 0. Caller owns it. */
PersonAddress *
person_address_new(void);

void
person_address_free(PersonAddress *person_address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PersonAddress, person_address_free)

typedef struct {
    TkId id;
    TkId person_id;
    TkId organisation_id;
    char *kind; /* post, education */
    char *title;
    int64_t from_day;
    int64_t until_day; /* 0 = still */
    char *source;
    int64_t seen_at; /* when the source said so */
} Position;

/* An empty one: every text "", every number 0. Caller owns it. */
Position *
position_new(void);

void
position_free(Position *position);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Position, position_free)

/* TRUE where the terms are strained: no path leads over this person (P2). */
gboolean
person_is_strained(const Person *person);

/* The country that a mail address shows ("NO"), for holidays and the language of a first draft; ""
 * where it shows none. Constant. */
const char *
person_country_of_email(const char *address);
