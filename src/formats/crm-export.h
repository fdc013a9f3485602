/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * crm-export.h - what a CRM for people gives out as one JSON file: Monica 4 ("version", "account")
 * and Atomic CRM ("sales", "companies", "contacts", "notes", ...).
 *
 * Contacts become people, notes their notes; calls, conversations and activities interactions,
 * whose words are the user's own and so are kept. A file refers to things by numbers that come
 * later in it, so it is gone through twice: first to learn, then to tell. Where the first reading
 * was left away (a packed file), names of companies and go-betweens are not known.
 */
#pragma once

#include "formats/json-walk.h"
#include "formats/reading.h"

typedef struct CrmExport CrmExport;

CrmExport *
crm_export_new(void);
void
crm_export_free(CrmExport *crm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CrmExport, crm_export_free)

/* TRUE if the input (INPUT_TEXT, JSON_WALK_WINDOW) begins as one of them does. Nothing is skipped.
 */
gboolean
crm_export_is_at(Input *input);

/* The first reading. What it keeps is bounded: 200,000 people and things between them, 64 MiB of
 * notes. */
void
crm_export_learn(CrmExport *crm, Input *input);

/* Tells the sink. Left out: "json-broken" (what came before is in), "value-too-long",
 * "value-malformed", "row-without-name" (an activity with nobody, too), "contact-partial" (Monica's
 * name beside somebody else), "contact-dead", "date-not-a-day" (something that happened on no day).
 */
gboolean
crm_export_read(CrmExport *crm, Input *input, Reading *reading, GError **error);
