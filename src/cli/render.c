/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/render.h"

#include "base/tk-text.h"
#include "cli/sentences.h"
#include "cli/shown.h"

#include <glib/gi18n.h>
#include <string.h>

#define LABEL_COLUMNS 16
#define LINE_MOST     400 /* bytes of a line that is shown whole */
#define AROUND        40  /* letters on each side of a finding that are shown of a longer one */

void
render_heading(const Call *call, const char *heading)
{
    g_print("\n%s%s%s\n", terminal_style(&call->terminal, STYLE_STRONG), heading,
            terminal_style(&call->terminal, STYLE_PLAIN));
}

void
render_field(const Call *call, const char *label, const char *text)
{
    g_autofree char *padded = terminal_pad(label, LABEL_COLUMNS);
    g_autofree char *wrapped =
        terminal_wrap(text, call->terminal.columns, MAX(LABEL_COLUMNS, tk_text_columns(label)) + 1);

    if (*text != '\0')
        g_print("%s%s%s %s\n", terminal_style(&call->terminal, STYLE_QUIET), padded,
                terminal_style(&call->terminal, STYLE_PLAIN), wrapped);
}

char *
render_one_post(const TkJson *post)
{
    const char *title = tk_json_get_text(post, "title", "");
    const char *organisation = tk_json_get_text(post, "organisation", "");

    return g_strconcat(title, *title != '\0' && *organisation != '\0' ? ", " : "", organisation,
                       NULL);
}

char *
render_post(const TkJson *person)
{
    const TkJson *organisation = json_object_get(person, "organisation");
    const char *title = tk_json_get_text(person, "title", "");
    const char *name = json_is_string(organisation) ? json_string_value(organisation)
                                                    : tk_json_get_text(organisation, "name", "");

    return g_strdup_printf("%s%s%s", title, *title != '\0' && *name != '\0' ? ", " : "", name);
}

void
render_people(const Call *call, const TkJson *rows)
{
    g_autoptr(TerminalTable) table = terminal_table_new(4);
    const char *zone = call_zone(call);

    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        g_autofree char *post = render_post(row);
        g_autofree char *last = time_in_words(tk_json_get_text(row, "last", NULL), zone);

        terminal_table_add(table, tk_json_get_text(row, "name", ""), post,
                           word_for("tie", tk_json_get_text(row, "tie", "")), last);
    }
    terminal_table_print(table, &call->terminal, 0);
}

/* The day of a message as it is typed, too: a narrow column of figures. Caller frees. */
static char *
head_day(const TkJson *head, const char *zone)
{
    const char *sent = tk_json_get_text(head, "sent_at", NULL);
    int64_t at = 0;

    if (sent != NULL && tk_instant_from_text(sent, zone, 0, &at, NULL))
        return tk_day_to_text(tk_day_of(at, zone));
    return g_strdup(tk_json_get_text(head, "due", ""));
}

void
render_message_heads(const Call *call, const TkJson *rows)
{
    g_autoptr(TerminalTable) table = terminal_table_new(6);
    g_autoptr(GArray) shown = g_array_new(FALSE, TRUE, sizeof(ShownRow));
    const char *zone = call_zone(call);

    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *row = json_array_get(rows, i);
        g_autofree char *number = g_strdup_printf("%zu", i + 1);
        g_autofree char *when = head_day(row, zone);
        ShownRow kept = shown_row_of(row);

        g_array_append_val(shown, kept);
        terminal_table_add(table, number, word_for("state", tk_json_get_text(row, "state", "")),
                           word_for("kind", tk_json_get_text(row, "kind", "")),
                           tk_json_get_text(json_object_get(row, "person"), "name", ""), when,
                           tk_json_get_text(row, "subject", ""));
    }
    terminal_table_print(table, &call->terminal, 0);
    shown_keep(call->settings, shown);
}

void
render_meeting(const Call *call, const TkJson *meeting)
{
    static const struct {
        const char *key;
        const char *label;
    } fields[] = {
        { "purpose", N_("Purpose") },
        { "reason", N_("Why this person") },
        { "value_for_them", N_("For them") },
        { "value_for_me", N_("For me") },
    };

    render_field(call, _("Stage"), word_for("stage", tk_json_get_text(meeting, "stage", "")));
    render_field(call, _("Campaign"),
                 tk_json_get_text(json_object_get(meeting, "campaign"), "name", ""));
    for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
        const char *text = tk_json_get_text(meeting, fields[i].key, "");

        render_field(call, _(fields[i].label), *text != '\0' ? text : _("(not said yet)"));
    }
}

/* --- findings ------------------------------------------------------------------------------- */

static TerminalStyle
severity_style(const char *severity)
{
    if (strcmp(severity, "error") == 0)
        return STYLE_BAD;
    return strcmp(severity, "warning") == 0 ? STYLE_WARN : STYLE_QUIET;
}

/* At most AROUND letters before `at`, not beyond `least`. */
static gsize
letters_before(const char *body, gsize at, gsize least)
{
    for (unsigned i = 0; i < AROUND && at > least; i++)
        at = (gsize) (g_utf8_find_prev_char(body + least, body + at) - body);
    return at;
}

static gsize
letters_behind(const char *body, gsize at, gsize most)
{
    for (unsigned i = 0; i < AROUND && at < most; i++)
        at = (gsize) (g_utf8_next_char(body + at) - body);
    return at;
}

/* The part of the text's line that [from, until) stands in, and a line below that underlines it.
 * Only the first line of a longer span, and of a line without end only what is near. */
