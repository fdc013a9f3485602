/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/mail-kind.h"

#include <string.h>

static const char *
value_of(const MailHeader *header, MailField field)
{
    return header->values[field] != NULL ? header->values[field] : "";
}

static gboolean
begins(const char *text, const char *word)
{
    return g_ascii_strncasecmp(text, word, strlen(word)) == 0;
}

static gboolean
begins_with_one(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (begins(text, *words))
            return TRUE;
    return FALSE;
}

/* Labels stand between commas, and may be quoted or in encoded words. */
static gboolean
has_label(const MailHeader *header, const char *const *labels)
{
    g_autofree char *decoded = NULL;
    const char *at;

    if (header->values[MAIL_GMAIL_LABELS] == NULL)
        return FALSE;
    decoded = mail_header_decode(header->values[MAIL_GMAIL_LABELS]);
    for (at = decoded; *at != '\0';) {
        gsize length;

        at += strspn(at, " \",");
        length = strcspn(at, "\",");
        for (unsigned i = 0; labels[i] != NULL; i++)
            if (strlen(labels[i]) == length && g_ascii_strncasecmp(at, labels[i], length) == 0)
                return TRUE;
        at += length;
    }
    return FALSE;
}

gboolean
mail_is_draft(const MailHeader *header)
{
    static const char *const labels[] = { "Draft",  "Drafts", "Utkast",   "Kladder",
                                          "Kladde", "Udkast", "Entwürfe", NULL };

    return has_label(header, labels) || strchr(value_of(header, MAIL_STATUS), 'T') != NULL;
}

gboolean
mail_is_bulk(const MailHeader *header, const char *sender)
{
    static const char *const precedences[] = { "bulk", "list", "junk", "auto_reply", NULL };
    static const char *const spam[] = { "Spam", "Søppelpost", "Skräppost", "Junk", NULL };
    static const MailField telling[] = { MAIL_LIST_ID,      MAIL_LIST_POST,  MAIL_LIST_UNSUBSCRIBE,
                                         MAIL_MAILING_LIST, MAIL_BEEN_THERE, MAIL_AUTO_REPLY };
    const char *submitted = value_of(header, MAIL_AUTO_SUBMITTED);

    for (unsigned i = 0; i < G_N_ELEMENTS(telling); i++)
        if (header->values[telling[i]] != NULL)
            return TRUE;
    return begins_with_one(value_of(header, MAIL_PRECEDENCE), precedences) ||
           (*submitted != '\0' && !begins(submitted, "no")) ||
           begins(value_of(header, MAIL_SPAM_FLAG), "yes") || has_label(header, spam) ||
           mail_address_is_robot(sender);
}

static gboolean
is_vacation_subject(const MailHeader *header)
{
    static const char *const beginnings[] = {
        "automatic reply:",
        "auto reply:",
        "autoreply:",
        "auto-reply:",
        "auto:",
        "out of office",
        "out of the office",
        "autosvar:",
        "automatisk svar:",
        "automatiskt svar:",
        "fravær:",
        "fraværende:",
        "frånvaro:",
        "frånvarande:",
        "ikke på kontoret",
        "ikke til stede:",
        "ute av kontoret",
        "ude af kontoret",
        "automatische antwort:",
        "abwesenheit",
        "automaattinen vastaus:",
        NULL,
    };
    g_autofree char *subject = NULL;
    g_autofree char *lower = NULL;

    if (header->values[MAIL_SUBJECT] == NULL)
        return FALSE;
    subject = mail_header_decode(header->values[MAIL_SUBJECT]);
    lower = g_utf8_strdown(subject, -1);
    return begins_with_one(lower, beginnings);
}

gboolean
mail_is_automatic(const MailHeader *header, const char *sender)
{
    const char *type = value_of(header, MAIL_CONTENT_TYPE);

    return begins(value_of(header, MAIL_AUTO_SUBMITTED), "auto-replied") ||
           header->values[MAIL_AUTO_REPLY] != NULL ||
           begins(value_of(header, MAIL_PRECEDENCE), "auto_reply") ||
           begins(type, "multipart/report") || begins(sender, "mailer-daemon@") ||
           is_vacation_subject(header);
}

/* TRUE if `address` stands whole in `text`. */
static gboolean
names_address(const char *text, const char *address)
{
    gsize length = strlen(address);

    for (const char *at = text; length > 0 && *at != '\0'; at++)
        if (g_ascii_strncasecmp(at, address, length) == 0 &&
            (at == text || !g_ascii_isalnum(at[-1])) && !g_ascii_isalnum(at[length]))
            return TRUE;
    return FALSE;
}

/* A List-Id names "cinema.example.no" what writes from cinema@example.no. */
static gboolean
is_named_by_id(const char *id, const char *address)
{
    const char *open = strrchr(id, '<');
    const char *sign = strchr(address, '@');
    gsize length;

    if (sign == NULL)
        return FALSE;
    id = open != NULL ? open + 1 : id;
    length = (gsize) (sign - address);
    return g_ascii_strncasecmp(id, address, length) == 0 && id[length] == '.';
}

gboolean
mail_is_list_address(const MailHeader *header, const char *address)
{
    return names_address(value_of(header, MAIL_LIST_POST), address) ||
           names_address(value_of(header, MAIL_BEEN_THERE), address) ||
           names_address(value_of(header, MAIL_MAILING_LIST), address) ||
           is_named_by_id(value_of(header, MAIL_LIST_ID), address);
}
