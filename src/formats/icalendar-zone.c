/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-day.h"
#include "formats/icalendar-private.h"

#include <string.h>

/* Zones by the name the file gives them. Most names are, or end in, one that everybody knows; what
 * else stands there ("W. Europe Standard Time", "Customized Time Zone") is explained by the file's
 * own VTIMEZONE: parts with a first hour, a rule for the years after it and an offset. */

enum {
    ZONES_MOST = 200, /* of one file */
    PARTS_MOST = 40,  /* of one zone: a change of the law every other year */
    TIMES_MOST = 200,
    UNKNOWN_MOST = 50,
    WALK_DAYS = 3000,
};

#define DAY INT64_C(86400)

typedef struct {
    int64_t first; /* wall clock of its first hour */
    int offset;    /* seconds east of UTC from then on */
    Recurrence rule;
    gboolean has_rule;
    GArray *times; /* IcalTime: RDATE */
} Part;

typedef struct {
    int64_t wall;
    int offset;
} Change;

typedef struct {
    char *known;     /* an IANA name, or NULL */
    GArray *parts;   /* Part */
    GArray *changes; /* Change, of the year `year` and the one before */
    int64_t year;    /* of days since 1970, 366 each: which changes are held */
} Zone;

struct IcalZones {
    GHashTable *zones;   /* TZID -> Zone */
    GHashTable *unknown; /* TZIDs that were told of */
    GStringChunk *texts;
    char *name; /* of the VTIMEZONE in hand */
    Zone *zone;
    Part part;
    gboolean is_in_part;
};

static void
part_clear(Part *part)
{
    g_clear_pointer(&part->times, g_array_unref);
}

static void
zone_free(gpointer data)
{
    Zone *zone = data;

    if (zone == NULL)
        return;
    for (guint i = 0; i < zone->parts->len; i++)
        part_clear(&g_array_index(zone->parts, Part, i));
    g_array_unref(zone->parts);
    g_array_unref(zone->changes);
    g_free(zone->known);
    g_free(zone);
}

static Zone *
zone_new(void)
{
    Zone *zone = g_new0(Zone, 1);

    zone->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    zone->changes = g_array_new(FALSE, FALSE, sizeof(Change));
    zone->year = G_MININT64;
    return zone;
}

IcalZones *
ical_zones_new(void)
{
    IcalZones *zones = g_new0(IcalZones, 1);

    zones->zones = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, zone_free);
    zones->unknown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    zones->texts = g_string_chunk_new(256);
    return zones;
}

void
ical_zones_free(IcalZones *zones)
{
    if (zones == NULL)
        return;
    g_hash_table_unref(zones->zones);
    g_hash_table_unref(zones->unknown);
    g_string_chunk_free(zones->texts);
    zone_free(zones->zone);
    part_clear(&zones->part);
    g_free(zones->name);
    g_free(zones);
}

/* "/freeassociation.sourceforge.net/Europe/Oslo" ends in a name that is known. */
static const char *
known_ending(const char *name)
{
    for (; name != NULL; name = strchr(name, '/')) {
        name += *name == '/' ? 1 : 0;
        if (*name != '\0' && tk_zone_is_known(name))
            return name;
    }
    return NULL;
}

/* "+0100", "-053000". */
static gboolean
read_offset(const char *text, int *out_offset)
{
    int digits[6] = { 0 };
    gsize count = 0;

    if (*text != '+' && *text != '-')
        return FALSE;
    while (count < G_N_ELEMENTS(digits) && g_ascii_isdigit(text[count + 1])) {
        digits[count] = text[count + 1] - '0';
        count++;
    }
    if (count != 4 && count != 6)
        return FALSE;
    int seconds = (digits[0] * 10 + digits[1]) * 3600 + (digits[2] * 10 + digits[3]) * 60 +
                  digits[4] * 10 + digits[5];

    *out_offset = *text == '-' ? -seconds : seconds;
    return seconds < 86400;
}

static void
begin_part(IcalZones *zones)
{
    part_clear(&zones->part);
    zones->part = (Part) { .times = g_array_new(FALSE, FALSE, sizeof(IcalTime)) };
    zones->is_in_part = TRUE;
}

static void
end_part(IcalZones *zones)
{
    zones->is_in_part = FALSE;
    if (zones->zone->parts->len >= PARTS_MOST)
        return;
    g_array_append_val(zones->zone->parts, zones->part);
    zones->part = (Part) { 0 };
}

static void
end_zone(IcalZones *zones)
{
    if (zones->name != NULL && g_hash_table_size(zones->zones) < ZONES_MOST &&
        !g_hash_table_contains(zones->zones, zones->name))
        g_hash_table_insert(zones->zones, g_steal_pointer(&zones->name),
                            g_steal_pointer(&zones->zone));
    g_clear_pointer(&zones->zone, zone_free);
    g_clear_pointer(&zones->name, g_free);
}

static gboolean
is_part(const VcardLine *line, const char *edge)
{
    return strcmp(line->name, edge) == 0 && (g_ascii_strcasecmp(line->value, "STANDARD") == 0 ||
                                             g_ascii_strcasecmp(line->value, "DAYLIGHT") == 0);
}

