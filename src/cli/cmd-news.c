/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/judge-line.h"
#include "actions/keep-news.h"
#include "actions/read-news.h"
#include "base/tk-error.h"
#include "cli/json-lines.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
type_text(const char *type)
{
    static const struct {
        const char *type, *text;
    } table[] = {
        { "new_job", N_("a new post") },      { "promotion", N_("a step up") },
        { "left", N_("has left") },           { "award", N_("a prize or an honour") },
        { "published", N_("has published") }, { "company", N_("the organisation itself") },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        if (strcmp(table[i].type, type) == 0)
            return _(table[i].text);
    }
    return type;
}

/* "Ruth Peel, Moor Bank: a new post, head of risk". What is not told leaves no gap. */
static void
render_milestone(const TkJson *milestone)
{
    const char *person = tk_json_get_text(milestone, "person", "");
    const char *organisation = tk_json_get_text(milestone, "org", "");
    const char *role = tk_json_get_text(milestone, "role", "");
    g_autofree char *who = g_strdup_printf(
        "%s%s%s", person, *person != '\0' && *organisation != '\0' ? ", " : "", organisation);
    g_autofree char *shown = terminal_clean(who);
    g_autofree char *post = terminal_clean(role);

    g_print("%s: %s%s%s%s\n", shown, type_text(tk_json_get_text(milestone, "type", "")),
            *post != '\0' ? ", " : "", post,
            json_is_true(json_object_get(milestone, "sure")) ? "" : _(" (likely)"));
}

/* Whom of one's own people it is, and on which words that rests. */
static void
render_known(const TkJson *milestone)
{
    const TkJson *known = json_object_get(milestone, "known");
    const TkJson *words = json_object_get(known, "words");
    const char *name = tk_json_get_text(json_object_get(known, "person"), "name", "");
    g_autoptr(GString) rests_on = g_string_new(NULL);

    if (!json_is_object(known)) {
        if (tk_json_get_number(milestone, "bearers", 0) > 1)
            g_print("    %s\n",
                    _("Several people you know bear that name; nothing tells them apart."));
        return;
    }
    for (size_t i = 0; i < json_array_size(words); i++)
        g_string_append_printf(rests_on, "%s%s", i > 0 ? ", " : "",
                               json_string_value(json_array_get(words, i)));
    gboolean sure = strcmp(tk_json_get_text(known, "confidence", ""), "sure") == 0;
    g_autofree char *line =
        filled(sure ? _("You know {name} (by: {words})") : _("You may know {name} (by: {words})"),
               "name", name, "words", rests_on->str, NULL);
    g_autofree char *shown = terminal_clean(line);

    g_print("    %s\n", shown);
}

static gboolean
keep_item(const Call *call, const char *text, GError **error)
{
    g_autoptr(TkJson) answer = keep_news(call->workspace, text, call_text(call, "language"), error);

    if (answer == NULL)
        return FALSE;
    const TkJson *kept = json_object_get(answer, "kept");
    size_t count = json_array_size(kept);

    if (count == 0 && !call_answered(call, answer))
        g_print("%s\n", tk_json_get_number(answer, "told", 0) > 0
                            ? _("That is kept already.")
                            : _("It tells of no new post of anybody you know."));
    if (count > 0)
        call_print_done(call, answer, _("Kept. tokopp milestones shows it."));
    return TRUE;
}

static gboolean
read_item(const Call *call, GError **error)
{
    g_autofree char *text = call_read_text(call_word(call, 0), error);
    const TkJson *milestones;

    if (text == NULL)
        return FALSE;
    if (call_flag(call, "keep"))
        return keep_item(call, text, error);
    g_autoptr(TkJson) answer = read_news(call->workspace, text, call_text(call, "language"), error);

    if (answer == NULL)
        return FALSE;
    if (call_answered(call, answer))
        return TRUE;
    milestones = json_object_get(answer, "milestones");
    if (json_array_size(milestones) == 0)
        g_print("%s\n", _("Nobody's working life changes in this."));
    for (size_t at = 0; at < json_array_size(milestones); at++) {
        render_milestone(json_array_get(milestones, at));
        render_known(json_array_get(milestones, at));
    }
    return TRUE;
}

static gboolean
run_news(const Call *call, GError **error)
{
    if (call_flag(call, "jsonl"))
        return json_lines_answer(call, call_word_count(call) > 0 ? call_word(call, 0) : "-",
                                 news_line, error);
    if (call_word_count(call) == 0)
        return tk_fail(error, TK_ERROR_INVALID, "too-few-words",
                       "tokopp news FILE|- [--language LANGUAGE]");
    return read_item(call, error);
}

static const CommandOption options[] = {
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en",
      N_("Its language; otherwise read from the text") },
    { "keep", 0, OPTION_FLAG, NULL,
      N_("Keep what it says of people you know, with the item as a note") },
    { "jsonl", 0, OPTION_FLAG, NULL, N_("Read one JSON object a line, answer one a line") },
    { 0 },
};

const Command cmd_news = {
    .name = "news",
    .group = GROUP_WRITING,
    .summary = N_("Say whose working life changes in a news item"),
    .synopsis = "FILE|- [--language LANGUAGE] [--keep] | --jsonl [FILE]",
    .details = N_("New posts, steps up, farewells, prizes, books, and what happens to an "
                  "organisation. A mere mention is none. The first line may be the headline."),
    .example = "tokopp news item.txt",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .words = WORDS_FILES,
    .least = 0,
    .most = 1,
    .options = options,
    .run = run_news,
};
