/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/ask-person.h"
#include "actions/edit-person.h"
#include "actions/find-path.h"
#include "actions/people.h"
#include "actions/propose-questions.h"
#include "actions/set-value.h"
#include "http/route-groups.h"

static gboolean
get_search(const Request *request, Reply *reply, GError **error)
{
    const char *typed = request_parameter(request, "q");
    unsigned limit = 0;

    if (!request_limit(request, &limit, error))
        return FALSE;
    return reply_action(
        reply, STATUS_OK,
        search_people(request->workspace, typed != NULL ? typed : "", limit, error));
}

static gboolean
get_people(const Request *request, Reply *reply, GError **error)
{
    unsigned limit = 0;

    if (!request_limit(request, &limit, error))
        return FALSE;
    return reply_action(
        reply, STATUS_OK,
        list_people(request->workspace, request_parameter(request, "after"), limit, error));
}

static gboolean
post_person(const Request *request, Reply *reply, GError **error)
{
    PersonWish wish = { 0 };

    if (!request_text(request, "name", &wish.name, error) ||
        !request_text(request, "email", &wish.email, error) ||
        !request_text(request, "title", &wish.title, error) ||
        !request_text(request, "organisation", &wish.organisation, error) ||
        !request_text(request, "language", &wish.language, error))
        return FALSE;
    return reply_action(reply, STATUS_CREATED, add_person(request->workspace, &wish, error));
}

static gboolean
get_person(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, show_person(request->workspace, request->id, error));
}

static gboolean
put_person(const Request *request, Reply *reply, GError **error)
{
    PersonWish wish = { 0 };
    g_autofree char *interests = NULL;

    if (!request_text(request, "language", &wish.language, error) ||
        !request_text(request, "formality", &wish.formality, error) ||
        !request_text(request, "terms", &wish.terms, error) ||
        !request_text(request, "terms_reason", &wish.terms_reason, error) ||
        !request_text(request, "own_word", &wish.own_word, error) ||
        !request_text(request, "title", &wish.title, error) ||
        !request_text(request, "organisation", &wish.organisation, error) ||
        !request_text(request, "country", &wish.country, error) ||
        !request_lines(request, "interests", &interests, error))
        return FALSE;
    wish.interests = interests;
    return reply_action(reply, STATUS_OK,
                        change_person(request->workspace, request->id, &wish, error));
}

static gboolean
post_note(const Request *request, Reply *reply, GError **error)
{
    const char *text = NULL;
    const char *openness = NULL;

    if (!request_text(request, "text", &text, error) ||
        !request_text(request, "openness", &openness, error))
        return FALSE;
    return reply_action(reply, STATUS_CREATED,
                        add_note(request->workspace, request->id, text,
                                 openness != NULL ? openness : "open", error));
}

static gboolean
get_paths(const Request *request, Reply *reply, GError **error)
{
    return reply_action(reply, STATUS_OK, find_paths(request->workspace, request->id, error));
}

static gboolean
get_questions(const Request *request, Reply *reply, GError **error)
{
    QuestionsWish wish = { .purpose = request_parameter(request, "purpose"),
                           .language = request_parameter(request, "language") };

    if (!request_parameter_number(request, "count", 0, QUESTIONS_WISHED_MOST, &wish.count, error) ||
        !request_parameter_number(request, "seed", 0, G_MAXINT32, &wish.seed, error))
        return FALSE;
    return reply_action(reply, STATUS_OK,
                        propose_questions(request->workspace, request->id, &wish, error));
}

static gboolean
put_value(const Request *request, Reply *reply, GError **error)
{
    ValueWish wish = { 0 };

    if (!request_text(request, "purpose", &wish.purpose, error) ||
        !request_text(request, "reason", &wish.reason, error) ||
        !request_text(request, "value_for_them", &wish.value_for_them, error) ||
        !request_text(request, "value_for_me", &wish.value_for_me, error) ||
        !request_text(request, "form", &wish.form, error) ||
        !request_number(request, "minutes", &wish.minutes, error) ||
        !request_id(request, "campaign", &wish.campaign, error))
        return FALSE;
    return reply_action(reply, STATUS_OK, set_value(request->workspace, request->id, &wish, error));
}

static gboolean
post_ask(const Request *request, Reply *reply, GError **error)
{
    AskWish wish = { 0 };

    if (!request_id(request, "via", &wish.via, error) ||
        !request_text(request, "language", &wish.language, error) ||
        !request_text(request, "formality", &wish.formality, error) ||
        !request_text(request, "overrule", &wish.overrule, error))
        return FALSE;
    return reply_action(reply, STATUS_CREATED,
                        ask_person(request->workspace, request->id, &wish, error));
}

const Route person_routes[] = {
    { "GET", "/api/v1/search", ROUTE_MEMBER, get_search, .query = "q limit" },
    { "GET", "/api/v1/people", ROUTE_MEMBER, get_people, .query = "after limit" },
    { "POST", "/api/v1/people", ROUTE_MEMBER, post_person,
      .fields = "name! email title organisation language" },
    { "GET", "/api/v1/people/{id}", ROUTE_MEMBER, get_person },
    { "PUT", "/api/v1/people/{id}", ROUTE_MEMBER, put_person,
      .fields = "title organisation language formality terms terms_reason own_word country "
                "interests" },
    { "POST", "/api/v1/people/{id}/notes", ROUTE_MEMBER, post_note, .fields = "text! openness" },
    { "GET", "/api/v1/people/{id}/paths", ROUTE_MEMBER, get_paths },
    { "GET", "/api/v1/people/{id}/questions", ROUTE_MEMBER, get_questions,
      .query = "purpose language count seed" },
    { "PUT", "/api/v1/people/{id}/value", ROUTE_MEMBER, put_value,
      .fields = "purpose reason value_for_them value_for_me form minutes campaign" },
    { "POST", "/api/v1/people/{id}/ask", ROUTE_MEMBER, post_ask,
      .fields = "via language formality overrule" },
    { 0 },
};
