/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * person-card.h - a person together with the addresses: what the search index and the look for
 * doubles go by. Whoever has just made somebody hands the card on, and nothing is read again.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"
#include "domain/person.h"

typedef struct {
    Person *person;
    GPtrArray *addresses; /* PersonAddress */
    gboolean is_new; /* made in this work: the store keeps nothing about the person but these */
} PersonCard;

/* A card without addresses. */
PersonCard *
person_card_new(Person *person_take);
void
person_card_free(PersonCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PersonCard, person_card_free)

/* From the store; *out_card is NULL without error for somebody who is gone. */
gboolean
person_card_load(const Workspace *workspace, TkId id, PersonCard **out_card, GError **error);

/* Whether the card has this address. */
gboolean
person_card_has(const PersonCard *card, const char *kind, const char *folded);
