/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/import-files.h"

#include "actions/find-doubles.h"
#include "actions/import-everything.h"
#include "actions/import-mapping.h"
#include "actions/importer.h"
#include "actions/make-sample.h"
#include "actions/own-person.h"
#include "actions/search-keeper.h"
#include "actions/touches-today.h"
#include "base/tk-error.h"
#include "base/tk-text.h"
#include "formats/brought.h"
#include "store/queries.h"
#include "store/tables.h"

/* Records to the first piece, and to the greatest: each may be twice the one before. A kill loses
 * no more work than the piece at hand, and what is written once for all that came in together
 * (pages, blocks of the search index) is the cheaper the more came, */
#define PIECE_FIRST        1000u
#define PIECE_DOUBLINGS    4u
/* ... and nobody who wants to write beside it waits longer than this for it, */
#define PIECE_MICROSECONDS (G_USEC_PER_SEC / 2)
/* ... if there is a moment between two pieces in which it is their turn. */
#define PAUSE_MILLISECONDS 12

static gboolean
begin_piece(Importer *importer, GError **error)
{
    if (importer->entry == 0) {
        importer->work = store_begin(importer->store, importer->workspace->door, "import",
                                     importer->subject, error);
        if (importer->work != NULL)
            importer->entry = store_work_entry(importer->work);
    } else {
        importer->work = store_begin_again(importer->store, importer->entry, error);
    }
    importer->in_piece = 0;
    importer->piece_began = g_get_monotonic_time();
    return importer->work != NULL;
}

static void
free_card(gpointer card)
{
    person_card_free(card);
}

static int
compare_cards(gconstpointer one, gconstpointer other)
{
    TkId a = (*(const PersonCard *const *) one)->person->id;
    TkId b = (*(const PersonCard *const *) other)->person->id;

    return a < b ? -1 : a > b;
}

/* Whoever was made or changed in this piece, in the order in which they were made. */
static GPtrArray *
cards_of_piece(Importer *importer, GError **error)
{
    g_autoptr(GPtrArray) cards = g_ptr_array_new_with_free_func(free_card);
    GHashTableIter iter;
    gpointer id, card;

    g_hash_table_iter_init(&iter, importer->unindexed);
    while (g_hash_table_iter_next(&iter, &id, &card)) {
        g_autofree TkId *person = id;
        PersonCard *at_hand = card;

        g_hash_table_iter_steal(&iter);
        if (at_hand == NULL && !person_card_load(importer->workspace, *person, &at_hand, error))
            return NULL;
        if (at_hand != NULL)
            g_ptr_array_add(cards, at_hand);
    }
    g_ptr_array_sort(cards, compare_cards);
    return g_steal_pointer(&cards);
}

/* Once for each person of a piece, when the standing of the tie is known: to move somebody within
 * the index costs as much as to bring them in. */
static gboolean
index_people(Importer *importer, const GPtrArray *cards, GError **error)
{
    for (guint at = 0; at < cards->len; at++) {
        const PersonCard *card = g_ptr_array_index(cards, at);
        int64_t standing = -1;

        tie_keeper_knows(importer->ties, card->person->id, &standing);
        if (!person_card_index(importer->workspace, card, standing, error))
            return FALSE;
    }
    return TRUE;
}

/* Joining has moved what the cards, the tie keeper and the table of addresses say. */
static gboolean
load_cards_again(Importer *importer, GPtrArray *cards, GError **error)
{
    g_hash_table_remove_all(importer->people);
    tie_keeper_free(importer->ties);
    importer->ties = tie_keeper_new(importer->workspace, importer->me);
    for (guint at = cards->len; at-- > 0;) {
        const PersonCard *old = g_ptr_array_index(cards, at);
        PersonCard *card = NULL;

        if (!person_card_load(importer->workspace, old->person->id, &card, error))
            return FALSE;
        g_ptr_array_remove_index(cards, at);
        if (card != NULL)
            g_ptr_array_insert(cards, (gint) at, card);
    }
    return TRUE;
}

