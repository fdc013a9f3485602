/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * editor.h - a draft in the user's own editor.
 */
#pragma once

#include <glib.h>

/* Opens $VISUAL, $EDITOR or vi with "Subject: ..." and the text, in a file that only the user can
 * read and that is gone afterwards, and waits. Errors: TK_ERROR_UNAVAILABLE "editor-failed"
 * (subject: which), TK_ERROR_CONFLICT "nothing-changed". The caller frees both. */
gboolean
editor_edit(const char *subject, const char *body, char **out_subject, char **out_body,
            GError **error);
