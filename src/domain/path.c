/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/path.h"

#include "base/tk-error.h"
#include "base/tk-json.h"

#include <string.h>

#define HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15)

/* What two people have in common, one of the two. */
typedef struct {
    TkId ends[2];
    const Tie *tie; /* or */
    const PathShared *shared;
    double strength;
    gboolean likely;
} Link;

/* A way before it is told: what is sorted. Everything is borrowed. */
typedef struct {
    const PathPerson *persons[WAY_STEPS_MOST];
    const Link *links[WAY_STEPS_MOST];
    WayFigures figures;
    WayRank rank;
} Way;

/* What is known around the question, found by person. */
typedef struct {
    const PathQuestion *question;
    GHashTable *persons; /* id -> PathPerson */
    GHashTable *links;   /* Link by its ends, owned */
    GHashTable *mine;    /* id -> Link of mine */
    GHashTable *theirs;  /* id -> Link to the target */
    GArray *ways;        /* Way */
} Search;

static void
search_clear(Search *search)
{
    g_clear_pointer(&search->persons, g_hash_table_unref);
    g_clear_pointer(&search->links, g_hash_table_unref);
    g_clear_pointer(&search->mine, g_hash_table_unref);
    g_clear_pointer(&search->theirs, g_hash_table_unref);
    g_clear_pointer(&search->ways, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

void
path_free(Path *path)
{
    if (path == NULL)
        return;
    for (unsigned i = 0; i < path->count; i++) {
        g_free(path->steps[i].name);
        g_free(path->steps[i].facts);
    }
    g_free(path->facts);
    g_free(path);
}

static gboolean
holds(const Search *search, const Link *link)
{
    return link != NULL && link->strength >= search->question->limits->tie_light;
}

static const PathPerson *
person_of(const Search *search, TkId id)
{
    return g_hash_table_lookup(search->persons, &id);
}

gboolean
path_tie_is_likely(const Tie *tie)
{
    return *tie->own_word == '\0' && tie->mails_out + tie->mails_in + tie->meetings == 0;
}

/* Fills in what follows from persons and links, and keeps the way. */
static void
keep_way(Search *search, Way *way)
{
    const MethodLimits *limits = search->question->limits;
    WayFigures *figures = &way->figures;

    for (unsigned i = 0; i < figures->count; i++) {
        figures->strengths[i] = way->links[i]->strength;
        figures->likely |= i > 0 && way->links[i]->likely;
        figures->strained |=
            (figures->count == 1 || i + 1 < figures->count) && way->persons[i]->strained;
    }
    figures->tired =
        figures->count > 1 && !introducer_may_be_asked(&way->persons[0]->load, "", limits, NULL);
    way->rank = way_rank(figures, limits);
    g_array_append_vals(search->ways, way, 1);
}

static gint
compare_ways(gconstpointer one, gconstpointer other)
{
    const Way *a = one;
    const Way *b = other;

    int order = way_compare(&a->rank, a->figures.count, &b->rank, b->figures.count);

    if (order != 0)
        return order;
    for (unsigned i = 0; i < a->figures.count; i++) {
        TkId id = a->persons[i]->person_id;
        TkId other_id = b->persons[i]->person_id;

        if (id != other_id)
            return id < other_id ? -1 : 1;
    }
    return 0;
}

static guint
link_hash(gconstpointer key)
{
    const Link *link = key;
    uint64_t mixed = (uint64_t) link->ends[0] * HASH_FACTOR ^ (uint64_t) link->ends[1];

    return (guint) (mixed ^ mixed >> 32);
}

static gboolean
link_equal(gconstpointer one, gconstpointer other)
{
    const Link *a = one, *b = other;

    return a->ends[0] == b->ends[0] && a->ends[1] == b->ends[1];
}

/* A tie that holds says more than any guess; else the stronger counts. */
static gboolean
says_more(const Search *search, const Link *link, const Link *known)
{
    if (known == NULL)
        return TRUE;
    if (known->tie != NULL && link->shared != NULL && holds(search, known))
        return FALSE;
    if (known->shared != NULL && link->tie != NULL && holds(search, link))
        return TRUE;
    return link->strength > known->strength;
}

static void
keep_link(Search *search, Link link, TkId one, TkId other)
{
    link.ends[0] = MIN(one, other);
    link.ends[1] = MAX(one, other);
    if (says_more(search, &link, g_hash_table_lookup(search->links, &link)))
        g_hash_table_add(search->links, g_memdup2(&link, sizeof link));
}

static void
sort_links_by_end(Search *search)
{
    const PathQuestion *question = search->question;
    GHashTableIter iter;
    gpointer key = NULL;

    for (gsize i = 0; i < question->person_count; i++) {
        const PathPerson *person = &question->persons[i];

        g_hash_table_insert(search->persons, (gpointer) &person->person_id, (gpointer) person);
    }
    for (gsize i = 0; i < question->tie_count; i++) {
        const Tie *tie = question->ties[i];
        Link link = { .tie = tie,
                      .strength = tie_strength(tie, question->now, question->limits),
                      .likely = path_tie_is_likely(tie) };

        keep_link(search, link, tie->from_person_id, tie->to_person_id);
    }
    for (gsize i = 0; i < question->shared_count; i++) {
        const PathShared *shared = &question->shared[i];
        Link link = { .shared = shared, .strength = shared->strength, .likely = TRUE };

        if (shared->one_id != question->me_id && shared->other_id != question->me_id &&
            holds(search, &link))
            keep_link(search, link, shared->one_id, shared->other_id);
    }
    g_hash_table_iter_init(&iter, search->links);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        Link *link = key;

        for (unsigned end = 0; end < 2; end++) {
            if (link->ends[end] == question->me_id)
                g_hash_table_insert(search->mine, &link->ends[1 - end], link);
            else if (link->ends[end] == question->target_id)
                g_hash_table_insert(search->theirs, &link->ends[1 - end], link);
        }
    }
}

static void
find_direct(Search *search)
{
    const Link *mine = g_hash_table_lookup(search->mine, &search->question->target_id);
    const PathPerson *target = person_of(search, search->question->target_id);
    Way way = { .persons = { target }, .links = { mine }, .figures.count = 1 };

    if (target != NULL && mine != NULL && mine->strength > 0)
        keep_way(search, &way);
}

/* With both steps too weak there is nothing to build on: no way. */
static void
find_over_one(Search *search)
{
    const PathPerson *target = person_of(search, search->question->target_id);
    GHashTableIter iter;
    gpointer id = NULL, theirs = NULL;

    g_hash_table_iter_init(&iter, search->theirs);
    while (g_hash_table_iter_next(&iter, &id, &theirs)) {
        const Link *mine = g_hash_table_lookup(search->mine, id);
        const PathPerson *first = g_hash_table_lookup(search->persons, id);
        Way way = { .persons = { first, target }, .links = { mine, theirs }, .figures.count = 2 };

        if (mine == NULL || first == NULL || mine->strength <= 0)
            continue;
        if (holds(search, mine) || holds(search, theirs))
            keep_way(search, &way);
    }
}

/* me - first - second - target. Only where every step but mine holds, where the first has no way of
 * his own, and where I could not as well ask the second. */
static void
try_over_two(Search *search, TkId first_id, TkId second_id, const Link *between)
{
    const Link *mine = g_hash_table_lookup(search->mine, &first_id);
    const Link *theirs = g_hash_table_lookup(search->theirs, &second_id);
    const PathPerson *first = person_of(search, first_id);
    const PathPerson *second = person_of(search, second_id);
    Way way = { .persons = { first, second, person_of(search, search->question->target_id) },
                .links = { mine, between, theirs },
                .figures.count = 3 };

    if (first == NULL || second == NULL || mine == NULL || !holds(search, between) ||
        !holds(search, theirs) || !holds(search, mine))
        return;
    if (between->shared != NULL && theirs->shared != NULL)
        return; /* two guesses */
    if (holds(search, g_hash_table_lookup(search->theirs, &first_id)) ||
        holds(search, g_hash_table_lookup(search->mine, &second_id)))
        return;
    keep_way(search, &way);
}

static void
find_over_two(Search *search)
{
    const PathQuestion *question = search->question;
    GHashTableIter iter;
    gpointer key = NULL;

    g_hash_table_iter_init(&iter, search->links);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Link *link = key;
        TkId one = link->ends[0], other = link->ends[1];

        if (one == question->me_id || other == question->me_id || one == question->target_id ||
            other == question->target_id)
            continue;
        try_over_two(search, one, other, link);
        try_over_two(search, other, one, link);
    }
}

