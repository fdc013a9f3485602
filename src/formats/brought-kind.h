/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * brought-kind.h - what a file is, told by its first bytes.
 */
#pragma once

#include <glib.h>

typedef enum {
    BROUGHT_NOT_KNOWN,
    BROUGHT_EMPTY,
    BROUGHT_ZIP,
    BROUGHT_GZIP,
    BROUGHT_READABLE, /* all from here on have a reader */
    BROUGHT_VCARD = BROUGHT_READABLE,
    BROUGHT_CALENDAR,
    BROUGHT_MBOX,
    BROUGHT_MAIL,
    BROUGHT_JSON,  /* one object */
    BROUGHT_WORDS, /* Markdown with the headings of friends.h */
    BROUGHT_TABLE, /* text with commas, semicolons or tabs: whose, its column names tell */
} BroughtKind;

/* Bytes of a file's beginning that are enough to tell. */
#define BROUGHT_KIND_BYTES 8192

BroughtKind
brought_kind(const char *bytes, gsize length);

/* By its name: a table of contacts; a file that is gone through before any is read (.csv, .json).
 */
gboolean
brought_is_csv_name(const char *name);
gboolean
brought_is_learned_name(const char *name);
