/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * measure.c - how long the things take that a person waits for, in one store.
 *
 * measure STORE [WHAT [ROUNDS]] prints one JSON object: for each thing measured (or WHAT alone, for
 * a profiler) the median and the 99th percentile in microseconds of the clock, and the latter in
 * those of the processor: on a machine that others use too the clock's 99th percentile is mostly
 * theirs. bench/run puts stores of several sizes beside each other; what counts is the growth.
 */
#include "actions/find-path.h"
#include "actions/judge-text.h"
#include "actions/list-today.h"
#include "actions/network-keeper.h"
#include "actions/people.h"
#include "actions/workspace.h"
#include "base/tk-error.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS      400
#define ROUNDS_MOST 100000
#define WARM        20
#define DECIMAL     10

typedef struct {
    Workspace *workspace;
    GPtrArray *people; /* ids as text */
    GPtrArray *names;
    const char *only; /* NULL: everything */
    unsigned rounds;
    unsigned round;
} Bench;

typedef gboolean (*Step)(Bench *bench, GError **error);

static gboolean
step_today(Bench *bench, GError **error)
{
    g_autoptr(TkJson) answer = list_today(bench->workspace, 0, NULL, 50, error);

    return answer != NULL;
}

static gboolean
show_at(Bench *bench, unsigned place, GError **error)
{
    TkId id = 0;

    g_assert_true(
        tk_id_from_text(g_ptr_array_index(bench->people, place % bench->people->len), &id));
    g_autoptr(TkJson) answer = show_person(bench->workspace, id, error);

    return answer != NULL;
}

static gboolean
step_person(Bench *bench, GError **error)
{
    return show_at(bench, bench->round * 7919, error);
}

/* The eight with whom most happened: the longest pages there are. */
static gboolean
step_friend(Bench *bench, GError **error)
{
    return show_at(bench, bench->round % 8, error);
}

/* The best ways to somebody, by the store's indexes or out of the network in memory. */
static gboolean
step_ways(Bench *bench, GError **error)
{
    TkId id = 0;
    const char *letters =
        g_ptr_array_index(bench->people, bench->round * 7919 % bench->people->len);

    g_assert_true(tk_id_from_text(letters, &id));
    g_autoptr(TkJson) answer = find_paths(bench->workspace, id, error);

    return answer != NULL;
}

/* The first page of everybody. */
static gboolean
step_people(Bench *bench, GError **error)
{
    g_autoptr(TkJson) answer = list_people(bench->workspace, NULL, 50, error);

    return answer != NULL;
}

/* A name typed letter by letter: the first one, two, three letters, then the first word and a
 * letter more. */
static gboolean
step_search(Bench *bench, GError **error)
{
    const char *name = g_ptr_array_index(bench->names, bench->round * 7919 % bench->names->len);
    size_t first = strcspn(name, " ");
    const size_t lengths[] = { 1, 2, 3, first, MIN(first + 2, strlen(name)), strlen(name) };
    g_autofree char *typed = g_strndup(name, lengths[bench->round % G_N_ELEMENTS(lengths)]);
    g_autofree char *valid = g_utf8_make_valid(typed, -1);
    g_autoptr(TkJson) answer = search_people(bench->workspace, valid, 20, error);

    return answer != NULL;
}

static const char message[] = "Hei Kari,\n\nJeg leste innlegget ditt om spillvarme på fagdagen i "
                              "vår, for vi sliter med det samme hos oss. "
                              "Har du 20 minutter til en kaffe på min regning, f.eks. tirsdag "
                              "etter kl. 9.30? Jeg har tall fra tre piloter "
                              "som du får se. Hva tror du bremser mest?\n\nHilsen\nOla Lie\n";

static gboolean
step_judge(Bench *bench, GError **error)
{
    const JudgeWish wish = {
        .kind = "outreach", .language = "nb", .receiver_name = "Kari Holm", .body = message
    };
    g_autoptr(TkJson) answer = judge_text(bench->workspace, &wish, error);

    return answer != NULL;
}

static int
compare_times(gconstpointer one, gconstpointer other)
{
    const int64_t a = *(const int64_t *) one, b = *(const int64_t *) other;

    return (a > b) - (a < b);
}

