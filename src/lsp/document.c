/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/document.h"

#include "actions/judge-text.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "lsp/letter.h"

#include <string.h>

#define WORDS_MOST 200 /* bytes of a finding's words that tell it from another of its code */

enum {
    SEVERITY_ERROR = 1, /* the protocol's DiagnosticSeverity */
    SEVERITY_WARNING = 2,
    SEVERITY_INFORMATION = 3,
};

LspDocument *
lsp_document_new(const char *uri)
{
    LspDocument *document = g_new0(LspDocument, 1);

    document->uri = g_strdup(uri);
    document->text = g_strdup("");
    document->findings = json_array();
    g_queue_init(&document->fine);
    return document;
}

void
lsp_document_free(LspDocument *document)
{
    if (document == NULL)
        return;
    g_queue_clear_full(&document->fine, g_free);
    json_decref(document->findings);
    g_free(document->text);
    g_free(document->uri);
    g_free(document);
}

void
lsp_document_set_text(LspDocument *document, const char *text)
{
    g_free(document->text);
    document->text = tk_text_mend(text, (gssize) strlen(text));
}

gboolean
lsp_position_read(const TkJson *value, Position *out_position)
{
    const TkJson *line = json_object_get(value, "line");
    const TkJson *character = json_object_get(value, "character");

    if (!json_is_integer(line) || !json_is_integer(character) || json_integer_value(line) < 0 ||
        json_integer_value(character) < 0)
        return FALSE;
    out_position->line = (guint64) json_integer_value(line);
    out_position->character = (guint64) json_integer_value(character);
    return TRUE;
}

gboolean
lsp_document_change(LspDocument *document, const TkJson *change, PositionUnits units)
{
    const char *text = tk_json_get_text(change, "text", NULL);
    const TkJson *range = json_object_get(change, "range");
    Position from = { 0 }, until = { 0 };

    if (text == NULL)
        return FALSE;
    if (range == NULL) {
        lsp_document_set_text(document, text);
        return TRUE;
    }
    if (!lsp_position_read(json_object_get(range, "start"), &from) ||
        !lsp_position_read(json_object_get(range, "end"), &until))
        return FALSE;
    g_autofree char *changed = text_replaced(document->text, &from, &until, text, units);
    lsp_document_set_text(document, changed);
    return TRUE;
}

/* --- judging --- */

static TkJson *
view_position(const Position *position)
{
    TkJson *view = json_object();

    tk_json_set_number(view, "line", (int64_t) position->line);
    tk_json_set_number(view, "character", (int64_t) position->character);
    return view;
}

static int
severity_number(const char *severity)
{
    if (strcmp(severity, "error") == 0)
        return SEVERITY_ERROR;
    return strcmp(severity, "warning") == 0 ? SEVERITY_WARNING : SEVERITY_INFORMATION;
}

static char *
fine_line(const char *code, const char *words)
{
    return g_strdup_printf("%s\t%s", code, words);
}

static gboolean
is_fine(const LspDocument *document, const char *code, const char *words)
{
    g_autofree char *line = fine_line(code, words);

    return g_queue_find_custom(&((LspDocument *) document)->fine, line, (GCompareFunc) strcmp) !=
           NULL;
}

/* What a finding of the whole text underlines: its first line. */
static gsize
first_line_end(const char *text, gsize *from)
{
    *from += strspn(text + *from, " \t\r\n");
    return *from + strcspn(text + *from, "\r\n");
}

typedef struct {
    LspDocument *document;
    PositionUnits units;
    PositionWalk walk; /* up to where findings were told */
} Telling;

