/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-limits.h"
#include "base/tk-text.h"
#include "formats/icalendar-private.h"
#include "formats/mail-address.h"

#include <string.h>

enum {
    UID_BYTES = 2048,
    SUMMARY_BYTES = 1000,
    NAME_BYTES = 500,
    RULE_BYTES = 2000,
    ZONE_BYTES = 200,
    TIMES_MOST = 2000, /* of EXDATE and of RDATE: a daily event, five years long */
    PARTY_COST = 128,
};

IcalEvent *
ical_event_new(int64_t line)
{
    IcalEvent *event = g_new0(IcalEvent, 1);

    event->line = line;
    event->texts = g_string_chunk_new(256);
    event->uid = event->summary = event->rule = "";
    event->parties = g_array_new(FALSE, FALSE, sizeof(IcalParty));
    event->more = g_array_new(FALSE, FALSE, sizeof(IcalTime));
    event->less = g_array_new(FALSE, FALSE, sizeof(IcalTime));
    event->bytes = sizeof *event;
    return event;
}

void
ical_event_free(IcalEvent *event)
{
    if (event == NULL)
        return;
    g_array_unref(event->parties);
    g_array_unref(event->more);
    g_array_unref(event->less);
    g_string_chunk_free(event->texts);
    g_free(event);
}

/* Valid UTF-8 of at most `most` bytes, cut at a letter. */
static const char *
keep(IcalEvent *event, const char *text, gsize most)
{
    g_autofree char *mended = g_utf8_validate(text, -1, NULL) ? NULL : tk_text_mend(text, -1);
    const char *whole = mended != NULL ? mended : text;
    gsize length = strlen(whole);

    if (length > most) {
        length = most;
        while (length > 0 && ((unsigned char) whole[length] & 0xc0) == 0x80)
            length--;
    }
    event->bytes += length + 1;
    return g_string_chunk_insert_len(event->texts, whole, (gssize) length);
}

static const char *
keep_value(IcalEvent *event, const VcardLine *line, gsize most)
{
    char *whole = NULL;

    vcard_split(line->value, '\0', &whole, 1);
    return keep(event, g_strstrip(whole), most);
}

static gboolean
is_word(const char *word, const char *text, gsize length)
{
    return strlen(word) == length && g_ascii_strncasecmp(word, text, length) == 0;
}

static gboolean
find_zone(const char *name, gsize name_length, const char *value, gsize value_length, gpointer data)
{
    if (!is_word("TZID", name, name_length))
        return TRUE;
    g_strlcpy(data, value, MIN(value_length + 1, ZONE_BYTES));
    return FALSE;
}

gboolean
ical_times_read(const VcardLine *line, GStringChunk *texts, GArray *out_times, unsigned most)
{
    char zone[ZONE_BYTES] = "";
    const char *at = line->value;

    vcard_line_params(line, find_zone, zone);
    while (*at == ' ')
        at++;
    const char *kept = *zone != '\0' && g_utf8_validate(zone, -1, NULL)
                           ? g_string_chunk_insert_const(texts, zone)
                           : "";

    for (;; at++) {
        IcalTime time = { .zone = kept, .is_set = TRUE };

        if (!recurrence_time(at, &time.wall, &time.is_date, &time.is_utc))
            return FALSE;
        if (out_times->len < most)
            g_array_append_val(out_times, time);
        at = strchr(at, ',');
        if (at == NULL)
            return TRUE;
    }
}

static gboolean
read_time(IcalEvent *event, const VcardLine *line, IcalTime *out_time)
{
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(IcalTime));

    if (!ical_times_read(line, event->texts, times, 1))
        return FALSE;
    *out_time = g_array_index(times, IcalTime, 0);
    return TRUE;
}

static gboolean
take_times(IcalEvent *event, const VcardLine *line, GArray *times)
{
    guint before = times->len;
    gboolean is_read = ical_times_read(line, event->texts, times, TIMES_MOST);

    event->bytes += (times->len - before) * sizeof(IcalTime);
    return is_read;
}

/* RFC 5545 3.3.6: "PT1H30M", "P1D", "P2W". */
static gboolean
read_duration(const char *text, int64_t *out_seconds)
{
    int64_t sum = 0;

    text += *text == '+' || *text == '-' ? 1 : 0;
    if (*text++ != 'P')
        return FALSE;
    while (*text != '\0') {
        int64_t number = 0;

        if (*text == 'T') {
            text++;
            continue;
        }
        if (!g_ascii_isdigit(*text))
            return FALSE;
        for (; g_ascii_isdigit(*text); text++)
            number = MIN(number * 10 + (*text - '0'), 10000000);
        switch (*text++) {
        case 'W':
            sum += number * 7 * 86400;
            break;
        case 'D':
            sum += number * 86400;
            break;
        case 'H':
            sum += number * 3600;
            break;
        case 'M':
            sum += number * 60;
            break;
        case 'S':
            sum += number;
            break;
        default:
            return FALSE;
        }
    }
    *out_seconds = sum;
    return TRUE;
}

typedef struct {
    IcalEvent *event;
    IcalParty party;
    gboolean is_group;
} Attending;

static gboolean
take_party_param(const char *name, gsize name_length, const char *value, gsize value_length,
                 gpointer data)
{
    Attending *attending = data;

    if (is_word("CN", name, name_length)) {
        g_autofree char *shown = g_strndup(value, value_length);

        attending->party.name = keep(attending->event, g_strstrip(shown), NAME_BYTES);
    } else if (is_word("PARTSTAT", name, name_length)) {
        attending->party.is_absent |=
            is_word("DECLINED", value, value_length) || is_word("DELEGATED", value, value_length);
    } else if (is_word("ROLE", name, name_length)) {
        attending->party.is_absent |= is_word("NON-PARTICIPANT", value, value_length);
    } else if (is_word("CUTYPE", name, name_length)) {
        attending->party.is_robot |=
            is_word("RESOURCE", value, value_length) || is_word("ROOM", value, value_length);
        attending->is_group |= is_word("GROUP", value, value_length);
    }
    return TRUE;
}

