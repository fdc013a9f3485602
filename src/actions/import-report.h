/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-report.h - what an import found: new, changed, the same, and what was left out and why.
 */
#pragma once

#include "base/tk-json.h"
#include "formats/record.h"

typedef enum {
    IMPORT_PEOPLE,
    IMPORT_ORGANISATIONS,
    IMPORT_INTERACTIONS,
    IMPORT_NOTES,
    IMPORT_KIND_COUNT
} ImportKind;

typedef enum { IMPORT_NEW, IMPORT_CHANGED, IMPORT_SAME, IMPORT_OUTCOME_COUNT } ImportOutcome;

typedef struct ImportReport ImportReport;

ImportReport *
import_report_new(void);
void
import_report_free(ImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportReport, import_report_free)

void
import_report_count(ImportReport *report, ImportKind kind, ImportOutcome outcome);
int64_t
import_report_figure(const ImportReport *report, ImportKind kind, ImportOutcome outcome);

/* Keeps the row by name up to TK_LIMIT_LEFT_OUT; further ones are counted. */
void
import_report_leave_out(ImportReport *report, const RecordLeftOut *left_out);
/* What the columns of a table were taken for; a file that says nothing about people. */
void
import_report_table(ImportReport *report, const RecordTable *table, gboolean is_remembered);
void
import_report_not_used(ImportReport *report);
/* A mail of a list, a newsletter or a machine, which says nothing of people. */
void
import_report_bulk(ImportReport *report);

void
import_report_answer_found(ImportReport *report);

/* The report as doc/api.yaml's ImportReport, without id and undo. */
TkJson *
import_report_json(const ImportReport *report);