static void
take_part_line(IcalZones *zones, const VcardLine *line)
{
    Part *part = &zones->part;

    if (strcmp(line->name, "DTSTART") == 0) {
        recurrence_time(line->value, &part->first, NULL, NULL);
    } else if (strcmp(line->name, "TZOFFSETTO") == 0) {
        read_offset(line->value, &part->offset);
    } else if (strcmp(line->name, "RRULE") == 0) {
        part->has_rule = recurrence_read(line->value, &part->rule) == RECURRENCE_UNDERSTOOD;
    } else if (strcmp(line->name, "RDATE") == 0) {
        ical_times_read(line, zones->texts, part->times, TIMES_MOST);
    }
}

void
ical_zones_take(IcalZones *zones, const VcardLine *line)
{
    if (line->is_malformed)
        return;
    if (strcmp(line->name, "BEGIN") == 0 && g_ascii_strcasecmp(line->value, "VTIMEZONE") == 0) {
        end_zone(zones);
        zones->zone = zone_new();
        zones->is_in_part = FALSE;
    } else if (zones->zone == NULL) {
        return;
    } else if (strcmp(line->name, "END") == 0 &&
               g_ascii_strcasecmp(line->value, "VTIMEZONE") == 0) {
        end_zone(zones);
    } else if (is_part(line, "BEGIN")) {
        begin_part(zones);
    } else if (is_part(line, "END") && zones->is_in_part) {
        end_part(zones);
    } else if (zones->is_in_part) {
        take_part_line(zones, line);
    } else if (strcmp(line->name, "TZID") == 0) {
        g_free(zones->name);
        zones->name = g_strdup(line->value);
    } else if (strcmp(line->name, "X-LIC-LOCATION") == 0 && tk_zone_is_known(line->value)) {
        g_free(zones->zone->known);
        zones->zone->known = g_strdup(line->value);
    }
}

static int
compare_changes(gconstpointer one, gconstpointer other)
{
    const Change *a = one, *b = other;

    return (a->wall > b->wall) - (a->wall < b->wall);
}

static void
add_change(Zone *zone, int64_t wall, int offset)
{
    const Change change = { wall, offset };

    g_array_append_val(zone->changes, change);
}

/* When the offset changed, in the two years before `until` and for the last time before them. */
static void
fill_changes(Zone *zone, int64_t since, int64_t until)
{
    g_array_set_size(zone->changes, 0);
    for (guint i = 0; i < zone->parts->len; i++) {
        const Part *part = &g_array_index(zone->parts, Part, i);
        const RecurrenceWish wish = { part->first, since, until, 10 };
        g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(int64_t));
        unsigned budget = WALK_DAYS;

        add_change(zone, part->first, part->offset);
        if (part->has_rule)
            recurrence_walk(&part->rule, &wish, &budget, times);
        for (guint k = 0; k < times->len; k++)
            add_change(zone, g_array_index(times, int64_t, k), part->offset);
        for (guint k = 0; k < part->times->len; k++)
            add_change(zone, g_array_index(part->times, IcalTime, k).wall, part->offset);
    }
    g_array_sort(zone->changes, compare_changes);
}

/* The offset at a wall clock time. In the hour that comes twice the second one counts, in the one
 * that is left out the later offset: nobody meets then. */
static int
offset_at(Zone *zone, int64_t wall)
{
    int64_t year = wall / (366 * DAY);
    int offset = zone->parts->len > 0 ? g_array_index(zone->parts, Part, 0).offset : 0;

    if (year != zone->year)
        fill_changes(zone, (year - 1) * 366 * DAY, (year + 1) * 366 * DAY);
    zone->year = year;
    for (guint i = 0; i < zone->changes->len; i++) {
        const Change *change = &g_array_index(zone->changes, Change, i);

        if (change->wall > wall)
            break;
        offset = change->offset;
    }
    return offset;
}

static int64_t
instant_in(const char *zone, int64_t wall)
{
    TkDay day = (wall - ((wall % DAY) + DAY) % DAY) / DAY;
    int second = (int) (wall - day * DAY);

    return tk_day_instant(day, second / 60, zone) + second % 60;
}

int64_t
ical_zones_instant(IcalZones *zones, const IcalTime *time, gboolean *out_unknown)
{
    Zone *zone = NULL;
    const char *known = NULL;

    *out_unknown = FALSE;
    if (time->is_utc || time->is_date || *time->zone == '\0')
        return time->wall;
    zone = g_hash_table_lookup(zones->zones, time->zone);
    known = known_ending(time->zone);
    if (known == NULL && zone != NULL)
        known = zone->known;
    if (known != NULL)
        return instant_in(known, time->wall);
    if (zone != NULL && zone->parts->len > 0)
        return time->wall - offset_at(zone, time->wall);
    if (g_hash_table_size(zones->unknown) < UNKNOWN_MOST)
        *out_unknown = g_hash_table_add(zones->unknown, g_strdup(time->zone));
    return time->wall;
}