/* Calendars and rooms have addresses that look like a person's. */
static gboolean
is_calendars_own(const char *address)
{
    static const char *const endings[] = { "@group.calendar.google.com",
                                           "@resource.calendar.google.com",
                                           "@import.calendar.google.com", "@unknown.invalid" };

    for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(address, endings[i]))
            return TRUE;
    return mail_address_is_robot(address);
}

static void
take_party(IcalEvent *event, const VcardLine *line, gboolean is_organizer)
{
    Attending attending = { .event = event, .party = { .name = "", .is_organizer = is_organizer } };
    const char *address = line->value;

    if (event->parties->len >= TK_LIMIT_ADDRESSES) {
        event->has_crowd = TRUE;
        return;
    }
    while (*address == ' ')
        address++;
    if (g_ascii_strncasecmp(address, "mailto:", 7) == 0)
        address += 7;
    vcard_line_params(line, take_party_param, &attending);
    attending.party.address = strchr(address, '@') != NULL && strchr(address, '/') == NULL
                                  ? keep(event, address, NAME_BYTES)
                                  : "";
    attending.party.is_robot |=
        *attending.party.address != '\0' && is_calendars_own(attending.party.address);
    event->has_crowd |= attending.is_group && !attending.party.is_absent;
    if (attending.is_group || (*attending.party.address == '\0' && *attending.party.name == '\0'))
        return;
    event->bytes += PARTY_COST;
    g_array_append_val(event->parties, attending.party);
}

static gboolean
is_rest(const char *name, gsize name_length, const char *value, gsize value_length, gpointer data)
{
    if (is_word("RANGE", name, name_length) && is_word("THISANDFUTURE", value, value_length))
        *(gboolean *) data = TRUE;
    return TRUE;
}

typedef enum {
    FIELD_NONE,
    FIELD_UID,
    FIELD_SUMMARY,
    FIELD_RULE,
    FIELD_START,
    FIELD_END,
    FIELD_DURATION,
    FIELD_ORIGINAL,
    FIELD_MORE,
    FIELD_LESS,
    FIELD_ATTENDEE,
    FIELD_ORGANIZER,
    FIELD_STATUS,
    FIELD_CLASS,
    FIELD_SEQUENCE,
} Field;

static Field
field_of(const char *name)
{
    static const struct {
        const char *name;
        Field field;
    } fields[] = {
        { "UID", FIELD_UID },           { "SUMMARY", FIELD_SUMMARY },
        { "RRULE", FIELD_RULE },        { "DTSTART", FIELD_START },
        { "DTEND", FIELD_END },         { "DURATION", FIELD_DURATION },
        { "EXDATE", FIELD_LESS },       { "RECURRENCE-ID", FIELD_ORIGINAL },
        { "RDATE", FIELD_MORE },        { "ATTENDEE", FIELD_ATTENDEE },
        { "STATUS", FIELD_STATUS },     { "ORGANIZER", FIELD_ORGANIZER },
        { "SEQUENCE", FIELD_SEQUENCE }, { "CLASS", FIELD_CLASS },
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++)
        if (strcmp(fields[i].name, name) == 0)
            return fields[i].field;
    return FIELD_NONE;
}

static gboolean
take_field(IcalEvent *event, Field field, const VcardLine *line)
{
    switch (field) {
    case FIELD_UID:
        event->uid = keep_value(event, line, UID_BYTES);
        return TRUE;
    case FIELD_SUMMARY:
        event->summary = keep_value(event, line, SUMMARY_BYTES);
        return TRUE;
    case FIELD_RULE:
        event->rule = keep(event, g_strstrip(line->value), RULE_BYTES);
        return TRUE;
    case FIELD_START:
        return read_time(event, line, &event->start);
    case FIELD_END:
        return read_time(event, line, &event->end);
    case FIELD_DURATION:
        return read_duration(g_strstrip(line->value), &event->duration);
    case FIELD_ORIGINAL:
        vcard_line_params(line, is_rest, &event->is_rest);
        return read_time(event, line, &event->original);
    case FIELD_MORE:
        return take_times(event, line, event->more);
    case FIELD_LESS:
        return take_times(event, line, event->less);
    case FIELD_ATTENDEE:
    case FIELD_ORGANIZER:
        take_party(event, line, field == FIELD_ORGANIZER);
        return TRUE;
    case FIELD_STATUS:
        event->is_cancelled = g_ascii_strcasecmp(g_strstrip(line->value), "CANCELLED") == 0;
        return TRUE;
    case FIELD_CLASS:
        event->is_private = g_ascii_strcasecmp(g_strstrip(line->value), "PUBLIC") != 0;
        return TRUE;
    case FIELD_SEQUENCE:
        event->sequence = g_ascii_strtoll(line->value, NULL, 10);
        return TRUE;
    default:
        return TRUE;
    }
}

void
ical_event_take(IcalEvent *event, const VcardLine *line)
{
    Field field = field_of(line->name);
    const char *fault = NULL;

    if (line->is_malformed)
        fault = "line-malformed";
    else if (field != FIELD_NONE && line->is_cut)
        fault = "field-cut";
    if (!line->is_malformed && !take_field(event, field, line))
        fault = "line-malformed";
    if (fault == NULL || event->fault != NULL)
        return;
    event->fault = fault;
    event->fault_line = line->number;
}
