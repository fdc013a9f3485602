/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/linkedin.h"

#include "base/tk-text.h"
#include "formats/linkedin-private.h"

#include <string.h>

enum {
    COUNTED_URLS = 200000, /* people counted in messages; nobody has written with as many */
    OWN_ADDRESSES = 50,
};

typedef struct {
    char *name;
    unsigned messages;
} Seen;

typedef struct {
    char *organisation;
    char *title;
    const char *kind;
    TkDay from, until;
} Post;

struct LinkedinSelf {
    GHashTable *seen;    /* folded address -> Seen */
    GHashTable *inviter; /* folded address -> Seen, of OUTGOING invitations */
    char *given_name, *family_name, *place;
    GArray *posts;
    GPtrArray *emails;
    TkDay latest;     /* day on which somebody was connected with */
    char *url, *name; /* settled, or NULL while more is learned */
};

static void
seen_free(gpointer data)
{
    Seen *seen = data;

    g_free(seen->name);
    g_free(seen);
}

static void
post_clear(gpointer data)
{
    Post *post = data;

    g_free(post->organisation);
    g_free(post->title);
}

LinkedinSelf *
linkedin_self_new(void)
{
    LinkedinSelf *self = g_new0(LinkedinSelf, 1);

    self->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, seen_free);
    self->inviter = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, seen_free);
    self->posts = g_array_new(FALSE, TRUE, sizeof(Post));
    g_array_set_clear_func(self->posts, post_clear);
    self->emails = g_ptr_array_new_with_free_func(g_free);
    return self;
}

void
linkedin_self_free(LinkedinSelf *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->seen);
    g_hash_table_unref(self->inviter);
    g_array_unref(self->posts);
    g_ptr_array_unref(self->emails);
    g_free(self->given_name);
    g_free(self->family_name);
    g_free(self->place);
    g_free(self->url);
    g_free(self->name);
    g_free(self);
}

static void
count_url(GHashTable *table, const char *url, gsize length, const char *name)
{
    g_autofree char *text = g_strndup(url, length);
    g_autofree char *folded = tk_address_fold("linkedin", text);
    Seen *seen = NULL;

    if (*folded == '\0')
        return;
    seen = g_hash_table_lookup(table, folded);
    if (seen == NULL) {
        if (g_hash_table_size(table) >= COUNTED_URLS)
            return;
        seen = g_new0(Seen, 1);
        seen->name = g_strdup(name);
        g_hash_table_insert(table, g_steal_pointer(&folded), seen);
    }
    seen->messages++;
}

static void
count_recipient(const char *url, gsize length, gpointer data)
{
    count_url(data, url, length, "");
}

static void
learn_post(LinkedinSelf *self, const LinkedinTable *table, const CsvRow *row)
{
    gboolean is_post = table->kind == LINKEDIN_POSITIONS;
    Post post = { .kind = is_post ? "post" : "education" };

    if (self->posts->len >= LINKEDIN_POSTS)
        return;
    post.organisation =
        g_strdup(linkedin_cell(table, row, is_post ? POSITION_COMPANY : EDUCATION_SCHOOL));
    post.title = g_strdup(linkedin_cell(table, row, is_post ? POSITION_TITLE : EDUCATION_DEGREE));
    linkedin_day_read(linkedin_cell(table, row, is_post ? POSITION_FROM : EDUCATION_FROM),
                      LINKEDIN_POSITION_DATES, &post.from);
    linkedin_day_read(linkedin_cell(table, row, is_post ? POSITION_UNTIL : EDUCATION_UNTIL),
                      LINKEDIN_POSITION_DATES, &post.until);
    g_array_append_val(self->posts, post);
}

static void
learn_day(LinkedinSelf *self, const char *text)
{
    TkDay day = 0;

    if (linkedin_day_read(text, LINKEDIN_CONNECTION_DATES, &day))
        self->latest = MAX(self->latest, day);
}

TkDay
linkedin_self_latest(const LinkedinSelf *self)
{
    return self->latest;
}

void
linkedin_self_row(LinkedinSelf *self, const LinkedinTable *table, const CsvRow *row)
{
    const char *text;

    g_clear_pointer(&self->url, g_free);
    g_clear_pointer(&self->name, g_free);
    switch (table->kind) {
    case LINKEDIN_CONNECTIONS:
        learn_day(self, linkedin_cell(table, row, CONNECTION_DATE));
        break;
    case LINKEDIN_MESSAGES:
        text = linkedin_cell(table, row, MESSAGE_SENDER);
        count_url(self->seen, text, strlen(text), linkedin_cell(table, row, MESSAGE_FROM));
        linkedin_urls(linkedin_cell(table, row, MESSAGE_RECIPIENTS), count_recipient, self->seen);
        break;
    case LINKEDIN_INVITATIONS:
        text = linkedin_cell(table, row, INVITATION_INVITER);
        if (g_ascii_strcasecmp(linkedin_cell(table, row, INVITATION_DIRECTION), "OUTGOING") == 0)
            count_url(self->inviter, text, strlen(text),
                      linkedin_cell(table, row, INVITATION_FROM));
        break;
    case LINKEDIN_POSITIONS:
    case LINKEDIN_EDUCATION:
        learn_post(self, table, row);
        break;
    case LINKEDIN_PROFILE:
        if (self->given_name != NULL)
            break;
        self->given_name = g_strdup(linkedin_cell(table, row, PROFILE_GIVEN));
        self->family_name = g_strdup(linkedin_cell(table, row, PROFILE_FAMILY));
        self->place = g_strdup(linkedin_cell(table, row, PROFILE_PLACE));
        break;
    case LINKEDIN_EMAIL_ADDRESSES:
        text = linkedin_cell(table, row, EMAIL_ADDRESS);
        if (*text != '\0' && self->emails->len < OWN_ADDRESSES)
            g_ptr_array_add(self->emails, g_strdup(text));
        break;
    default:
        break;
    }
}

