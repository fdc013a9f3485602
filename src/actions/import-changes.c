/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-changes.c - what a newer export or address book says that the older did not (L2, R3). What
 * is not said in it has not ended; and what an older one says is no news.
 */
#include "actions/importer.h"

#include "actions/milestone-keeper.h"
#include "store/queries.h"

#define POSTS_LOOKED_AT 20 /* of what the source told before, where it tells of several at once */
#define POSTS_MOST      50 /* of a record */

typedef struct {
    const char *source;
    GPtrArray *texts; /* what the posts point to */
    GArray *posts;    /* MilestonePost */
    TkDay seen;       /* the newest day on which the source told of them */
} Told;

static gboolean
take_post(const DbRow *row, gpointer data, GError **error)
{
    Told *told = data;
    char *title = g_strdup(db_row_text(row, "title"));
    char *organisation = g_strdup(db_row_text(row, "organisation_name"));
    const MilestonePost post = { title, organisation, db_row_number(row, "until_day") };

    (void) error;
    g_ptr_array_add(told->texts, title);
    g_ptr_array_add(told->texts, organisation);
    g_array_append_val(told->posts, post);
    if (g_str_equal(db_row_text(row, "source"), told->source))
        told->seen = MAX(told->seen, tk_day_of(db_row_number(row, "seen_at"), ""));
    return TRUE;
}

static unsigned
posts_of(const RecordPerson *record, MilestonePost *posts)
{
    unsigned count = 0;

    for (unsigned at = 0; at < record->position_count && count < POSTS_MOST; at++) {
        const RecordPosition *position = &record->positions[at];

        if (g_str_equal(position->kind, "post"))
            posts[count++] =
                (MilestonePost) { position->title, position->organisation, position->until };
    }
    return count;
}

static gboolean
keep_change(Importer *importer, const Person *person, const RecordPerson *record, const Told *told,
            GError **error)
{
    TkDay today = workspace_today(importer->workspace);
    MilestonePost newer[POSTS_MOST];
    MilestoneWish wish = {
        .source = record->source,
        .state = "open",
        .after = told->seen,
        .before = record->as_of != 0 ? MIN(record->as_of, today) : today,
    };
    unsigned count = posts_of(record, newer);
    TkId made = 0;

    if (importer->title_words == NULL)
        importer->title_words = title_words_load(error);
    if (importer->title_words == NULL)
        return FALSE;
    wish.type = milestone_between(importer->title_words, (MilestonePost *) told->posts->data,
                                  told->posts->len, newer, count, today, &wish.was, &wish.is);
    if (!milestone_keep(importer->workspace, importer->title_words, person, &wish, &made, error))
        return FALSE;
    if (made != 0)
        importer->milestones++;
    return TRUE;
}

gboolean
importer_see_change(Importer *importer, const Person *person, const RecordPerson *record,
                    gboolean *out_is_older, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) posts = g_array_new(FALSE, FALSE, sizeof(MilestonePost));
    Told told = { .source = record->source, .texts = texts, .posts = posts };
    /* A source that tells of one post tells of the present one: the last before it is the older. */
    const DbValue values[] = {
        DB_VALUE_NUMBER(person->id),
        DB_VALUE_TEXT(record->source),
        DB_VALUE_NUMBER(importer->run),
        DB_VALUE_NUMBER(record->position_count > 1 ? POSTS_LOOKED_AT : 1),
    };

    *out_is_older = FALSE;
    if (!store_run(importer->store, &SQL_POSITION_TOLD, values, G_N_ELEMENTS(values), take_post,
                   &told, error))
        return FALSE;
    *out_is_older = record->as_of != 0 && record->as_of < told.seen;
    if (posts->len == 0 || *out_is_older || record->is_restricted || record->is_me ||
        g_str_equal(person->standing, "restricted"))
        return TRUE;
    return keep_change(importer, person, record, &told, error);
}
