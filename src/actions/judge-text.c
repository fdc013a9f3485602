/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/judge-text.h"

#include "actions/hold-confidence.h"
#include "actions/judge-message.h"
#include "actions/own-person.h"
#include "actions/views.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "domain/overruled.h"
#include "language/judge.h"
#include "language/proposal.h"
#include "store/tables.h"

#include <string.h>

static const char *
or_empty(const char *text)
{
    return text != NULL ? text : "";
}

/* A call, a video meeting or a meal of their own: nobody is owed a coffee there (K2). */
static gboolean
needs_no_treat(const char *form)
{
    return *form != '\0' && !g_str_equal(form, "coffee");
}

GPtrArray *
judge_kept_message(const Workspace *workspace, const Message *message, GPtrArray **out_proposals,
                   GError **error)
{
    g_autoptr(Person) receiver = person_load(workspace->store, message->person_id, error);

    if (receiver == NULL)
        return NULL;
    g_autoptr(Meeting) meeting =
        message->meeting_id != 0 ? meeting_load(workspace->store, message->meeting_id, NULL) : NULL;
    g_autofree char *sender = own_name(workspace);
    const JudgeText text = {
        .kind = message->kind,
        .language = message->language,
        .sender_name = sender,
        .receiver_name = receiver->name,
        .receiver_role = receiver->title,
        .receiver_organisation = receiver->organisation_name,
        .context = "",
        .subject = message->subject,
        .body = message->body,
        .to_known = meeting != NULL && needs_no_treat(meeting->form),
    };

    g_assert(workspace->language != NULL);
    g_autoptr(GPtrArray) findings = judge_message(workspace->language, &text);
    const ConfidenceText leaving = {
        .language = message->language,
        .subject = message->subject,
        .body = message->body,
        .receiver = message->person_id,
        .receiver_name = receiver->name,
    };

    if (!confidence_find(workspace, &leaving, findings, error))
        return NULL;
    if (out_proposals != NULL)
        *out_proposals = judge_propose(workspace->language, &text, findings);
    return g_steal_pointer(&findings);
}

gboolean
finding_is_overruled(const Message *message, const Finding *finding)
{
    gsize length = strlen(message->body);
    gboolean whole = finding->from >= finding->until || finding->until > length ||
                     (finding->from == 0 && finding->until == length);
    g_autofree char *words =
        whole ? g_strdup("")
              : g_strndup(message->body + finding->from, finding->until - finding->from);

    return overruled_holds(message->overruled, finding->code, words);
}

static TkJson *
judged(const Workspace *workspace, const JudgeText *text, const GPtrArray *findings,
       const GPtrArray *proposals, const Message *message)
{
    const MessageKind *kind = message_kind_find(text->kind);
    gboolean foreign = language_is_foreign(workspace->language, text->body, text->language);
    TkJson *answer = json_object();

    tk_json_set_text(answer, "language", foreign ? "" : text->language);
    tk_json_set_number(answer, "sentences",
                       sentences_count(workspace->language, text->body, text->language, NULL));
    tk_json_set_number(answer, "sentences_most", kind != NULL ? kind->most_sentences : 0);
    tk_json_set_number(answer, "words",
                       words_count(workspace->language, text->body, text->language));
    tk_json_set_number(answer, "words_most", kind != NULL ? kind->most_words : 0);
    TkJson *rows = view_findings(findings, message);

    view_proposals(rows, proposals);
    tk_json_set_take(answer, "findings", rows);
    return answer;
}

TkJson *
judge_while_typed(const Workspace *workspace, TkId id, const char *subject, const char *body,
                  GError **error)
{
    g_autoptr(Message) message = message_load(workspace->store, id, error);

    if (message == NULL)
        return NULL;
    if (strlen(or_empty(body)) > TK_LIMIT_TEXT)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    if (subject != NULL)
        tk_text_set(&message->subject, subject);
    if (body != NULL)
        tk_text_set(&message->body, body);
    g_autoptr(GPtrArray) proposals = NULL;
    g_autoptr(GPtrArray) findings = judge_kept_message(workspace, message, &proposals, error);
    const JudgeText text = { .kind = message->kind,
                             .language = message->language,
                             .body = message->body };

    return findings != NULL ? judged(workspace, &text, findings, proposals, message) : NULL;
}

TkJson *
judge_text(const Workspace *workspace, const JudgeWish *wish, GError **error)
{
    const char *body = or_empty(wish->body);
    const char *kind = wish->kind != NULL ? wish->kind : "outreach";
    g_autofree char *language = g_strdup(or_empty(wish->language));

    if (message_kind_find(kind) == NULL)
        return tk_fail_null(error, TK_ERROR_INVALID, "kind-unknown", kind);
    if (strlen(body) > TK_LIMIT_TEXT)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    if (*language == '\0') {
        g_free(language);
        language = g_strdup(language_of(workspace->language, body));
    }
    const JudgeText text = {
        .kind = kind,
        .language = language,
        .sender_name = or_empty(wish->sender_name),
        .receiver_name = or_empty(wish->receiver_name),
        .receiver_role = or_empty(wish->receiver_role),
        .receiver_organisation = or_empty(wish->receiver_organisation),
        .context = or_empty(wish->context),
        .subject = or_empty(wish->subject),
        .body = body,
    };
    g_autoptr(GPtrArray) findings = judge_message(workspace->language, &text);
    const ConfidenceText leaving = {
        .language = text.language,
        .subject = text.subject,
        .body = body,
        .receiver_name = text.receiver_name,
    };

    if (!confidence_find(workspace, &leaving, findings, error))
        return NULL;

    g_autoptr(GPtrArray) proposals = judge_propose(workspace->language, &text, findings);

    return judged(workspace, &text, findings, proposals, NULL);
}
