/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/linkedin-private.h"

#include "base/tk-text.h"

#include <string.h>

static const char *const no_references[] = { NULL };

static gboolean
is_word(const char *text, const char *word)
{
    return g_ascii_strcasecmp(text, word) == 0;
}

static char *
whole_name(const char *given, const char *family)
{
    char *name = g_strjoin(" ", given, family, NULL);

    g_strstrip(name);
    return name;
}

/* The same row gives the same id at every reading, whatever stands around it. */
static char *
row_id(const char *kind, ...)
{
    g_autoptr(GString) parts = g_string_new(kind);
    g_autofree char *digest = NULL;
    const char *part;
    va_list list;

    va_start(list, kind);
    while ((part = va_arg(list, const char *)) != NULL) {
        g_string_append_c(parts, '\x1f');
        g_string_append(parts, part);
    }
    va_end(list);
    digest = tk_text_digest(parts->str);
    digest[32] = '\0';
    return g_strconcat("linkedin:", digest, NULL);
}

/* "LinkedIn Member" is what those are called who are gone. */
static const char *
given_name_of(const char *name)
{
    return is_word(name, "LinkedIn Member") ? "" : name;
}

/* FALSE if neither address nor name says who it is. */
static gboolean
make_party(const char *url, const char *name, const char *role, RecordParty *out_party)
{
    name = given_name_of(name);
    *out_party = (RecordParty) { .name = name, .kind = "linkedin", .value = url, .role = role };
    if (*url == '\0') {
        out_party->kind = "name";
        out_party->value = name;
    }
    return *out_party->value != '\0';
}

static gboolean
make_my_party(LinkedinSelf *self, const char *role, RecordParty *out_party)
{
    return make_party(linkedin_self_url(self), linkedin_self_name(self), role, out_party);
}

gboolean
linkedin_connection(const LinkedinRow *row, GError **error)
{
    const char *given = linkedin_text(row, CONNECTION_GIVEN);
    const char *family = linkedin_text(row, CONNECTION_FAMILY);
    const char *url = linkedin_text(row, CONNECTION_URL);
    const char *email = linkedin_text(row, CONNECTION_EMAIL);
    const char *date = linkedin_text(row, CONNECTION_DATE);
    g_autofree char *name = whole_name(given, family);
    RecordAddress addresses[2];
    RecordPosition post = { .kind = "post" };
    RecordPerson person = { .source = "linkedin", .name = name, .place = "", .note = "" };

    person.is_restricted = is_word(name, "Restricted Member");
    if (person.is_restricted)
        person.name = given = family = "";
    if (*url == '\0' && *email == '\0' && *person.name == '\0')
        return linkedin_left_out(row, "member-withdrawn", date, error);
    if (!linkedin_day_read(date, LINKEDIN_CONNECTION_DATES, &person.connected) &&
        !linkedin_left_out(row, "date-not-a-day", date, error))
        return FALSE;

    if (*url != '\0')
        addresses[person.address_count++] = (RecordAddress) { "linkedin", url, "" };
    if (*email != '\0')
        addresses[person.address_count++] = (RecordAddress) { "email", email, "" };
    post.organisation = linkedin_text(row, CONNECTION_COMPANY);
    post.title = linkedin_text(row, CONNECTION_TITLE);
    if (*post.organisation != '\0' || *post.title != '\0')
        person.position_count = 1;
    person.as_of = linkedin_self_latest(row->self);
    person.given_name = given;
    person.family_name = family;
    person.addresses = addresses;
    person.positions = &post;
    return row->reading->sink->person(row->reading->sink, &person, error);
}

typedef struct {
    RecordParty parties[LINKEDIN_PARTIES];
    char *texts[LINKEDIN_PARTIES];
    unsigned count;
} Recipients;

static void
add_recipient(const char *url, gsize length, gpointer data)
{
    Recipients *recipients = data;
    unsigned i = recipients->count;

    if (i == LINKEDIN_PARTIES || length == 0)
        return;
    recipients->texts[i] = g_strndup(url, length);
    recipients->parties[i] = (RecordParty) {
        .name = "", .kind = "linkedin", .value = recipients->texts[i], .role = "to"
    };
    recipients->count++;
}

/* Names have commas in them too ("Kari Holm, PhD"): only as many names as addresses are believed.
 */