/* The address counted more often than every other, or NULL. */
static const char *
clear_winner(GHashTable *table)
{
    GHashTableIter iterator;
    gpointer key, value;
    const char *winner = NULL;
    unsigned most = 0, second = 0;

    g_hash_table_iter_init(&iterator, table);
    while (g_hash_table_iter_next(&iterator, &key, &value)) {
        const Seen *seen = value;

        if (seen->messages > most) {
            second = most;
            most = seen->messages;
            winner = key;
        } else if (seen->messages > second) {
            second = seen->messages;
        }
    }
    return most > second ? winner : NULL;
}

static const char *
bearer_of_name(GHashTable *table, const char *name)
{
    GHashTableIter iterator;
    gpointer key, value;
    const char *bearer = NULL;

    if (*name == '\0')
        return NULL;
    g_hash_table_iter_init(&iterator, table);
    while (g_hash_table_iter_next(&iterator, &key, &value)) {
        const Seen *seen = value;

        if (strcmp(seen->name, name) != 0)
            continue;
        if (bearer != NULL) /* two of that name: neither is sure */
            return NULL;
        bearer = key;
    }
    return bearer;
}

static void
settle(LinkedinSelf *self)
{
    g_autofree char *name = NULL;
    const char *url = NULL;
    const Seen *seen = NULL;

    if (self->url != NULL)
        return;
    name = g_strjoin(" ", self->given_name != NULL ? self->given_name : "",
                     self->family_name != NULL ? self->family_name : "", NULL);
    g_strstrip(name);
    url = clear_winner(self->inviter);
    if (url == NULL)
        url = clear_winner(self->seen);
    if (url == NULL)
        url = bearer_of_name(self->seen, name);
    self->url = g_strdup(url != NULL ? url : "");
    if (*name == '\0' && url != NULL) {
        seen = g_hash_table_lookup(self->inviter, url);
        if (seen == NULL)
            seen = g_hash_table_lookup(self->seen, url);
    }
    self->name = g_strdup(seen != NULL ? seen->name : name);
}

const char *
linkedin_self_url(LinkedinSelf *self)
{
    settle(self);
    return self->url;
}

const char *
linkedin_self_name(LinkedinSelf *self)
{
    settle(self);
    return self->name;
}

/* The posts that still last first, then in the order of the file; schools behind them. */
static unsigned
list_positions(const LinkedinSelf *self, RecordPosition *out_positions)
{
    unsigned count = 0;

    for (unsigned round = 0; round < 3; round++) {
        for (unsigned i = 0; i < self->posts->len; i++) {
            const Post *post = &g_array_index(self->posts, Post, i);
            unsigned turn = strcmp(post->kind, "post") != 0 ? 2 : post->until != 0 ? 1 : 0;

            if (turn == round)
                out_positions[count++] = (RecordPosition) { .kind = post->kind,
                                                            .organisation = post->organisation,
                                                            .title = post->title,
                                                            .from = post->from,
                                                            .until = post->until };
        }
    }
    return count;
}

gboolean
linkedin_self_tell(LinkedinSelf *self, Reading *reading, GError **error)
{
    RecordSink *sink = reading->sink;
    RecordAddress addresses[OWN_ADDRESSES + 1];
    RecordPosition positions[LINKEDIN_POSTS];
    unsigned count = 0;
    RecordPerson person = { .source = "linkedin", .is_me = TRUE, .note = "" };

    settle(self);
    if (*self->url != '\0')
        addresses[count++] = (RecordAddress) { "linkedin", self->url, "" };
    for (unsigned i = 0; i < self->emails->len; i++)
        addresses[count++] = (RecordAddress) { "email", g_ptr_array_index(self->emails, i), "" };
    for (unsigned i = 0; i < count && sink->own_address != NULL; i++)
        if (!sink->own_address(sink, addresses[i].kind, addresses[i].value, error))
            return FALSE;

    person.position_count = list_positions(self, positions);
    if (person.position_count == 0 && count == 0 && *self->name == '\0')
        return TRUE;
    person.name = self->name;
    person.given_name = self->given_name != NULL ? self->given_name : "";
    person.family_name = self->family_name != NULL ? self->family_name : "";
    person.place = self->place != NULL ? self->place : "";
    person.addresses = addresses;
    person.address_count = count;
    person.positions = positions;
    return sink->person(sink, &person, error);
}