static gboolean
look_at_organisations(Importer *importer, DoublesFound *found, GError **error)
{
    const TkId *made = (const TkId *) (gpointer) importer->new_organisations->data;

    if (!look_for_organisation_doubles(importer->workspace, made, importer->new_organisations->len,
                                       found, error))
        return FALSE;
    g_array_set_size(importer->new_organisations, 0);
    return TRUE;
}

/* Whoever is new or changed may be known under another record, which the record itself did not tell
 * (a nickname, a telephone): joined where that is sure, so that they can be parted again; put to
 * the user where it is not. */
static gboolean
end_people(Importer *importer, GError **error)
{
    g_autoptr(GPtrArray) cards = cards_of_piece(importer, error);
    DoublesFound found = { 0 };

    if (cards == NULL || !look_at_organisations(importer, &found, error))
        return FALSE;
    if (cards->len == 0)
        return found.put == 0 || doubles_due_renew(importer->workspace, error);
    return look_for_doubles_of(importer->workspace, cards, &found, error) &&
           (found.joined == 0 || load_cards_again(importer, cards, error)) &&
           index_people(importer, cards, error);
}

static gboolean
end_piece(Importer *importer, GError **error)
{
    if (!tie_keeper_flush(importer->ties, error) || !end_people(importer, error) ||
        !touches_look_again(importer->workspace, error) ||
        !store_commit(g_steal_pointer(&importer->work), error))
        return FALSE;
    importer->pieces++;
    return TRUE;
}

gboolean
importer_step(Importer *importer, GError **error)
{
    if (importer->stopped)
        return tk_fail(error, TK_ERROR_UNAVAILABLE, "import-stopped", NULL);
    if (++importer->in_piece < PIECE_FIRST << MIN(importer->pieces, PIECE_DOUBLINGS) &&
        g_get_monotonic_time() - importer->piece_began < PIECE_MICROSECONDS)
        return TRUE;
    if (importer->wish->dry_run) { /* one piece, which is rolled back at the end */
        importer->in_piece = 0;
        g_hash_table_remove_all(importer->unindexed);
        g_array_set_size(importer->new_organisations, 0);
        return TRUE;
    }
    if (!end_piece(importer, error))
        return FALSE;
    importer->workspace->world->wait(importer->workspace->world, PAUSE_MILLISECONDS);
    return begin_piece(importer, error);
}

static gboolean
sink_person(RecordSink *sink, const RecordPerson *record, GError **error)
{
    Importer *importer = (Importer *) sink;
    TkId person = 0;

    if (!importer_take_person(importer, record, &person, error))
        return FALSE;
    if (person != 0 && (!importer_take_connection(importer, person, record, error) ||
                        !importer_take_notes(importer, person, record, error)))
        return FALSE;
    return importer_step(importer, error);
}

static gboolean
sink_interaction(RecordSink *sink, const RecordInteraction *record, GError **error)
{
    Importer *importer = (Importer *) sink;

    return importer_take_interaction(importer, record, error) && importer_step(importer, error);
}

static gboolean
sink_left_out(RecordSink *sink, const RecordLeftOut *left_out, GError **error)
{
    (void) error;
    import_report_leave_out(((Importer *) sink)->report, left_out);
    return TRUE;
}

/* The text of a mail is kept only in threads of our own messages, unless the user asked for all. */
static gboolean
sink_wants_text(RecordSink *sink, const char *external_id, const char *in_reply_to,
                const char *const *references)
{
    Importer *importer = (Importer *) sink;

    if (importer->wish->keep_text || g_hash_table_contains(importer->own_messages, external_id) ||
        g_hash_table_contains(importer->own_messages, in_reply_to))
        return TRUE;
    for (size_t at = 0; references != NULL && references[at] != NULL; at++)
        if (g_hash_table_contains(importer->own_messages, references[at]))
            return TRUE;
    return FALSE;
}

static gboolean
sink_own_address(RecordSink *sink, const char *kind, const char *value, GError **error)
{
    return importer_take_own_address((Importer *) sink, kind, value, error);
}

static gboolean
sink_progress(RecordSink *sink, const char *file, int64_t done, int64_t total, GError **error)
{
    Importer *importer = (Importer *) sink;

    (void) error;
    if (importer->wish->progress != NULL &&
        !importer->wish->progress(file, done, total, importer->wish->progress_data))
        importer->stopped = TRUE; /* seen after the record that is being written */
    return TRUE;
}

