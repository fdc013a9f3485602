/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * imports.h - imports that were brought through the page and go on while one does something else.
 *
 * One after the other in a thread of their own, with their own workspace. While one runs, its
 * progress is known here; how it ended is kept in the store, and here for a while too, because a
 * dry run keeps nothing.
 */
#pragma once

#include "actions/network-keeper.h"
#include "actions/workspace.h"
#include "base/tk-id.h"
#include "http/upload.h"

#include <glib.h>

typedef struct Imports Imports;
typedef struct ImportJob ImportJob;
typedef struct ImportAnswer ImportAnswer;

/* All are borrowed and outlive it. */
Imports *
imports_new(const TkSettings *settings, TkWorld *world, const struct LanguageShare *language,
            NetworkKeeper *network);

/* A running one stops after its piece; waiting ones do not begin. */
void
imports_free(Imports *imports);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Imports, imports_free)

/* A job that waits to be begun; it shares `upload`. Errors: TK_ERROR_UNAVAILABLE "imports-busy"
 * (too many wait already). */
ImportJob *
imports_prepare(Imports *imports, Upload *upload, gboolean dry_run, GError **error);
TkId
import_job_id(const ImportJob *job);
void
import_job_begin(gpointer job_take);
void
import_job_free(gpointer job);

/* {"id","state","done","total","file","report","error","undo"} of one that is known here, or NULL.
 * In the state "needs_mapping" also "tables" (table-questions.h): a file that it is to be asked
 * about waits until it is answered, left, or forgotten among newer ones. */
TkJson *
imports_describe(Imports *imports, TkId id);

/* All that are known here as an array, newest first. */
TkJson *
imports_list(Imports *imports);

/* What the user says of the columns of one that waits for it (table-questions.h); NULL for answers:
 * it is not to be read. Acted upon once that is kept. Errors: TK_ERROR_CONFLICT "import-not-asking"
 * (it does not wait for that), and those of answer_table_questions(). */
ImportAnswer *
imports_answer(Imports *imports, const Workspace *workspace, TkId id, const TkJson *answers,
               GError **error);
void
import_answer_act(gpointer answer_take);

/* In a report: where we kept a file that was brought is no matter of the person's, so only its name
 * stays. `report` may be NULL. */
void
imports_name_files(TkJson *report);

/* Was this run begun before this server was, so that nobody can be working on it any more? */
gboolean
imports_is_older(const Imports *imports, TkId id);
