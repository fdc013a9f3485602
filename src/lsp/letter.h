/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * letter.h - a letter in an editor: lines such as "Subject: ..." and "Kind: ..." before the text,
 * as mail programs hand a draft to an editor.
 */
#pragma once

#include <glib.h>

/* NULL where no line says so. */
typedef struct {
    char *subject, *kind, *language, *receiver_name, *receiver_organisation;
    gsize body;      /* the byte where the text begins */
    gsize kind_from; /* of what stands behind "Kind:" */
    gsize kind_until;
} Letter;

void
letter_clear(Letter *letter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letter, letter_clear)

/* Any text may come in; one without such lines is all body. `letter` is all 0 before. */
void
letter_read(const char *text, Letter *letter);
