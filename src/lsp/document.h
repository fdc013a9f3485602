/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * document.h - one text that is open in an editor, and what the judge says of it.
 */
#pragma once

#include "lsp/positions.h"
#include "lsp/session.h"

typedef struct {
    char *uri, *text;
    int64_t version;
    TkJson *findings; /* {range, severity, code, message, ..., "words"}, of the text as it stands */
    GQueue fine;      /* char *: "code TAB words" that the user lets stand */
} LspDocument;

LspDocument *
lsp_document_new(const char *uri);
void
lsp_document_free(LspDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LspDocument, lsp_document_free)

/* A new text; made valid UTF-8. */
void
lsp_document_set_text(LspDocument *document, const char *text);

/* One of "contentChanges": with a range or without. FALSE when it is none, and nothing changed. */
gboolean
lsp_document_change(LspDocument *document, const TkJson *change, PositionUnits units);

/* Judges it; `document->findings` are what is not fine. What cannot be judged (too long, a kind
 * that is none) is a finding too. */
void
lsp_document_judge(LspDocument *document, const LspWish *wish, PositionUnits units);

/* The findings as the protocol's diagnostics. Caller unrefs. */
TkJson *
lsp_document_diagnostics(const LspDocument *document);

void
lsp_document_let_stand(LspDocument *document, const char *code, const char *words);

/* FALSE when `position` is no {"line", "character"} of numbers from 0 on. */
gboolean
lsp_position_read(const TkJson *value, Position *out_position);
