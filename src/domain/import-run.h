/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-run.h - one bringing-in of files, and how it ended.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    int64_t started_at;
    int64_t ended_at; /* 0: running, or killed */
    char *state;      /* running, ended, failed */
    char *files;      /* one a line */
    char *report;     /* JSON */
} ImportRun;

/* An empty one: every text "", every number 0. Caller owns it. */
ImportRun *
import_run_new(void);

void
import_run_free(ImportRun *import_run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportRun, import_run_free)