static const char *
gate_of(const Way *way)
{
    switch (way->rank.way_class) {
    case WAY_ASK:
    case WAY_TIRED:
        return "ask";
    case WAY_WARM_UP:
        return "warm_up";
    case WAY_MEND:
        return "mend";
    case WAY_DIRECT:
    case WAY_DIRECT_COLD:
    case WAY_FAR_WEAK:
        break;
    }
    return "write_directly";
}

static const char *
reason_of_ask(const Way *way)
{
    if (way->figures.count == 3)
        return way->figures.likely ? "path-two-steps-likely" : "path-two-steps";
    if (way->links[1]->shared != NULL)
        return "path-ask-together";
    if (way->figures.likely)
        return "path-ask-likely";
    return way->rank.weakest == 0 ? "path-ask-weak-mine" : "path-ask-weak-theirs";
}

static const char *
reason_of(const Way *way)
{
    switch (way->rank.way_class) {
    case WAY_DIRECT:
        return "path-direct";
    case WAY_DIRECT_COLD:
        return "path-direct-cold";
    case WAY_TIRED:
        return "path-tired";
    case WAY_WARM_UP:
        return "path-warm-up";
    case WAY_FAR_WEAK:
        return "path-write-directly";
    case WAY_MEND:
        return way->figures.count == 1 ? "path-mend-target" : "path-mend";
    case WAY_ASK:
        break;
    }
    return reason_of_ask(way);
}