static char **
name_recipients(Recipients *recipients, const char *names)
{
    g_auto(GStrv) split = NULL;

    if (recipients->count == 1) {
        recipients->parties[0].name = given_name_of(names);
        return NULL;
    }
    split = g_strsplit(names, ",", LINKEDIN_PARTIES + 1);
    if (g_strv_length(split) != recipients->count)
        return NULL;
    for (unsigned i = 0; i < recipients->count; i++)
        recipients->parties[i].name = given_name_of(g_strstrip(split[i]));
    return g_steal_pointer(&split);
}

static gboolean
send_message(const LinkedinRow *row, int64_t at, Recipients *to, GError **error)
{
    const char *conversation = linkedin_text(row, MESSAGE_CONVERSATION);
    const char *sender = linkedin_text(row, MESSAGE_SENDER);
    const char *names = linkedin_text(row, MESSAGE_TO);
    g_autofree char *sender_key = tk_address_fold("linkedin", sender);
    g_autofree char *id =
        row_id("message", conversation, linkedin_text(row, MESSAGE_DATE), sender_key,
               linkedin_text(row, MESSAGE_FROM), linkedin_text(row, MESSAGE_SUBJECT),
               linkedin_text(row, MESSAGE_CONTENT), NULL);
    g_auto(GStrv) kept_names = NULL;
    RecordParty parties[LINKEDIN_PARTIES + 1];
    RecordInteraction message = { .source = "linkedin",
                                  .kind = "message",
                                  .external_id = id,
                                  .in_reply_to = "",
                                  .references = no_references,
                                  .at = at,
                                  .subject = linkedin_text(row, MESSAGE_SUBJECT),
                                  .text = "",
                                  .parties = parties };

    if (!make_party(sender, linkedin_text(row, MESSAGE_FROM), "from", &parties[0]))
        return linkedin_left_out(row, "party-not-known", conversation, error);
    if (to->count > 0) {
        kept_names = name_recipients(to, names);
        memcpy(parties + 1, to->parties, to->count * sizeof parties[0]);
        message.party_count = 1 + to->count;
    } else if (make_party("", names, "to", &parties[1])) {
        message.party_count = 2;
    } else {
        return linkedin_left_out(row, "party-not-known", conversation, error);
    }
    return row->reading->sink->interaction(row->reading->sink, &message, error);
}

gboolean
linkedin_message(const LinkedinRow *row, GError **error)
{
    const char *date = linkedin_text(row, MESSAGE_DATE);
    Recipients to = { .count = 0 };
    gboolean is_sent;
    int64_t at = 0;

    if (is_word(linkedin_text(row, MESSAGE_DRAFT), "yes") ||
        is_word(linkedin_text(row, MESSAGE_DRAFT), "true"))
        return linkedin_left_out(row, "message-draft", NULL, error);
    if (is_word(linkedin_text(row, MESSAGE_FOLDER), "spam"))
        return linkedin_left_out(row, "message-spam", NULL, error);
    if (!linkedin_date_read(date, LINKEDIN_MESSAGE_DATES, &at))
        return linkedin_left_out(row, "date-not-a-day", date, error);

    linkedin_urls(linkedin_text(row, MESSAGE_RECIPIENTS), add_recipient, &to);
    is_sent = send_message(row, at, &to, error);
    for (unsigned i = 0; i < to.count; i++)
        g_free(to.texts[i]);
    return is_sent;
}

gboolean
linkedin_invitation(const LinkedinRow *row, GError **error)
{
    const char *date = linkedin_text(row, INVITATION_DATE);
    const char *inviter = linkedin_text(row, INVITATION_INVITER);
    const char *invitee = linkedin_text(row, INVITATION_INVITEE);
    g_autofree char *from_key = tk_address_fold("linkedin", inviter);
    g_autofree char *to_key = tk_address_fold("linkedin", invitee);
    g_autofree char *id =
        row_id("invitation", date, from_key, to_key, linkedin_text(row, INVITATION_FROM),
               linkedin_text(row, INVITATION_TO), NULL);
    RecordParty parties[2];
    RecordInteraction invitation = { .source = "linkedin",
                                     .kind = "invitation",
                                     .external_id = id,
                                     .in_reply_to = "",
                                     .references = no_references,
                                     .subject = "",
                                     .text = "",
                                     .parties = parties,
                                     .party_count = 2 };

    if (!linkedin_date_read(date, LINKEDIN_INVITATION_DATES, &invitation.at))
        return linkedin_left_out(row, "date-not-a-day", date, error);
    if (!make_party(inviter, linkedin_text(row, INVITATION_FROM), "from", &parties[0]) ||
        !make_party(invitee, linkedin_text(row, INVITATION_TO), "to", &parties[1]))
        return linkedin_left_out(row, "party-not-known", date, error);
    invitation.has_note = *linkedin_text(row, INVITATION_MESSAGE) != '\0';
    return row->reading->sink->interaction(row->reading->sink, &invitation, error);
}

