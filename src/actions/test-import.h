/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-import.h - bringing files to a desk, and telling in words what it then holds. For tests
 * only.
 */
#pragma once

#include "actions/import-files.h"
#include "actions/test-workspace.h"

/* The path of a file below tests/fixtures/actions. Caller frees. */
char *
test_fixture(const char *name);

/* A new file of this text in the test's own folder; its path. Caller frees. */
char *
test_file(TestDesk *desk, const char *name, const char *text);

/* Imports the paths (ends with NULL); failures fail the test. The report. */
TkJson *
test_import(TestDesk *desk, const char *const *paths);

/* All fixtures, in this order: the network's export, cards, mails. */
TkJson *
test_import_all(TestDesk *desk);

/* report.OUTCOME.KIND, as in "new", "people". */
int64_t
test_figure(const TkJson *report, const char *outcome, const char *kind);

/* Everybody there is with all that is known of them, sorted, without ids: two stores that hold the
 * same say the same. Caller frees. */
char *
test_people_text(TestDesk *desk);

/* How many rows are found by these words. */
size_t
test_hits(TestDesk *desk, const char *words);
