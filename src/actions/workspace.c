/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/workspace-private.h"

#include "actions/known-people.h"
#include "actions/search-keeper.h"
#include "actions/tie-keeper.h"
#include "base/tk-day.h"
#include "base/tk-error.h"
#include "base/tk-places.h"
#include "language/share.h"

/* On one machine there is one account; a service opens its stores with the account that signed in.
 */
#define OWN_ACCOUNT 1

Workspace *
workspace_open(const TkSettings *settings, TkWorld *world, const struct LanguageShare *language,
               const char *door, GError **error)
{
    g_autoptr(Workspace) workspace = g_new0(Workspace, 1);
    const char *setting = tk_settings_text(settings, "store");
    g_autofree char *place = *setting != '\0' ? g_strdup(setting) : tk_place_data("tokopp.db");

    workspace->world = world;
    workspace->settings = settings;
    workspace->language = language;
    workspace->door = door;
    workspace->known = known_people_new();
    workspace->store = store_open(place, OWN_ACCOUNT, world, STORE_OPEN_ORDINARY, error);
    if (workspace->store == NULL || !ties_ensure(workspace, error) ||
        !search_make_ready(workspace, error))
        return NULL;
    return g_steal_pointer(&workspace);
}

void
workspace_close(Workspace *workspace)
{
    if (workspace == NULL)
        return;
    if (workspace->store != NULL)
        store_close(workspace->store);
    known_people_free(workspace->known);
    g_free(workspace);
}

static GBytes *
read_share(const char *name, gpointer data, GError **error)
{
    (void) data;
    return tk_share_read(name, error);
}

struct LanguageShare *
workspace_language_load(GError **error)
{
    return language_share_new(read_share, NULL, error);
}

void
workspace_language_free(struct LanguageShare *language)
{
    language_share_free(language);
}

TkWorld *
workspace_world(const Workspace *workspace)
{
    return workspace->world;
}

const TkSettings *
workspace_settings(const Workspace *workspace)
{
    return workspace->settings;
}

int64_t
workspace_now(const Workspace *workspace)
{
    return tk_world_seconds(workspace->world);
}

const char *
workspace_zone(const Workspace *workspace)
{
    const char *zone = tk_settings_text(workspace->settings, "me.zone");

    if (*zone != '\0')
        return zone;
    return tk_zone_of_country(tk_settings_text(workspace->settings, "me.country"));
}

int64_t
workspace_today(const Workspace *workspace)
{
    return tk_day_of(workspace_now(workspace), workspace_zone(workspace));
}

void
workspace_limits(const Workspace *workspace, MethodLimits *out_limits)
{
    const TkSettings *settings = workspace->settings;

    *out_limits = method_limits_default();
    out_limits->follow_up_first_days =
        (unsigned) tk_settings_number(settings, "follow-up.first-days");
    out_limits->follow_up_second_days =
        (unsigned) tk_settings_number(settings, "follow-up.second-days");
    out_limits->rest_days = (unsigned) tk_settings_number(settings, "follow-up.rest-days");
    out_limits->open_requests_most = (unsigned) tk_settings_number(settings, "requests.open-limit");
    out_limits->news_most = (unsigned) tk_settings_number(settings, "news.today-limit");
    out_limits->touches_most = (unsigned) tk_settings_number(settings, "rhythm.today-limit");
    out_limits->introducer_open_most =
        (unsigned) tk_settings_number(settings, "introducer.open-limit");
    out_limits->introducer_year_most =
        (unsigned) tk_settings_number(settings, "introducer.year-limit");
    out_limits->tie_half_life_days = (unsigned) tk_settings_number(settings, "tie.half-life-days");
}

gboolean
workspace_look(const Workspace *workspace, WorkspaceLook *out_look, GError **error)
{
    if (!store_look_begin(workspace->store, error))
        return FALSE;
    out_look->workspace = workspace;
    return TRUE;
}

void
workspace_look_end(WorkspaceLook *look)
{
    if (look->workspace != NULL)
        store_look_end(look->workspace->store);
}
