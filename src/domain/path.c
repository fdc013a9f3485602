/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/path.h"

#include "base/tk-error.h"
#include "base/tk-json.h"

#include <string.h>

/* Ways that a person of sense would try first come first; the score only orders within. */
typedef enum {
    WAY_DIRECT,      /* I know them */
    WAY_ASK,         /* both steps hold */
    WAY_WARM_UP,     /* they know each other, but my own tie is thin (P2) */
    WAY_DIRECT_COLD, /* connected, no more */
    WAY_TIRED,       /* asked enough for now (P5) */
    WAY_FAR_WEAK,    /* they hardly know each other: write directly (P2) */
    WAY_MEND,        /* strained terms (P2) */
} WayClass;

/* A way before it is told: what is sorted. The ties are borrowed. */
typedef struct {
    const PathPerson *persons[3];
    const Tie *ties[3];
    double strengths[3];
    unsigned count;
    unsigned weakest;
    WayClass way_class;
    gboolean tired;
    gboolean likely;
    double score;
} Way;

/* What is known around the question, found by person. */
typedef struct {
    const PathQuestion *question;
    GHashTable *persons; /* id -> PathPerson */
    GHashTable *mine;    /* id -> Tie of mine */
    GHashTable *theirs;  /* id -> Tie to the target */
    GArray *ways;        /* Way */
} Search;

static void
search_clear(Search *search)
{
    g_clear_pointer(&search->persons, g_hash_table_unref);
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

static double
strength_of(const Search *search, const Tie *tie)
{
    return tie_strength(tie, search->question->now, search->question->limits);
}

static gboolean
holds(const Search *search, const Tie *tie)
{
    return tie != NULL && strength_of(search, tie) >= search->question->limits->tie_light;
}

/* The other end of a tie of `id`, or 0 where it has none. */
static const TkId *
other_end(const Tie *tie, TkId id)
{
    if (tie->from_person_id == id)
        return &tie->to_person_id;
    return tie->to_person_id == id ? &tie->from_person_id : NULL;
}

static const PathPerson *
person_of(const Search *search, TkId id)
{
    return g_hash_table_lookup(search->persons, &id);
}

/* Between two others: we saw them write or meet, or the user said so; anything else is a guess. */
static gboolean
is_likely_only(const Tie *tie)
{
    return *tie->own_word == '\0' && tie->mails_out + tie->mails_in + tie->meetings == 0;
}

static WayClass
class_of_direct(const Way *way, const MethodLimits *limits)
{
    if (way->persons[0]->strained)
        return WAY_MEND;
    return way->strengths[0] >= limits->tie_light ? WAY_DIRECT : WAY_DIRECT_COLD;
}

static WayClass
class_of(const Way *way, const MethodLimits *limits)
{
    if (way->count == 1)
        return class_of_direct(way, limits);
    for (unsigned i = 0; i + 1 < way->count; i++) {
        if (way->persons[i]->strained)
            return WAY_MEND;
    }
    for (unsigned i = 1; i < way->count; i++) {
        if (way->strengths[i] < limits->tie_light)
            return WAY_FAR_WEAK;
    }
    if (way->strengths[0] < limits->tie_warm)
        return WAY_WARM_UP;
    return way->tired ? WAY_TIRED : WAY_ASK;
}

/* Fills in what follows from persons and ties, and keeps the way. */
static void
keep_way(Search *search, Way *way)
{
    const MethodLimits *limits = search->question->limits;
    double sum = 0;

    for (unsigned i = 0; i < way->count; i++) {
        way->strengths[i] = strength_of(search, way->ties[i]);
        sum += way->strengths[i];
        if (way->strengths[i] < way->strengths[way->weakest])
            way->weakest = i;
        if (i > 0 && is_likely_only(way->ties[i]))
            way->likely = TRUE;
    }
    way->tired =
        way->count > 1 && !introducer_may_be_asked(&way->persons[0]->load, "", limits, NULL);
    way->way_class = class_of(way, limits);
    way->score = 0.7 * way->strengths[way->weakest] + 0.3 * sum / way->count;
    way->score *= way->count == 3 ? 0.6 : 1; /* every further favour is one more that may fail */
    way->score *= way->likely ? 0.85 : 1;
    g_array_append_vals(search->ways, way, 1);
}

static gint
compare_ways(gconstpointer one, gconstpointer other)
{
    const Way *a = one;
    const Way *b = other;

    if (a->way_class != b->way_class)
        return a->way_class < b->way_class ? -1 : 1;
    if (a->score > b->score || a->score < b->score)
        return a->score > b->score ? -1 : 1;
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (unsigned i = 0; i < a->count; i++) {
        TkId id = a->persons[i]->person_id;
        TkId other_id = b->persons[i]->person_id;

        if (id != other_id)
            return id < other_id ? -1 : 1;
    }
    return 0;
}

static void
sort_ties_by_end(Search *search)
{
    const PathQuestion *question = search->question;

    for (gsize i = 0; i < question->person_count; i++) {
        const PathPerson *person = &question->persons[i];

        g_hash_table_insert(search->persons, (gpointer) &person->person_id, (gpointer) person);
    }
    for (gsize i = 0; i < question->tie_count; i++) {
        const Tie *tie = question->ties[i];
        const TkId *of_mine = other_end(tie, question->me_id);
        const TkId *of_target = other_end(tie, question->target_id);

        if (of_mine != NULL)
            g_hash_table_insert(search->mine, (gpointer) of_mine, (gpointer) tie);
        else if (of_target != NULL)
            g_hash_table_insert(search->theirs, (gpointer) of_target, (gpointer) tie);
    }
}

static void
find_direct(Search *search)
{
    const Tie *tie = g_hash_table_lookup(search->mine, &search->question->target_id);
    const PathPerson *target = person_of(search, search->question->target_id);
    Way way = { .persons = { target }, .ties = { tie }, .count = 1 };

    if (target != NULL && tie != NULL && strength_of(search, tie) > 0)
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
        const Tie *mine = g_hash_table_lookup(search->mine, id);
        const PathPerson *first = g_hash_table_lookup(search->persons, id);
        Way way = { .persons = { first, target }, .ties = { mine, theirs }, .count = 2 };

        if (mine == NULL || first == NULL || strength_of(search, mine) <= 0)
            continue;
        if (holds(search, mine) || holds(search, theirs))
            keep_way(search, &way);
    }
}

