/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/network-keeper.h"

#include "actions/network-load.h"
#include "actions/workspace-private.h"

#define PAIRS_MOST  20000 /* to be read again; with more a fresh look is quicker */
#define STATES_KEPT 64

/* What a work was about to change, from one state of the store to the next. It may have come to
 * nothing: then no later one begins where it ended. */
typedef struct {
    TkId before, after;
    GArray *pairs; /* StorePair; NULL: everything */
} Told;

struct NetworkKeeper {
    const TkSettings *settings;
    TkWorld *world;
    GThread *reader;
    GMutex lock; /* of all below */
    GCond changed;
    gint stops; /* also read without the lock */
    gboolean wanted, reading, given_up;
    gint64 asked_at, idle; /* of the machine's running time, in microseconds */
    NetworkLoaded held;
    GArray *told; /* Told, in order; none while nothing is held or read */
    gsize told_pairs;
    TkId passed[STATES_KEPT]; /* by which the network came to where it is */
    unsigned passed_count;
    unsigned made;
};

static void
told_clear(gpointer data)
{
    g_clear_pointer(&((Told *) data)->pairs, g_array_unref);
}

static void
forget_told(NetworkKeeper *keeper, guint count)
{
    for (guint at = 0; at < count; at++) {
        const Told *told = &g_array_index(keeper->told, Told, at);

        keeper->told_pairs -= told->pairs != NULL ? told->pairs->len : 0;
    }
    if (count > 0)
        g_array_remove_range(keeper->told, 0, count);
}

static void
drop(NetworkKeeper *keeper)
{
    network_loaded_clear(&keeper->held);
    keeper->passed_count = 0;
    if (!keeper->reading)
        forget_told(keeper, keeper->told->len);
}

/* The reader's thread. */

static void
install(NetworkKeeper *keeper, NetworkLoaded *loaded)
{
    drop(keeper);
    keeper->held = *loaded;
    keeper->given_up = loaded->graph == NULL;
    keeper->made += loaded->graph != NULL;
}

static void
read_network(NetworkKeeper *keeper)
{
    NetworkLoaded loaded = { 0 };
    g_autoptr(GError) error = NULL;
    g_autoptr(Workspace) workspace = NULL;
    gboolean read = FALSE;

    keeper->reading = TRUE;
    g_mutex_unlock(&keeper->lock);
    workspace = workspace_open(keeper->settings, keeper->world, NULL, "job", &error);
    if (workspace != NULL)
        read = network_load(workspace, &keeper->stops, &loaded, &error);
    g_clear_pointer(&workspace, workspace_close);
    g_mutex_lock(&keeper->lock);
    if (read) /* else whoever asks next wants it again */
        install(keeper, &loaded);
    keeper->reading = FALSE;
    keeper->wanted = FALSE;
    g_cond_broadcast(&keeper->changed);
}

static gpointer
run_reader(gpointer data)
{
    NetworkKeeper *keeper = data;

    g_mutex_lock(&keeper->lock);
    while (!g_atomic_int_get(&keeper->stops)) {
        if (keeper->wanted)
            read_network(keeper);
        else if (keeper->held.graph == NULL)
            g_cond_wait(&keeper->changed, &keeper->lock);
        else if (g_get_monotonic_time() >= keeper->asked_at + keeper->idle)
            drop(keeper);
        else
            g_cond_wait_until(&keeper->changed, &keeper->lock, keeper->asked_at + keeper->idle);
    }
    g_mutex_unlock(&keeper->lock);
    return NULL;
}

NetworkKeeper *
network_keeper_new(const TkSettings *settings, TkWorld *world, unsigned idle_seconds)
{
    NetworkKeeper *keeper = g_new0(NetworkKeeper, 1);

    keeper->settings = settings;
    keeper->world = world;
    keeper->idle = idle_seconds * G_USEC_PER_SEC;
    g_mutex_init(&keeper->lock);
    g_cond_init(&keeper->changed);
    keeper->told = g_array_new(FALSE, FALSE, sizeof(Told));
    g_array_set_clear_func(keeper->told, told_clear);
    keeper->reader = g_thread_new("network", run_reader, keeper);
    return keeper;
}

void
network_keeper_free(NetworkKeeper *keeper)
{
    if (keeper == NULL)
        return;
    g_mutex_lock(&keeper->lock);
    g_atomic_int_set(&keeper->stops, TRUE);
    g_cond_broadcast(&keeper->changed);
    g_mutex_unlock(&keeper->lock);
    g_thread_join(keeper->reader);
    network_loaded_clear(&keeper->held);
    g_array_unref(keeper->told);
    g_cond_clear(&keeper->changed);
    g_mutex_clear(&keeper->lock);
    g_free(keeper);
}

/* What works tell. */

static void
take_told(TkId before, TkId after, const GArray *pairs, gpointer data)
{
    NetworkKeeper *keeper = data;
    Told told = { before, after, NULL };

    g_mutex_lock(&keeper->lock);
    if (keeper->held.graph != NULL || keeper->reading) {
        if (pairs != NULL && keeper->told_pairs < PAIRS_MOST) {
            told.pairs = g_array_sized_new(FALSE, FALSE, sizeof(StorePair), pairs->len);
            g_array_append_vals(told.pairs, pairs->data, pairs->len);
            keeper->told_pairs += pairs->len;
        }
        g_array_append_val(keeper->told, told);
    }
    g_mutex_unlock(&keeper->lock);
}

