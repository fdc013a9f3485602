/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/mail-private.h"

#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "formats/mail-address.h"
#include "formats/mail-kind.h"
#include "formats/mail-text.h"

#include <string.h>

enum {
    ID_BYTES = 998, /* of a Message-ID: the longest line of RFC 5322 */
};

MailReader *
mail_reader_new(Reading *reading)
{
    MailReader *reader = g_new0(MailReader, 1);

    mail_mime_ready();
    reader->reading = reading;
    reader->block = g_string_sized_new(4096);
    reader->body = g_string_new("");
    reader->from_line = g_string_new("");
    reader->texts = g_string_chunk_new(8192);
    reader->addresses = g_array_new(FALSE, FALSE, sizeof(MailAddress));
    reader->parties = g_array_new(FALSE, FALSE, sizeof(RecordParty));
    reader->references = g_ptr_array_new();
    return reader;
}

void
mail_reader_free(MailReader *reader)
{
    if (reader == NULL)
        return;
    g_string_free(reader->block, TRUE);
    g_string_free(reader->body, TRUE);
    g_string_free(reader->from_line, TRUE);
    g_string_chunk_free(reader->texts);
    g_array_unref(reader->addresses);
    g_array_unref(reader->parties);
    g_ptr_array_unref(reader->references);
    g_free(reader);
}

static const char *
value_of(const MailReader *reader, MailField field)
{
    return reader->header.values[field] != NULL ? reader->header.values[field] : "";
}

static gboolean
leave_out(MailReader *reader, const char *reason, const char *subject, GError **error)
{
    reader->is_kept = FALSE;
    return reading_left_out(reader->reading, reader->number, reason, subject, error);
}

/* The next "<id>" of a header; bare words count where there are no brackets at all. */
static const char *
next_id(MailReader *reader, const char **at, gboolean is_bare)
{
    const char *from, *until;

    if (is_bare) {
        from = *at + strspn(*at, " ,;");
        until = from + strcspn(from, " ,;");
        *at = until;
    } else {
        from = strchr(*at, '<');
        if (from == NULL)
            return NULL;
        from++;
        until = from + strcspn(from, "<>");
        *at = *until == '>' ? until + 1 : until;
    }
    while (from < until && *from == ' ')
        from++;
    while (until > from && until[-1] == ' ')
        until--;
    if (from == until || until - from > ID_BYTES)
        return is_bare ? NULL : "";
    return g_string_chunk_insert_len(reader->texts, from, until - from);
}

static const char *
single_id(MailReader *reader, const char *value)
{
    const char *at = value;
    const char *id;

    if (strchr(value, '<') == NULL) {
        /* "In-Reply-To: Your message of ..." (RFC 822) names no id. */
        if (strchr(value, '@') == NULL || strchr(value, ' ') != NULL)
            return "";
        id = next_id(reader, &at, TRUE);
        return id != NULL ? id : "";
    }
    while ((id = next_id(reader, &at, FALSE)) != NULL)
        if (strchr(id, '@') != NULL || (*id != '\0' && strchr(at, '<') == NULL))
            return id;
    return "";
}

/* All but the first and the last ones go when there are too many: they hold the thread together. */
static void
read_references(MailReader *reader)
{
    const char *at = value_of(reader, MAIL_REFERENCES);
    gboolean is_bare = strchr(at, '<') == NULL;
    const char *id;

    g_ptr_array_set_size(reader->references, 0);
    while ((id = next_id(reader, &at, is_bare)) != NULL)
        if (*id != '\0')
            g_ptr_array_add(reader->references, (gpointer) id);
    if (reader->references->len > TK_LIMIT_REFERENCES)
        g_ptr_array_remove_range(reader->references, 1,
                                 reader->references->len - TK_LIMIT_REFERENCES);
    g_ptr_array_add(reader->references, NULL);
}

/* A mail without an id of its own gets one that is the same in an mbox and in a Maildir. */
static const char *
digest_id(MailReader *reader)
{
    static const MailField telling[] = { MAIL_FROM, MAIL_TO, MAIL_CC, MAIL_DATE, MAIL_SUBJECT };
    g_autoptr(GString) all = g_string_new("mail");
    g_autofree char *digest = NULL;
    g_autofree char *id = NULL;

    for (unsigned i = 0; i < G_N_ELEMENTS(telling); i++) {
        g_string_append_c(all, '\x1f');
        g_string_append(all, value_of(reader, telling[i]));
    }
    digest = tk_text_digest(all->str);
    digest[32] = '\0';
    id = g_strconcat("digest:", digest, NULL);
    return g_string_chunk_insert(reader->texts, id);
}