/* me - first - second - target. Only where every step but mine holds, where the first has no way of
 * his own, and where I could not as well ask the second. */
static void
try_over_two(Search *search, TkId first_id, TkId second_id, const Tie *between)
{
    const Tie *mine = g_hash_table_lookup(search->mine, &first_id);
    const Tie *theirs = g_hash_table_lookup(search->theirs, &second_id);
    const PathPerson *first = person_of(search, first_id);
    const PathPerson *second = person_of(search, second_id);
    Way way = { .persons = { first, second, person_of(search, search->question->target_id) },
                .ties = { mine, between, theirs },
                .count = 3 };

    if (first == NULL || second == NULL || mine == NULL || !holds(search, between) ||
        !holds(search, theirs) || !holds(search, mine))
        return;
    if (holds(search, g_hash_table_lookup(search->theirs, &first_id)) ||
        holds(search, g_hash_table_lookup(search->mine, &second_id)))
        return;
    keep_way(search, &way);
}

static void
find_over_two(Search *search)
{
    const PathQuestion *question = search->question;

    for (gsize i = 0; i < question->tie_count; i++) {
        const Tie *tie = question->ties[i];

        if (other_end(tie, question->me_id) != NULL || other_end(tie, question->target_id) != NULL)
            continue;
        try_over_two(search, tie->from_person_id, tie->to_person_id, tie);
        try_over_two(search, tie->to_person_id, tie->from_person_id, tie);
    }
}

static const char *
gate_of(const Way *way)
{
    switch (way->way_class) {
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
    if (way->count == 3)
        return way->likely ? "path-two-steps-likely" : "path-two-steps";
    if (way->likely)
        return "path-ask-likely";
    return way->weakest == 0 ? "path-ask-weak-mine" : "path-ask-weak-theirs";
}

static const char *
reason_of(const Way *way)
{
    switch (way->way_class) {
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
        return way->count == 1 ? "path-mend-target" : "path-mend";
    case WAY_ASK:
        break;
    }
    return reason_of_ask(way);
}

static char *
facts_of(const Way *way, const MethodLimits *limits)
{
    g_autoptr(TkJson) facts = json_object();

    tk_json_set_text(facts, "target", way->persons[way->count - 1]->name);
    if (way->count > 1)
        tk_json_set_text(facts, "first", way->persons[0]->name);
    if (way->count > 2)
        tk_json_set_text(facts, "second", way->persons[1]->name);
    tk_json_set_text(facts, "weak_from",
                     way->weakest == 0 ? "" : way->persons[way->weakest - 1]->name);
    tk_json_set_text(facts, "weak_to", way->persons[way->weakest]->name);
    tk_json_set_text(facts, "weak_word", tie_word_of(way->strengths[way->weakest], limits));
    return tk_json_text(facts);
}

static Path *
tell_way(const Way *way, const PathQuestion *question)
{
    Path *path = g_new0(Path, 1);

    path->count = way->count;
    path->weakest = way->weakest;
    path->gate = gate_of(way);
    path->certainty = way->likely ? "likely" : "sure";
    path->tired = way->tired;
    path->reason = reason_of(way);
    path->facts = facts_of(way, question->limits);
    path->score = way->score;
    for (unsigned i = 0; i < way->count; i++) {
        PathStep *step = &path->steps[i];
        g_autoptr(TieReason) reason =
            i == 0 ? tie_reason(way->ties[i], question->now, question->limits)
                   : tie_reason_between(way->ties[i], question->now, question->limits);

        step->person_id = way->persons[i]->person_id;
        step->name = g_strdup(way->persons[i]->name);
        step->strength = way->strengths[i];
        step->word = tie_word_of(way->strengths[i], question->limits);
        step->certainty = i > 0 && is_likely_only(way->ties[i]) ? "likely" : "sure";
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

        if (way->count == 3 && !g_hash_table_add(begun, (gpointer) &way->persons[0]->person_id))
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
    search.mine = g_hash_table_new(g_int64_hash, g_int64_equal);
    search.theirs = g_hash_table_new(g_int64_hash, g_int64_equal);
    search.ways = g_array_new(FALSE, FALSE, sizeof(Way));
    sort_ties_by_end(&search);
    if (person_of(&search, question->target_id) != NULL) {
        find_direct(&search);
        find_over_one(&search);
        find_over_two(&search);
    }
    return tell_best(&search);
}
