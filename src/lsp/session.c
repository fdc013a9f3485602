/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/session.h"

#include "lsp/document.h"

#include <string.h>

#define FINE_COMMAND "tokopp.fine"
#define SYNC_CHANGES 2 /* the protocol's TextDocumentSyncKind.Incremental */

enum { /* JSON-RPC's and the protocol's ErrorCodes */
       RPC_PARSE_ERROR = -32700,
       RPC_INVALID_REQUEST = -32600,
       RPC_METHOD_NOT_FOUND = -32601,
       RPC_INVALID_PARAMS = -32602,
       RPC_NOT_INITIALIZED = -32002,
};

typedef enum { STATE_NEW, STATE_OPEN, STATE_SHUT, STATE_OVER } SessionState;

struct LspSession {
    LspWish wish;
    SessionState state;
    gboolean asked; /* to shut down */
    PositionUnits units;
    GHashTable *documents; /* uri -> LspDocument */
};

LspSession *
lsp_session_new(const LspWish *wish)
{
    LspSession *session = g_new0(LspSession, 1);

    session->wish = *wish;
    session->documents =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify) lsp_document_free);
    return session;
}

void
lsp_session_free(LspSession *session)
{
    if (session == NULL)
        return;
    g_hash_table_destroy(session->documents);
    g_free(session);
}

gboolean
lsp_session_is_over(const LspSession *session, gboolean *out_asked)
{
    *out_asked = session->asked;
    return session->state == STATE_OVER;
}

/* --- what goes out --- */

static gboolean
send_take(const LspSession *session, TkJson *message_take, GError **error)
{
    g_autoptr(TkJson) message = message_take;

    tk_json_set_text(message, "jsonrpc", "2.0");
    return session->wish.send(message, session->wish.data, error);
}

static gboolean
answer_take(const LspSession *session, const TkJson *id, TkJson *result_take, GError **error)
{
    TkJson *message = json_object();

    json_object_set(message, "id", (TkJson *) id);
    tk_json_set_take(message, "result", result_take);
    return send_take(session, message, error);
}

/* `id` NULL: the message told none that can be read. */
static gboolean
refuse(const LspSession *session, const TkJson *id, int code, const char *message, GError **error)
{
    TkJson *answer = json_object(), *failure = json_object();

    tk_json_set_number(failure, "code", code);
    tk_json_set_text(failure, "message", message);
    if (id != NULL)
        json_object_set(answer, "id", (TkJson *) id);
    else
        tk_json_set_take(answer, "id", json_null());
    tk_json_set_take(answer, "error", failure);
    return send_take(session, answer, error);
}

static gboolean
publish(const LspSession *session, const char *uri, const LspDocument *document, GError **error)
{
    TkJson *message = json_object(), *told = json_object();

    tk_json_set_text(told, "uri", uri);
    if (document != NULL)
        tk_json_set_number(told, "version", document->version);
    tk_json_set_take(told, "diagnostics",
                     document != NULL ? lsp_document_diagnostics(document) : json_array());
    tk_json_set_text(message, "method", "textDocument/publishDiagnostics");
    tk_json_set_take(message, "params", told);
    return send_take(session, message, error);
}

static gboolean
judge_and_publish(const LspSession *session, LspDocument *document, GError **error)
{
    lsp_document_judge(document, &session->wish, session->units);
    return publish(session, document->uri, document, error);
}

/* --- requests --- */

/* A message that is read; `id` NULL for a notification. */
typedef struct {
    const char *method;
    const TkJson *id, *parameters;
} Told;

/* The first of the editor's own order that we know. */
static PositionUnits
units_of(const TkJson *parameters)
{
    const TkJson *general = json_object_get(json_object_get(parameters, "capabilities"), "general");
    const TkJson *wanted = json_object_get(general, "positionEncodings");

    for (size_t i = 0; i < json_array_size(wanted); i++) {
        const char *name = json_string_value(json_array_get(wanted, i));
        for (int units = 0; units < UNITS_COUNT && name != NULL; units++) {
            if (strcmp(name, position_units_names[units]) == 0)
                return (PositionUnits) units;
        }
    }
    return UNITS_UTF16;
}

