/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * vcard-card.h - one vCard as a list of its property lines, each of which keeps its bytes.
 *
 * What is read and written again is the same byte for byte: properties that nobody knows, groups,
 * parameters, folds, line ends, the order, pictures. Whoever changes one property changes that line
 * and no other. New lines are folded at 75 octets and never inside a letter (RFC 6350, 3.2; RFC
 * 2426, 2.6), with the line ends that the card has; those of a vCard 2.1 are quoted-printable where
 * they have to be. UTF-16 is made UTF-8 before it comes here.
 */
#pragma once

#include <glib.h>

typedef enum { VCARD_2_1, VCARD_3_0, VCARD_4_0 } VcardVersion;

typedef struct {
    const char *group;  /* "item1", or "" */
    const char *name;   /* upper case, "EMAIL" */
    const char *params; /* as in the file, "" for none */
    const char *value;  /* unfolded, decoded, valid UTF-8, still escaped; "" for a picture's */
    gboolean is_inner;  /* of a card that is the value of AGENT (vCard 2.1) */
} VcardProperty;

typedef struct VcardCard VcardCard;

/* The first card in `bytes`, with whatever stands before it; *out_used bytes are its own. NULL
 * where no whole card is left, or one of over TK_LIMIT_CARD bytes. The card keeps a copy. */
VcardCard *
vcard_card_read(const char *bytes, gsize length, gsize *out_used);

/* BEGIN, VERSION and END, with CRLF. */
VcardCard *
vcard_card_new(VcardVersion version);
void
vcard_card_free(VcardCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VcardCard, vcard_card_free)

/* What VERSION says; 3.0 where it says nothing that we know. */
VcardVersion
vcard_card_version(const VcardCard *card);

/* All lines, BEGIN and END among them. Borrowed until the card is changed. */
unsigned
vcard_card_count(const VcardCard *card);
const VcardProperty *
vcard_card_at(const VcardCard *card, unsigned index);

/* The place of the first property called `name` (upper case) at or after `from`, inner ones passed
 * over; vcard_card_count() where there is none. */
unsigned
vcard_card_find(const VcardCard *card, const char *name, unsigned from);

/* Gives the line at `index` another value (escaped, vcard_escape()): group, name and parameters
 * stay, but for those that told how the old value was encoded. */
void
vcard_card_set(VcardCard *card, unsigned index, const char *value);
void
vcard_card_remove(VcardCard *card, unsigned index);

/* A line more, before END. `group` and `params` may be "". */
void
vcard_card_add(VcardCard *card, const char *group, const char *name, const char *params,
               const char *value);

void
vcard_card_write(const VcardCard *card, GString *out);

/* Appends `text` with \ , ; and line ends escaped (RFC 6350, 3.4; RFC 2426, 4). */
void
vcard_escape(GString *out, const char *text);
