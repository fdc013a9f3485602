/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-interactions.c - what happened between people, once each, and the answers among it (M5).
 */
#include "actions/importer.h"

#include "actions/take-answer.h"
#include "base/tk-text.h"
#include "store/queries.h"
#include "store/tables.h"

/* On a larger circle, people who are not known yet are not worth a record: a tie would say nothing
 * of them. */
#define CIRCLE_THAT_INTRODUCES 15

typedef struct {
    TkId person;
    const char *role;
} Seat;

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
}

static gboolean
take_thread(const DbRow *row, gpointer data, GError **error)
{
    char **thread = data;

    (void) error;
    tk_text_set(thread, db_row_text(row, "thread"));
    return TRUE;
}

/* The first id of the thread: the oldest reference, else what is known of the mail it answers, else
 * itself. */
static gboolean
thread_of(Importer *importer, const RecordInteraction *record, char **out_thread, GError **error)
{
    const DbValue values[] = { DB_VALUE_TEXT(record->in_reply_to) };

    if (record->references != NULL && record->references[0] != NULL) {
        *out_thread = g_strdup(record->references[0]);
        return TRUE;
    }
    *out_thread = NULL;
    if (*record->in_reply_to != '\0' &&
        !store_run(importer->store, &SQL_INTERACTION_THREAD_BY_EXTERNAL, values,
                   G_N_ELEMENTS(values), take_thread, out_thread, error))
        return FALSE;
    if (*out_thread == NULL)
        *out_thread =
            g_strdup(*record->in_reply_to != '\0' ? record->in_reply_to : record->external_id);
    return TRUE;
}

static gboolean
has_seat(const GArray *seats, TkId person)
{
    for (guint at = 0; at < seats->len; at++)
        if (g_array_index(seats, Seat, at).person == person)
            return TRUE;
    return FALSE;
}

/* Who was part of it: each person once, in the first role the record gives. */
static gboolean
seat_parties(Importer *importer, const RecordInteraction *record, GArray *seats, GError **error)
{
    gboolean introduces = record->party_count <= CIRCLE_THAT_INTRODUCES;

    for (unsigned at = 0; at < record->party_count; at++) {
        const RecordParty *party = &record->parties[at];
        gboolean may_make = introduces || g_str_equal(party->role, "from");
        Seat seat = { 0, party->role };

        if (party->is_robot)
            continue;
        if (!importer_take_party(importer, party, record->source, may_make, &seat.person, error))
            return FALSE;
        if (seat.person != 0 && !has_seat(seats, seat.person))
            g_array_append_val(seats, seat);
    }
    return TRUE;
}

static const char *
direction_of(const RecordInteraction *record, const GArray *seats, TkId me)
{
    const char *direction = "between";

    /* Where people meet nobody sends. */
    if (g_str_equal(record->kind, "meeting") || g_str_equal(record->kind, "gathering"))
        return direction;

    for (guint at = 0; at < seats->len; at++) {
        const Seat *seat = &g_array_index(seats, Seat, at);

        if (seat->person != me)
            continue;
        direction = g_str_equal(seat->role, "from") ? "out" : "in";
    }
    return direction;
}

static TkId
sender_of(const GArray *seats)
{
    for (guint at = 0; at < seats->len; at++)
        if (g_str_equal(g_array_index(seats, Seat, at).role, "from"))
            return g_array_index(seats, Seat, at).person;
    return 0;
}

/* Mine to somebody, theirs to me: our message that it answers, or 0. The nearest reference comes
 * first. */
static TkId
answered_message(Importer *importer, const RecordInteraction *record)
{
    const TkId *found = g_hash_table_lookup(importer->own_messages, record->in_reply_to);
    unsigned count = record->references != NULL ? g_strv_length((char **) record->references) : 0;

    while (found == NULL && count > 0)
        found = g_hash_table_lookup(importer->own_messages, record->references[--count]);
    return found != NULL ? *found : 0;
}

/* Both our own message among what was sent and the answer to it move a meeting on. */
static gboolean
take_own_thread(Importer *importer, const RecordInteraction *record, const char *direction,
                TkId from, GError **error)
{
    const TkId *own = g_hash_table_lookup(importer->own_messages, record->external_id);
    TkId answered = answered_message(importer, record);
    gboolean moved = FALSE;

    if (own != NULL && g_str_equal(direction, "out"))
        return take_sent(importer->workspace, *own, record->at, error);
    if (answered == 0 || g_str_equal(direction, "out"))
        return TRUE;
    const AnswerFound answer = {
        .message = answered,
        .answer_id = record->external_id,
        .at = record->at,
        .is_automatic = record->is_automatic,
        .from = from,
        .subject = record->subject,
        .text = record->text,
    };

    if (!take_answer(importer->workspace, &answer, &moved, error))
        return FALSE;
    if (moved)
        import_report_answer_found(importer->report);
    return TRUE;
}

