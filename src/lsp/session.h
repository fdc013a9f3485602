/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * session.h - what an editor and the judge say to each other (Language Server Protocol 3.17): open,
 * changed and closed texts in, findings out; "it's fine" for one of them.
 *
 * Knows no stream: messages come in as JSON and go out through `send`.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-json.h"

#include <glib.h>

#define LSP_DOCUMENTS_MOST 200  /* open at a time; further ones are not judged */
#define LSP_FINE_MOST      1000 /* kept as fine in one text; the oldest is forgotten first */

typedef struct {
    const Workspace *workspace; /* with its language */
    /* The sentence for a key and its facts, in the language of the interface. Caller frees. */
    char *(*sentence)(const char *key, const TkJson *facts);
    gboolean (*send)(const TkJson *message, gpointer data, GError **error);
    gpointer data;
} LspWish;

typedef struct LspSession LspSession;

/* `wish` is borrowed. */
LspSession *
lsp_session_new(const LspWish *wish);
void
lsp_session_free(LspSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LspSession, lsp_session_free)

/* One message. What is wrong with it goes back to the editor; errors are those of `send` alone. */
gboolean
lsp_session_take(LspSession *session, const char *body, gsize length, GError **error);

/* TRUE after "exit"; `out_asked`: it was asked to shut down before, as is proper. */
gboolean
lsp_session_is_over(const LspSession *session, gboolean *out_asked);