static gboolean
take_initialize(LspSession *session, const Told *told, GError **error)
{
    TkJson *answer = json_object(), *capabilities = json_object(), *sync = json_object();
    TkJson *commands = json_object(), *names = json_array(), *server = json_object();

    session->units = units_of(told->parameters);
    session->state = STATE_OPEN;
    tk_json_set_take(sync, "openClose", json_true());
    tk_json_set_number(sync, "change", SYNC_CHANGES);
    json_array_append_new(names, json_string(FINE_COMMAND));
    tk_json_set_take(commands, "commands", names);
    tk_json_set_text(capabilities, "positionEncoding", position_units_names[session->units]);
    tk_json_set_take(capabilities, "textDocumentSync", sync);
    tk_json_set_take(capabilities, "codeActionProvider", json_true());
    tk_json_set_take(capabilities, "executeCommandProvider", commands);
    tk_json_set_text(server, "name", "tokopp");
    tk_json_set_take(answer, "capabilities", capabilities);
    tk_json_set_take(answer, "serverInfo", server);
    return answer_take(session, told->id, answer, error);
}

static gboolean
take_shutdown(LspSession *session, const Told *told, GError **error)
{
    session->state = STATE_SHUT;
    session->asked = TRUE;
    return answer_take(session, told->id, json_null(), error);
}

static gboolean
is_before(const Position *one, const Position *other)
{
    return one->line < other->line ||
           (one->line == other->line && one->character < other->character);
}

/* TRUE when two ranges have a place in common; ends that touch count. */
static gboolean
ranges_meet(const TkJson *one, const TkJson *other)
{
    Position from[2] = { 0 }, until[2] = { 0 };
    const TkJson *const ranges[] = { one, other };

    for (int i = 0; i < 2; i++) {
        if (!lsp_position_read(json_object_get(ranges[i], "start"), &from[i]) ||
            !lsp_position_read(json_object_get(ranges[i], "end"), &until[i]))
            return FALSE;
    }
    return !is_before(&until[0], &from[1]) && !is_before(&until[1], &from[0]);
}

/* "Let it stand: (the advice)": what one chooses to keep is not told again. */
static TkJson *
view_action(const LspSession *session, const LspDocument *document, const TkJson *finding)
{
    TkJson *action = json_object(), *command = json_object(), *words = json_array();
    TkJson *diagnostics = json_array(), *diagnostic = json_deep_copy(finding);
    g_autofree char *title = session->wish.sentence("lsp-let-stand", finding);

    json_object_del(diagnostic, "words");
    json_array_append_new(diagnostics, diagnostic);
    json_array_append_new(words, json_string(document->uri));
    json_array_append(words, json_object_get(finding, "code"));
    json_array_append(words, json_object_get(finding, "words"));
    tk_json_set_text(command, "title", title);
    tk_json_set_text(command, "command", FINE_COMMAND);
    tk_json_set_take(command, "arguments", words);
    tk_json_set_text(action, "title", title);
    tk_json_set_text(action, "kind", "quickfix");
    tk_json_set_take(action, "diagnostics", diagnostics);
    tk_json_set_take(action, "command", command);
    return action;
}

static LspDocument *
document_of(const LspSession *session, const TkJson *parameters)
{
    const char *uri = tk_json_get_text(json_object_get(parameters, "textDocument"), "uri", NULL);

    return uri != NULL ? g_hash_table_lookup(session->documents, uri) : NULL;
}

static gboolean
take_code_action(LspSession *session, const Told *told, GError **error)
{
    const LspDocument *document = document_of(session, told->parameters);
    const TkJson *range = json_object_get(told->parameters, "range");

    if (document == NULL || range == NULL)
        return refuse(session, told->id, RPC_INVALID_PARAMS, "no such text is open", error);
    TkJson *actions = json_array();

    for (size_t i = 0; i < json_array_size(document->findings); i++) {
        const TkJson *finding = json_array_get(document->findings, i);
        if (ranges_meet(range, json_object_get(finding, "range")))
            json_array_append_new(actions, view_action(session, document, finding));
    }
    return answer_take(session, told->id, actions, error);
}

static gboolean
take_command(LspSession *session, const Told *told, GError **error)
{
    const TkJson *words = json_object_get(told->parameters, "arguments");
    const char *uri = json_string_value(json_array_get(words, 0));
    const char *code = json_string_value(json_array_get(words, 1));
    const char *kept = json_string_value(json_array_get(words, 2));
    LspDocument *document = uri != NULL ? g_hash_table_lookup(session->documents, uri) : NULL;

    if (strcmp(tk_json_get_text(told->parameters, "command", ""), FINE_COMMAND) != 0 ||
        document == NULL || code == NULL || kept == NULL)
        return refuse(session, told->id, RPC_INVALID_PARAMS, "no such command", error);
    lsp_document_let_stand(document, code, kept);
    return judge_and_publish(session, document, error) &&
           answer_take(session, told->id, json_null(), error);
}

/* --- notifications --- */

