/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/reading.h"

#include "base/tk-text.h"

#include <string.h>

enum {
    PROGRESS_STEP = 256 << 10,
    SUBJECT_BYTES = 120, /* of a value named in a report: enough to find it in the file */
};

gboolean
reading_left_out(Reading *reading, int64_t line, const char *reason, const char *subject,
                 GError **error)
{
    g_autofree char *mended = NULL;
    gsize length;
    RecordLeftOut left_out = { .file = reading->file, .line = line, .reason = reason };

    if (subject == NULL)
        subject = "";
    length = strnlen(subject, SUBJECT_BYTES);
    /* Not in the middle of a letter: the rest of one would be mended into another. */
    while (length == SUBJECT_BYTES && length > SUBJECT_BYTES - 4 &&
           ((unsigned char) subject[length] & 0xc0) == 0x80)
        length--;
    mended = tk_text_mend(subject, (gssize) length);
    left_out.subject = mended;
    return reading->sink->left_out(reading->sink, &left_out, error);
}

gboolean
reading_not_used(Reading *reading, GError **error)
{
    RecordSink *sink = reading->sink;

    return sink->not_used == NULL || sink->not_used(sink, reading->file, error);
}

gboolean
reading_tell(Reading *reading, GError **error)
{
    int64_t here = reading->done_here;

    if (reading->position != NULL)
        here = reading->position(reading->position_data);
    reading->since_last = 0;
    if (reading->sink->progress == NULL)
        return TRUE;
    return reading->sink->progress(reading->sink, reading->file, reading->done_before + here,
                                   reading->total, error);
}

gboolean
reading_advance(Reading *reading, int64_t bytes, GError **error)
{
    reading->done_here += bytes;
    reading->since_last += bytes;
    if (reading->since_last < PROGRESS_STEP)
        return TRUE;
    return reading_tell(reading, error);
}
