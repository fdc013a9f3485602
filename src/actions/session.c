/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/session.h"

#include "actions/own-person.h"
#include "actions/sample-mark.h"
#include "actions/workspace-private.h"
#include "base/tk-day.h"

TkJson *
show_session(const Workspace *workspace, GError **error)
{
    g_autofree char *today = tk_day_to_text(workspace_today(workspace));
    g_autofree char *name = own_name(workspace);
    gboolean sample = FALSE;

    if (!sample_is_in(workspace, &sample, error))
        return NULL;
    TkJson *answer = json_object();

    tk_json_set_text(answer, "language", tk_settings_text(workspace->settings, "language"));
    tk_json_set_text(answer, "name", name);
    json_object_set_new(answer, "sample", json_boolean(sample));
    tk_json_set_text(answer, "version", TOKOPP_VERSION);
    tk_json_set_text(answer, "today", today);
    tk_json_set_text(answer, "zone", workspace_zone(workspace));
    return answer;
}
