/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/visits.h"

#include <sys/socket.h>

#define BODY_LEAST_SPEED   1024 /* bytes a second, beyond the patience: slower than any modem */
#define REPLY_PATIENCE     10   /* times the patience for a reply to be taken */
#define LOOK_EVERY_SECONDS 1

struct Visit {
    int descriptor;
    VisitStage stage;
    gint64 since; /* monotonic microseconds: how long things take is no matter of the hour */
    gint64 bytes;
    gboolean hung_up;
};

struct Visits {
    GMutex lock;
    GCond came; /* somebody came, or it is over */
    GPtrArray *visits;
    GThread *watcher;
    unsigned patience;
    gboolean over;
};

gboolean
visits_is_too_slow(VisitStage stage, gint64 elapsed, gint64 bytes, unsigned patience)
{
    gint64 allowed = (gint64) patience;

    if (stage == VISIT_BODY)
        allowed += bytes / BODY_LEAST_SPEED;
    else if (stage == VISIT_REPLY)
        allowed *= REPLY_PATIENCE;
    return elapsed > allowed * G_USEC_PER_SEC;
}

static void
hang_up_on_slow(Visits *visits)
{
    gint64 now = g_get_monotonic_time();

    for (guint i = 0; i < visits->visits->len; i++) {
        Visit *visit = g_ptr_array_index(visits->visits, i);

        if (visit->hung_up ||
            !visits_is_too_slow(visit->stage, now - visit->since, visit->bytes, visits->patience))
            continue;
        /* Only shut: the server's own thread sees it and closes. */
        shutdown(visit->descriptor, SHUT_RDWR);
        visit->hung_up = TRUE;
    }
}

static gpointer
watch(gpointer data)
{
    Visits *visits = data;

    g_mutex_lock(&visits->lock);
    while (!visits->over) {
        if (visits->visits->len == 0) {
            g_cond_wait(&visits->came, &visits->lock);
            continue;
        }
        g_cond_wait_until(&visits->came, &visits->lock,
                          g_get_monotonic_time() + LOOK_EVERY_SECONDS * G_USEC_PER_SEC);
        hang_up_on_slow(visits);
    }
    g_mutex_unlock(&visits->lock);
    return NULL;
}

Visits *
visits_new(unsigned patience)
{
    Visits *visits = g_new0(Visits, 1);

    g_mutex_init(&visits->lock);
    g_cond_init(&visits->came);
    visits->visits = g_ptr_array_new_with_free_func(g_free);
    visits->patience = patience;
    visits->watcher = g_thread_new("visits", watch, visits);
    return visits;
}

void
visits_free(Visits *visits)
{
    if (visits == NULL)
        return;
    g_mutex_lock(&visits->lock);
    visits->over = TRUE;
    g_cond_signal(&visits->came);
    g_mutex_unlock(&visits->lock);
    g_thread_join(visits->watcher);
    g_assert(visits->visits->len == 0);
    g_ptr_array_unref(visits->visits);
    g_cond_clear(&visits->came);
    g_mutex_clear(&visits->lock);
    g_free(visits);
}

Visit *
visits_begin(Visits *visits, int descriptor)
{
    Visit *visit = g_new0(Visit, 1);

    visit->descriptor = descriptor;
    visit->since = g_get_monotonic_time();
    g_mutex_lock(&visits->lock);
    g_ptr_array_add(visits->visits, visit);
    /* Signalled only where the watcher sleeps without end, else it would look at each arrival. */
    if (visits->visits->len == 1)
        g_cond_signal(&visits->came);
    g_mutex_unlock(&visits->lock);
    return visit;
}

void
visits_end(Visits *visits, Visit *visit)
{
    g_mutex_lock(&visits->lock);
    g_ptr_array_remove_fast(visits->visits, visit);
    g_mutex_unlock(&visits->lock);
}

void
visits_stage(Visits *visits, Visit *visit, VisitStage stage)
{
    gint64 now = g_get_monotonic_time();

    g_mutex_lock(&visits->lock);
    visit->stage = stage;
    visit->since = now;
    visit->bytes = 0;
    g_mutex_unlock(&visits->lock);
}

void
visits_bytes(Visits *visits, Visit *visit, gsize length)
{
    g_mutex_lock(&visits->lock);
    visit->bytes += (gint64) length;
    g_mutex_unlock(&visits->lock);
}
