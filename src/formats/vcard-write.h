/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * vcard-write.h - a person as a vCard that other address books read, and that we read back without
 * seeing anything new in it.
 *
 * What a card has a place for goes out: names, addresses with their labels, profiles, the present
 * post, the place, the language, notes, the UID. A label that is no plain word stands beside its
 * address as X-ABLabel in a group, as the address books of phones write it.
 */
#pragma once

#include "formats/record.h"
#include "formats/vcard-card.h"

/* Appends the card of `person` (RFC 6350 or, as VCARD_3_0, RFC 2426). `person->note` is one note;
 * `more_notes` (NULL-terminated, or NULL) each get a line of their own. The first address of the
 * kind "uid" is the card's UID. A person without a name goes by the first address. */
void
vcard_write_person(GString *out, const RecordPerson *person, const char *const *more_notes,
                   VcardVersion version);