void
network_keeper_join(NetworkKeeper *keeper, Workspace *workspace)
{
    const StoreWatch watch = { take_told, keeper };

    workspace->network = keeper;
    store_watch(workspace->store, &watch);
}

void
network_keeper_leave(Workspace *workspace)
{
    workspace->network = NULL;
    store_watch(workspace->store, NULL);
}

void
network_keeper_wait(NetworkKeeper *keeper)
{
    g_mutex_lock(&keeper->lock);
    while (keeper->wanted || keeper->reading)
        g_cond_wait(&keeper->changed, &keeper->lock);
    g_mutex_unlock(&keeper->lock);
}

NetworkHeld
network_keeper_held(NetworkKeeper *keeper)
{
    NetworkHeld held = { 0 };

    g_mutex_lock(&keeper->lock);
    if (keeper->held.graph != NULL)
        held.bytes = tie_graph_size(keeper->held.graph).bytes;
    held.made = keeper->made;
    g_mutex_unlock(&keeper->lock);
    return held;
}

/* Asking. */

static void
want(NetworkKeeper *keeper)
{
    if (keeper->wanted || keeper->given_up)
        return;
    keeper->wanted = TRUE;
    g_cond_broadcast(&keeper->changed);
}

/* Which of what was told led to `state`: TRUE at the places in `chain`, which are `*out_count`
 * together with those that came to nothing. FALSE where the steps are not all known. */
static gboolean
find_steps(const NetworkKeeper *keeper, TkId state, gboolean *chain, guint *out_count)
{
    *out_count = 0;
    for (guint at = keeper->told->len; at-- > 0 && state != keeper->held.state;) {
        const Told *told = &g_array_index(keeper->told, Told, at);

        chain[at] = told->after == state;
        if (!chain[at])
            continue;
        *out_count = MAX(*out_count, at + 1);
        state = told->before;
        if (told->pairs == NULL)
            return FALSE;
    }
    return state == keeper->held.state;
}

static gboolean
follow_step(NetworkKeeper *keeper, const Workspace *workspace, const Told *told, GError **error)
{
    for (guint at = 0; at < told->pairs->len; at++)
        if (!network_load_pair(workspace, &g_array_index(told->pairs, StorePair, at), &keeper->held,
                               error))
            return FALSE;
    keeper->passed[keeper->passed_count++ % STATES_KEPT] = told->before;
    return TRUE;
}

/* Another look at the store is older than the network. */
static gboolean
has_passed(const NetworkKeeper *keeper, TkId state)
{
    for (unsigned at = 0; at < MIN(keeper->passed_count, STATES_KEPT); at++)
        if (keeper->passed[at] == state)
            return TRUE;
    return FALSE;
}

/* Brings the network to the state in which `workspace` sees the store. *out_there FALSE: it cannot
 * be brought there. */
static gboolean
follow(NetworkKeeper *keeper, const Workspace *workspace, gboolean *out_there, GError **error)
{
    g_autofree gboolean *chain = g_new0(gboolean, keeper->told->len + 1);
    guint count = 0;
    TkId state = 0;

    *out_there = FALSE;
    if (!store_network_state(workspace->store, &state, error))
        return FALSE;
    if (has_passed(keeper, state) && state != keeper->held.state)
        return TRUE;
    if (!find_steps(keeper, state, chain, &count)) {
        drop(keeper); /* another program has written, or too much happened */
        want(keeper);
        return TRUE;
    }
    for (guint at = 0; at < count; at++)
        if (chain[at] &&
            !follow_step(keeper, workspace, &g_array_index(keeper->told, Told, at), error)) {
            drop(keeper); /* half a step is none */
            return FALSE;
        }
    if (!keeper->reading) /* what is read now may need it */
        forget_told(keeper, count);
    keeper->held.state = state;
    *out_there = TRUE;
    return TRUE;
}

static gboolean
ask(NetworkKeeper *keeper, const Workspace *workspace, TkId target, TieGraphWay *out_ways,
    unsigned most, unsigned *out_count, gboolean *out_known, GError **error)
{
    g_autoptr(GArray) marks = NULL;

    keeper->asked_at = g_get_monotonic_time();
    /* Strengths fade from day to day. Not held beside the new one: twice the memory. */
    if (keeper->held.graph != NULL && keeper->held.today != workspace_today(workspace))
        drop(keeper);
    if (keeper->held.graph == NULL) {
        want(keeper);
        return TRUE;
    }
    if (!follow(keeper, workspace, out_known, error))
        return FALSE;
    if (!*out_known)
        return TRUE;
    marks = network_load_marks(workspace, &keeper->held, error);
    if (marks == NULL)
        return FALSE;
    *out_count = tie_graph_ways(keeper->held.graph, target,
                                (const TieGraphMark *) (const void *) marks->data, marks->len,
                                out_ways, most);
    return TRUE;
}

gboolean
network_keeper_ways(const Workspace *workspace, TkId target, TieGraphWay *out_ways, unsigned most,
                    unsigned *out_count, gboolean *out_known, GError **error)
{
    NetworkKeeper *keeper = workspace->network;
    gboolean asked = TRUE;

    *out_known = FALSE;
    *out_count = 0;
    if (keeper == NULL)
        return TRUE;
    g_mutex_lock(&keeper->lock);
    asked = ask(keeper, workspace, target, out_ways, most, out_count, out_known, error);
    g_mutex_unlock(&keeper->lock);
    return asked;
}
