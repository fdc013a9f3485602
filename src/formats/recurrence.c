/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/recurrence.h"

#include "base/tk-day.h"

#define DAY         INT64_C(86400)
#define DAYS_A_WEEK 7

/* A day and all that a rule may ask of it. */
typedef struct {
    TkDay day;
    int year, month, date, weekday; /* weekday: 0 = Monday */
    int month_length, year_day, year_length;
} Looked;

static TkDay
day_of_date(int year, int month, int date)
{
    TkDay day = 0;

    return tk_day_from_date(year, month, date, &day) ? day : TK_DAY_MOST;
}

static Looked
look_at(TkDay day)
{
    Looked at = { .day = day, .weekday = tk_day_weekday(day) - 1 };
    TkDay year_begins = 0;

    tk_day_to_date(day, &at.year, &at.month, &at.date);
    year_begins = day_of_date(at.year, 1, 1);
    at.year_day = (int) (day - year_begins) + 1;
    at.year_length = (int) (day_of_date(at.year, 12, 31) - year_begins) + 1;
    at.month_length =
        at.month == 12
            ? 31
            : (int) (day_of_date(at.year, at.month + 1, 1) - day_of_date(at.year, at.month, 1));
    return at;
}

/* The day after: within a month all but three figures stay. */
static void
step_on(Looked *at)
{
    if (at->date == at->month_length) {
        *at = look_at(at->day + 1);
        return;
    }
    at->day++;
    at->date++;
    at->year_day++;
    at->weekday = (at->weekday + 1) % DAYS_A_WEEK;
}

/* The first day of week 1: the first week with four days or more in the year. */
static TkDay
first_week_of(int year, int week_start)
{
    TkDay begins = day_of_date(CLAMP(year, TK_YEAR_LEAST, TK_YEAR_MOST), 1, 1);
    int into = (tk_day_weekday(begins) - 1 - week_start + DAYS_A_WEEK) % DAYS_A_WEEK;

    return into <= 3 ? begins - into : begins + DAYS_A_WEEK - into;
}

/* The year that the week of a day belongs to: at its edges not the day's own. */
static int
year_of_week(const Looked *at, int week_start)
{
    if (at->day < first_week_of(at->year, week_start))
        return at->year - 1;
    return at->day >= first_week_of(at->year + 1, week_start) ? at->year + 1 : at->year;
}

static gboolean
is_in_weeks(const Recurrence *recurrence, const Looked *at)
{
    int year = year_of_week(at, recurrence->week_start);
    TkDay begins = first_week_of(year, recurrence->week_start);
    TkDay ends = first_week_of(year + 1, recurrence->week_start);
    int week = (int) (at->day - begins) / DAYS_A_WEEK + 1;
    int weeks = (int) (ends - begins) / DAYS_A_WEEK;

    return recurrence_set_has(&recurrence->weeks, CLAMP(week, 1, 53)) ||
           recurrence_set_has(&recurrence->weeks, CLAMP(week - weeks - 1, -53, -1));
}

/* "2TU" is the second Tuesday of the month, or of the year where no month is named. */
static gboolean
is_in_place(const Recurrence *recurrence, const Looked *at, int place)
{
    gboolean of_month = recurrence->step == RECURRENCE_MONTHLY ||
                        (recurrence->step == RECURRENCE_YEARLY && recurrence->months.any);
    int date = of_month ? at->date : at->year_day;
    int length = of_month ? at->month_length : at->year_length;

    if (place == 0 || recurrence->step < RECURRENCE_MONTHLY || recurrence->weeks.any)
        return TRUE;
    return place > 0 ? (date - 1) / DAYS_A_WEEK + 1 == place
                     : (length - date) / DAYS_A_WEEK + 1 == -place;
}

static gboolean
is_on_days(const Recurrence *recurrence, const Looked *at)
{
    for (unsigned i = 0; i < recurrence->day_count; i++)
        if (recurrence->days[i].weekday == at->weekday &&
            is_in_place(recurrence, at, recurrence->days[i].place))
            return TRUE;
    return FALSE;
}

