/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-reading.h"

#include "base/tk-text.h"

#include <string.h>

static void
clear_name(gpointer name)
{
    same_name_clear(name);
}

SameReading *
same_reading_new(const SameRecord *record)
{
    SameReading *reading = g_new0(SameReading, 1);

    reading->record = *record;
    same_name_read(record->name, record->emails, &reading->name);
    same_work_read(record->organisation, record->emails, &reading->work);
    return reading;
}

void
same_reading_free(SameReading *reading)
{
    if (reading == NULL)
        return;
    same_name_clear(&reading->name);
    same_work_clear(&reading->work);
    same_name_clear(&reading->turned);
    g_clear_pointer(&reading->shown, g_array_unref);
    g_strfreev(reading->titles);
    g_free(reading->place);
    g_strfreev(reading->boxes);
    g_free(reading);
}

/* "kari+news@" is kari's, and gmail does not see dots. */
static char *
box_of(const char *email)
{
    const char *at = strchr(email, '@');
    g_autoptr(GString) box = NULL;

    if (at == NULL)
        return g_strdup(email);
    box = g_string_new_len(email, (gssize) MIN(strcspn(email, "+"), (gsize) (at - email)));
    if (g_str_equal(at, "@gmail.com") || g_str_equal(at, "@googlemail.com"))
        g_string_replace(box, ".", "", 0);
    g_string_append(box, at);
    return g_string_free(g_steal_pointer(&box), FALSE);
}

static void
read_emails(SameReading *reading)
{
    const char *const *emails = reading->record.emails;
    guint count = g_strv_length((char **) emails);

    reading->boxes = g_new0(char *, count + 1);
    reading->shown = g_array_new(FALSE, FALSE, sizeof(SameName));
    g_array_set_clear_func(reading->shown, clear_name);
    for (guint at = 0; at < count; at++) {
        SameName shown = { 0 };

        reading->boxes[at] = box_of(emails[at]);
        if (same_name_of_address(emails[at], &shown))
            g_array_append_val(reading->shown, shown);
        else
            same_name_clear(&shown);
    }
}

void
same_reading_end(SameReading *reading)
{
    if (reading->is_whole)
        return;
    reading->is_whole = TRUE;
    same_name_turned(&reading->name, &reading->turned);
    read_emails(reading);
    reading->titles = tk_text_fold_words(reading->record.title);
    reading->place = tk_text_fold(reading->record.place);
}
