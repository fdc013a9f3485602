/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/import-report.h"

#include "base/tk-limits.h"

#define TABLES_MOST 20 /* a report names them one by one */

struct ImportReport {
    int64_t figures[IMPORT_KIND_COUNT][IMPORT_OUTCOME_COUNT];
    TkJson *left_out;
    int64_t left_out_more;
    TkJson *tables;
    int64_t not_used;
    int64_t bulk;
    int64_t answers;
};

static const char *const kind_words[IMPORT_KIND_COUNT] = {
    [IMPORT_PEOPLE] = "people",
    [IMPORT_ORGANISATIONS] = "organisations",
    [IMPORT_INTERACTIONS] = "interactions",
    [IMPORT_NOTES] = "notes",
};

static const char *const outcome_words[IMPORT_OUTCOME_COUNT] = {
    [IMPORT_NEW] = "new",
    [IMPORT_CHANGED] = "changed",
    [IMPORT_SAME] = "same",
};

ImportReport *
import_report_new(void)
{
    ImportReport *report = g_new0(ImportReport, 1);

    report->left_out = json_array();
    report->tables = json_array();
    return report;
}

void
import_report_free(ImportReport *report)
{
    if (report == NULL)
        return;
    json_decref(report->left_out);
    json_decref(report->tables);
    g_free(report);
}

void
import_report_count(ImportReport *report, ImportKind kind, ImportOutcome outcome)
{
    report->figures[kind][outcome]++;
}

int64_t
import_report_figure(const ImportReport *report, ImportKind kind, ImportOutcome outcome)
{
    return report->figures[kind][outcome];
}

void
import_report_leave_out(ImportReport *report, const RecordLeftOut *left_out)
{
    if (json_array_size(report->left_out) >= TK_LIMIT_LEFT_OUT) {
        report->left_out_more++;
        return;
    }
    TkJson *row = json_object();

    tk_json_set_text(row, "file", left_out->file);
    tk_json_set_number(row, "line", left_out->line);
    tk_json_set_text(row, "reason", left_out->reason);
    tk_json_set_text(row, "subject", left_out->subject);
    json_array_append_new(report->left_out, row);
}

void
import_report_table(ImportReport *report, const RecordTable *table, gboolean is_remembered)
{
    TkJson *row = json_object();
    TkJson *columns = json_array();

    if (json_array_size(report->tables) >= TABLES_MOST) {
        json_decref(row);
        json_decref(columns);
        return;
    }
    for (unsigned at = 0; at < table->count; at++) {
        TkJson *column = json_object();

        tk_json_set_text(column, "name", table->names[at]);
        tk_json_set_text(column, "field", table->fields[at]);
        json_array_append_new(columns, column);
    }
    tk_json_set_text(row, "file", table->file);
    tk_json_set_text(row, "shape", table->shape);
    tk_json_set_take(row, "remembered", json_boolean(is_remembered));
    tk_json_set_take(row, "columns", columns);
    json_array_append_new(report->tables, row);
}

void
import_report_not_used(ImportReport *report)
{
    report->not_used++;
}

void
import_report_bulk(ImportReport *report)
{
    report->bulk++;
}

void
import_report_answer_found(ImportReport *report)
{
    report->answers++;
}

TkJson *
import_report_json(const ImportReport *report)
{
    TkJson *answer = json_object();

    for (int outcome = 0; outcome < IMPORT_OUTCOME_COUNT; outcome++) {
        TkJson *counts = json_object();
        int64_t all = 0;

        for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++)
            all += report->figures[kind][outcome];
        tk_json_set_number(counts, "all", all);
        for (int kind = 0; kind < IMPORT_KIND_COUNT; kind++)
            tk_json_set_number(counts, kind_words[kind], report->figures[kind][outcome]);
        tk_json_set_take(answer, outcome_words[outcome], counts);
    }
    tk_json_set_number(answer, "answers", report->answers);
    json_object_set(answer, "left_out", report->left_out);
    tk_json_set_number(answer, "left_out_more", report->left_out_more);
    json_object_set(answer, "tables", report->tables);
    tk_json_set_number(answer, "not_used", report->not_used);
    tk_json_set_number(answer, "bulk", report->bulk);
    return answer;
}
