/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/router.h"

#include "base/tk-error.h"

#include <string.h>

static gboolean
answer_ok(const Request *request, Reply *reply, GError **error)
{
    g_autoptr(TkJson) answer = json_object();

    (void) error;
    tk_json_set_id(answer, "id", request->id);
    reply_json(reply, 200, answer);
    return TRUE;
}

static const Route plain_routes[] = {
    { "GET", "/api/v1/things", ROUTE_MEMBER, answer_ok, .query = "after limit" },
    { "POST", "/api/v1/things", ROUTE_MEMBER, answer_ok, .fields = "name! title" },
    { "GET", "/api/v1/things/{id}", ROUTE_MEMBER, answer_ok },
    { "GET", "/api/v1/things/{id}/parts", ROUTE_MEMBER, answer_ok },
    { "GET", "/api/v1/forgotten", .run = answer_ok },
    { "GET", "/api/v1/public", ROUTE_ANYONE, answer_ok },
    { "POST", "/api/v1/look", ROUTE_MEMBER, answer_ok, .fields = "name!", .flags = ROUTE_READS },
    { 0 },
};
static const Route *const groups[] = { plain_routes, NULL };

static gboolean
no_page(const Gate *gate, const Request *request, Reply *reply, GError **error)
{
    (void) gate;
    (void) reply;
    return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-path", request->path);
}

typedef struct {
    TkSettings *settings;
    TkWorld *world;
    Workspace *workspace;
    Gate *gate;
    Router router;
    char *cookie;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    static const char *const in_memory[] = { "store=:memory:", NULL };
    const GateWish wish = { "127.0.0.1", 7878, "", NULL };
    g_autoptr(GError) error = NULL;

    (void) data;
    fixture->settings = tk_settings_defaults(in_memory);
    fixture->world = tk_world_fixed(0, 7);
    fixture->workspace = workspace_open(fixture->settings, fixture->world, NULL, "http", &error);
    g_assert_no_error(error);
    fixture->gate = gate_new(&wish, fixture->world, NULL);
    fixture->router = (Router) { fixture->gate, groups, no_page };
    fixture->cookie =
        g_strndup(gate_cookie(fixture->gate), strcspn(gate_cookie(fixture->gate), ";"));
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void) data;
    gate_free(fixture->gate);
    workspace_close(fixture->workspace);
    tk_settings_free(fixture->settings);
    tk_world_fixed_free(fixture->world);
    g_free(fixture->cookie);
}

/* A request that all checks let through. */
static Request
good_request(const Fixture *fixture, const char *method, const char *target)
{
    Request request = { .method = method, .target = target, .workspace = fixture->workspace };

    request.headers[REQUEST_HOST] = "127.0.0.1:7878";
    request.headers[REQUEST_COOKIE] = fixture->cookie;
    request.headers[REQUEST_CONTENT_TYPE] = "application/json";
    request.headers[REQUEST_IDEMPOTENCY_KEY] = "0123456789abcdef";
    return request;
}

/* The key of the refusal, or "fine"; takes the request. */
static const char *
ask_head(const Fixture *fixture, Request *request_take)
{
    g_auto(Request) request = *request_take;
    g_autoptr(GError) error = NULL;
    RouterBody body = ROUTER_NO_BODY;

    if (router_head(&fixture->router, &request, &body, &error))
        return "fine";
    return tk_error_face(error).key;
}

static const char *
ask(const Fixture *fixture, const char *method, const char *target)
{
    Request request = good_request(fixture, method, target);

    return ask_head(fixture, &request);
}

static void
test_a_route_that_forgets_to_say_is_closed(Fixture *fixture, gconstpointer data)
{
    (void) data;
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/forgotten"), ==, "path-closed");
}

static void
test_without_a_session_nothing_is_told_but_what_is_for_anyone(Fixture *fixture, gconstpointer data)
{
    static const char *const targets[] = { "/api/v1/things", "/api/v1/nothing", "/api/v1/forgotten",
                                           "/api/v1/things/0000000000001" };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
        Request request = good_request(fixture, "GET", targets[i]);

        request.headers[REQUEST_COOKIE] = NULL;
        g_assert_cmpstr(ask_head(fixture, &request), ==, "no-session");
    }
    Request request = good_request(fixture, "GET", "/api/v1/public");

    request.headers[REQUEST_COOKIE] = NULL;
    g_assert_cmpstr(ask_head(fixture, &request), ==, "fine");
}

