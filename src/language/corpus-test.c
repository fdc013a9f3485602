/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * Measures the judge on the labelled messages beside the source tree, per language and code. Fails
 * only where good messages are held back, or where a code that earlier was found no longer is.
 */
#include "language/test-share.h"

#include "base/tk-json.h"

#include <string.h>

#define CODES_MOST           32
#define FALSE_ERRORS_PERCENT 3 /* of good messages, over all languages */

typedef struct {
    const char *code;
    guint hit, false_alarm, missed;
} Count;

typedef struct {
    Count counts[CODES_MOST];
    guint count;
    guint good, good_held_back;
} Measure;

static Count *
count_of(Measure *measure, const char *code)
{
    for (guint i = 0; i < measure->count; i++) {
        if (strcmp(measure->counts[i].code, code) == 0)
            return &measure->counts[i];
    }
    g_assert_cmpuint(measure->count, <, CODES_MOST);
    measure->counts[measure->count].code = g_intern_string(code);
    return &measure->counts[measure->count++];
}

static gboolean
is_labelled(const TkJson *labels, const char *code)
{
    gsize index = 0;
    TkJson *label = NULL;

    json_array_foreach(labels, index, label)
    {
        if (g_strcmp0(json_string_value(label), code) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
measure_findings(Measure *measure, const TkJson *labels, const GPtrArray *findings)
{
    gboolean held_back = FALSE;
    gsize index = 0;
    TkJson *label = NULL;

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        held_back |= finding->severity == FINDING_ERROR;
        if (test_finding(findings, finding->code) != finding)
            continue; /* counted once a message */
        Count *count = count_of(measure, finding->code);
        if (is_labelled(labels, finding->code))
            count->hit++;
        else
            count->false_alarm++;
    }
    json_array_foreach(labels, index, label)
    {
        const char *code = json_string_value(label);
        if (test_finding(findings, code) == NULL)
            count_of(measure, code)->missed++;
    }
    if (json_array_size(labels) == 0) {
        measure->good++;
        measure->good_held_back += held_back ? 1 : 0;
    }
}

static void
measure_line(const LanguageShare *share, const char *line, Measure *measure)
{
    g_autoptr(TkJson) row = tk_json_parse(line, strlen(line), NULL);
    const TkJson *sender = row != NULL ? json_object_get(row, "sender") : NULL;
    const TkJson *receiver = row != NULL ? json_object_get(row, "receiver") : NULL;

    g_assert_nonnull(row);
    const JudgeText text = {
        .kind = tk_json_get_text(row, "kind", ""),
        .language = tk_json_get_text(row, "lang", ""),
        .sender_name = tk_json_get_text(sender, "name", ""),
        .receiver_name = tk_json_get_text(receiver, "name", ""),
        .receiver_role = tk_json_get_text(receiver, "role", ""),
        .receiver_organisation = tk_json_get_text(receiver, "org", ""),
        .context = tk_json_get_text(row, "context", ""),
        .subject = tk_json_get_text(row, "subject", ""),
        .body = tk_json_get_text(row, "body", ""),
    };
    g_autoptr(GPtrArray) findings = judge_message(share, &text);
    measure_findings(measure, json_object_get(row, "findings"), findings);
}

static gboolean
measure_file(const LanguageShare *share, const char *path, Measure *measure)
{
    g_autofree char *text = test_source_file(path);

    if (text == NULL)
        return FALSE;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (*lines[i] != '\0')
            measure_line(share, lines[i], measure);
    }
    return TRUE;
}

static void
report(const Measure *measure, const char *name)
{
    guint hits = 0, false_alarms = 0, missed = 0;

    for (guint i = 0; i < measure->count; i++) {
        const Count *count = &measure->counts[i];
        hits += count->hit;
        false_alarms += count->false_alarm;
        missed += count->missed;
        g_test_message("%s %-18s precision %3u%% recall %3u%% (%u found, %u false, %u missed)",
                       name, count->code,
                       count->hit * 100 / MAX(1, count->hit + count->false_alarm),
                       count->hit * 100 / MAX(1, count->hit + count->missed), count->hit,
                       count->false_alarm, count->missed);
    }
    g_test_message("%s F1 %.2f; %u of %u good messages with a false error", name,
                   2.0 * hits / MAX(1, 2 * hits + false_alarms + missed), measure->good_held_back,
                   measure->good);
}

/* Hits of the code in percent of what is labelled; 100 when nothing is. */
static guint
recall(Measure *measure, const char *code)
{
    const Count *count = count_of(measure, code);
    guint labelled = count->hit + count->missed;

    return labelled == 0 ? 100 : count->hit * 100 / labelled;
}

static void
test_the_labelled_messages_are_judged_as_labelled(void)
{
    static const char *const languages[] = { "nb", "da", "sv", "en" };
    static const struct {
        const char *code;
        guint least; /* percent: what was reached, minus a little */
    } required[] = {
        { "too_long", 90 },  { "wrong_name", 70 }, { "placeholder", 90 },   { "no_ask", 80 },
        { "no_thanks", 90 }, { "panic", 70 },      { "treat_missing", 90 }, { "asks_for_job", 80 },
        { "vague_ask", 75 }, { "guilt", 75 },
    };
    const LanguageShare *share = test_share();
    Measure all = { 0 };

    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autofree char *path =
            g_strdup_printf("../shared/data/messages/%s.messages.jsonl", languages[i]);
        Measure one = { 0 };
        if (!measure_file(share, path, &one)) {
            g_test_skip("the labelled messages are not there");
            return;
        }
        report(&one, languages[i]);
        measure_file(share, path, &all);
    }
    report(&all, "all");
    g_assert_cmpuint(all.good, >, 50);
    g_assert_cmpuint(all.good_held_back * 100, <=, all.good * FALSE_ERRORS_PERCENT);
    for (gsize i = 0; i < G_N_ELEMENTS(required); i++) {
        g_test_message("%s", required[i].code);
        g_assert_cmpuint(recall(&all, required[i].code), >=, required[i].least);
    }
}

