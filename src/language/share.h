/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * share.h - the rules, abbreviations and drafts of all languages, read once from share/.
 *
 * Pure: the bytes are handed in. Constant after loading, shared between threads.
 */
#pragma once

#include <glib.h>

typedef struct LanguageShare LanguageShare;

/* Gives the bytes of share/NAME or sets an error. */
typedef GBytes *(*ShareRead)(const char *name, gpointer data, GError **error);

/* Errors: TK_ERROR_INVALID "share-malformed" with file and line. */
LanguageShare *
language_share_new(ShareRead read, gpointer data, GError **error);
void
language_share_free(LanguageShare *share);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LanguageShare, language_share_free)
