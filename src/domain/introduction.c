/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/introduction.h"

#include "base/tk-error.h"

#include <string.h>

#define SECONDS_PER_YEAR (365 * INT64_C(86400))

Introduction *
introduction_new(void)
{
    Introduction *introduction = g_new0(Introduction, 1);

    introduction->purpose_told = g_strdup("");
    introduction->state = g_strdup("");
    return introduction;
}

void
introduction_free(Introduction *introduction)
{
    if (introduction == NULL)
        return;
    g_free(introduction->purpose_told);
    g_free(introduction->state);
    g_free(introduction);
}

/* Every step there is. */
static const struct {
    const char *from, *to;
} step_table[] = {
    { "drafted", "asked" },  { "asked", "agreed" },     { "asked", "made" },
    { "asked", "declined" }, { "agreed", "made" },      { "agreed", "declined" },
    { "made", "reported" },  { "drafted", "declined" }, /* the draft was thrown away */
};

static gboolean
is_in_state(const Introduction *introduction, const char *state)
{
    return strcmp(introduction->state, state) == 0;
}

gboolean
introduction_is_open(const Introduction *introduction)
{
    return introduction->ended_at == 0 &&
           (is_in_state(introduction, "drafted") || is_in_state(introduction, "asked") ||
            is_in_state(introduction, "agreed"));
}

/* A draft counts as asked now; one whose asking never happened does not count at all. */
static gboolean
is_within_year(const Introduction *introduction, int64_t now)
{
    if (introduction->asked_at == 0)
        return introduction_is_open(introduction);
    return introduction->asked_at > now - SECONDS_PER_YEAR;
}

IntroducerLoad
introducer_load(const GPtrArray *introductions, TkId introducer_id, int64_t now)
{
    IntroducerLoad load = { 0 };

    for (guint i = 0; i < introductions->len; i++) {
        const Introduction *introduction = g_ptr_array_index(introductions, i);

        if (introduction->introducer_id != introducer_id)
            continue;
        load.open += introduction_is_open(introduction) ? 1 : 0;
        load.year += is_within_year(introduction, now) ? 1 : 0;
    }
    return load;
}

gboolean
introducer_may_be_asked(const IntroducerLoad *load, const char *name, const MethodLimits *limits,
                        GError **error)
{
    if (load->open >= limits->introducer_open_most || load->year >= limits->introducer_year_most)
        return tk_fail(error, TK_ERROR_REFUSED, "introducer-tired", name);
    return TRUE;
}

static gboolean
may_go(const char *from, const char *to)
{
    for (gsize i = 0; i < G_N_ELEMENTS(step_table); i++) {
        if (strcmp(step_table[i].from, from) == 0 && strcmp(step_table[i].to, to) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
introduction_go(Introduction *introduction, const char *to, int64_t at, GError **error)
{
    const char *from = *introduction->state == '\0' ? "drafted" : introduction->state;

    if (strcmp(from, to) == 0)
        return TRUE;
    if (!may_go(from, to))
        return tk_failf(error, TK_ERROR_CONFLICT, "introduction-cannot-follow", "%s -> %s", from,
                        to);
    if (strcmp(to, "asked") == 0)
        introduction->asked_at = at;
    if (strcmp(to, "made") == 0 || strcmp(to, "declined") == 0)
        introduction->ended_at = at;
    g_free(introduction->state);
    introduction->state = g_strdup(to);
    return TRUE;
}

gboolean
introduction_owes_report(const Introduction *introduction)
{
    return is_in_state(introduction, "made");
}
