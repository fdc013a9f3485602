/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-files.h - bringing in a life of contacts and mail, again and again.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

typedef struct {
    gboolean dry_run;
    gboolean keep_text;  /* keep the text of all mails, not only of threads of our own messages */
    const char *mapping; /* what columns are (import-mapping.h), or NULL */
    TkId run; /* the id the run is kept under, so that it can be asked for while it goes on; 0 = a
                 new one */
    /* Called now and then, may be NULL; FALSE stops: the pieces that were written stay, what is not
     * yet a whole piece is taken back. */
    gboolean (*progress)(const char *file, int64_t done, int64_t total, gpointer data);
    gpointer progress_data;
} ImportWish;

/* Reads all paths and answers with the report:
 * {"id", "new":{"all","people","organisations","interactions",...}, "changed":{..}, "same":{..},
 * "tables":[{"file","shape","remembered","columns":[{"name","field"}]}], "not_used": files that say
 * nothing about people, "bulk": mails of lists and machines, "answers": n,
 * "left_out":[{"file","line","reason","subject"}], "left_out_more": n, "undo": entry|null}. The
 * same file twice changes nothing. Written in pieces of one journal entry: a killed import leaves
 * whole pieces, and the next reading finds them. Errors: those of brought_read() when nothing at
 * all could be read; TK_ERROR_UNAVAILABLE "import-stopped"; TK_ERROR_INVALID "everything-alone":
 * what another tokopp gave out comes by itself, and then as import-everything.h says; those of
 * import_mapping_check(). */
TkJson *
import_files(const Workspace *workspace, const char *const *paths, const ImportWish *wish,
             GError **error);

/* The runs, newest first; one of them. */
TkJson *
list_imports(const Workspace *workspace, unsigned limit, GError **error);
TkJson *
show_import(const Workspace *workspace, TkId run, GError **error);
