/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * organisation.h - a company, agency, school or association, and when two names are one.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    char *name;
    char *folded; /* the form it is compared by (organisation_fold) */
    char *field;
    char *place;
    char *country;
    int64_t created_at;
} Organisation;

/* An empty one: every text "", every number 0. Caller owns it. */
Organisation *
organisation_new(void);

void
organisation_free(Organisation *organisation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Organisation, organisation_free)

/* The form in which names of organisations are compared: tk_text_fold() without legal forms (AS,
 * A/S, AB, Oy, GmbH, Ltd, Inc ...), in front or behind, and without "the". "" for what is no
 * organisation ("Stealth Startup", "Self-employed", "-"). "Epic Systems" and "Epic Games" stay
 * apart. Caller frees with g_free(). */
char *
organisation_fold(const char *name);

gboolean
organisation_is_none(const char *name);

/* How an organisation is named in a letter: as it is written, without its legal form; "" for what
 * is none, or no name. Caller frees. */
char *
organisation_in_letter(const char *name);