static gboolean
sink_table(RecordSink *sink, RecordTable *table, GError **error)
{
    return importer_take_table((Importer *) sink, table, error);
}

static gboolean
sink_not_used(RecordSink *sink, const char *file, GError **error)
{
    (void) file;
    (void) error;
    import_report_not_used(((Importer *) sink)->report);
    return TRUE;
}

static gboolean
take_own_message(const DbRow *row, gpointer data, GError **error)
{
    TkId id = db_row_number(row, "id");

    (void) error;
    g_hash_table_replace(data, g_strdup(db_row_text(row, "message_id")), g_memdup2(&id, sizeof id));
    return TRUE;
}

static void
importer_clear(Importer *importer)
{
    g_clear_pointer(&importer->work, store_work_free);
    g_clear_pointer(&importer->ties, tie_keeper_free);
    g_clear_pointer(&importer->title_words, title_words_free);
    g_clear_pointer(&importer->names, name_book_free);
    g_clear_pointer(&importer->report, import_report_free);
    g_clear_pointer(&importer->subject, g_free);
    g_clear_pointer(&importer->own_address, g_free);
    g_clear_error(&importer->unreadable);
    g_clear_pointer(&importer->people, g_hash_table_unref);
    g_clear_pointer(&importer->organisations, g_hash_table_unref);
    g_clear_pointer(&importer->new_organisations, g_array_unref);
    g_clear_pointer(&importer->unindexed, g_hash_table_unref);
    g_clear_pointer(&importer->own_messages, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Importer, importer_clear)

static gboolean
add_own_settings(Importer *importer, GError **error)
{
    g_auto(GStrv) addresses =
        g_strsplit(tk_settings_text(importer->workspace->settings, "me.email"), ",", -1);

    for (size_t at = 0; addresses[at] != NULL; at++)
        if (!importer_take_own_address(importer, "email", g_strstrip(addresses[at]), error))
            return FALSE;
    return TRUE;
}

/* Opens the first piece, in which the made-up network steps aside and the user gets a person. */
static gboolean
importer_begin(Importer *importer, const Workspace *workspace, const char *const *paths,
               const ImportWish *wish, GError **error)
{
    importer->sink = (RecordSink) { .now = workspace_now(workspace),
                                    .person = sink_person,
                                    .interaction = sink_interaction,
                                    .left_out = sink_left_out,
                                    .wants_text = sink_wants_text,
                                    .own_address = sink_own_address,
                                    .progress = sink_progress,
                                    .table = sink_table,
                                    .not_used = sink_not_used };
    importer->workspace = workspace;
    importer->store = workspace->store;
    importer->wish = wish;
    g_autofree char *name = g_path_get_basename(paths[0]);
    MethodLimits limits;

    importer->subject = tk_text_mend(name, -1); /* a file's name may be of any letters */
    importer->report = import_report_new();
    importer->now = workspace_now(workspace);
    workspace_limits(workspace, &limits);
    importer->same_join = limits.same_join;
    importer->people = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    importer->organisations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    importer->new_organisations = g_array_new(FALSE, FALSE, sizeof(TkId));
    importer->unindexed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_card);
    importer->own_messages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    importer->run = wish->run != 0 ? wish->run : store_new_id(importer->store);
    store_hold_little(importer->store);
    if (!begin_piece(importer, error) || !remove_sample(workspace, NULL, error) ||
        !person_ensure_me(workspace, &importer->me, error))
        return FALSE;
    importer->ties = tie_keeper_new(workspace, importer->me);
    return add_own_settings(importer, error) &&
           store_run(importer->store, &SQL_MESSAGE_IDS_SENT_OR_APPROVED, NULL, 0, take_own_message,
                     importer->own_messages, error);
}