static void
add_parties(MailReader *reader, MailField field, const char *role)
{
    unsigned most = TK_LIMIT_ADDRESSES - MIN(reader->parties->len, TK_LIMIT_ADDRESSES);

    g_array_set_size(reader->addresses, 0);
    /* More people than that is a list, whatever it says. */
    if (!mail_addresses_read(value_of(reader, field), reader->texts, reader->addresses, most))
        reader->mail.is_bulk = TRUE;
    for (unsigned i = 0; i < reader->addresses->len; i++) {
        const MailAddress *address = &g_array_index(reader->addresses, MailAddress, i);
        RecordParty party = { address->name, "email", address->address, role, FALSE };

        party.is_robot = mail_address_is_robot(party.value) ||
                         mail_is_list_address(&reader->header, party.value);
        g_array_append_val(reader->parties, party);
    }
}

static gboolean
read_parties(MailReader *reader)
{
    g_array_set_size(reader->parties, 0);
    add_parties(reader, MAIL_FROM, "from");
    if (reader->parties->len == 0)
        add_parties(reader, MAIL_SENDER, "from");
    if (reader->parties->len == 0)
        return FALSE;
    add_parties(reader, MAIL_TO, "to");
    add_parties(reader, MAIL_CC, "cc");
    reader->mail.parties = &g_array_index(reader->parties, RecordParty, 0);
    reader->mail.party_count = reader->parties->len;
    return TRUE;
}

/* To robots only: a command to a list, an unsubscription. */
static gboolean
is_to_robots_only(const MailReader *reader)
{
    unsigned persons = 0;
    unsigned receivers = 0;

    for (unsigned i = 0; i < reader->parties->len; i++) {
        const RecordParty *party = &g_array_index(reader->parties, RecordParty, i);

        if (strcmp(party->role, "from") == 0)
            continue;
        receivers++;
        persons += party->is_robot ? 0 : 1;
    }
    return receivers > 0 && persons == 0;
}

static gboolean
read_when(MailReader *reader)
{
    const char *received = strrchr(value_of(reader, MAIL_RECEIVED), ';');
    const char *sender_end;

    if (mail_date_read(value_of(reader, MAIL_DATE), &reader->mail.at))
        return TRUE;
    /* A mailer that left the day out: the one on which it came. A day that is none stays none. */
    if (*value_of(reader, MAIL_DATE) == '\0' && received != NULL &&
        mail_date_read(received + 1, &reader->mail.at))
        return TRUE;
    /* The day on which the mailbox took it in: "From kari@x Mon Jan ...". */
    sender_end = reader->from_line->str;
    while ((sender_end = strchr(sender_end, ' ')) != NULL) {
        sender_end += strspn(sender_end, " ");
        if (mail_date_read(sender_end, &reader->mail.at))
            return TRUE;
    }
    return FALSE;
}

gboolean
mail_begin(MailReader *reader, GError **error)
{
    RecordSink *sink = reader->reading->sink;
    RecordInteraction *mail = &reader->mail;
    g_autofree char *subject = NULL;
    const char *sender;

    reader->is_kept = TRUE;
    reader->wants_text = FALSE;
    g_string_truncate(reader->body, 0);
    g_string_chunk_clear(reader->texts);
    *mail = (RecordInteraction) { .source = "mail", .kind = "mail", .text = "" };
    mail_header_read(reader->block->str, reader->block->len, reader->texts, &reader->header);
    if (reader->is_header_cut &&
        !reading_left_out(reader->reading, reader->number, "mail-header-cut", NULL, error))
        return FALSE;
    if (reader->header.fields == 0)
        return leave_out(reader, "mail-without-headers", reader->block->str, error);
    if (mail_is_draft(&reader->header))
        return leave_out(reader, "mail-draft", value_of(reader, MAIL_SUBJECT), error);
    if (!read_parties(reader))
        return leave_out(reader, "mail-without-sender", value_of(reader, MAIL_FROM), error);
    if (!read_when(reader))
        return leave_out(reader, "mail-without-date", value_of(reader, MAIL_DATE), error);

    sender = mail->parties[0].value;
    mail->external_id = single_id(reader, value_of(reader, MAIL_MESSAGE_ID));
    if (*mail->external_id == '\0')
        mail->external_id = digest_id(reader);
    mail->in_reply_to = single_id(reader, value_of(reader, MAIL_IN_REPLY_TO));
    read_references(reader);
    mail->references = (const char *const *) reader->references->pdata;
    subject = mail_header_decode(value_of(reader, MAIL_SUBJECT));
    mail->subject = g_string_chunk_insert(reader->texts, subject);
    mail->is_automatic = mail_is_automatic(&reader->header, sender);
    mail->is_bulk =
        mail->is_bulk || mail_is_bulk(&reader->header, sender) || is_to_robots_only(reader);
    reader->wants_text =
        sink->wants_text != NULL &&
        sink->wants_text(sink, mail->external_id, mail->in_reply_to, mail->references);
    return TRUE;
}

gboolean
mail_finish(MailReader *reader, GError **error)
{
    RecordSink *sink = reader->reading->sink;
    g_autofree char *text = NULL;

    if (!reader->is_kept)
        return TRUE;
    if (reader->wants_text) {
        text = mail_text(&reader->header, reader->body->str, reader->body->len);
        reader->mail.text = text;
    }
    return sink->interaction(sink, &reader->mail, error);
}
