/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/icalendar.h"

#include "formats/collected.h"
#include "formats/folder.h"

#include <string.h>
#include <unistd.h>

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n"
#define FOOT "END:VCALENDAR\r\n"
#define BOTH                                                                                       \
    "ORGANIZER;CN=Mina Lund:mailto:mina@z.example\r\n"                                             \
    "ATTENDEE;CN=\"Bæk, Kari\";PARTSTAT=ACCEPTED:mailto:kari@x.example\r\n"
#define PEOPLE "from:email=mina@z.example'Mina Lund' with:email=kari@x.example'Bæk, Kari'"

static void
read_bytes(InputSource *source, Collected *collected)
{
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, ICALENDAR_WINDOW);

    g_assert_true(icalendar_read(input, &collected->reading, NULL));
}

static Collected *
read_text(const char *text)
{
    Collected *collected = collected_new();
    g_autoptr(InputSource) source = input_source_bytes(text, strlen(text), 0);

    read_bytes(source, collected);
    return collected;
}

/* One event of these lines, with the two people on it. */
static char *
lines_of(const char *lines)
{
    g_autofree char *text =
        g_strconcat(HEAD "BEGIN:VEVENT\r\nUID:a\r\n" BOTH, lines, "END:VEVENT\r\n" FOOT, NULL);
    g_autoptr(Collected) seen = read_text(text);

    return g_strdup(seen->text->str);
}

static void
test_an_event_with_others_is_a_meeting(void)
{
    g_autofree char *seen =
        lines_of("DTSTART:20261102T083000Z\r\nDTEND:20261102T093000Z\r\n"
                 "SUMMARY:Kaffe\\, og e\r\n n avtale\r\nDESCRIPTION:secret\r\n");

    g_assert_cmpstr(seen, ==,
                    "meeting <calendar:a> at=1793608200 'Kaffe, og en avtale' " PEOPLE "\n");
}

/* Each row: lines of an event, and what must be among what is seen; "" is nothing at all. */
typedef struct {
    const char *lines, *seen;
} Row;

static void
test_what_is_no_meeting_gives_none(void)
{
    static const Row rows[] = {
        { "DTSTART:20261102T083000Z\r\nSTATUS:CANCELLED\r\n", "" },
        { "DTSTART:20261230T083000Z\r\n", "" }, /* it is to come */
        { "DTSTART:19691230T083000Z\r\n", "" },
        { "DTSTART:20261102T083000Z\r\nSTATUS:TENTATIVE\r\n", "meeting" },
        { "DTSTART;VALUE=DATE:20261102\r\n", "gathering" }, /* all of a day */
        { "DTSTART:20261102T083000Z\r\nDTEND:20261104T083000Z\r\n", "gathering" },
        { "DTSTART:20261102T083000Z\r\nDURATION:P1D\r\n", "gathering" },
        { "DTSTART:20261102T083000Z\r\nDURATION:PT1H30M\r\n", "meeting" },
        { "DTSTART:20261102T083000Z\r\nATTENDEE;CUTYPE=GROUP:mailto:all@x.example\r\n",
          "gathering" },
        { "DTSTART:20261102T083000Z\r\nCLASS:PRIVATE\r\nSUMMARY:Lege\r\n", "at=1793608200 '' " },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *seen = lines_of(rows[i].lines);

        g_test_message("%s", rows[i].lines);
        if (*rows[i].seen == '\0')
            g_assert_cmpstr(seen, ==, "not used here\n");
        else
            g_assert_nonnull(strstr(seen, rows[i].seen));
    }
}