static void
tell(Telling *telling, gsize from, gsize until, int severity, const char *code, const char *message)
{
    const char *text = telling->document->text;

    if (from < telling->walk.byte)
        telling->walk = (PositionWalk) { 0 };
    position_walk_to(&telling->walk, text, from, telling->units);
    PositionWalk end = telling->walk;
    position_walk_to(&end, text, until, telling->units);
    g_autofree char *bytes = g_strndup(text + from, MIN(until - from, WORDS_MOST));
    g_autofree char *words = g_utf8_make_valid(bytes, -1);

    if (is_fine(telling->document, code, words))
        return;
    TkJson *finding = json_object(), *range = json_object();

    tk_json_set_take(range, "start", view_position(&telling->walk.position));
    tk_json_set_take(range, "end", view_position(&end.position));
    tk_json_set_take(finding, "range", range);
    tk_json_set_number(finding, "severity", severity);
    tk_json_set_text(finding, "code", code);
    tk_json_set_text(finding, "source", "tokopp");
    tk_json_set_text(finding, "message", message);
    tk_json_set_text(finding, "words", words);
    json_array_append_new(telling->document->findings, finding);
}

/* Why it cannot be judged, at the line that says so, else at the first. */
static void
tell_failure(Telling *telling, const LspWish *wish, const Letter *letter, const GError *error)
{
    const TkErrorFace face = tk_error_face(error);
    gboolean kind = strcmp(face.key, "kind-unknown") == 0;
    g_autoptr(TkJson) facts = json_object();
    gsize from = kind ? letter->kind_from : 0;
    gsize until = kind ? letter->kind_until : first_line_end(telling->document->text, &from);

    tk_json_set_text(facts, "subject", face.subject);
    g_autofree char *message = wish->sentence(face.key, facts);
    tell(telling, from, MIN(until, from + WORDS_MOST), SEVERITY_WARNING, face.key, message);
}

static void
tell_findings(Telling *telling, const LspWish *wish, gsize body, const TkJson *findings)
{
    gsize length = strlen(telling->document->text) - body;

    for (size_t i = 0; i < json_array_size(findings); i++) {
        const TkJson *finding = json_array_get(findings, i);
        gsize from = (gsize) tk_json_get_number(finding, "from", 0);
        gsize until = (gsize) tk_json_get_number(finding, "until", 0);
        gboolean whole = from == 0 && until >= length;
        g_autofree char *message = wish->sentence(tk_json_get_text(finding, "advice", ""), finding);

        from += body;
        until = whole ? first_line_end(telling->document->text, &from) : until + body;
        tell(telling, from, until, severity_number(tk_json_get_text(finding, "severity", "hint")),
             tk_json_get_text(finding, "code", ""), message);
    }
}

void
lsp_document_judge(LspDocument *document, const LspWish *wish, PositionUnits units)
{
    g_auto(Letter) letter = { 0 };
    g_autoptr(GError) error = NULL;
    Telling telling = { .document = document, .units = units };

    json_array_clear(document->findings);
    if (strlen(document->text) > TK_LIMIT_TEXT) {
        tk_fail(&error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
        tell_failure(&telling, wish, &letter, error);
        return;
    }
    letter_read(document->text, &letter);
    if (document->text[letter.body] == '\0')
        return; /* nothing is written yet */
    const JudgeWish judged = {
        .kind = letter.kind,
        .language = letter.language,
        .receiver_name = letter.receiver_name,
        .receiver_organisation = letter.receiver_organisation,
        .subject = letter.subject,
        .body = document->text + letter.body,
    };
    g_autoptr(TkJson) answer = judge_text(wish->workspace, &judged, &error);

    if (answer == NULL)
        tell_failure(&telling, wish, &letter, error);
    else
        tell_findings(&telling, wish, letter.body, json_object_get(answer, "findings"));
}

TkJson *
lsp_document_diagnostics(const LspDocument *document)
{
    TkJson *diagnostics = json_deep_copy(document->findings);

    for (size_t i = 0; i < json_array_size(diagnostics); i++)
        json_object_del(json_array_get(diagnostics, i), "words");
    return diagnostics;
}

void
lsp_document_let_stand(LspDocument *document, const char *code, const char *words)
{
    if (is_fine(document, code, words))
        return;
    g_queue_push_tail(&document->fine, fine_line(code, words));
    if (document->fine.length > LSP_FINE_MOST)
        g_free(g_queue_pop_head(&document->fine));
}
