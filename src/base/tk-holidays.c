/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-holidays.h"

#define MONDAY   1
#define THURSDAY 4
#define SATURDAY 6
#define SUNDAY   7

#define ALWAYS 0
#define STILL  9999

typedef enum {
    ON_DATE,      /* month, day */
    FROM_EASTER,  /* day: days after Easter Sunday */
    NTH_WEEKDAY,  /* month, weekday, day: 1 the first ... 4 the fourth, -1 the last */
    WEEKDAY_FROM, /* month, day, weekday: the first such weekday on that date or after it */
} Kind;

typedef struct {
    char country[3];
    Kind kind;
    int month;
    int day;
    int weekday;
    int from;  /* first year */
    int until; /* last year */
    const char *name;
} Rule;

/* Sources:
 * NO  Lov 1995-02-24 nr 12 om helligdager og helligdagsfred § 2; Lov 1947-04-26 nr 1 om 1 og 17
 * mai. DK  The holy days of Folkekirken; Store bededag was abolished from 2024 (Lov nr 214 af
 * 06/03/2023). Grundlovsdag (5 June), 24 and 31 December are no holidays by law and count as
 * working days. SE  Lag (1989:253) om allmänna helgdagar; Nationaldagen for Annandag pingst from
 * 2005 (SFS 2004:1320). Eves are no holidays by that law. FI  Kirkkolaki and laki 388/1937
 * itsenäisyyspäivästä, 272/1944 vapunpäivästä, as today; the years 1973-1990, in which Epiphany and
 * Ascension lay on Saturdays, are not told apart. DE  Unification Treaty art. 2 (3 October) and
 * what the sixteen states' laws have in common; 17 June until 1990; Buß- und Bettag until 1994;
 * Reformationstag in all states in 2017. GB  Banking and Financial Dealings Act 1971 schedule 1 and
 * royal proclamations, England and Wales. US  5 U.S.C. § 6103; observed days by Executive Order
 * 11582.
 */
