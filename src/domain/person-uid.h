/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * person-uid.h - the UID that goes out on a person's card where no other address book gave one.
 *
 * It is the same at every export, so that the card is known again wherever it comes back. It
 * carries the person's id and a check made of the hour the record was made: in another store, where
 * that id may be somebody else's, the check does not fit.
 */
#pragma once

#include "base/tk-id.h"
#include "domain/person.h"

/* "urn:uuid:..." of version 8 (RFC 9562, 5.8): 64 bits of the id, 56 of the check. Caller frees. */
char *
person_uid(const Person *person);

/* TRUE and the id for a UID of this form, with or without "urn:uuid:", in either case; whether it
 * is that person's, person_uid_is_of() tells. No error is set. */
gboolean
person_uid_read(const char *uid, TkId *out_id);
gboolean
person_uid_is_of(const char *uid, const Person *person);