static void
test_the_host_is_looked_at_before_all_else(Fixture *fixture, gconstpointer data)
{
    Request request = good_request(fixture, "BREW", "no path at all");

    (void) data;
    request.headers[REQUEST_HOST] = "evil.example";
    request.headers[REQUEST_COOKIE] = NULL;
    request.header_repeated = "cookie";
    g_assert_cmpstr(ask_head(fixture, &request), ==, "host-not-allowed");
}

static void
test_ids_are_thirteen_letters_of_ours(Fixture *fixture, gconstpointer data)
{
    (void) data;
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/things/0000000000001"), ==, "fine");
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/things/0000000000001/parts"), ==, "fine");
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/things/000000000001"), ==, "no-such-path");
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/things/00000000000001"), ==, "no-such-path");
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/things/UUUUUUUUUUUUU"), ==, "no-such-path");
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/things/0000000000001/"), ==, "no-such-path");
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/things/0000000000001/other"), ==, "no-such-path");
    g_assert_cmpstr(ask(fixture, "GET", "/api/v1/things/0000000000000"), ==, "no-such-path");
}

static void
test_a_wrong_method_is_told_which_ones_there_are(Fixture *fixture, gconstpointer data)
{
    g_auto(Request) request = good_request(fixture, "DELETE", "/api/v1/things");
    g_auto(Reply) reply = { 0 };
    g_autoptr(GError) error = NULL;
    RouterBody body = ROUTER_NO_BODY;

    (void) data;
    g_assert_false(router_head(&fixture->router, &request, &body, &error));
    router_refuse(&fixture->router, &request, &reply, error);
    g_assert_cmpuint(reply.status, ==, 405);
    g_assert_cmpstr(reply_header_value(&reply, "Allow"), ==, "GET, HEAD, POST");
}

static void
test_a_write_needs_a_key_and_what_only_looks_does_not(Fixture *fixture, gconstpointer data)
{
    Request write = good_request(fixture, "POST", "/api/v1/things");
    Request look = good_request(fixture, "POST", "/api/v1/look");

    (void) data;
    write.headers[REQUEST_IDEMPOTENCY_KEY] = NULL;
    look.headers[REQUEST_IDEMPOTENCY_KEY] = NULL;
    g_assert_cmpstr(ask_head(fixture, &write), ==, "idempotency-key-missing");
    g_assert_cmpstr(ask_head(fixture, &look), ==, "fine");
}

static void
test_lengths_are_held_against_the_limit_before_a_byte_is_read(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *method;
        const char *length;
        const char *key;
    } rows[] = {
        { "POST", "1048576", "fine" },
        { "POST", "1048577", "body-too-large" },
        { "POST", "9223372036854775807", "body-too-large" },
        { "POST", "18446744073709551617", "header-malformed" },
        { "POST", "-1", "header-malformed" },
        { "POST", "1e3", "header-malformed" },
        { "GET", "0", "fine" },
        { "GET", "1", "body-too-large" },
    };

    (void) data;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Request request = good_request(fixture, rows[i].method, "/api/v1/things");

        request.headers[REQUEST_CONTENT_LENGTH] = rows[i].length;
        g_assert_cmpstr(ask_head(fixture, &request), ==, rows[i].key);
    }
}

/* The status of the answer to a body on a route that reads fields and writes nothing. */
static unsigned
look_with(const Fixture *fixture, const char *body)
{
    g_auto(Request) request = good_request(fixture, "POST", "/api/v1/look");
    g_auto(Reply) reply = { 0 };
    RouterBody kind = ROUTER_NO_BODY;

    g_assert_true(router_head(&fixture->router, &request, &kind, NULL));
    g_assert_cmpint(kind, ==, ROUTER_FIELDS);
    request.body = g_byte_array_new();
    g_byte_array_append(request.body, (const guint8 *) body, (guint) strlen(body));
    router_answer(&fixture->router, &request, &reply);
    return reply.status;
}