/* What the rule leaves out follows from the event's own start. */
static gboolean
fits_start(const Recurrence *recurrence, const Looked *at, const Looked *start)
{
    if (recurrence->day_count > 0 || recurrence->month_days.any || recurrence->year_days.any)
        return TRUE;
    if (recurrence->weeks.any || recurrence->step == RECURRENCE_WEEKLY)
        return at->weekday == start->weekday;
    if (recurrence->step == RECURRENCE_DAILY)
        return TRUE;
    return at->date == start->date && (recurrence->step == RECURRENCE_MONTHLY ||
                                       recurrence->months.any || at->month == start->month);
}

static gboolean
fits(const Recurrence *recurrence, const Looked *at, const Looked *start)
{
    if (recurrence->months.any && !recurrence_set_has(&recurrence->months, at->month))
        return FALSE;
    if (recurrence->month_days.any && !recurrence_set_has(&recurrence->month_days, at->date) &&
        !recurrence_set_has(&recurrence->month_days, at->date - at->month_length - 1))
        return FALSE;
    if (recurrence->year_days.any && !recurrence_set_has(&recurrence->year_days, at->year_day) &&
        !recurrence_set_has(&recurrence->year_days, at->year_day - at->year_length - 1))
        return FALSE;
    if (recurrence->weeks.any && !is_in_weeks(recurrence, at))
        return FALSE;
    if (recurrence->day_count > 0 && !is_on_days(recurrence, at))
        return FALSE;
    return fits_start(recurrence, at, start);
}

typedef struct {
    const Recurrence *recurrence;
    const RecurrenceWish *wish;
    unsigned *budget;
    Looked start;
    int year;                         /* of the first period: of weeks where the rule names weeks */
    int times[RECURRENCE_TIMES_MOST]; /* seconds of the day, ascending */
    unsigned time_count;
    GArray *period; /* int64_t: all that the rule gives in one period */
    GArray *out;
    gboolean is_short; /* some are missing */
    int64_t counted;
} Walk;

static void
append_times(Walk *walk, int hour, int minute)
{
    const Recurrence *recurrence = walk->recurrence;
    int own = (int) (((walk->wish->first % DAY) + DAY) % DAY);

    for (int second = 0; second < 60; second++)
        if (recurrence->seconds.any ? recurrence_set_has(&recurrence->seconds, second)
                                    : second == own % 60)
            walk->times[walk->time_count++] = hour * 3600 + minute * 60 + second;
}

static void
fill_times(Walk *walk)
{
    const Recurrence *recurrence = walk->recurrence;
    int own = (int) (((walk->wish->first % DAY) + DAY) % DAY);

    for (int hour = 0; hour < 24; hour++) {
        if (recurrence->hours.any ? !recurrence_set_has(&recurrence->hours, hour)
                                  : hour != own / 3600)
            continue;
        for (int minute = 0; minute < 60; minute++)
            if (recurrence->minutes.any ? recurrence_set_has(&recurrence->minutes, minute)
                                        : minute == own / 60 % 60)
                append_times(walk, hour, minute);
    }
}

static gboolean
is_chosen(const Recurrence *recurrence, unsigned at, unsigned count)
{
    for (unsigned i = 0; i < recurrence->place_count; i++)
        if (recurrence->places[i] == (int) at + 1 ||
            recurrence->places[i] == (int) at - (int) count)
            return TRUE;
    return recurrence->place_count == 0;
}

/* FALSE once nothing more can come. */
static gboolean
take_time(Walk *walk, int64_t time)
{
    const Recurrence *recurrence = walk->recurrence;

    if (time < walk->wish->first)
        return TRUE;
    if (time > walk->wish->until || (recurrence->has_until && time > recurrence->until))
        return FALSE;
    if (time >= walk->wish->since)
        g_array_append_val(walk->out, time);
    if (walk->out->len >= 2 * walk->wish->most) {
        g_array_remove_range(walk->out, 0, walk->out->len - walk->wish->most);
        walk->is_short = TRUE;
    }
    return recurrence->count == 0 || ++walk->counted < recurrence->count;
}