/* One path. What can't be read is a line of the report, as long as the store itself can go on. */
static gboolean
read_path(Importer *importer, const char *path, gboolean *any_read, GError **error)
{
    g_autoptr(GError) failure = NULL;

    if (brought_read(path, &importer->sink, &failure)) {
        *any_read = TRUE;
        return TRUE;
    }
    TkErrorFace face = tk_error_face(failure);
    gboolean of_file = g_str_has_prefix(face.key, "file-") || g_str_has_prefix(face.key, "zip-");

    if (!of_file) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    const RecordLeftOut left_out = { .file = path, .reason = face.key, .subject = face.subject };

    import_report_leave_out(importer->report, &left_out);
    if (importer->unreadable == NULL)
        importer->unreadable = g_steal_pointer(&failure);
    return TRUE;
}

static TkJson *
importer_answer(const Importer *importer)
{
    TkJson *answer = import_report_json(importer->report);

    tk_json_set_id(answer, "id", importer->run);
    tk_json_set_number(answer, "milestones", importer->milestones);
    tk_json_set_id(answer, "undo", importer->wish->dry_run ? 0 : importer->entry);
    if (importer->own_address != NULL)
        tk_json_set_text(answer, "own_address", importer->own_address);
    json_object_set_new(answer, "dry_run", json_boolean(importer->wish->dry_run));
    return answer;
}

static TkJson *
importer_end(Importer *importer, GError **error)
{
    g_autoptr(TkJson) answer = importer_answer(importer);

    if (importer->wish->dry_run) {
        g_clear_pointer(&importer->work, store_work_free);
        return g_steal_pointer(&answer);
    }
    if (!import_run_end(importer->workspace, importer->run, "ended", answer, error) ||
        !end_piece(importer, error))
        return NULL;
    return g_steal_pointer(&answer);
}

/* The pieces that were written stay, and so does the word of how it ended; that it cannot be kept
 * (a full disk) must not hide the failure itself. */
static void
importer_note_failure(Importer *importer, const GError *failure)
{
    g_autoptr(TkJson) answer = NULL;
    g_autoptr(StoreWork) work = NULL;
    TkErrorFace face = tk_error_face(failure);
    TkJson *told = NULL;

    g_clear_pointer(&importer->work, store_work_free);
    if (importer->pieces == 0) /* nothing of it was kept */
        return;
    answer = importer_answer(importer);
    told = json_object();
    tk_json_set_text(told, "key", face.key);
    tk_json_set_text(told, "subject", face.subject);
    tk_json_set_take(answer, "error", told);
    work = store_begin_again(importer->store, importer->entry, NULL);
    if (work != NULL && import_run_end(importer->workspace, importer->run, "failed", answer, NULL))
        store_commit(g_steal_pointer(&work), NULL);
}

static TkJson *
import_all(Importer *importer, const char *const *paths, GError **error)
{
    gboolean any_read = FALSE;

    if (!importer_guess_own_address(importer, paths, error))
        return NULL;
    for (size_t at = 0; paths[at] != NULL; at++)
        if (!read_path(importer, paths[at], &any_read, error))
            return NULL;
    if (!any_read) { /* what was begun is rolled back */
        g_propagate_error(error, g_steal_pointer(&importer->unreadable));
        return NULL;
    }
    return importer_end(importer, error);
}

TkJson *
import_files(const Workspace *workspace, const char *const *paths, const ImportWish *wish,
             GError **error)
{
    g_auto(Importer) importer = { 0 };
    g_autoptr(GError) failure = NULL;

    if (paths[0] == NULL)
        return tk_fail_null(error, TK_ERROR_INVALID, "import-nothing", NULL);
    for (size_t at = 0; paths[at] != NULL; at++)
        if (is_everything(paths[at])) {
            if (at > 0 || paths[1] != NULL)
                return tk_fail_null(error, TK_ERROR_INVALID, "everything-alone", paths[at]);
            return import_everything(workspace, paths[at], wish, error);
        }
    if (wish->mapping != NULL && !import_mapping_check(wish->mapping, paths, error))
        return NULL;
    if (!importer_begin(&importer, workspace, paths, wish, error) ||
        !import_run_begin(workspace, importer.run, paths, error))
        return NULL;
    TkJson *answer = import_all(&importer, paths, &failure);

    if (answer == NULL) {
        importer_note_failure(&importer, failure);
        g_propagate_error(error, g_steal_pointer(&failure));
    }
    return answer;
}