static void
test_fields_are_those_of_the_route_and_no_others(Fixture *fixture, gconstpointer data)
{
    (void) data;
    g_assert_cmpuint(look_with(fixture, "{\"name\":\"x\"}"), ==, 200);
    g_assert_cmpuint(look_with(fixture, "{}"), ==, 400);
    g_assert_cmpuint(look_with(fixture, ""), ==, 400);
    g_assert_cmpuint(look_with(fixture, "{\"name\":\"x\",\"more\":1}"), ==, 400);
    g_assert_cmpuint(look_with(fixture, "{\"name\":\"x\",\"name\":\"y\"}"), ==, 400);
    g_assert_cmpuint(look_with(fixture, "[]"), ==, 400);
}

static void
test_a_list_of_names_holds_whole_names_only(void)
{
    gboolean must = FALSE;

    g_assert_true(route_names_hold("name! title", "name", &must));
    g_assert_true(must);
    g_assert_true(route_names_hold("name! title", "title", &must));
    g_assert_false(must);
    g_assert_false(route_names_hold("name! title", "nam", NULL));
    g_assert_false(route_names_hold("name! title", "name!", NULL));
    g_assert_false(route_names_hold("name! title", "itle", NULL));
    g_assert_false(route_names_hold("name! title", "", NULL));
    g_assert_false(route_names_hold(NULL, "name", NULL));
}

static void
test_a_failure_has_http_s_finer_word_for_it(void)
{
    static const struct {
        TkError reason;
        const char *key;
        unsigned status;
    } rows[] = {
        { TK_ERROR_INVALID, "method-not-allowed", 405 },
        { TK_ERROR_INVALID, "content-type-unknown", 415 },
        { TK_ERROR_INVALID, "field-missing", 400 },
        { TK_ERROR_REFUSED, "value-missing", 422 },
        { TK_ERROR_CONFLICT, "idempotency-key-reused", 409 },
        { TK_ERROR_FORBIDDEN, "no-session", 403 },
        { TK_ERROR_TOO_LARGE, "body-too-large", 413 },
        { TK_ERROR_UNAVAILABLE, "store-busy", 503 },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Reply) reply = { 0 };
        g_autoptr(GError) error = NULL;

        tk_fail(&error, rows[i].reason, rows[i].key, "\"quoted\" \xc3\xb8");
        reply_error(&reply, error);
        g_assert_cmpuint(reply.status, ==, rows[i].status);
        g_assert_cmpstr(reply.type, ==, "application/problem+json");
    }
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/router/a-route-that-forgets-to-say-is-closed",
        test_a_route_that_forgets_to_say_is_closed);
    ADD("/router/without-a-session-nothing-is-told-but-what-is-for-anyone",
        test_without_a_session_nothing_is_told_but_what_is_for_anyone);
    ADD("/router/the-host-is-looked-at-before-all-else",
        test_the_host_is_looked_at_before_all_else);
    ADD("/router/ids-are-thirteen-letters-of-ours", test_ids_are_thirteen_letters_of_ours);
    ADD("/router/a-wrong-method-is-told-which-ones-there-are",
        test_a_wrong_method_is_told_which_ones_there_are);
    ADD("/router/a-write-needs-a-key-and-what-only-looks-does-not",
        test_a_write_needs_a_key_and_what_only_looks_does_not);
    ADD("/router/lengths-are-held-against-the-limit-before-a-byte-is-read",
        test_lengths_are_held_against_the_limit_before_a_byte_is_read);
    ADD("/router/fields-are-those-of-the-route-and-no-others",
        test_fields_are_those_of_the_route_and_no_others);
    g_test_add_func("/router/a-list-of-names-holds-whole-names-only",
                    test_a_list_of_names_holds_whole_names_only);
    g_test_add_func("/router/a-failure-has-http-s-finer-word-for-it",
                    test_a_failure_has_http_s_finer_word_for_it);
    return g_test_run();
}