static gboolean
take_open(LspSession *session, const Told *told, GError **error)
{
    const TkJson *opened = json_object_get(told->parameters, "textDocument");
    const char *uri = tk_json_get_text(opened, "uri", NULL);
    const char *text = tk_json_get_text(opened, "text", NULL);

    if (uri == NULL || text == NULL ||
        (g_hash_table_size(session->documents) >= LSP_DOCUMENTS_MOST &&
         !g_hash_table_contains(session->documents, uri)))
        return TRUE;
    LspDocument *document = lsp_document_new(uri);

    lsp_document_set_text(document, text);
    document->version = tk_json_get_number(opened, "version", 0);
    g_hash_table_replace(session->documents, document->uri, document);
    return judge_and_publish(session, document, error);
}

static gboolean
take_change(LspSession *session, const Told *told, GError **error)
{
    LspDocument *document = document_of(session, told->parameters);
    const TkJson *changes = json_object_get(told->parameters, "contentChanges");

    if (document == NULL)
        return TRUE;
    document->version = tk_json_get_number(json_object_get(told->parameters, "textDocument"),
                                           "version", document->version);
    for (size_t i = 0; i < json_array_size(changes); i++)
        lsp_document_change(document, json_array_get(changes, i), session->units);
    return judge_and_publish(session, document, error);
}

static gboolean
take_close(LspSession *session, const Told *told, GError **error)
{
    const LspDocument *document = document_of(session, told->parameters);

    if (document == NULL)
        return TRUE;
    g_autofree char *uri = g_strdup(document->uri);
    g_hash_table_remove(session->documents, uri);
    return publish(session, uri, NULL, error);
}

static gboolean
take_nothing(LspSession *session, const Told *told, GError **error)
{
    (void) session;
    (void) told;
    (void) error;
    return TRUE;
}

/* --- one message --- */

static const struct {
    const char *method;
    gboolean is_request;
    gboolean (*take)(LspSession *session, const Told *told, GError **error);
} methods[] = {
    { "shutdown", TRUE, take_shutdown },
    { "textDocument/codeAction", TRUE, take_code_action },
    { "workspace/executeCommand", TRUE, take_command },
    { "initialized", FALSE, take_nothing },
    { "textDocument/didOpen", FALSE, take_open },
    { "textDocument/didChange", FALSE, take_change },
    { "textDocument/didClose", FALSE, take_close },
};

/* What an editor tells and we do not know is passed over; what it asks is answered. */
static gboolean
take_known(LspSession *session, const Told *told, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(methods); i++) {
        if (strcmp(methods[i].method, told->method) == 0 &&
            methods[i].is_request == (told->id != NULL))
            return methods[i].take(session, told, error);
    }
    return told->id == NULL ||
           refuse(session, told->id, RPC_METHOD_NOT_FOUND, "no such method", error);
}

static gboolean
take_told(LspSession *session, const Told *told, GError **error)
{
    if (strcmp(told->method, "exit") == 0) {
        session->state = STATE_OVER;
        return TRUE;
    }
    if (session->state == STATE_NEW && strcmp(told->method, "initialize") == 0 && told->id != NULL)
        return take_initialize(session, told, error);
    if (session->state == STATE_OPEN && strcmp(told->method, "initialize") != 0)
        return take_known(session, told, error);
    if (told->id == NULL)
        return TRUE;
    return session->state == STATE_NEW
               ? refuse(session, told->id, RPC_NOT_INITIALIZED, "initialize comes first", error)
               : refuse(session, told->id, RPC_INVALID_REQUEST, "not at this time", error);
}

static gboolean
is_id(const TkJson *id)
{
    return id == NULL || json_is_string(id) || json_is_integer(id);
}

gboolean
lsp_session_take(LspSession *session, const char *body, gsize length, GError **error)
{
    g_autoptr(TkJson) message = tk_json_parse(body, length, NULL);

    if (message == NULL)
        return refuse(session, NULL, RPC_PARSE_ERROR, "this is no JSON", error);
    const Told told = {
        .method = tk_json_get_text(message, "method", NULL),
        .id = json_object_get(message, "id"),
        .parameters = json_object_get(message, "params"),
    };

    /* An answer to something asked: we ask nothing. */
    if (told.method == NULL && is_id(told.id) && told.id != NULL &&
        (json_object_get(message, "result") != NULL || json_object_get(message, "error") != NULL))
        return TRUE;
    if (told.method == NULL || !is_id(told.id) ||
        strcmp(tk_json_get_text(message, "jsonrpc", ""), "2.0") != 0)
        return refuse(session, is_id(told.id) ? told.id : NULL, RPC_INVALID_REQUEST,
                      "this is no request", error);
    return take_told(session, &told, error);
}