/* Whoever declined or is a room was not there; with whoever is left alone nobody met. */
static void
test_only_those_who_came_are_on_it(void)
{
    static const Row rows[] = {
        { "ORGANIZER:mailto:a@x.example\r\nATTENDEE;PARTSTAT=DECLINED:mailto:b@x.example\r\n", "" },
        { "ORGANIZER:mailto:a@x.example\r\nATTENDEE;CUTYPE=ROOM:mailto:b@x.example\r\n", "" },
        { "ORGANIZER:mailto:a@x.example\r\nATTENDEE;ROLE=NON-PARTICIPANT:mailto:b@x.example\r\n",
          "" },
        { "ORGANIZER:mailto:a@x.example\r\nATTENDEE:mailto:c_1@resource.calendar.google.com\r\n",
          "" },
        { "ORGANIZER:mailto:a@x.example\r\nATTENDEE:mailto:A@x.example\r\n", "" },
        { "ORGANIZER:mailto:a@x.example\r\nATTENDEE;PARTSTAT=DECLINED:mailto:a@x.example\r\n"
          "ATTENDEE:mailto:b@x.example\r\n",
          "" },
        { "ATTENDEE:mailto:a@x.example\r\n", "" },
        { "ATTENDEE:MAILTO:a@x.example\r\nATTENDEE:invalid:nomail\r\n"
          "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:b@x.example\r\n",
          "with:email=a@x.example'' with:email=b@x.example''\n" },
        { "ORGANIZER:mailto:a@x.example\r\nATTENDEE;CN=Per Vik:urn:uuid:7\r\n",
          "from:email=a@x.example'' with:name=Per Vik'Per Vik'\n" },
        { "ORGANIZER:mailto:c_9@group.calendar.google.com\r\nATTENDEE:mailto:a@x.example\r\n"
          "ATTENDEE:mailto:b@x.example\r\n",
          "'' with:email=a@x.example'' with:email=b@x.example''\n" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text =
            g_strconcat(HEAD "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261102T083000Z\r\n", rows[i].lines,
                        "END:VEVENT\r\n" FOOT, NULL);
        g_autoptr(Collected) seen = read_text(text);

        g_test_message("%s", rows[i].lines);
        if (*rows[i].seen == '\0')
            g_assert_cmpstr(seen->text->str, ==, "not used here\n");
        else
            collected_assert_has(seen, rows[i].seen);
    }
}

static void
test_more_than_eight_people_gather(void)
{
    for (unsigned people = 7; people <= 10; people++) {
        g_autoptr(GString) lines = g_string_new("DTSTART:20261102T083000Z\r\n");

        for (unsigned i = 2; i < people; i++)
            g_string_append_printf(lines, "ATTENDEE:mailto:p%u@x.example\r\n", i);
        g_autofree char *seen = lines_of(lines->str);

        g_assert_true(g_str_has_prefix(seen, people > 8 ? "gathering" : "meeting"));
    }
}

/* Instants of all that was seen, as "MMDDTHHMM", one after the other. */
static char *
instants_of(const Collected *seen)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (const char *at = seen->text->str; (at = strstr(at, " at=")) != NULL; at++) {
        g_autoptr(GDateTime) when =
            g_date_time_new_from_unix_utc(g_ascii_strtoll(at + 4, NULL, 10));
        g_autofree char *one = g_date_time_format(when, "%m%dT%H%M");

        g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", one);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
test_a_zone_is_known_by_its_name_or_by_what_the_file_says(void)
{
    static const char outlook[] =
        "BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\n"
        "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
    static const char located[] = "BEGIN:VTIMEZONE\r\nTZID:Mine\r\n"
                                  "X-LIC-LOCATION:Europe/Oslo\r\nEND:VTIMEZONE\r\n";
    static const struct {
        const char *zone, *definition, *seen;
    } rows[] = {
        { "Europe/Oslo", "", "0701T0800 1102T0900" },
        { "\"/example.org/20260101/Europe/Oslo\"", "", "0701T0800 1102T0900" },
        { "W. Europe Standard Time", outlook, "0701T0800 1102T0900" },
        { "Mine", located, "0701T0800 1102T0900" },
        { "Nowhere", "", "0701T1000 1102T1000" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strdup_printf(
            HEAD "%sBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=%s:20260701T100000\r\n" BOTH
                 "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART;TZID=%s:20261102T100000\r\n" BOTH
                 "END:VEVENT\r\n" FOOT,
            rows[i].definition, rows[i].zone, rows[i].zone);
        g_autoptr(Collected) seen = read_text(text);
        g_autofree char *instants = instants_of(seen);

        g_test_message("%s", rows[i].zone);
        g_assert_cmpstr(instants, ==, rows[i].seen);
        g_assert_cmpuint(seen->left_out, ==, i == 4 ? 1 : 0); /* once, however often */
    }
}

#define WEEKLY                                                                                     \
    "BEGIN:VEVENT\r\nUID:w\r\nSUMMARY:Uke\r\nDTSTART;TZID=Europe/Oslo:20261012T090000\r\n"         \
    "RRULE:FREQ=WEEKLY\r\n" BOTH "%sEND:VEVENT\r\n"
#define MOVED                                                                                      \
    "BEGIN:VEVENT\r\nUID:w\r\nSUMMARY:Flyttet\r\nRECURRENCE-ID;TZID=Europe/Oslo:20261019T090000"   \
    "\r\n"                                                                                         \
    "DTSTART;TZID=Europe/Oslo:20261020T140000\r\n" BOTH "END:VEVENT\r\n"

static void
test_a_repeating_event_gives_each_time_until_now(void)
{
    static const struct {
        const char *before, *lines, *after, *seen;
    } rows[] = {
        /* Summer time ends on the 25th of October; now is the 30th of November, 09:00 UTC. */
        { "", "", "",
          "1012T0700 1019T0700 1026T0800 1102T0800 1109T0800 1116T0800 1123T0800 1130T0800" },
        { "", "EXDATE;TZID=Europe/Oslo:20261019T090000,20261102T090000\r\n", "",
          "1012T0700 1026T0800 1109T0800 1116T0800 1123T0800 1130T0800" },
        { "", "EXDATE;VALUE=DATE:20261019\r\nEXDATE:20261026T080000Z\r\n", "",
          "1012T0700 1102T0800 1109T0800 1116T0800 1123T0800 1130T0800" },
        { "", "EXDATE:20261019T090000\r\n", "",
          "1012T0700 1026T0800 1102T0800 1109T0800 1116T0800 1123T0800 1130T0800" },
        { MOVED, "", "",
          "1012T0700 1026T0800 1102T0800 1109T0800 1116T0800 1123T0800 1130T0800 1020T1200" },
        { "", "", MOVED,
          "1012T0700 1026T0800 1102T0800 1109T0800 1116T0800 1123T0800 1130T0800 1020T1200" },
        { "", "",
          "BEGIN:VEVENT\r\nUID:w\r\nRECURRENCE-ID:20261019T070000Z\r\nSTATUS:CANCELLED\r\n"
          "END:VEVENT\r\n",
          "1012T0700 1026T0800 1102T0800 1109T0800 1116T0800 1123T0800 1130T0800" },
        { "", "",
          "BEGIN:VEVENT\r\nUID:w\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261102T080000Z\r\n"
          "STATUS:CANCELLED\r\nEND:VEVENT\r\n",
          "1012T0700 1019T0700 1026T0800" },
        { "", "RDATE;TZID=Europe/Oslo:20261013T090000,20261019T090000\r\n",
          "BEGIN:VEVENT\r\nUID:w\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261026T080000Z\r\n"
          "STATUS:CANCELLED\r\nEND:VEVENT\r\n",
          "1012T0700 1019T0700 1013T0700" },
        /* The newer version of the same event is right. */
        { "BEGIN:VEVENT\r\nUID:w\r\nSEQUENCE:3\r\nDTSTART:20261101T100000Z\r\n"
          "RRULE:FREQ=DAILY;COUNT=2\r\n" BOTH "END:VEVENT\r\n",
          "", "", "1101T1000 1102T1000" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *event = g_strdup_printf(WEEKLY, rows[i].lines);
        g_autofree char *text = g_strconcat(HEAD, rows[i].before, event, rows[i].after, FOOT, NULL);
        g_autoptr(Collected) seen = read_text(text);
        g_autofree char *instants = instants_of(seen);

        g_test_message("row %zu", i);
        g_assert_cmpstr(instants, ==, rows[i].seen);
    }
}

static void
test_each_time_has_a_key_of_its_own_and_one_in_common(void)
{
    static const char changed[] = HEAD MOVED FOOT;
    g_autofree char *event = g_strdup_printf(WEEKLY, "");
    g_autofree char *text = g_strconcat(HEAD, event, FOOT, NULL);
    g_autoptr(Collected) seen = read_text(text);
    g_autoptr(Collected) alone = read_text(changed);

    collected_assert_has(seen, "meeting <calendar:w@2026-10-12T07:00:00Z> at=1791788400 "
                               "ref=<calendar:w> 'Uke' " PEOPLE "\n");
    /* Where only the one time is in the file it has the key that it has among all of them. */
    collected_assert_has(alone, "meeting <calendar:w@2026-10-19T07:00:00Z> at=1792497600 "
                                "ref=<calendar:w> 'Flyttet' " PEOPLE "\n");
}

static void
test_what_cannot_be_read_is_named_and_the_rest_is_in(void)
{
    static const struct {
        const char *lines, *reason;
        unsigned meetings;
    } rows[] = {
        { "SUMMARY:x\r\n", "left out 4 event-without-start 'x'", 0 },
        { "DTSTART:20261102\r\nRRULE:D1 #3\r\n", "left out 4 rule-not-understood ''", 1 },
        { "DTSTART:20261102T080000Z\r\nRRULE:FREQ=MINUTELY\r\n", "left out 4 rule-too-often ''",
          1 },
        { "DTSTART:20161102T080000Z\r\nRRULE:FREQ=DAILY\r\n", "left out 4 event-times-left-out ''",
          ICALENDAR_TIMES_MOST },
        { "DTSTART:20261102T080000Z\r\nEXDATE:nonsense\r\n", "left out 9 line-malformed ''", 1 },
        { "DTSTART:20261102T080000Z\r\nnonsense\r\n", "left out 9 line-malformed ''", 1 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strconcat(HEAD "BEGIN:VEVENT\r\nUID:a\r\n" BOTH, rows[i].lines,
                                            "END:VEVENT\r\n" FOOT, NULL);
        g_autoptr(Collected) seen = read_text(text);

        g_test_message("%s", rows[i].lines);
        collected_assert_has(seen, rows[i].reason);
        g_assert_cmpuint(seen->interactions, ==, rows[i].meetings);
        g_assert_cmpuint(seen->left_out, ==, 1);
    }
}

static void
test_only_events_are_taken_whatever_stands_around_them(void)
{
    static const char text[] =
        HEAD "BEGIN:VTODO\r\nUID:t\r\nDTSTART:20261102T080000Z\r\n" BOTH "END:VTODO\r\n"
             "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261102T080000Z\r\nORGANIZER:mailto:a@x.example\r\n"
             "BEGIN:VALARM\r\nDTSTART:20200101T000000Z\r\nATTENDEE:mailto:b@x.example\r\n"
             "END:VALARM\r\n"
             "ATTENDEE:mailto:c@x.example\r\nEND:VEVENT\r\n" FOOT
                 /* Another calendar in the same file; one that answers, and one that calls off. */
                 HEAD "METHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261102T080000Z\r\n" BOTH
             "END:VEVENT\r\n" FOOT HEAD
             "METHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:c\r\nDTSTART:20261102T080000Z\r\n" BOTH
             "END:VEVENT\r\n" FOOT HEAD
             "METHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:d\r\nDTSTART:20261102T080000Z\r\n" BOTH
             "END:VEVENT\r\n"
             "BEGIN:VEVENT\r\nUID:e\r\nDTSTART:20261102T080000Z\r\n" BOTH;
    g_autoptr(Collected) seen = read_text(text);

    collected_assert_has(seen, "meeting <calendar:a> at=1793606400 '' from:email=a@x.example'' "
                               "with:email=c@x.example''\n");
    collected_assert_has(seen, "meeting <calendar:d>");
    collected_assert_has(seen, "event-unfinished");
    g_assert_cmpuint(seen->interactions, ==, 2);
    g_assert_cmpuint(seen->left_out, ==, 1);
}

/* What is held for the end of the file is bounded: a long file goes out in parts. */
static void
test_a_long_file_is_handed_out_in_parts(void)
{
    g_autoptr(GString) text = g_string_new(HEAD);
    g_autofree char *name = g_strnfill(900, 'x');
    unsigned count = 3 * ICALENDAR_HELD_MOST / 2000;

    for (unsigned i = 0; i < count; i++)
        g_string_append_printf(text,
                               "BEGIN:VEVENT\r\nUID:%u\r\nSUMMARY:%s\r\n"
                               "DTSTART:20261102T080000Z\r\nRRULE:FREQ=DAILY;COUNT=1\r\n" BOTH
                               "END:VEVENT\r\n",
                               i, name);
    g_string_append(text, FOOT);
    g_autoptr(Collected) seen = read_text(text->str);

    g_assert_cmpuint(seen->interactions, ==, count);
}

static void
test_however_the_bytes_come_it_is_the_same(void)
{
    g_autofree char *event = g_strdup_printf(WEEKLY, "EXDATE:20261019T070000Z\r\n");
    g_autofree char *text = g_strconcat(HEAD, MOVED, event, FOOT, NULL);

    collected_assert_splits(text, strlen(text), read_bytes);
}

typedef struct {
    unsigned files, meetings;
} Seen;

static gboolean
visit_real(FolderFile *file, gpointer data, GError **error)
{
    Seen *seen = data;
    g_autoptr(Collected) collected = collected_new();
    g_autoptr(InputSource) source = input_source_file(dup(file->descriptor));
    gboolean is_calendar = g_str_has_suffix(file->name, ".ics");

    (void) error;
    if (!is_calendar)
        return TRUE;
    g_test_message("%s", file->path);
    read_bytes(source, collected);
    seen->files++;
    seen->meetings += collected->interactions;
    return TRUE;
}

/* Calendars of many programs, whole and broken, where they lie beside the source. */
static void
test_foreign_calendars_are_read(void)
{
    g_autofree char *path = collected_shared_data("ical");
    Seen seen = { 0 };
    const FolderWalk walk = { .visit = visit_real, .data = &seen };

    if (path == NULL)
        return;
    g_assert_true(folder_walk(path, &walk, NULL));
    g_assert_cmpuint(seen.files, >, 150);
    g_assert_cmpuint(seen.meetings, >, 20);
    g_test_message("%u files, %u meetings", seen.files, seen.meetings);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, run) g_test_add_func("/icalendar/" name, run)
    ADD("an-event-with-others-is-a-meeting", test_an_event_with_others_is_a_meeting);
    ADD("what-is-no-meeting-gives-none", test_what_is_no_meeting_gives_none);
    ADD("only-those-who-came-are-on-it", test_only_those_who_came_are_on_it);
    ADD("more-than-eight-people-gather", test_more_than_eight_people_gather);
    ADD("a-zone-is-known-by-its-name-or-by-what-the-file-says",
        test_a_zone_is_known_by_its_name_or_by_what_the_file_says);
    ADD("a-repeating-event-gives-each-time-until-now",
        test_a_repeating_event_gives_each_time_until_now);
    ADD("each-time-has-a-key-of-its-own-and-one-in-common",
        test_each_time_has_a_key_of_its_own_and_one_in_common);
    ADD("what-cannot-be-read-is-named-and-the-rest-is-in",
        test_what_cannot_be_read_is_named_and_the_rest_is_in);
    ADD("only-events-are-taken-whatever-stands-around-them",
        test_only_events_are_taken_whatever_stands_around_them);
    ADD("a-long-file-is-handed-out-in-parts", test_a_long_file_is_handed_out_in_parts);
    ADD("however-the-bytes-come-it-is-the-same", test_however_the_bytes_come_it_is_the_same);
    ADD("foreign-calendars-are-read", test_foreign_calendars_are_read);
#undef ADD
    return g_test_run();
}