static char *
facts_of(const Way *way, const MethodLimits *limits)
{
    g_autoptr(TkJson) facts = json_object();

    tk_json_set_text(facts, "target", way->persons[way->figures.count - 1]->name);
    if (way->figures.count > 1)
        tk_json_set_text(facts, "first", way->persons[0]->name);
    if (way->figures.count > 2)
        tk_json_set_text(facts, "second", way->persons[1]->name);
    tk_json_set_text(facts, "weak_from",
                     way->rank.weakest == 0 ? "" : way->persons[way->rank.weakest - 1]->name);
    tk_json_set_text(facts, "weak_to", way->persons[way->rank.weakest]->name);
    tk_json_set_text(facts, "weak_word",
                     tie_word_of(way->figures.strengths[way->rank.weakest], limits));
    if (way->figures.count == 2 && way->links[1]->shared != NULL)
        tk_json_set_text(facts, "organisation", way->links[1]->shared->organisation);
    return tk_json_text(facts);
}

/* "Both were at Nordvarme at the same time, 2012 to 2014." */
static TieReason *
reason_of_shared(const PathShared *shared)
{
    TieReason *reason = g_new0(TieReason, 1);
    g_autoptr(TkJson) facts = json_object();

    tk_json_set_text(facts, "organisation", shared->organisation);
    tk_json_set_number(facts, "from_year", shared->from_year);
    tk_json_set_number(facts, "until_year", shared->until_year);
    reason->key = "tie-between-together";
    reason->facts = tk_json_text(facts);
    return reason;
}

static TieReason *
reason_of_step(const Way *way, unsigned step, const PathQuestion *question)
{
    const Link *link = way->links[step];

    if (link->shared != NULL)
        return reason_of_shared(link->shared);
    return step == 0 ? tie_reason(link->tie, question->now, question->limits)
                     : tie_reason_between(link->tie, question->now, question->limits);
}

static Path *
tell_way(const Way *way, const PathQuestion *question)
{
    Path *path = g_new0(Path, 1);

    path->count = way->figures.count;
    path->weakest = way->rank.weakest;
    path->gate = gate_of(way);
    path->certainty = way->figures.likely ? "likely" : "sure";
    path->tired = way->figures.tired;
    path->reason = reason_of(way);
    path->facts = facts_of(way, question->limits);
    path->rank = way->rank;
    for (unsigned i = 0; i < way->figures.count; i++) {
        PathStep *step = &path->steps[i];
        g_autoptr(TieReason) reason = reason_of_step(way, i, question);

        step->person_id = way->persons[i]->person_id;
        step->name = g_strdup(way->persons[i]->name);
        step->strength = way->figures.strengths[i];
        step->word = tie_word_of(way->figures.strengths[i], question->limits);
        step->certainty = i > 0 && way->links[i]->likely ? "likely" : "sure";
        step->reason = reason->key;
        step->facts = g_steal_pointer(&reason->facts);
    }
    return path;
}

/* Best first; of several ways over two people that begin with the same one only the best is told.
 */
static GPtrArray *
tell_best(Search *search)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func((GDestroyNotify) path_free);
    g_autoptr(GHashTable) begun = g_hash_table_new(g_int64_hash, g_int64_equal);

    g_array_sort(search->ways, compare_ways);
    for (guint i = 0; i < search->ways->len && paths->len < search->question->limits->paths_most;
         i++) {
        const Way *way = &g_array_index(search->ways, Way, i);

        if (way->figures.count == WAY_STEPS_MOST &&
            !g_hash_table_add(begun, (gpointer) &way->persons[0]->person_id))
            continue;
        g_ptr_array_add(paths, tell_way(way, search->question));
    }
    return paths;
}

GPtrArray *
path_rank(const PathQuestion *question, GError **error)
{
    g_auto(Search) search = { .question = question };

    if (question->me_id == question->target_id)
        return tk_fail_null(error, TK_ERROR_INVALID, "path-to-oneself", NULL);
    search.persons = g_hash_table_new(g_int64_hash, g_int64_equal);
    search.links = g_hash_table_new_full(link_hash, link_equal, g_free, NULL);
    search.mine = g_hash_table_new(g_int64_hash, g_int64_equal);
    search.theirs = g_hash_table_new(g_int64_hash, g_int64_equal);
    search.ways = g_array_new(FALSE, FALSE, sizeof(Way));
    sort_links_by_end(&search);
    if (person_of(&search, question->target_id) != NULL) {
        find_direct(&search);
        find_over_one(&search);
        find_over_two(&search);
    }
    return tell_best(&search);
}
