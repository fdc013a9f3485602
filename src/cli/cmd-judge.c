/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/judge-line.h"
#include "actions/judge-text.h"
#include "base/tk-error.h"
#include "cli/json-lines.h"
#include "cli/render.h"
#include "cli/sentences.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUBJECT_LINE "Subject:"

/* A first line "Subject: ..." is the subject and no part of the text. Cuts it off in place. */
static const char *
split_subject(char *text, const char **out_subject)
{
    char *end = strchr(text, '\n');

    if (g_ascii_strncasecmp(text, SUBJECT_LINE, strlen(SUBJECT_LINE)) != 0 || end == NULL)
        return text;
    *end++ = '\0';
    *out_subject = g_strstrip(text + strlen(SUBJECT_LINE));
    while (*end == '\n' || *end == '\r')
        end++;
    return end;
}

static gboolean
has_error(const TkJson *findings)
{
    for (size_t i = 0; i < json_array_size(findings); i++)
        if (strcmp(tk_json_get_text(json_array_get(findings, i), "severity", ""), "error") == 0)
            return TRUE;
    return FALSE;
}

static gboolean
judge_letter(const Call *call, GError **error)
{
    g_autofree char *text = call_read_text(call_word(call, 0), error);
    JudgeWish wish = {
        .kind = call_text(call, "kind"),
        .language = call_text(call, "language"),
        .receiver_name = call_text(call, "to"),
        .receiver_organisation = call_text(call, "organisation"),
    };
    const TkJson *findings;

    if (text == NULL)
        return FALSE;
    wish.body = split_subject(text, &wish.subject);
    g_autoptr(TkJson) answer = judge_text(call->workspace, &wish, error);

    if (answer == NULL)
        return FALSE;
    findings = json_object_get(answer, "findings");
    if (!call_answered(call, answer)) {
        if (*tk_json_get_text(answer, "language", "") == '\0')
            g_print("%s\n",
                    _("This reads like none of Norwegian, Danish, Swedish and English; only what "
                      "does not hang on the words could be judged."));
        if (json_array_size(findings) == 0)
            g_print("%s\n", _("Nothing to mend."));
        render_findings(call, wish.body, findings);
    }
    if (call_flag(call, "strict") && has_error(findings))
        return tk_fail(error, TK_ERROR_REFUSED, "text-has-errors", call_word(call, 0));
    return TRUE;
}

static gboolean
run_judge(const Call *call, GError **error)
{
    if (call_flag(call, "jsonl"))
        return json_lines_answer(call, call_word_count(call) > 0 ? call_word(call, 0) : "-",
                                 judge_line, error);
    if (call_word_count(call) == 0)
        return tk_fail(error, TK_ERROR_INVALID, "too-few-words",
                       "tokopp judge FILE|- [--kind KIND] [--to NAME]");
    return judge_letter(call, error);
}

static const CommandOption options[] = {
    { "kind", 'k', OPTION_TEXT,
      "outreach|intro_request|forwardable|follow_up|propose|agenda|thank_you|summary|share|"
      "milestone|touch|"
      "report_back|thoughts|decline",
      N_("What kind of message it is; else a first message") },
    { "language", 'l', OPTION_TEXT, "nb|da|sv|en",
      N_("Its language; otherwise read from the text") },
    { "to", 0, OPTION_TEXT, "NAME", N_("The receiver's name") },
    { "organisation", 'o', OPTION_TEXT, "NAME", N_("Where the receiver works") },
    { "strict", 0, OPTION_FLAG, NULL, N_("Exit with status 5 when there is an error in it") },
    { "jsonl", 0, OPTION_FLAG, NULL, N_("Read one JSON object a line, answer one a line") },
    { 0 },
};

const Command cmd_judge = {
    .name = "judge",
    .group = GROUP_WRITING,
    .summary = N_("Say what a good colleague would say about a text"),
    .synopsis = "FILE|- [--kind KIND] [--to NAME] | --jsonl [FILE]",
    .details =
        N_("The words it is about are underlined. A first line \"Subject: ...\" is the subject."),
    .example = "tokopp judge letter.txt --kind outreach --to \"Kari Holm\"",
    .flags = COMMAND_NEEDS_STORE | COMMAND_NEEDS_LANGUAGE | COMMAND_JSON,
    .words = WORDS_FILES,
    .least = 0,
    .most = 1,
    .options = options,
    .run = run_judge,
};
