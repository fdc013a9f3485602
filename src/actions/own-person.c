/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/own-person.h"

#include "actions/workspace-private.h"
#include "base/tk-text.h"
#include "store/queries.h"
#include "store/tables.h"

static gboolean
take_id(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    *(TkId *) data = db_row_number(row, "id");
    return TRUE;
}

gboolean
person_find_me(const Workspace *workspace, TkId *out_me, GError **error)
{
    *out_me = 0;
    return store_run(workspace->store, &SQL_PERSON_ME, NULL, 0, take_id, out_me, error);
}

gboolean
person_ensure_me(const Workspace *workspace, TkId *out_me, GError **error)
{
    g_autoptr(Person) person = person_new();
    const TkSettings *settings = workspace->settings;

    if (!person_find_me(workspace, out_me, error) || *out_me != 0)
        return *out_me != 0;
    person->id = store_new_id(workspace->store);
    person->created_at = workspace_now(workspace);
    tk_text_set(&person->name, tk_settings_text(settings, "me.name"));
    tk_text_set(&person->country, tk_settings_text(settings, "me.country"));
    tk_text_set(&person->language, tk_settings_text(settings, "me.language"));
    tk_text_set(&person->standing, "me");
    tk_text_set(&person->terms, "good");
    tk_text_set(&person->source, "own");
    *out_me = person->id;
    return person_insert(workspace->store, person, error);
}

char *
own_name(const Workspace *workspace)
{
    const char *name = tk_settings_text(workspace->settings, "me.name");
    g_autoptr(Person) me = NULL;
    TkId id = 0;

    if (*name != '\0')
        return g_strdup(name);
    if (person_find_me(workspace, &id, NULL) && id != 0)
        me = person_load(workspace->store, id, NULL);
    return g_strdup(me != NULL ? me->name : "");
}

static gboolean
take_email(const DbRow *row, gpointer data, GError **error)
{
    char **address = data;

    (void) error;
    if (*address == NULL && g_str_equal(db_row_text(row, "kind"), "email"))
        *address = g_strdup(db_row_text(row, "value"));
    return TRUE;
}

char *
own_email(const Workspace *workspace)
{
    g_auto(GStrv) addresses = g_strsplit(tk_settings_text(workspace->settings, "me.email"), ",", 2);
    char *address = NULL;
    TkId me = 0;

    if (addresses[0] != NULL && *g_strstrip(addresses[0]) != '\0')
        return g_strdup(addresses[0]);
    if (person_find_me(workspace, &me, NULL) && me != 0) {
        const DbValue values[] = { DB_VALUE_NUMBER(me) };

        store_run(workspace->store, &SQL_PERSON_ADDRESS_OF_PERSON, values, G_N_ELEMENTS(values),
                  take_email, &address, NULL);
    }
    return address != NULL ? address : g_strdup("");
}
