/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/maintenance.h"

#include "store/mark-store.h"
#include "store/queries.h"
#include "store/store-private.h"

#include <string.h>
#include <sys/statvfs.h>

#define BACKUP_AGE  (INT64_C(7) * 24 * 60 * 60)
#define SPACE_LEAST (INT64_C(100) << 20) /* an import of a big archive needs as much */

typedef struct {
    char *integrity;
    char *version;
    int64_t dangling;
    int64_t bytes;
    int64_t free;
    int64_t open;
} Health;

static void
health_clear(Health *health)
{
    g_free(health->integrity);
    g_free(health->version);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Health, health_clear)

gboolean
store_checkpoint(Store *store, GError **error)
{
    return db_checkpoint(store->db, FALSE, error);
}

void
store_finding_free(StoreFinding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->key);
    g_free(finding->subject);
    g_free(finding);
}

static void
free_finding(gpointer finding)
{
    store_finding_free(finding);
}

static void
add_text(GPtrArray *findings, const char *key, gboolean fine, const char *subject)
{
    StoreFinding *finding = g_new0(StoreFinding, 1);

    finding->key = g_strdup(key);
    finding->subject = g_strdup(subject);
    finding->fine = fine;
    g_ptr_array_add(findings, finding);
}

static void
add_number(GPtrArray *findings, const char *key, gboolean fine, int64_t number)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, number);

    add_text(findings, key, fine, text);
}

static gboolean
take_health(const DbRow *row, gpointer data, GError **error)
{
    Health *health = data;

    (void) error;
    health->integrity = g_strdup(db_row_text(row, "integrity"));
    health->version = g_strdup(db_row_text(row, "version"));
    health->dangling = db_row_number(row, "dangling");
    health->bytes = db_row_number(row, "bytes");
    health->free = db_row_number(row, "free");
    health->open = db_row_number(row, "open");
    return TRUE;
}

static gboolean
take_version(const DbRow *row, gpointer data, GError **error)
{
    int64_t *version = data;

    (void) error;
    *version = db_row_number(row, "version");
    return TRUE;
}

/* How much room the disk has, for a store that lies in a file of ours. */
static void
add_space(GPtrArray *findings, const Store *store)
{
    struct statvfs disk;

    if (db_engine(store->db) != DB_ENGINE_SQLITE || statvfs(store->place, &disk) != 0)
        return;
    int64_t space = (int64_t) disk.f_bavail * (int64_t) disk.f_frsize;

    add_number(findings, "free-space", space >= SPACE_LEAST, space);
}

static gboolean
add_backup(GPtrArray *findings, Store *store, GError **error)
{
    g_autofree char *mark = mark_store_get(store, STORE_MARK_LAST_BACKUP, error);

    if (mark == NULL)
        return FALSE;
    int64_t at = g_ascii_strtoll(mark, NULL, 10);
    int64_t age = tk_world_seconds(store->world) - at;

    if (at == 0)
        add_text(findings, "last-backup", FALSE, "");
    else
        add_number(findings, "last-backup", age <= BACKUP_AGE, at);
    return TRUE;
}

GPtrArray *
store_examine(Store *store, GError **error)
{
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(free_finding);
    g_auto(Health) health = { 0 };
    gboolean served = db_engine(store->db) == DB_ENGINE_POSTGRES;
    int64_t version = 0;

    if (!db_run(store->db, &SQL_ENGINE_HEALTH, NULL, 0, take_health, &health, error) ||
        !db_run(store->db, &SQL_VERSION_GET, NULL, 0, take_version, &version, error))
        return NULL;
    add_text(findings, "place", TRUE, store->place);
    add_text(findings, served ? "postgresql" : "sqlite", TRUE, health.version);
    add_number(findings, "schema-version", TRUE, version);
    add_number(findings, "size", TRUE, health.bytes);
    add_text(findings, "integrity", strcmp(health.integrity, "ok") == 0, health.integrity);
    add_number(findings, "dangling-rows", health.dangling == 0, health.dangling);
    if (served) {
        add_text(findings, "role-is-bound", health.free == 0, "");
        add_number(findings, "tables-without-policy", health.open == 0, health.open);
    } else {
        g_autoptr(GError) cause = NULL;
        gboolean moved = db_checkpoint(store->db, FALSE, &cause) && !store->db->sync_failed;

        add_text(findings, "checkpoint", moved, cause != NULL ? cause->message : "");
    }
    add_space(findings, store);
    if (!add_backup(findings, store, error))
        return NULL;
    return g_steal_pointer(&findings);
}
