/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/rhythm.h"

#include <string.h>

#define SOONEST_DAYS  21
#define LATEST_DAYS   365
#define GAPS_MISSED   2 /* so many times the usual silence */
#define TOPIC_LEAST   4 /* letters */
#define TOPIC_MOST    60
#define PREFIXES_MOST 8

/* Where too little happened to tell a habit: by how close the two are. */
static const struct {
    const char *word;
    unsigned days;
} usual[] = { { "close", 60 }, { "warm", 90 }, { "light", 120 } };

static unsigned
usual_days(const char *word)
{
    for (size_t at = 0; at < G_N_ELEMENTS(usual); at++)
        if (strcmp(usual[at].word, word) == 0)
            return usual[at].days;
    return 0;
}

static const char *
channel_of(const Tie *tie)
{
    int64_t mails = tie->mails_in + tie->mails_out;

    if (tie->meetings > mails && tie->meetings > tie->messages)
        return "meeting";
    return tie->messages > mails ? "message" : "mail";
}

gboolean
rhythm_of(const Tie *tie, int64_t now, const MethodLimits *limits, Rhythm *out_rhythm)
{
    TieWeeks weeks;

    if (tie == NULL || tie->last_at == 0 || (tie->mutual == 0 && tie->meetings == 0))
        return FALSE;
    unsigned days = usual_days(tie_word(tie, now, limits));

    if (days == 0)
        return FALSE;
    tie_weeks_read(tie->weeks, &weeks);
    int gap = tie_weeks_rhythm(&weeks).gap_days;

    *out_rhythm = (Rhythm) {
        .days = gap > 0 ? CLAMP((unsigned) gap * GAPS_MISSED, SOONEST_DAYS, LATEST_DAYS) : days,
        .last_day = tk_day_of(tie->last_at, ""),
        .is_own = gap > 0,
        .channel = channel_of(tie),
    };
    out_rhythm->due_day = out_rhythm->last_day + (TkDay) out_rhythm->days;
    return TRUE;
}

/* "Re: ", "SV: ", "Fwd: " in the languages that write to us; NULL where none stands in front. */
static const char *
behind_prefix(const char *subject)
{
    static const char *const prefixes[] = { "re:", "sv:",   "vs:",   "fwd:", "fw:",  "vb:",
                                            "aw:", "svar:", "vedr:", "wg:",  "ang:", NULL };

    for (unsigned at = 0; prefixes[at] != NULL; at++)
        if (g_ascii_strncasecmp(subject, prefixes[at], strlen(prefixes[at])) == 0)
            return subject + strlen(prefixes[at]);
    return NULL;
}

char *
rhythm_topic(const char *subject)
{
    g_autofree char *line = g_strstrip(g_strdup(subject));
    const char *topic = line;

    for (unsigned turn = 0; turn < PREFIXES_MOST; turn++) {
        const char *behind = behind_prefix(topic);

        if (behind == NULL)
            break;
        topic = behind + strspn(behind, " ");
    }
    size_t length = strlen(topic);

    while (length > 0 && strchr(".!?, ", topic[length - 1]) != NULL)
        length--;
    glong letters = g_utf8_strlen(topic, (gssize) length);

    if (letters < TOPIC_LEAST || letters > TOPIC_MOST || strcspn(topic, "\r\n\"{}<>[]|") < length ||
        strstr(topic, "http") != NULL)
        return g_strdup("");
    return g_strndup(topic, length);
}
