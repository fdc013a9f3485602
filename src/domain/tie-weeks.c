/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/tie-weeks.h"

#include <stdlib.h>
#include <string.h>

#define DAYS_A_WEEK   7
#define EPOCH_WEEKDAY 3 /* 1970-01-01 was a Thursday: Monday is 0 */
#define WEEK_LETTERS  3
#define DAYS_LETTERS  4
#define ALL_LETTERS   10 /* week, amount, the days out, in and met */
#define WEEK_MOST     ((INT64_C(1) << 18) - 1)

#define ANSWER_MOST_DAYS 21 /* later than that it is a new beginning */
#define ANSWERS_LEAST    3  /* fewer are no habit */
#define GAPS_LEAST       3

/* In the order of their bytes, so that texts compare as the weeks do. */
static const char letters[] = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

int64_t
tie_week_of(TkDay day)
{
    return CLAMP(day + EPOCH_WEEKDAY, 0, WEEK_MOST * DAYS_A_WEEK) / DAYS_A_WEEK;
}

double
tie_week_middle(int64_t week)
{
    return (double) week * DAYS_A_WEEK - EPOCH_WEEKDAY + DAYS_A_WEEK / 2.0;
}

static unsigned
weekday_bit(TkDay day)
{
    return 1U << (unsigned) (CLAMP(day + EPOCH_WEEKDAY, 0, WEEK_MOST * DAYS_A_WEEK) % DAYS_A_WEEK);
}

static int
letter_value(char letter)
{
    const char *at = letter != '\0' ? strchr(letters, letter) : NULL;

    return at != NULL ? (int) (at - letters) : -1;
}

/* FALSE where a letter is none of ours. */
static gboolean
read_number(const char *text, unsigned length, int64_t *out_number)
{
    int64_t number = 0;

    for (unsigned i = 0; i < length; i++) {
        int value = letter_value(text[i]);

        if (value < 0)
            return FALSE;
        number = number << 6 | value;
    }
    *out_number = number;
    return TRUE;
}

static void
write_number(char *text, unsigned length, int64_t number)
{
    for (unsigned i = 0; i < length; i++)
        text[i] = letters[number >> 6 * (length - 1 - i) & 63];
}

void
tie_weeks_read(const char *text, TieWeeks *out_weeks)
{
    gsize length = strlen(text);
    int64_t amount = 0, days = 0;

    out_weeks->count = 0;
    if (length % ALL_LETTERS != 0 || length > TIE_WEEKS_MOST * ALL_LETTERS)
        return;
    for (const char *at = text; at < text + length; at += ALL_LETTERS) {
        TieWeek *week = &out_weeks->weeks[out_weeks->count];

        if (!read_number(at, WEEK_LETTERS, &week->week) ||
            !read_number(at + WEEK_LETTERS, WEEK_LETTERS, &amount) ||
            !read_number(at + 2 * WEEK_LETTERS, DAYS_LETTERS, &days) ||
            (out_weeks->count > 0 && week[-1].week >= week->week)) {
            out_weeks->count = 0;
            return;
        }
        week->amount = (unsigned) amount;
        week->met = (unsigned) days >> 14 & 127;
        week->out = (unsigned) days >> 7 & 127;
        week->in = (unsigned) days & 127;
        out_weeks->count++;
    }
}

char *
tie_weeks_text(const TieWeeks *weeks)
{
    char *text = g_malloc(weeks->count * ALL_LETTERS + 1);

    for (unsigned i = 0; i < weeks->count; i++) {
        const TieWeek *week = &weeks->weeks[i];
        char *at = text + i * ALL_LETTERS;

        write_number(at, WEEK_LETTERS, week->week);
        write_number(at + WEEK_LETTERS, WEEK_LETTERS, week->amount);
        write_number(at + 2 * WEEK_LETTERS, DAYS_LETTERS,
                     week->met << 14 | week->out << 7 | week->in);
    }
    text[weeks->count * ALL_LETTERS] = '\0';
    return text;
}

/* Where a week stands or would stand. Most of what comes is new, so it is looked for from the end.
 */
static unsigned
place_of(const TieWeeks *weeks, int64_t week)
{
    unsigned place = weeks->count;

    while (place > 0 && weeks->weeks[place - 1].week >= week)
        place--;
    return place;
}

