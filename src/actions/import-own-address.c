/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-own-address.c - whose mailbox is this? A first look at some mails, before anything is
 * written.
 */
#include "actions/importer.h"

#include "base/tk-error.h"
#include "base/tk-text.h"
#include "formats/brought.h"
#include "store/queries.h"

/* Enough to tell; a mailbox of ten gigabytes is not read twice. */
#define LOOK_AT 2000

/* The owner of a mailbox is on nearly every mail that is no list's; somebody else hardly ever is.
 */
#define LEAST_SHARE 0.6
#define LEAST_MAILS 5

typedef struct {
    RecordSink sink;    /* first */
    GHashTable *counts; /* folded address -> how many mails it is on */
    GHashTable *series; /* meetings that repeat: with the same people each time, so one counts */
    unsigned mails;
} Look;

static gboolean
look_at_person(RecordSink *sink, const RecordPerson *person, GError **error)
{
    (void) sink;
    (void) person;
    (void) error;
    return TRUE;
}

/* A mail or a meeting: those on it are told by their addresses, the owner among them. */
static gboolean
is_of_circle(const Look *look, const RecordInteraction *record)
{
    if (g_str_equal(record->kind, "mail"))
        return TRUE;
    return (g_str_equal(record->kind, "meeting") || g_str_equal(record->kind, "gathering")) &&
           (record->references[0] == NULL ||
            g_hash_table_add(look->series, g_strdup(record->references[0])));
}

static gboolean
look_at_interaction(RecordSink *sink, const RecordInteraction *record, GError **error)
{
    Look *look = (Look *) sink;

    if (record->is_bulk || record->is_automatic || !is_of_circle(look, record))
        return TRUE;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (unsigned at = 0; at < record->party_count; at++) {
        const RecordParty *party = &record->parties[at];
        char *folded = g_str_equal(party->kind, "email") && !party->is_robot
                           ? tk_address_fold("email", party->value)
                           : g_strdup("");

        if (*folded == '\0' || !g_hash_table_add(seen, folded)) {
            if (*folded == '\0')
                g_free(folded);
            continue;
        }
        unsigned before = GPOINTER_TO_UINT(g_hash_table_lookup(look->counts, folded));

        g_hash_table_replace(look->counts, g_strdup(folded), GUINT_TO_POINTER(before + 1));
    }
    if (++look->mails >= LOOK_AT)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "seen-enough", NULL);
    return TRUE;
}

static gboolean
look_at_left_out(RecordSink *sink, const RecordLeftOut *left_out, GError **error)
{
    (void) sink;
    (void) left_out;
    (void) error;
    return TRUE;
}

static gboolean
look_at_no_text(RecordSink *sink, const char *external_id, const char *in_reply_to,
                const char *const *references)
{
    (void) sink;
    (void) external_id;
    (void) in_reply_to;
    (void) references;
    return FALSE;
}

static gboolean
look_at_own(RecordSink *sink, const char *kind, const char *value, GError **error)
{
    (void) sink;
    (void) kind;
    (void) value;
    (void) error;
    return TRUE;
}

static gboolean
look_at_progress(RecordSink *sink, const char *file, int64_t done, int64_t total, GError **error)
{
    (void) sink;
    (void) file;
    (void) done;
    (void) total;
    (void) error;
    return TRUE;
}

static const char *
most_frequent(const Look *look)
{
    const char *best = NULL;
    unsigned most = 0, next = 0;
    GHashTableIter iter;
    gpointer key, value;

    g_hash_table_iter_init(&iter, look->counts);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        unsigned count = GPOINTER_TO_UINT(value);

        if (count > most) {
            next = most;
            most = count;
            best = key;
        } else {
            next = MAX(next, count);
        }
    }
    /* Where two are on all of them it may be the mailbox of either. */
    if (most < LEAST_MAILS || most < LEAST_SHARE * look->mails || most == next)
        return NULL;
    return best;
}

static gboolean
take_any(const DbRow *row, gpointer data, GError **error)
{
    (void) row;
    (void) error;
    *(gboolean *) data = TRUE;
    return TRUE;
}

gboolean
importer_guess_own_address(Importer *importer, const char *const *paths, GError **error)
{
    const DbValue values[] = { DB_VALUE_NUMBER(importer->me), DB_VALUE_TEXT("email") };
    gboolean known = FALSE;

    if (!store_run(importer->store, &SQL_PERSON_HAS_KIND, values, G_N_ELEMENTS(values), take_any,
                   &known, error))
        return FALSE;
    if (known)
        return TRUE;
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) series = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Look look = { .sink = { .now = importer->now,
                            .person = look_at_person,
                            .interaction = look_at_interaction,
                            .left_out = look_at_left_out,
                            .wants_text = look_at_no_text,
                            .own_address = look_at_own,
                            .progress = look_at_progress },
                  .counts = counts,
                  .series = series };

    for (size_t at = 0; paths[at] != NULL && look.mails < LOOK_AT; at++)
        brought_read(paths[at], &look.sink, NULL); /* what fails here fails again when it is read */
    const char *own = most_frequent(&look);

    if (own == NULL)
        return TRUE;
    importer->own_address = g_strdup(own);
    return importer_take_own_address(importer, "email", own, error);
}