/* The days from `from` to before `until`; FALSE once nothing more can come. */
static gboolean
walk_period(Walk *walk, TkDay from, TkDay until)
{
    g_array_set_size(walk->period, 0);
    for (Looked at = look_at(MAX(from, TK_DAY_LEAST)); at.day < MIN(until, TK_DAY_MOST);
         step_on(&at)) {
        if (*walk->budget == 0) {
            walk->is_short = TRUE;
            return FALSE;
        }
        --*walk->budget;
        if (!fits(walk->recurrence, &at, &walk->start))
            continue;
        for (unsigned i = 0; i < walk->time_count; i++) {
            int64_t time = at.day * DAY + walk->times[i];

            g_array_append_val(walk->period, time);
        }
    }
    for (unsigned i = 0; i < walk->period->len; i++)
        if (is_chosen(walk->recurrence, i, walk->period->len) &&
            !take_time(walk, g_array_index(walk->period, int64_t, i)))
            return FALSE;
    return TRUE;
}

/* The first day of the period that is `number` steps after that of the start. */
static TkDay
period_begins(const Walk *walk, int64_t number)
{
    const Recurrence *recurrence = walk->recurrence;
    int64_t steps = number * recurrence->interval;
    int into = 0;

    switch (recurrence->step) {
    case RECURRENCE_DAILY:
        return walk->start.day + steps;
    case RECURRENCE_WEEKLY:
        into = (walk->start.weekday - recurrence->week_start + DAYS_A_WEEK) % DAYS_A_WEEK;
        return walk->start.day - into + DAYS_A_WEEK * steps;
    case RECURRENCE_MONTHLY:
        steps += walk->start.month - 1;
        return day_of_date((int) MIN(walk->start.year + steps / 12, TK_YEAR_MOST + 1),
                           (int) (steps % 12) + 1, 1);
    default:
        steps += walk->year;
        if (steps > TK_YEAR_MOST)
            return TK_DAY_MOST;
        return recurrence->weeks.any ? first_week_of((int) steps, recurrence->week_start)
                                     : day_of_date((int) steps, 1, 1);
    }
}

static TkDay
period_ends(const Walk *walk, TkDay begins)
{
    Looked at = { 0 };

    switch (walk->recurrence->step) {
    case RECURRENCE_DAILY:
        return begins + 1;
    case RECURRENCE_WEEKLY:
        return begins + DAYS_A_WEEK;
    case RECURRENCE_MONTHLY:
        at = look_at(begins);
        return begins + at.month_length;
    default:
        at = look_at(begins);
        if (walk->recurrence->weeks.any)
            return first_week_of(year_of_week(&at, walk->recurrence->week_start) + 1,
                                 walk->recurrence->week_start);
        return begins + at.year_length;
    }
}

/* Periods that lie before what is wanted need no look, unless they are counted. */
static int64_t
first_period(const Walk *walk)
{
    static const int64_t longest[] = { 1, 7, 31, 366 };
    const Recurrence *recurrence = walk->recurrence;
    TkDay since = walk->wish->since / DAY - 1;
    int64_t days = since - walk->start.day;

    /* One period less, because the first one began before the start. */
    if (recurrence->count > 0 || days <= 0)
        return 0;
    return MAX(days / (longest[recurrence->step] * recurrence->interval) - 1, 0);
}

gboolean
recurrence_walk(const Recurrence *recurrence, const RecurrenceWish *wish, unsigned *budget,
                GArray *out_times)
{
    g_autoptr(GArray) period = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(int64_t));
    Walk walk = {
        .recurrence = recurrence, .wish = wish, .budget = budget, .period = period, .out = out
    };
    TkDay last = wish->until / DAY + 1;
    int64_t number = 0;

    walk.start = look_at((wish->first - ((wish->first % DAY) + DAY) % DAY) / DAY);
    walk.year =
        recurrence->weeks.any ? year_of_week(&walk.start, recurrence->week_start) : walk.start.year;
    fill_times(&walk);
    for (number = first_period(&walk);; number++) {
        TkDay begins = period_begins(&walk, number);

        if (begins > last || begins >= TK_DAY_MOST ||
            !walk_period(&walk, begins, period_ends(&walk, begins)))
            break;
    }
    if (out->len > wish->most) {
        g_array_remove_range(out, 0, out->len - wish->most);
        walk.is_short = TRUE;
    }
    g_array_append_vals(out_times, out->data, out->len);
    return !walk.is_short;
}