typedef struct {
    const char *kind;
    int given, family, url, date, status; /* columns; url < 0: the file has none */
    int what;                             /* the skill or the text */
    gboolean is_received;
    LinkedinDateForms forms;
} Praise;

static Praise
praise_of(LinkedinKind kind)
{
    gboolean is_received =
        kind == LINKEDIN_ENDORSEMENTS_RECEIVED || kind == LINKEDIN_RECOMMENDATIONS_RECEIVED;

    if (kind == LINKEDIN_ENDORSEMENTS_RECEIVED || kind == LINKEDIN_ENDORSEMENTS_GIVEN)
        return (Praise) { "endorsement",     ENDORSEMENT_GIVEN, ENDORSEMENT_FAMILY,
                          ENDORSEMENT_URL,   ENDORSEMENT_DATE,  ENDORSEMENT_STATUS,
                          ENDORSEMENT_SKILL, is_received,       LINKEDIN_ENDORSEMENT_DATES };
    return (Praise) { "recommendation",
                      RECOMMENDATION_GIVEN,
                      RECOMMENDATION_FAMILY,
                      -1,
                      RECOMMENDATION_DATE,
                      RECOMMENDATION_STATUS,
                      RECOMMENDATION_TEXT,
                      is_received,
                      LINKEDIN_RECOMMENDATION_DATES };
}

gboolean
linkedin_praise(const LinkedinRow *row, GError **error)
{
    const Praise praise = praise_of(row->table->kind);
    const char *date = linkedin_text(row, praise.date);
    const char *status = linkedin_text(row, praise.status);
    const char *url = praise.url >= 0 ? linkedin_text(row, praise.url) : "";
    g_autofree char *name =
        whole_name(linkedin_text(row, praise.given), linkedin_text(row, praise.family));
    g_autofree char *key = tk_address_fold("linkedin", url);
    g_autofree char *id = row_id(praise.kind, praise.is_received ? "received" : "given", date, key,
                                 name, linkedin_text(row, praise.what), NULL);
    RecordParty parties[2];
    RecordInteraction interaction = { .source = "linkedin",
                                      .kind = praise.kind,
                                      .external_id = id,
                                      .in_reply_to = "",
                                      .references = no_references,
                                      .subject = "",
                                      .text = "",
                                      .parties = parties,
                                      .party_count = 1 };

    if (is_word(status, "REJECTED") || is_word(status, "DECLINED"))
        return linkedin_left_out(row, "praise-not-accepted", name, error);
    if (!linkedin_date_read(date, praise.forms, &interaction.at))
        return linkedin_left_out(row, "date-not-a-day", date, error);
    if (!make_party(url, name, praise.is_received ? "from" : "to", &parties[0]))
        return linkedin_left_out(row, "party-not-known", date, error);
    if (make_my_party(row->self, praise.is_received ? "to" : "from", &parties[1]))
        interaction.party_count = 2;
    interaction.has_note = praise.url < 0 && *linkedin_text(row, praise.what) != '\0';
    return row->reading->sink->interaction(row->reading->sink, &interaction, error);
}

gboolean
linkedin_own_row(const LinkedinRow *row, GError **error)
{
    LinkedinKind kind = row->table->kind;
    const char *dates[2] = { "", "" };
    TkDay day = 0;

    if (kind == LINKEDIN_POSITIONS) {
        dates[0] = linkedin_text(row, POSITION_FROM);
        dates[1] = linkedin_text(row, POSITION_UNTIL);
    } else if (kind == LINKEDIN_EDUCATION) {
        dates[0] = linkedin_text(row, EDUCATION_FROM);
        dates[1] = linkedin_text(row, EDUCATION_UNTIL);
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(dates); i++)
        if (*dates[i] != '\0' && !linkedin_day_read(dates[i], LINKEDIN_POSITION_DATES, &day) &&
            !linkedin_left_out(row, "date-not-a-day", dates[i], error))
            return FALSE;
    return TRUE;
}
