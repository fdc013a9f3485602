/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * message-out.c - an approved message on its way to the user's own mail program (M4).
 */
#include "actions/messages.h"

#include "actions/may-leave.h"
#include "actions/own-person.h"
#include "actions/workspace-private.h"
#include "base/tk-error.h"
#include "domain/message.h"
#include "formats/eml.h"
#include "formats/maildir.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

/* All that a mail is made of; texts live as long as this. */
typedef struct {
    Message *message;
    Person *receiver;
    char *address;
    char *own_address;
    char *own_name;
    EmlPerson to;
    const char *references[3];
    EmlMessage eml;
} Outgoing;

static void
outgoing_clear(Outgoing *outgoing)
{
    message_free(outgoing->message);
    person_free(outgoing->receiver);
    g_free(outgoing->address);
    g_free(outgoing->own_address);
    g_free(outgoing->own_name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Outgoing, outgoing_clear)

static gboolean
take_email(const DbRow *row, gpointer data, GError **error)
{
    char **address = data;

    (void) error;
    if (*address == NULL && g_str_equal(db_row_text(row, "kind"), "email"))
        *address = g_strdup(db_row_text(row, "value"));
    return TRUE;
}

/* The thread as far as it is known: where it began, and the mail that this one answers. */
static void
set_references(Outgoing *outgoing)
{
    const Message *message = outgoing->message;
    unsigned count = 0;

    if (*message->in_reply_to == '\0')
        return;
    if (*message->thread != '\0' && !g_str_equal(message->thread, message->in_reply_to))
        outgoing->references[count++] = message->thread;
    outgoing->references[count++] = message->in_reply_to;
    outgoing->eml.references = outgoing->references;
}

/* M4, I2: what was approved, and nothing else, while it may leave. */
static Message *
load_leaving(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(Message) message = message_load(workspace->store, id, error);
    g_autofree char *digest = message != NULL ? message_digest(message) : NULL;

    if (message == NULL || !message_may_go_out(message, digest, error) ||
        !message_may_leave(workspace, message, workspace_now(workspace), error))
        return NULL;
    return g_steal_pointer(&message);
}

TkJson *
message_as_text(const Workspace *workspace, TkId id, GError **error)
{
    g_autoptr(Message) message = load_leaving(workspace, id, error);
    TkJson *answer = NULL;

    if (message == NULL)
        return NULL;
    answer = json_object();
    tk_json_set_text(answer, "subject", message->subject);
    tk_json_set_text(answer, "body", message->body);
    return answer;
}

static gboolean
outgoing_load(const Workspace *workspace, TkId id, Outgoing *out, GError **error)
{
    out->message = load_leaving(workspace, id, error);
    if (out->message == NULL)
        return FALSE;
    out->receiver = person_load(workspace->store, out->message->person_id, error);
    if (out->receiver == NULL)
        return FALSE;
    const DbValue values[] = { DB_VALUE_NUMBER(out->receiver->id) };

    if (!store_run(workspace->store, &SQL_PERSON_ADDRESS_OF_PERSON, values, G_N_ELEMENTS(values),
                   take_email, &out->address, error))
        return FALSE;
    if (out->address == NULL)
        return tk_fail(error, TK_ERROR_INVALID, "no-mail-address", out->receiver->name);
    out->own_address = own_email(workspace);
    out->own_name = own_name(workspace);
    out->to = (EmlPerson) { out->receiver->name, out->address };
    out->eml = (EmlMessage) {
        .from = { out->own_name, out->own_address },
        .to = &out->to,
        .to_count = 1,
        .subject = out->message->subject,
        .body = out->message->body,
        .at = workspace_now(workspace),
        .message_id = out->message->message_id,
        .in_reply_to = out->message->in_reply_to,
    };
    set_references(out);
    return TRUE;
}

char *
message_as_eml(const Workspace *workspace, TkId id, GError **error)
{
    g_auto(Outgoing) outgoing = { 0 };

    if (!outgoing_load(workspace, id, &outgoing, error))
        return NULL;
    if (*outgoing.own_address == '\0')
        return tk_fail_null(error, TK_ERROR_INVALID, "no-own-address", "me.email");
    return eml_compose(&outgoing.eml);
}

char *
message_as_mailto(const Workspace *workspace, TkId id, GError **error)
{
    g_auto(Outgoing) outgoing = { 0 };

    return outgoing_load(workspace, id, &outgoing, error) ? mailto_compose(&outgoing.eml) : NULL;
}

char *
message_into_drafts(const Workspace *workspace, TkId id, const char *folder, GError **error)
{
    const char *where =
        folder != NULL ? folder : tk_settings_text(workspace->settings, "mail.drafts");
    g_autofree char *eml = NULL;
    g_autofree char *unique = NULL;

    if (*where == '\0')
        return tk_fail_null(error, TK_ERROR_INVALID, "no-drafts-folder", "mail.drafts");
    eml = message_as_eml(workspace, id, error);
    if (eml == NULL)
        return NULL;
    g_autofree char *letters = tk_id_to_text(id);

    unique = g_strdup_printf("%" G_GINT64_FORMAT ".%s", workspace_now(workspace), letters);
    return maildir_deliver(where, eml, strlen(eml), "D", unique, error);
}