static void
test_the_measure_sees_a_missed_and_a_false_finding(void)
{
    static const char line[] =
        "{\"kind\":\"outreach\",\"lang\":\"nb\",\"receiver\":{\"name\":\"Kari Holm\"},"
        "\"body\":\"Hei Nina,\\n\\nhar du tid?\",\"findings\":[\"guilt\"]}";
    const LanguageShare *share = test_share();
    Measure measure = { 0 };

    measure_line(share, line, &measure);
    g_assert_cmpuint(count_of(&measure, "guilt")->missed, ==, 1);
    g_assert_cmpuint(count_of(&measure, "wrong_name")->false_alarm, ==, 1);
}

static void
test_own_messages_are_judged_as_labelled(void)
{
    const LanguageShare *share = test_share();
    Measure measure = { 0 };

    g_assert_true(measure_file(share, "tests/fixtures/language/messages.jsonl", &measure));
    report(&measure, "own");
    g_assert_cmpuint(measure.good, >=, 8);
    g_assert_cmpuint(measure.good_held_back, ==, 0);
    for (guint i = 0; i < measure.count; i++) {
        g_test_message("%s", measure.counts[i].code);
        g_assert_cmpuint(measure.counts[i].missed, ==, 0);
        g_assert_cmpuint(measure.counts[i].false_alarm, ==, 0);
    }
}

/* Sixty good messages of all kinds and languages: none may be held back. */
static void
test_good_messages_are_not_held_back(void)
{
    const LanguageShare *share = test_share();
    Measure measure = { 0 };

    g_assert_true(measure_file(share, "tests/fixtures/language/good-messages.jsonl", &measure));
    report(&measure, "good");
    g_assert_cmpuint(measure.good, ==, 60);
    g_assert_cmpuint(measure.good_held_back * 100, <=, measure.good * FALSE_ERRORS_PERCENT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/corpus/M1/the-labelled-messages-are-judged-as-labelled",
                    test_the_labelled_messages_are_judged_as_labelled);
    g_test_add_func("/corpus/M1/own-messages-are-judged-as-labelled",
                    test_own_messages_are_judged_as_labelled);
    g_test_add_func("/corpus/M1/good-messages-are-not-held-back",
                    test_good_messages_are_not_held_back);
    g_test_add_func("/corpus/the-measure-sees-a-missed-and-a-false-finding",
                    test_the_measure_sees_a_missed_and_a_false_finding);
    return g_test_run();
}
