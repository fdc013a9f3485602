/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * overrule-finding.c - the user says that it is fine, and why; it is not asked again (M1).
 */
#include "actions/change-message.h"
#include "actions/messages.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "domain/overruled.h"
#include "language/judge-codes.h"

#include <string.h>

typedef struct {
    const char *code, *words, *reason;
} FindingWish;

static gboolean
is_code(const char *code)
{
    for (unsigned at = 0; at < CODE_COUNT; at++) {
        if (g_str_equal(judge_codes[at].code, code))
            return TRUE;
    }
    return FALSE;
}

static gboolean
overrule(const Workspace *workspace, Message *message, const void *data, GError **error)
{
    const FindingWish *wish = data;
    char *overruled = NULL;

    (void) workspace;
    if (g_str_equal(message->state, "sent"))
        return tk_fail(error, TK_ERROR_CONFLICT, "message-sent", NULL);
    if (g_str_equal(message->state, "discarded"))
        return tk_fail(error, TK_ERROR_CONFLICT, "message-discarded", NULL);
    overruled =
        *wish->reason != '\0'
            ? overruled_add(message->overruled, wish->code, wish->words, wish->reason, error)
            : overruled_without(message->overruled, wish->code, wish->words);
    if (overruled == NULL)
        return FALSE;
    g_free(message->overruled);
    message->overruled = overruled;
    return TRUE;
}

TkJson *
overrule_finding(const Workspace *workspace, TkId id, const char *code, const char *words,
                 const char *reason, GError **error)
{
    const FindingWish wish = { code, words != NULL ? words : "", reason != NULL ? reason : "" };

    if (!is_code(code))
        return tk_fail_null(error, TK_ERROR_INVALID, "finding-unknown", code);
    if (strlen(wish.words) > TK_LIMIT_TEXT || strlen(wish.reason) > TK_LIMIT_FIELD)
        return tk_fail_null(error, TK_ERROR_TOO_LARGE, "text-too-large", NULL);
    return change_message(workspace, id, "overrule", FALSE, overrule, &wish, error);
}
