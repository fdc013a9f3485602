/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * person-name.h - takes a name as files write it apart, and says how to greet its bearer.
 *
 * Names do not obey rules; where it is not clear the whole name is kept and nothing is invented.
 * Titles, credentials, nicknames in brackets, and what people hang behind their name are left off.
 */
#pragma once

#include <glib.h>

typedef struct {
    char *name; /* as on an envelope: "Kari Holm" */
    char *given;
    char *family; /* with its particles: "von der Leyen"; "" for a single name */
} PersonName;

void
person_name_free(PersonName *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PersonName, person_name_free)

/* From "Holm, Kari", "Dr. Kari Holm, PhD", "Kari \"KH\" Holm (she/her)", "Kari Holm | Nordvarme".
 * An address in the name's place is taken as person_name_from_email() takes it. All "" for a text
 * without letters. Never NULL. */
PersonName *
person_name_split(const char *text);

/* "kari.holm@nordvarme.example" -> Kari Holm; all "" where the address shows no name ("post@",
 * "kh73@"). A guess: only for people of whom nothing else is known. */
PersonName *
person_name_from_email(const char *address);

/* What one writes after "Hei": "Kari", "Jan Erik", "Anne-Marie"; "" where only initials or nothing
 * is known. Caller frees with g_free(). */
char *
person_name_to_greet(const char *given);

/* Folded family name, then the given one: for lists. Caller frees with g_free(). */
char *
person_name_sort_key(const char *given, const char *family, const char *name);