static void
underline(const Call *call, TerminalStyle style, const char *body, gsize from, gsize until)
{
    gsize start = from, end = from;

    while (start > 0 && from - start < LINE_MOST && body[start - 1] != '\n')
        start--;
    while (body[end] != '\0' && end - from < LINE_MOST && body[end] != '\n')
        end++;
    if (end - start >= LINE_MOST) {
        start = letters_before(body, from, start);
        end = letters_behind(body, from, end);
    }
    g_autofree char *line = g_strndup(body + start, end - start);
    g_autofree char *before = g_strndup(body + start, from - start);
    g_autofree char *span = g_strndup(body + from, MIN(until, end) - from);
    unsigned indent = tk_text_columns(before), length = MAX(tk_text_columns(span), 1);
    g_autofree char *waves = g_strnfill(length, '~');

    g_print("    %s\n    %*s%s%s%s\n", line, (int) indent, "",
            terminal_style(&call->terminal, style), waves,
            terminal_style(&call->terminal, STYLE_PLAIN));
}

static void
render_finding(const Call *call, const char *body, const TkJson *finding)
{
    const char *severity = tk_json_get_text(finding, "severity", "hint");
    TerminalStyle style = severity_style(severity);
    g_autofree char *advice = sentence(tk_json_get_text(finding, "advice", ""), finding);
    gsize length = strlen(body);
    int64_t from = tk_json_get_number(finding, "from", 0);
    int64_t until = tk_json_get_number(finding, "until", 0);
    g_autofree char *head = g_strdup_printf("%s (%s): %s", word_for("severity", severity),
                                            tk_json_get_text(finding, "code", ""), advice);
    g_autofree char *wrapped = terminal_wrap(head, call->terminal.columns, 2);

    g_print("%s%s%s", terminal_style(&call->terminal, style), wrapped,
            terminal_style(&call->terminal, STYLE_PLAIN));
    if (json_is_true(json_object_get(finding, "overruled")))
        g_print(" %s", _("(you chose to keep it)"));
    g_print("\n");
    if (from >= 0 && until > from && (gsize) until <= length &&
        !(from == 0 && (gsize) until == length))
        underline(call, style, body, (gsize) from, (gsize) until);
}

void
render_findings(const Call *call, const char *body, const TkJson *findings)
{
    for (size_t i = 0; i < json_array_size(findings); i++)
        render_finding(call, body, json_array_get(findings, i));
}

/* --- a message ------------------------------------------------------------------------------ */

static gboolean
has_standing_error(const TkJson *findings)
{
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const TkJson *finding = json_array_get(findings, i);

        if (strcmp(tk_json_get_text(finding, "severity", ""), "error") == 0 &&
            !json_is_true(json_object_get(finding, "overruled")))
            return TRUE;
    }
    return FALSE;
}

/* What to do with it next, as one sentence with the command in it. */
static void
render_next_step(const Call *call, const TkJson *message)
{
    const char *state = tk_json_get_text(message, "state", "");
    const char *id = tk_json_get_text(message, "id", "");
    const TkJson *findings = json_object_get(message, "findings");
    g_autofree char *line = NULL;

    if (strcmp(state, "approved") == 0)
        line = filled(_("Approved. Take it out with tokopp approve {id} --eml FILE, --mailto or "
                        "--drafts, and say tokopp sent {id} when it has gone."),
                      "id", id, NULL);
    else if (strcmp(state, "draft") == 0 && has_standing_error(findings))
        line =
            filled(_("Mend it with tokopp edit {id}; then tokopp approve {id}."), "id", id, NULL);
    else if (strcmp(state, "draft") == 0)
        line = filled(_("Change it with tokopp edit {id}, or let it stand: tokopp approve {id}."),
                      "id", id, NULL);
    if (line == NULL)
        return;
    g_autofree char *wrapped = terminal_wrap(line, call->terminal.columns, 0);

    g_print("\n%s%s%s\n", terminal_style(&call->terminal, STYLE_QUIET), wrapped,
            terminal_style(&call->terminal, STYLE_PLAIN));
}

static void
render_dates(const Call *call, const TkJson *message)
{
    const char *zone = call_zone(call);
    const char *state = tk_json_get_text(message, "state", "");
    g_autofree char *due = time_in_words(tk_json_get_text(message, "due", NULL), zone);
    g_autofree char *sent = time_in_words(tk_json_get_text(message, "sent_at", NULL), zone);
    g_autofree char *answered = time_in_words(tk_json_get_text(message, "answered_at", NULL), zone);

    render_field(call, _("State"), word_for("state", state));
    if (*sent == '\0')
        render_field(call, _("Not before"), due);
    render_field(call, _("Sent"), sent);
    render_field(call, _("Answered"), answered);
}

void
render_message(const Call *call, const TkJson *message)
{
    const char *body = tk_json_get_text(message, "body", "");
    const TkJson *findings = json_object_get(message, "findings");
    g_autofree char *text = terminal_wrap(body, call->terminal.columns, 0);

    render_field(call, _("To"), tk_json_get_text(json_object_get(message, "person"), "name", ""));
    render_field(call, _("Kind"), word_for("kind", tk_json_get_text(message, "kind", "")));
    render_dates(call, message);
    render_field(call, _("Purpose"), tk_json_get_text(message, "purpose", ""));
    render_field(call, _("For them"), tk_json_get_text(message, "value_for_them", ""));
    render_field(call, _("For me"), tk_json_get_text(message, "value_for_me", ""));
    render_field(call, _("Subject"), tk_json_get_text(message, "subject", ""));
    g_print("\n%s\n", text);
    if (json_array_size(findings) > 0) {
        render_heading(call, _("What a good colleague would say"));
        render_findings(call, body, findings);
    }
    render_next_step(call, message);
}