gboolean
tie_weeks_add(TieWeeks *weeks, TkDay day, const TieTouch *touch)
{
    int64_t number = tie_week_of(day);
    unsigned place = place_of(weeks, number);
    TieWeek *week = NULL;

    if (place == weeks->count || weeks->weeks[place].week != number) {
        if (weeks->count == TIE_WEEKS_MOST) {
            if (place == 0)
                return FALSE;
            place--;
            memmove(weeks->weeks, weeks->weeks + 1, place * sizeof(TieWeek));
        } else {
            memmove(weeks->weeks + place + 1, weeks->weeks + place,
                    (weeks->count - place) * sizeof(TieWeek));
            weeks->count++;
        }
        weeks->weeks[place] = (TieWeek) { .week = number };
    }
    week = &weeks->weeks[place];
    week->amount = MIN(week->amount + MIN(touch->amount, TIE_AMOUNT_MOST), TIE_AMOUNT_MOST);
    week->out |= touch->out ? weekday_bit(day) : 0;
    week->in |= touch->in ? weekday_bit(day) : 0;
    week->met |= touch->met ? weekday_bit(day) : 0;
    return TRUE;
}

int64_t
tie_weeks_amount(const TieWeeks *weeks)
{
    int64_t amount = 0;

    for (unsigned i = 0; i < weeks->count; i++)
        amount += weeks->weeks[i].amount;
    return amount;
}

TieDays
tie_weeks_days(const TieWeeks *weeks)
{
    TieDays days = { 0 };

    for (unsigned i = 0; i < weeks->count; i++) {
        days.out += (unsigned) __builtin_popcount(weeks->weeks[i].out | weeks->weeks[i].met);
        days.in += (unsigned) __builtin_popcount(weeks->weeks[i].in | weeks->weeks[i].met);
    }
    return days;
}

/* Numbers of days, of which the middle one is wanted. */
typedef struct {
    int days[TIE_WEEKS_MOST * DAYS_A_WEEK];
    unsigned count;
} Sample;

static void
sample_add(Sample *sample, int64_t days)
{
    g_assert(sample->count < G_N_ELEMENTS(sample->days));
    sample->days[sample->count++] = (int) MIN(days, G_MAXINT);
}

static int
compare_days(const void *one, const void *other)
{
    int a = *(const int *) one, b = *(const int *) other;

    return (a > b) - (a < b);
}

static int
sample_median(Sample *sample, unsigned least)
{
    if (sample->count < least)
        return -1;
    qsort(sample->days, sample->count, sizeof sample->days[0], compare_days);
    return sample->days[sample->count / 2];
}

/* A walk over the days in touch, with what has not been answered yet. */
typedef struct {
    int64_t last, asked_out, asked_in; /* days, -1 for none */
    Sample gaps, theirs, mine;
} Walk;

static void
note_answer(Sample *answers, int64_t *asked, int64_t day)
{
    if (*asked >= 0 && day - *asked <= ANSWER_MOST_DAYS)
        sample_add(answers, day - *asked);
    *asked = -1;
}

/* On a day with both ways nobody knows who began: where nothing was open, each answered the other
 * the same day. */
static void
walk_day(Walk *walk, int64_t day, gboolean out, gboolean in)
{
    gboolean was_open = walk->asked_out >= 0 || walk->asked_in >= 0;

    if (walk->last >= 0)
        sample_add(&walk->gaps, day - walk->last);
    walk->last = day;
    if (out && in && !was_open) {
        sample_add(&walk->theirs, 0);
        sample_add(&walk->mine, 0);
        return;
    }
    if (in)
        note_answer(&walk->theirs, &walk->asked_out, day);
    if (out)
        note_answer(&walk->mine, &walk->asked_in, day);
    if (out != in) {
        if (out)
            walk->asked_out = day;
        else
            walk->asked_in = day;
    }
}

TieRhythm
tie_weeks_rhythm(const TieWeeks *weeks)
{
    Walk walk = { .last = -1, .asked_out = -1, .asked_in = -1 };

    for (unsigned i = 0; i < weeks->count; i++) {
        const TieWeek *week = &weeks->weeks[i];

        for (unsigned day = 0; day < DAYS_A_WEEK; day++) {
            gboolean out = (week->out >> day & 1) != 0, in = (week->in >> day & 1) != 0;

            if (out || in || (week->met >> day & 1) != 0)
                walk_day(&walk, week->week * DAYS_A_WEEK + day, out, in);
        }
    }
    return (TieRhythm) {
        .gap_days = sample_median(&walk.gaps, GAPS_LEAST),
        .their_days = sample_median(&walk.theirs, ANSWERS_LEAST),
        .my_days = sample_median(&walk.mine, ANSWERS_LEAST),
    };
}
