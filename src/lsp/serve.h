/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * serve.h - the editor's door: the judge as a language server over two streams.
 */
#pragma once

#include "actions/workspace.h"

/* `sentence` gives the sentence for a key and its facts; caller frees. */
typedef char *(*LspSentence)(const char *key, const TkJson *facts);

/* Reads from `in` and writes to `out` (file descriptors) until "exit" or the end of `in`. Errors:
 * those of frames_push(); TK_ERROR_INVALID "exit-unasked" (no shutdown before exit);
 * TK_ERROR_UNAVAILABLE "stream-broken". */
gboolean
lsp_serve(const Workspace *workspace, LspSentence sentence, int in, int out, GError **error);
