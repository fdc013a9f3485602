/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * crm-private.h - the inside of a CRM's export. For crm-*.c only.
 */
#pragma once

#include "formats/crm-export.h"
#include "formats/json-person.h"

enum {
    CRM_THINGS = 200000,    /* kept of each sort by the first reading */
    CRM_TEXTS = 64 << 20,   /* bytes of notes kept by it */
    CRM_PARTIES = 100,      /* people in one activity */
    CRM_BEGINNING = 4 << 10 /* bytes that tell whose the file is */
};

struct CrmExport {
    GHashTable *names;      /* of people or companies, by uuid or number */
    GHashTable *kinds;      /* of contact fields: uuid -> email, phone, url */
    GHashTable *activities; /* uuid -> GPtrArray of the contacts' uuids */
    GHashTable *notes;      /* number of the contact -> GPtrArray of CrmNote */
    gsize note_bytes;
    char *exported_by, *me; /* uuids of the account's user and of their own contact, or NULL */
    JsonPerson *person;
    /* While it is gone through: */
    const JsonWalk *format;
    Input *input;
    int64_t told;        /* bytes of it that were told as progress */
    Reading *reading;    /* not while learning */
    GString *collection; /* of the type that is walked through */
    gboolean is_learning;
};

typedef struct {
    char *text;
    int64_t at;
} CrmNote;

void
crm_note_free(gpointer note);

gboolean
crm_left_out(CrmExport *crm, const JsonWalkValue *value, const char *reason, const char *subject,
             GError **error);

/* Remembers a text under a key, up to CRM_THINGS. */
void
crm_remember(GHashTable *table, const char *key, const char *text);

/* Something that happened between the user and these people; the rest is filled in. */
gboolean
crm_tell(CrmExport *crm, RecordInteraction *interaction, const char *text, GError **error);

extern const JsonWalk crm_monica, crm_atomic;

gboolean
crm_is_monica(const char *beginning);
gboolean
crm_is_atomic(const char *beginning);