static gboolean
keep_interaction(Importer *importer, const RecordInteraction *record, const GArray *seats,
                 const char *direction, GError **error)
{
    g_autofree char *thread = NULL;
    g_autoptr(GPtrArray) participants = participant_array_new();

    if (!thread_of(importer, record, &thread, error))
        return FALSE;
    const Interaction interaction = {
        .id = store_new_id(importer->store),
        .kind = (char *) record->kind,
        .direction = (char *) direction,
        .at = MIN(record->at, importer->now),
        .subject = (char *) record->subject,
        .external_id = (char *) record->external_id,
        .thread = thread,
        .circle = MAX(record->party_count, seats->len),
        .source = (char *) record->source,
        .text = (char *) record->text,
    };

    if (!interaction_insert(importer->store, &interaction, error))
        return FALSE;
    for (guint at = 0; at < seats->len; at++) {
        const Seat *seat = &g_array_index(seats, Seat, at);
        Participant *participant = participant_new();

        participant->id = store_new_id(importer->store);
        participant->interaction_id = interaction.id;
        participant->person_id = seat->person;
        tk_text_set(&participant->role, seat->role);
        participant->at = interaction.at;
        g_ptr_array_add(participants, participant);
        if (!participant_insert(importer->store, participant, error))
            return FALSE;
    }
    return tie_keeper_add(importer->ties, &interaction, participants, error);
}

gboolean
importer_take_interaction(Importer *importer, const RecordInteraction *record, GError **error)
{
    g_autoptr(GArray) seats = g_array_new(FALSE, FALSE, sizeof(Seat));
    const DbValue external[] = { DB_VALUE_TEXT(record->external_id) };
    TkId known = 0;

    /* An absence is told of by a robot, so it is looked at before robots are left out (F3). */
    if (record->is_bulk || record->is_automatic)
        import_report_bulk(importer->report);
    if (record->is_bulk || record->is_automatic)
        return !record->is_automatic || take_own_thread(importer, record, "in", 0, error);
    if (!store_run(importer->store, &SQL_INTERACTION_ID_BY_EXTERNAL, external,
                   G_N_ELEMENTS(external), take_id, &known, error) ||
        !seat_parties(importer, record, seats, error))
        return FALSE;

    const char *direction = direction_of(record, seats, importer->me);

    if (known == 0 && seats->len > 1 &&
        !keep_interaction(importer, record, seats, direction, error))
        return FALSE;
    if (known != 0 || seats->len > 1)
        import_report_count(importer->report, IMPORT_INTERACTIONS,
                            known != 0 ? IMPORT_SAME : IMPORT_NEW);
    return take_own_thread(importer, record, direction, known == 0 ? sender_of(seats) : 0, error);
}

gboolean
importer_take_connection(Importer *importer, TkId person, const RecordPerson *record,
                         GError **error)
{
    g_autofree char *external = NULL;
    TkId known = 0;

    if (record->connected == 0 || person == importer->me)
        return TRUE;
    for (unsigned at = 0; at < record->address_count && external == NULL; at++)
        if (g_str_equal(record->addresses[at].kind, "linkedin")) {
            g_autofree char *folded = tk_address_fold("linkedin", record->addresses[at].value);

            external = g_strconcat("connection:", folded, NULL);
        }
    if (external == NULL)
        return TRUE;
    const DbValue values[] = { DB_VALUE_TEXT(external) };

    if (!store_run(importer->store, &SQL_INTERACTION_ID_BY_EXTERNAL, values, G_N_ELEMENTS(values),
                   take_id, &known, error))
        return FALSE;
    if (known != 0)
        return TRUE;
    const char *const no_references[] = { NULL };
    const RecordInteraction made = {
        .source = record->source,
        .kind = "connection",
        .external_id = external,
        .in_reply_to = "",
        .references = no_references,
        .at = tk_day_instant(record->connected, 12 * 60, ""),
        .subject = "",
        .text = "",
        .party_count = 2,
    };
    g_autoptr(GArray) seats = g_array_new(FALSE, FALSE, sizeof(Seat));
    const Seat both[] = { { importer->me, "with" }, { person, "with" } };

    g_array_append_vals(seats, both, G_N_ELEMENTS(both));
    return keep_interaction(importer, &made, seats, "between", error);
}