static int64_t
processor_microseconds(void)
{
    struct timespec now = { 0 };

    /* check: allow-world: the processor's clock is what is measured */
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
set_figures(TkJson *answer, const char *name, GArray *clock, GArray *processor)
{
    TkJson *row = json_object();

    g_array_sort(clock, compare_times);
    g_array_sort(processor, compare_times);
    tk_json_set_number(row, "median_us", g_array_index(clock, int64_t, clock->len / 2));
    tk_json_set_number(row, "p99_us", g_array_index(clock, int64_t, clock->len * 99 / 100));
    tk_json_set_number(row, "p99_cpu_us",
                       g_array_index(processor, int64_t, processor->len * 99 / 100));
    tk_json_set_take(answer, name, row);
}

static void
measure(Bench *bench, const char *name, Step step, TkJson *answer)
{
    g_autoptr(GArray) clock = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GArray) processor = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GError) error = NULL;

    if (bench->only != NULL && strcmp(bench->only, name) != 0)
        return;
    for (bench->round = 0; bench->round < WARM + bench->rounds; bench->round++) {
        int64_t before = g_get_monotonic_time(), worked = processor_microseconds();

        if (!step(bench, &error))
            g_printerr("%s: %s\n", name, error->message);
        g_assert_no_error(error);
        worked = processor_microseconds() - worked;
        int64_t took = g_get_monotonic_time() - before;

        if (bench->round < WARM)
            continue;
        g_array_append_val(clock, took);
        g_array_append_val(processor, worked);
    }
    set_figures(answer, name, clock, processor);
}

/* People from all over the list: the strongest ties and, by their names, many others. */
static void
collect_people(Bench *bench)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *after = NULL;

    for (unsigned page = 0; page < 10; page++) {
        g_autoptr(TkJson) answer = list_people(bench->workspace, after, 200, &error);
        size_t at = 0;
        TkJson *row = NULL;

        g_assert_no_error(error);
        json_array_foreach(json_object_get(answer, "rows"), at, row)
        {
            g_ptr_array_add(bench->people, g_strdup(tk_json_get_text(row, "id", "")));
            g_ptr_array_add(bench->names, g_strdup(tk_json_get_text(row, "name", "")));
        }
        g_free(after);
        after = g_strdup(tk_json_get_text(answer, "next", NULL));
        if (after == NULL)
            return;
    }
}

/* The same with the network in memory, as a server has it, and what it takes to read it. */
static void
measure_held(Bench *bench, const TkSettings *settings, TkJson *answer)
{
    g_autoptr(NetworkKeeper) keeper =
        network_keeper_new(settings, tk_world_real(), NETWORK_IDLE_SECONDS);
    int64_t before = g_get_monotonic_time();

    network_keeper_join(keeper, bench->workspace);
    g_assert_true(step_ways(bench, NULL));
    network_keeper_wait(keeper);
    tk_json_set_number(answer, "network_load_us", g_get_monotonic_time() - before);
    tk_json_set_number(answer, "network_bytes", (int64_t) network_keeper_held(keeper).bytes);
    measure(bench, "held", step_ways, answer);
    network_keeper_leave(bench->workspace);
}

static void
measure_all(Bench *bench, TkJson *answer)
{
    measure(bench, "today", step_today, answer);
    measure(bench, "person", step_person, answer);
    measure(bench, "friend", step_friend, answer);
    measure(bench, "people", step_people, answer);
    measure(bench, "search", step_search, answer);
    measure(bench, "judge", step_judge, answer);
    measure(bench, "ways", step_ways, answer);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *store = g_strconcat("store=", argc > 1 ? argv[1] : "", NULL);
    const char *const overrides[] = { store, NULL };
    guint64 rounds = ROUNDS;

    if (argc < 2 || argc > 4 ||
        (argc == 4 &&
         !g_ascii_string_to_unsigned(argv[3], DECIMAL, 1, ROUNDS_MOST, &rounds, NULL))) {
        g_printerr("usage: measure STORE [WHAT [ROUNDS]]\n");
        return 2;
    }
    g_autoptr(TkSettings) settings = tk_settings_defaults(overrides);
    int64_t before = g_get_monotonic_time();
    struct LanguageShare *language = workspace_language_load(&error);
    int64_t loaded = g_get_monotonic_time() - before;

    g_assert_no_error(error);
    g_autoptr(Workspace) workspace =
        workspace_open(settings, tk_world_real(), language, "cli", &error);

    g_assert_no_error(error);
    Bench bench = {
        .workspace = workspace,
        .people = g_ptr_array_new_with_free_func(g_free),
        .names = g_ptr_array_new_with_free_func(g_free),
        .only = argc > 2 ? argv[2] : NULL,
        .rounds = (unsigned) rounds,
    };
    g_autoptr(TkJson) answer = json_object();

    collect_people(&bench);
    tk_json_set_number(answer, "language_load_us", loaded);
    measure_all(&bench, answer);
    measure_held(&bench, settings, answer);
    g_autofree char *text = tk_json_text(answer);

    g_print("%s\n", text);
    g_ptr_array_unref(bench.people);
    g_ptr_array_unref(bench.names);
    g_clear_pointer(&workspace, workspace_close);
    workspace_language_free(language);
    return 0;
}
