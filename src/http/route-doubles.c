/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/doubles.h"
#include "http/route-groups.h"

#define PAIRS_USUAL 20

static gboolean
get_doubles(const Request *request, Reply *reply, GError **error)
{
    unsigned limit = 0;

    if (!request_parameter_number(request, "limit", PAIRS_USUAL, ROWS_USUAL, &limit, error))
        return FALSE;
    return reply_action(
        reply, STATUS_OK,
        list_doubles(request->workspace, request_parameter(request, "after"), limit, error));
}

static gboolean
post_double(const Request *request, Reply *reply, GError **error)
{
    const char *answer = NULL;

    if (!request_text(request, "answer", &answer, error))
        return FALSE;
    return reply_action(
        reply, STATUS_OK,
        answer_double(request->workspace, request->id, answer != NULL ? answer : "", error));
}

static gboolean
post_join_person(const Request *request, Reply *reply, GError **error)
{
    TkId other = 0;

    return request_id(request, "other", &other, error) &&
           reply_action(reply, STATUS_OK,
                        join_people(request->workspace, request->id, other, error));
}

static gboolean
post_part_person(const Request *request, Reply *reply, GError **error)
{
    TkId joined = 0;

    return request_id(request, "joined", &joined, error) &&
           reply_action(reply, STATUS_OK,
                        part_person(request->workspace, request->id, joined, error));
}

static gboolean
post_join_organisation(const Request *request, Reply *reply, GError **error)
{
    TkId other = 0;

    return request_id(request, "other", &other, error) &&
           reply_action(reply, STATUS_OK,
                        join_organisations(request->workspace, request->id, other, error));
}

static gboolean
post_part_organisation(const Request *request, Reply *reply, GError **error)
{
    TkId joined = 0;

    return request_id(request, "joined", &joined, error) &&
           reply_action(reply, STATUS_OK,
                        part_organisation(request->workspace, request->id, joined, error));
}

const Route double_routes[] = {
    { "GET", "/api/v1/doubles", ROUTE_MEMBER, get_doubles, .query = "after limit" },
    { "POST", "/api/v1/doubles/{id}", ROUTE_MEMBER, post_double, .fields = "answer!" },
    { "POST", "/api/v1/people/{id}/join", ROUTE_MEMBER, post_join_person, .fields = "other!" },
    { "POST", "/api/v1/people/{id}/part", ROUTE_MEMBER, post_part_person, .fields = "joined" },
    { "POST", "/api/v1/organisations/{id}/join", ROUTE_MEMBER, post_join_organisation,
      .fields = "other!" },
    { "POST", "/api/v1/organisations/{id}/part", ROUTE_MEMBER, post_part_organisation,
      .fields = "joined" },
    { 0 },
};
