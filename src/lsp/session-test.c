/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/session.h"

#include "lsp/test-desk.h"

#include <string.h>

#define OPENING      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}"
#define ASK(method)  "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"" method "\"}"
#define TELL(method) "{\"jsonrpc\":\"2.0\",\"method\":\"" method "\"}"

static gboolean
keep(const TkJson *message, gpointer data, GError **error)
{
    g_autofree char *text = tk_json_text(message);

    (void) error;
    g_string_append_printf(data, "%s\n", text);
    return TRUE;
}

static void
take(LspSession *session, const char *message)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(lsp_session_take(session, message, strlen(message), &error));
    g_assert_no_error(error);
}

/* What the last of the messages, each on its line, is answered with. */
static char *
answer_to(const char *messages)
{
    g_autoptr(GString) sent = g_string_new(NULL);
    const LspWish wish = { .sentence = key_itself, .send = keep, .data = sent };
    g_autoptr(LspSession) session = lsp_session_new(&wish);
    g_auto(GStrv) lines = g_strsplit(messages, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        g_string_truncate(sent, 0);
        take(session, lines[i]);
    }
    return g_strdup(sent->str);
}

static void
test_every_request_has_its_answer_and_no_notification_has_one(void)
{
    static const struct {
        const char *messages, *piece; /* "" for no answer */
    } rows[] = {
        { "nonsense", "\"code\":-32700" },
        { "[]", "\"code\":-32600" },
        { "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"initialize\"}", "\"code\":-32600" },
        { "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"initialize\"}", "\"code\":-32600" },
        { ASK("textDocument/codeAction"), "\"code\":-32002" },
        { TELL("textDocument/didOpen"), "" },
        { OPENING, "\"positionEncoding\":\"utf-16\"" },
        { OPENING "\n" OPENING, "\"code\":-32600" },
        { OPENING "\n" ASK("textDocument/hover"), "\"code\":-32601" },
        { OPENING "\n" TELL("textDocument/didSave"), "" },
        { OPENING "\n" TELL("textDocument/didOpen"), "" },
        { OPENING "\n" TELL("textDocument/didChange"), "" },
        { OPENING "\n" ASK("textDocument/didOpen"), "\"code\":-32601" },
        { OPENING "\n" ASK("textDocument/codeAction"), "\"code\":-32602" },
        { OPENING "\n" ASK("workspace/executeCommand"), "\"code\":-32602" },
        { OPENING "\n" ASK("shutdown"), "\"result\":null" },
        { OPENING "\n" ASK("shutdown") "\n" ASK("textDocument/codeAction"), "\"code\":-32600" },
        { OPENING "\n{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":null}", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *answer = answer_to(rows[i].messages);
        if (*rows[i].piece == '\0')
            g_assert_cmpstr(answer, ==, "");
        else
            g_assert_nonnull(strstr(answer, rows[i].piece));
    }
}

static void
test_the_units_are_the_first_of_the_editors_that_are_known(void)
{
    g_autofree char *answer = answer_to(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":"
        "{\"general\":{\"positionEncodings\":[\"utf-7\",7,\"utf-8\",\"utf-16\"]}}}}");

    g_assert_nonnull(strstr(answer, "\"positionEncoding\":\"utf-8\""));
}

static void
test_texts_are_judged_as_they_open_and_change_and_are_forgotten_when_they_close(void)
{
    g_auto(Desk) desk = desk_open();
    g_autoptr(GString) sent = g_string_new(NULL);
    const LspWish wish = {
        .workspace = desk.workspace, .sentence = key_itself, .send = keep, .data = sent
    };
    g_autoptr(LspSession) session = lsp_session_new(&wish);

    take(session, OPENING);
    take(session,
         "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
         "{\"uri\":\"file:///a\",\"version\":1,\"text\":\"Hei [navn]!\"}}}");
    g_assert_nonnull(strstr(sent->str, "\"code\":\"placeholder\""));
    g_string_truncate(sent, 0);
    take(session,
         "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":"
         "{\"uri\":\"file:///a\",\"version\":2},\"contentChanges\":[{\"text\":\"Kari\",\"range\":"
         "{\"start\":{\"line\":0,\"character\":4},\"end\":{\"line\":0,\"character\":10}}}]}}");
    g_assert_null(strstr(sent->str, "\"code\":\"placeholder\""));
    g_assert_nonnull(strstr(sent->str, "\"version\":2"));
    g_string_truncate(sent, 0);
    take(session,
         "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":"
         "{\"uri\":\"file:///a\"}}}");
    g_assert_nonnull(strstr(sent->str, "\"diagnostics\":[]"));
}

static void
test_after_exit_it_is_over_and_knows_whether_it_was_asked(void)
{
    g_autoptr(GString) sent = g_string_new(NULL);
    const LspWish wish = { .sentence = key_itself, .send = keep, .data = sent };

    for (int shut = 0; shut < 2; shut++) {
        g_autoptr(LspSession) session = lsp_session_new(&wish);
        gboolean asked = FALSE;
        take(session, OPENING);
        if (shut == 1)
            take(session, ASK("shutdown"));
        g_assert_false(lsp_session_is_over(session, &asked));
        take(session, TELL("exit"));
        g_assert_true(lsp_session_is_over(session, &asked));
        g_assert_cmpint(asked, ==, shut);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/session/every-request-has-its-answer-and-no-notification-has-one",
                    test_every_request_has_its_answer_and_no_notification_has_one);
    g_test_add_func("/session/the-units-are-the-first-of-the-editors-that-are-known",
                    test_the_units_are_the_first_of_the_editors_that_are_known);
    g_test_add_func(
        "/session/texts-are-judged-as-they-open-and-change-and-are-forgotten-when-they-close",
        test_texts_are_judged_as_they_open_and_change_and_are_forgotten_when_they_close);
    g_test_add_func("/session/after-exit-it-is-over-and-knows-whether-it-was-asked",
                    test_after_exit_it_is_over_and_knows_whether_it_was_asked);
    return g_test_run();
}
