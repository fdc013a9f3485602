/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/import-run.h"

ImportRun *
import_run_new(void)
{
    ImportRun *import_run = g_new0(ImportRun, 1);

    import_run->state = g_strdup("");
    import_run->files = g_strdup("");
    import_run->report = g_strdup("");
    return import_run;
}

void
import_run_free(ImportRun *import_run)
{
    if (import_run == NULL)
        return;
    g_free(import_run->state);
    g_free(import_run->files);
    g_free(import_run->report);
    g_free(import_run);
}
