/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/organisation-paths.h"
#include "actions/show-network.h"
#include "base/tk-error.h"
#include "http/route-groups.h"

static gboolean
take_id(const Request *request, const char *name, TkId *out, GError **error)
{
    const char *text = request_parameter(request, name);

    return text == NULL || tk_id_from_text(text, out) ||
           tk_fail(error, TK_ERROR_INVALID, "parameter-malformed", name);
}

static gboolean
get_network(const Request *request, Reply *reply, GError **error)
{
    NetworkWish wish = { 0 };

    if (!take_id(request, "person", &wish.person, error) ||
        !take_id(request, "path", &wish.path, error) ||
        !request_parameter_number(request, "limit", NETWORK_PEOPLE_USUAL, NETWORK_PEOPLE_MOST,
                                  &wish.limit, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, show_network(request->workspace, &wish, error));
}

static gboolean
get_organisation_paths(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK,
                        find_organisation_paths(request->workspace, request->id, error));
}

const Route network_routes[] = {
    { "GET", "/api/v1/network", ROUTE_MEMBER, get_network, .query = "person path limit" },
    { "GET", "/api/v1/organisations/{id}/paths", ROUTE_MEMBER, get_organisation_paths },
    { 0 },
};