static const Rule rules[] = {
    { "NO", ON_DATE, 1, 1, 0, ALWAYS, STILL, "Første nyttårsdag" },
    { "NO", FROM_EASTER, 0, -3, 0, ALWAYS, STILL, "Skjærtorsdag" },
    { "NO", FROM_EASTER, 0, -2, 0, ALWAYS, STILL, "Langfredag" },
    { "NO", FROM_EASTER, 0, 0, 0, ALWAYS, STILL, "Første påskedag" },
    { "NO", FROM_EASTER, 0, 1, 0, ALWAYS, STILL, "Andre påskedag" },
    { "NO", ON_DATE, 5, 1, 0, 1947, STILL, "Første mai" },
    { "NO", ON_DATE, 5, 17, 0, 1947, STILL, "Grunnlovsdagen" },
    { "NO", FROM_EASTER, 0, 39, 0, ALWAYS, STILL, "Kristi himmelfartsdag" },
    { "NO", FROM_EASTER, 0, 49, 0, ALWAYS, STILL, "Første pinsedag" },
    { "NO", FROM_EASTER, 0, 50, 0, ALWAYS, STILL, "Andre pinsedag" },
    { "NO", ON_DATE, 12, 25, 0, ALWAYS, STILL, "Første juledag" },
    { "NO", ON_DATE, 12, 26, 0, ALWAYS, STILL, "Andre juledag" },

    { "DK", ON_DATE, 1, 1, 0, ALWAYS, STILL, "Nytårsdag" },
    { "DK", FROM_EASTER, 0, -3, 0, ALWAYS, STILL, "Skærtorsdag" },
    { "DK", FROM_EASTER, 0, -2, 0, ALWAYS, STILL, "Langfredag" },
    { "DK", FROM_EASTER, 0, 0, 0, ALWAYS, STILL, "Påskedag" },
    { "DK", FROM_EASTER, 0, 1, 0, ALWAYS, STILL, "2. påskedag" },
    { "DK", FROM_EASTER, 0, 26, 0, ALWAYS, 2023, "Store bededag" },
    { "DK", FROM_EASTER, 0, 39, 0, ALWAYS, STILL, "Kristi himmelfartsdag" },
    { "DK", FROM_EASTER, 0, 49, 0, ALWAYS, STILL, "Pinsedag" },
    { "DK", FROM_EASTER, 0, 50, 0, ALWAYS, STILL, "2. pinsedag" },
    { "DK", ON_DATE, 12, 25, 0, ALWAYS, STILL, "Juledag" },
    { "DK", ON_DATE, 12, 26, 0, ALWAYS, STILL, "2. juledag" },

    { "SE", ON_DATE, 1, 1, 0, ALWAYS, STILL, "Nyårsdagen" },
    { "SE", ON_DATE, 1, 6, 0, ALWAYS, STILL, "Trettondedag jul" },
    { "SE", FROM_EASTER, 0, -2, 0, ALWAYS, STILL, "Långfredagen" },
    { "SE", FROM_EASTER, 0, 0, 0, ALWAYS, STILL, "Påskdagen" },
    { "SE", FROM_EASTER, 0, 1, 0, ALWAYS, STILL, "Annandag påsk" },
    { "SE", ON_DATE, 5, 1, 0, 1939, STILL, "Första maj" },
    { "SE", FROM_EASTER, 0, 39, 0, ALWAYS, STILL, "Kristi himmelsfärdsdag" },
    { "SE", FROM_EASTER, 0, 49, 0, ALWAYS, STILL, "Pingstdagen" },
    { "SE", FROM_EASTER, 0, 50, 0, ALWAYS, 2004, "Annandag pingst" },
    { "SE", ON_DATE, 6, 6, 0, 2005, STILL, "Sveriges nationaldag" },
    { "SE", WEEKDAY_FROM, 6, 20, SATURDAY, 1953, STILL, "Midsommardagen" },
    { "SE", WEEKDAY_FROM, 10, 31, SATURDAY, 1953, STILL, "Alla helgons dag" },
    { "SE", ON_DATE, 12, 25, 0, ALWAYS, STILL, "Juldagen" },
    { "SE", ON_DATE, 12, 26, 0, ALWAYS, STILL, "Annandag jul" },

    { "FI", ON_DATE, 1, 1, 0, ALWAYS, STILL, "Uudenvuodenpäivä" },
    { "FI", ON_DATE, 1, 6, 0, ALWAYS, STILL, "Loppiainen" },
    { "FI", FROM_EASTER, 0, -2, 0, ALWAYS, STILL, "Pitkäperjantai" },
    { "FI", FROM_EASTER, 0, 0, 0, ALWAYS, STILL, "Pääsiäispäivä" },
    { "FI", FROM_EASTER, 0, 1, 0, ALWAYS, STILL, "2. pääsiäispäivä" },
    { "FI", ON_DATE, 5, 1, 0, 1944, STILL, "Vappu" },
    { "FI", FROM_EASTER, 0, 39, 0, ALWAYS, STILL, "Helatorstai" },
    { "FI", FROM_EASTER, 0, 49, 0, ALWAYS, STILL, "Helluntaipäivä" },
    { "FI", WEEKDAY_FROM, 6, 20, SATURDAY, 1955, STILL, "Juhannuspäivä" },
    { "FI", WEEKDAY_FROM, 10, 31, SATURDAY, 1955, STILL, "Pyhäinpäivä" },
    { "FI", ON_DATE, 12, 6, 0, 1919, STILL, "Itsenäisyyspäivä" },
    { "FI", ON_DATE, 12, 25, 0, ALWAYS, STILL, "Joulupäivä" },
    { "FI", ON_DATE, 12, 26, 0, ALWAYS, STILL, "Tapaninpäivä" },

    { "DE", ON_DATE, 1, 1, 0, ALWAYS, STILL, "Neujahr" },
    { "DE", FROM_EASTER, 0, -2, 0, ALWAYS, STILL, "Karfreitag" },
    { "DE", FROM_EASTER, 0, 1, 0, ALWAYS, STILL, "Ostermontag" },
    { "DE", ON_DATE, 5, 1, 0, 1933, STILL, "Tag der Arbeit" },
    { "DE", FROM_EASTER, 0, 39, 0, ALWAYS, STILL, "Christi Himmelfahrt" },
    { "DE", FROM_EASTER, 0, 50, 0, ALWAYS, STILL, "Pfingstmontag" },
    { "DE", ON_DATE, 6, 17, 0, 1954, 1990, "Tag der deutschen Einheit" },
    { "DE", ON_DATE, 10, 3, 0, 1990, STILL, "Tag der Deutschen Einheit" },
    { "DE", ON_DATE, 10, 31, 0, 2017, 2017, "Reformationstag" },
    { "DE", WEEKDAY_FROM, 11, 16, 3, 1981, 1994, "Buß- und Bettag" },
    { "DE", ON_DATE, 12, 25, 0, ALWAYS, STILL, "Erster Weihnachtstag" },
    { "DE", ON_DATE, 12, 26, 0, ALWAYS, STILL, "Zweiter Weihnachtstag" },

    { "GB", ON_DATE, 1, 1, 0, 1974, STILL, "New Year's Day" },
    { "GB", FROM_EASTER, 0, -2, 0, ALWAYS, STILL, "Good Friday" },
    { "GB", FROM_EASTER, 0, 1, 0, ALWAYS, STILL, "Easter Monday" },
    /* Moved to 8 May in 1995 and 2020: fifty and seventy-five years after the war. */
    { "GB", NTH_WEEKDAY, 5, 1, MONDAY, 1978, 1994, "Early May bank holiday" },
    { "GB", ON_DATE, 5, 8, 0, 1995, 1995, "Early May bank holiday" },
    { "GB", NTH_WEEKDAY, 5, 1, MONDAY, 1996, 2019, "Early May bank holiday" },
    { "GB", ON_DATE, 5, 8, 0, 2020, 2020, "Early May bank holiday" },
    { "GB", NTH_WEEKDAY, 5, 1, MONDAY, 2021, STILL, "Early May bank holiday" },
    /* Moved beside three jubilees. */
    { "GB", FROM_EASTER, 0, 50, 0, ALWAYS, 1964, "Whit Monday" },
    { "GB", NTH_WEEKDAY, 5, -1, MONDAY, 1965, 2001, "Spring bank holiday" },
    { "GB", ON_DATE, 6, 4, 0, 2002, 2002, "Spring bank holiday" },
    { "GB", NTH_WEEKDAY, 5, -1, MONDAY, 2003, 2011, "Spring bank holiday" },
    { "GB", ON_DATE, 6, 4, 0, 2012, 2012, "Spring bank holiday" },
    { "GB", NTH_WEEKDAY, 5, -1, MONDAY, 2013, 2021, "Spring bank holiday" },
    { "GB", ON_DATE, 6, 2, 0, 2022, 2022, "Spring bank holiday" },
    { "GB", NTH_WEEKDAY, 5, -1, MONDAY, 2023, STILL, "Spring bank holiday" },
    { "GB", NTH_WEEKDAY, 8, 1, MONDAY, ALWAYS, 1964, "August bank holiday" },
    { "GB", NTH_WEEKDAY, 8, -1, MONDAY, 1971, STILL, "Summer bank holiday" },
    { "GB", ON_DATE, 12, 25, 0, ALWAYS, STILL, "Christmas Day" },
    { "GB", ON_DATE, 12, 26, 0, ALWAYS, STILL, "Boxing Day" },
    { "GB", ON_DATE, 11, 14, 0, 1973, 1973, "Royal wedding" },
    { "GB", ON_DATE, 6, 7, 0, 1977, 1977, "Silver Jubilee" },
    { "GB", ON_DATE, 7, 29, 0, 1981, 1981, "Royal wedding" },
    { "GB", ON_DATE, 12, 31, 0, 1999, 1999, "Millennium Eve" },
    { "GB", ON_DATE, 6, 3, 0, 2002, 2002, "Golden Jubilee" },
    { "GB", ON_DATE, 4, 29, 0, 2011, 2011, "Royal wedding" },
    { "GB", ON_DATE, 6, 5, 0, 2012, 2012, "Diamond Jubilee" },
    { "GB", ON_DATE, 6, 3, 0, 2022, 2022, "Platinum Jubilee" },
    { "GB", ON_DATE, 9, 19, 0, 2022, 2022, "State funeral of Queen Elizabeth II" },
    { "GB", ON_DATE, 5, 8, 0, 2023, 2023, "Coronation of King Charles III" },

    { "US", ON_DATE, 1, 1, 0, ALWAYS, STILL, "New Year's Day" },
    { "US", NTH_WEEKDAY, 1, 3, MONDAY, 1986, STILL, "Birthday of Martin Luther King, Jr." },
    { "US", ON_DATE, 2, 22, 0, ALWAYS, 1970, "Washington's Birthday" },
    { "US", NTH_WEEKDAY, 2, 3, MONDAY, 1971, STILL, "Washington's Birthday" },
    { "US", ON_DATE, 5, 30, 0, ALWAYS, 1970, "Memorial Day" },
    { "US", NTH_WEEKDAY, 5, -1, MONDAY, 1971, STILL, "Memorial Day" },
    { "US", ON_DATE, 6, 19, 0, 2021, STILL, "Juneteenth National Independence Day" },
    { "US", ON_DATE, 7, 4, 0, ALWAYS, STILL, "Independence Day" },
    { "US", NTH_WEEKDAY, 9, 1, MONDAY, ALWAYS, STILL, "Labor Day" },
    { "US", NTH_WEEKDAY, 10, 2, MONDAY, 1971, STILL, "Columbus Day" },
    { "US", ON_DATE, 11, 11, 0, 1938, 1970, "Veterans Day" },
    { "US", NTH_WEEKDAY, 10, 4, MONDAY, 1971, 1977, "Veterans Day" },
    { "US", ON_DATE, 11, 11, 0, 1978, STILL, "Veterans Day" },
    { "US", NTH_WEEKDAY, 11, 4, THURSDAY, 1942, STILL, "Thanksgiving Day" },
    { "US", ON_DATE, 12, 25, 0, ALWAYS, STILL, "Christmas Day" },
};

