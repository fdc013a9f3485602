/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/eml.h"

#include "base/tk-text.h"
#include "formats/mail-header.h"

#include <gmime/gmime.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeTextPart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)

/* One line of words: nothing that could end a header. */
static char *
single_line(const char *text)
{
    g_autofree char *mended = tk_text_mend(text != NULL ? text : "", -1);
    g_autoptr(GString) line = g_string_sized_new(strlen(mended));

    for (const char *at = mended; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);

        if (g_unichar_iscntrl(letter) || letter == 0x2028 || letter == 0x2029)
            letter = ' ';
        g_string_append_unichar(line, letter);
    }
    g_strstrip(line->str);
    return g_strdup(line->str);
}

/* An address or message id: none of the signs that bound one, either. */
static char *
single_word(const char *text)
{
    char *word = single_line(text);
    char *to = word;

    for (const char *from = word; *from != '\0'; from++)
        if (strchr(" <>,;:\"()\\", *from) == NULL)
            *to++ = *from;
    *to = '\0';
    return word;
}

static void
add_person(GMimeMessage *mail, GMimeAddressType type, const EmlPerson *person)
{
    g_autofree char *name = single_line(person->name);
    g_autofree char *address = single_word(person->address);

    if (*address != '\0')
        g_mime_message_add_mailbox(mail, type, *name != '\0' ? name : NULL, address);
}

/* "<one@x> <other@y>" for a header; NULL if there is none. */
static char *
bracket_ids(const char *const *ids)
{
    g_autoptr(GString) all = g_string_new("");

    for (; ids != NULL && *ids != NULL; ids++) {
        g_autofree char *id = single_word(*ids);

        if (*id != '\0')
            g_string_append_printf(all, "%s<%s>", all->len > 0 ? " " : "", id);
    }
    return all->len > 0 ? g_strdup(all->str) : NULL;
}

static void
add_thread(GMimeMessage *mail, const EmlMessage *message)
{
    const char *const answered[] = { message->in_reply_to, NULL };
    g_autofree char *reply = bracket_ids(answered);
    g_autofree char *references = bracket_ids(message->references);

    if (reply != NULL)
        g_mime_object_set_header(GMIME_OBJECT(mail), "In-Reply-To", reply, NULL);
    if (references == NULL)
        references = g_strdup(reply);
    if (references != NULL)
        g_mime_object_set_header(GMIME_OBJECT(mail), "References", references, NULL);
}

char *
eml_compose(const EmlMessage *message)
{
    g_autoptr(GMimeMessage) mail = NULL;
    g_autoptr(GMimeTextPart) part = NULL;
    g_autoptr(GMimeFormatOptions) options = NULL;
    g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(message->at);
    g_autofree char *subject = single_line(message->subject);
    g_autofree char *id = single_word(message->message_id);
    g_autofree char *body = tk_text_mend(message->body != NULL ? message->body : "", -1);
    char *text;

    mail_mime_ready();
    mail = g_mime_message_new(TRUE);
    add_person(mail, GMIME_ADDRESS_TYPE_FROM, &message->from);
    for (unsigned i = 0; i < message->to_count; i++)
        add_person(mail, GMIME_ADDRESS_TYPE_TO, &message->to[i]);
    g_mime_message_set_subject(mail, subject, "utf-8");
    if (date != NULL)
        g_mime_message_set_date(mail, date);
    if (*id != '\0')
        g_mime_message_set_message_id(mail, id);
    add_thread(mail, message);

    part = g_mime_text_part_new_with_subtype("plain");
    g_mime_text_part_set_charset(part, "utf-8");
    g_mime_text_part_set_text(part, body);
    g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_message_set_mime_part(mail, GMIME_OBJECT(part));

    options = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    text = g_mime_object_to_string(GMIME_OBJECT(mail), options);
    g_clear_object(&part);
    g_clear_object(&mail);
    g_clear_pointer(&options, g_mime_format_options_free);
    return text;
}

static void
add_field(GString *link, char *sign, const char *name, const char *value)
{
    g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);

    if (*value == '\0')
        return;
    g_string_append_printf(link, "%c%s=%s", *sign, name, escaped);
    *sign = '&';
}

char *
mailto_compose(const EmlMessage *message)
{
    g_autoptr(GString) link = g_string_new("mailto:");
    g_autofree char *subject = single_line(message->subject);
    g_autofree char *reply = single_word(message->in_reply_to);
    g_autofree char *bracketed = *reply != '\0' ? g_strconcat("<", reply, ">", NULL) : g_strdup("");
    g_autofree char *mended = tk_text_mend(message->body != NULL ? message->body : "", -1);
    g_auto(GStrv) lines = NULL;
    g_autofree char *body = NULL;
    char sign = '?';

    for (unsigned i = 0; i < message->to_count; i++) {
        g_autofree char *address = single_word(message->to[i].address);
        g_autofree char *escaped = g_uri_escape_string(address, "@", FALSE);

        g_string_append_printf(link, "%s%s", i > 0 ? "," : "", escaped);
    }
    /* RFC 6068 section 5: line ends of a body are %0D%0A. */
    lines = g_strsplit(mended, "\n", -1);
    body = g_strjoinv("\r\n", lines);
    add_field(link, &sign, "subject", subject);
    add_field(link, &sign, "in-reply-to", bracketed);
    add_field(link, &sign, "body", body);
    return g_strdup(link->str);
}
