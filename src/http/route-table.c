/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-limits.h"
#include "http/route-groups.h"

const Route *const route_table[] = {
    session_routes, today_routes,       person_routes, network_routes, campaign_routes,
    message_routes, message_out_routes, import_routes, journal_routes, double_routes,
    export_routes,  milestone_routes,   touch_routes,  NULL,
};

gboolean
reply_action(Reply *reply, unsigned status, TkJson *answer_take)
{
    g_autoptr(TkJson) answer = answer_take;

    if (answer == NULL)
        return FALSE;
    reply_json(reply, status, answer);
    return TRUE;
}

gboolean
request_limit(const Request *request, unsigned *out_limit, GError **error)
{
    return request_parameter_number(request, "limit", ROWS_USUAL, TK_LIMIT_PAGE, out_limit, error);
}