TkDay
tk_easter(int year)
{
    TkDay day = 0;
    int golden = year % 19;
    int century = year / 100;
    int rest = year % 100;
    int leap_centuries = century / 4;
    int moon = (century + 8) / 25;
    int correction = (century - moon + 1) / 3;
    int epact = (19 * golden + century - leap_centuries - correction + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int march = epact + weekday - 7 * late + 114;

    tk_day_from_date(year, march / 31, march % 31 + 1, &day);
    return day;
}

static TkDay
day_of(int year, int month, int date)
{
    TkDay day = 0;
    gboolean exists = tk_day_from_date(year, month, date, &day);

    g_assert(exists);
    return day;
}

static TkDay
first_weekday_from(TkDay day, int weekday)
{
    return day + (weekday - tk_day_weekday(day) + 7) % 7;
}

static TkDay
rule_day(const Rule *rule, int year)
{
    switch (rule->kind) {
    case ON_DATE:
        return day_of(year, rule->month, rule->day);
    case FROM_EASTER:
        return tk_easter(year) + rule->day;
    case WEEKDAY_FROM:
        return first_weekday_from(day_of(year, rule->month, rule->day), rule->weekday);
    case NTH_WEEKDAY:
        if (rule->day > 0)
            return first_weekday_from(day_of(year, rule->month, 1), rule->weekday) +
                   7 * (rule->day - 1);
        /* The last: the first of the next month, less a week. No rule asks for December's. */
        return first_weekday_from(day_of(year, rule->month + 1, 1), rule->weekday) - 7;
    }
    g_assert_not_reached();
}

/* The name of a rule of `country` whose day in `year` is `day`. */
static const char *
find_rule(TkDay day, int year, const char *country)
{
    for (size_t at = 0; at < G_N_ELEMENTS(rules); at++) {
        const Rule *rule = &rules[at];

        if (year < rule->from || year > rule->until ||
            g_ascii_strcasecmp(rule->country, country) != 0)
            continue;
        if (rule_day(rule, year) == day)
            return rule->name;
    }
    return NULL;
}

/* A bank holiday of fixed date that falls on Saturday or Sunday is held on the next weekday that
 * is none itself (Christmas and Boxing Day push each other on). */
static const char *
find_substitute_in_britain(TkDay day, int year, int month, int date)
{
    int weekday = tk_day_weekday(day);

    if (month == 1 && year >= 1974 && weekday == MONDAY && (date == 2 || date == 3))
        return "New Year's Day (substitute day)";
    if (month != 12)
        return NULL;
    if (date == 27 && weekday == MONDAY)
        return "Christmas Day (substitute day)"; /* the 25th was a Saturday */
    if (date == 27 && weekday == MONDAY + 1)
        return "Christmas Day (substitute day)"; /* the 25th was a Sunday */
    if (date == 28 && (weekday == MONDAY || weekday == MONDAY + 1))
        return "Boxing Day (substitute day)"; /* the 26th was a Saturday or a Sunday */
    return NULL;
}

/* Saturday's holiday is observed on the Friday before, Sunday's on the Monday after. */
static const char *
find_observed_in_america(TkDay day)
{
    int weekday = tk_day_weekday(day);
    int year = 0;
    int month = 0;
    int date = 0;
    TkDay other = weekday == 5 ? day + 1 : day - 1;

    if (weekday != MONDAY && weekday != 5)
        return NULL;
    tk_day_to_date(other, &year, &month, &date);
    return find_rule(other, year, "US");
}

const char *
tk_holiday_name(TkDay day, const char *country)
{
    int year = 0;
    int month = 0;
    int date = 0;

    if (country == NULL || *country == '\0' || day <= TK_DAY_LEAST || day >= TK_DAY_MOST)
        return NULL;
    tk_day_to_date(day, &year, &month, &date);
    const char *name = find_rule(day, year, country);

    if (name != NULL)
        return name;
    if (g_ascii_strcasecmp(country, "GB") == 0)
        return find_substitute_in_britain(day, year, month, date);
    if (g_ascii_strcasecmp(country, "US") == 0)
        return find_observed_in_america(day);
    return NULL;
}
