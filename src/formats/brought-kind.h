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
    BROUGHT_VCARD,
    BROUGHT_MBOX,
    BROUGHT_MAIL,
    BROUGHT_TABLE, /* text with commas, semicolons or tabs: whose, its column names tell */
} BroughtKind;

/* Bytes of a file's beginning that are enough to tell. */
#define BROUGHT_KIND_BYTES 8192

BroughtKind
brought_kind(const char *bytes, gsize length);
