/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/today.h"

Due *
due_new(void)
{
    Due *due = g_new0(Due, 1);

    due->act = g_strdup("");
    due->state = g_strdup("");
    due->person_name = g_strdup("");
    due->reason = g_strdup("");
    due->evidence = g_strdup("");
    due->about = g_strdup("");
    return due;
}

void
due_free(Due *due)
{
    if (due == NULL)
        return;
    g_free(due->act);
    g_free(due->state);
    g_free(due->person_name);
    g_free(due->reason);
    g_free(due->evidence);
    g_free(due->about);
    g_free(due);
}
