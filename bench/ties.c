/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * ties FILE UNTIL [DAYS] - how well ties made of the mails before UNTIL (a day) tell who is in
 * touch in the DAYS (90) after it, beside counting mails.
 *
 * FILE: a head line, then one line for each mail and receiver: from TAB to TAB "YYYY-MM-DD
 * HH:MM:SS" (UTC) TAB anything. Lines of one sender and second are one mail. For each person with
 * five others or more to rank: AUC, precision among the first 5 and 10 (of as many as could be
 * right), NDCG@10 with the gain log2(1 + mails); equal scores share their places. The means over
 * persons are told, once for any mail in either direction, once for pairs that both wrote.
 */
#include "base/tk-day.h"
#include "domain/method.h"
#include "domain/tie.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DAY        INT64_C(86400)
#define OTHERS     5
#define FIRST      10
#define FIELDS     3
#define DAYS_AFTER 90

typedef struct {
    char *from;
    int64_t at;
    GPtrArray *to; /* each once */
} Mail;

typedef struct {
    char *one, *other; /* borrowed; one < other */
    Tie *tie;
    GArray *times;    /* before */
    unsigned out, in; /* afterwards */
} Pair;

typedef enum {
    BY_COUNT,
    BY_30,
    BY_90,
    BY_180,
    BY_RECENCY,
    BY_STANDING,
    BY_EVIDENCE,
    BY_STRENGTH,
    WAYS
} Way;

static const char *const way_names[WAYS] = {
    "mails",
    "mails of 30 days",
    "mails of 90 days",
    "mails of 180 days",
    "latest mail",
    "tokopp, standing",
    "tokopp, strength without ceiling",
    "tokopp, strength",
};

typedef struct {
    double score;
    unsigned later;
} Row;

typedef struct {
    double auc, five, ten, ndcg;
    unsigned persons;
} Result;

static void
mail_free(gpointer data)
{
    Mail *mail = data;

    g_free(mail->from);
    g_ptr_array_unref(mail->to);
    g_free(mail);
}

static void
pair_free(gpointer data)
{
    Pair *pair = data;

    tie_free(pair->tie);
    g_array_unref(pair->times);
    g_free(pair);
}

/* One line of the file; what is no line of ours is passed over. */
static void
read_line(GHashTable *mails, char *line)
{
    g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
    g_autofree char *key = NULL;
    int64_t at = 0;

    if (g_strv_length(fields) < FIELDS || strlen(fields[2]) != strlen("2001-01-01 00:00:00"))
        return;
    fields[2][10] = 'T';
    if (!tk_instant_from_text(fields[2], "", 0, &at, NULL))
        return;
    key = g_strdup_printf("%s\t%s", fields[0], fields[2]);
    Mail *mail = g_hash_table_lookup(mails, key);

    if (mail == NULL) {
        mail = g_new0(Mail, 1);
        mail->from = g_strdup(fields[0]);
        mail->at = at;
        mail->to = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(mails, g_steal_pointer(&key), mail);
    }
    if (strcmp(fields[0], fields[1]) != 0 &&
        !g_ptr_array_find_with_equal_func(mail->to, fields[1], g_str_equal, NULL))
        g_ptr_array_add(mail->to, g_strdup(fields[1]));
}

static GHashTable *
read_mails(const char *path)
{
    g_autofree char *text = NULL;
    GHashTable *mails = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    mails = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, mail_free);
    for (char *line = text; line != NULL && *line != '\0';) {
        char *end = strchr(line, '\n');

        if (end != NULL)
            *end++ = '\0';
        read_line(mails, line);
        line = end;
    }
    return mails;
}

static Pair *
pair_of(GHashTable *pairs, const char *from, const char *to, gboolean makes)
{
    const char *one = strcmp(from, to) < 0 ? from : to;
    const char *other = one == from ? to : from;
    g_autofree char *key = g_strdup_printf("%s\t%s", one, other);
    Pair *pair = g_hash_table_lookup(pairs, key);

    if (pair != NULL || !makes)
        return pair;
    pair = g_new0(Pair, 1);
    pair->one = (char *) one;
    pair->other = (char *) other;
    pair->tie = tie_new();
    pair->times = g_array_new(FALSE, FALSE, sizeof(int64_t));
    g_hash_table_insert(pairs, g_steal_pointer(&key), pair);
    return pair;
}

static void
take_before(GHashTable *pairs, const Mail *mail, const MethodLimits *limits)
{
    if (mail->to->len + 1 > limits->tie_circle_most)
        return;
    for (guint i = 0; i < mail->to->len; i++) {
        Pair *pair = pair_of(pairs, mail->from, g_ptr_array_index(mail->to, i), TRUE);
        const TieEvent event = { .kind = "mail",
                                 .way = strcmp(pair->one, mail->from) == 0 ? "out" : "in",
                                 .at = mail->at,
                                 .circle = mail->to->len + 1 };

        tie_take(pair->tie, &event, limits);
        g_array_append_val(pair->times, mail->at);
    }
}

static void
take_after(GHashTable *pairs, const Mail *mail, const MethodLimits *limits)
{
    if (mail->to->len + 1 > limits->tie_circle_most)
        return;
    for (guint i = 0; i < mail->to->len; i++) {
        Pair *pair = pair_of(pairs, mail->from, g_ptr_array_index(mail->to, i), FALSE);

        if (pair == NULL)
            continue;
        if (strcmp(pair->one, mail->from) == 0)
            pair->out++;
        else
            pair->in++;
    }
}

static double
count_since(const Pair *pair, int64_t since)
{
    unsigned count = 0;

    for (guint i = 0; i < pair->times->len; i++)
        count += g_array_index(pair->times, int64_t, i) >= since ? 1 : 0;
    return count;
}

/* Strength as if whoever never got an answer were like all others. */
static double
evidence_of(const Tie *tie, int64_t until, const MethodLimits *limits)
{
    TieFigures figures = tie_figures(tie);

    figures.ceiling = TIE_CEILING_NONE;
    return tie_strength_of(&figures, until, limits);
}

static double
score_of(const Pair *pair, Way way, int64_t until, const MethodLimits *limits)
{
    switch (way) {
    case BY_30:
        return count_since(pair, until - 30 * DAY);
    case BY_90:
        return count_since(pair, until - 90 * DAY);
    case BY_180:
        return count_since(pair, until - 180 * DAY);
    case BY_RECENCY:
        return (double) pair->tie->last_at;
    case BY_STANDING:
        return (double) pair->tie->standing;
    case BY_EVIDENCE:
        return evidence_of(pair->tie, until, limits);
    case BY_STRENGTH:
        return tie_strength(pair->tie, until, limits);
    default:
        return pair->times->len;
    }
}

static int
compare_rows(const void *one, const void *other)
{
    double a = ((const Row *) one)->score, b = ((const Row *) other)->score;

    return (a < b) - (a > b);
}

static int
compare_gains(const void *one, const void *other)
{
    double a = *(const double *) one, b = *(const double *) other;

    return (a < b) - (a > b);
}

/* What is found and gained at each place: the mean over those with the same score. */
static void
spread(const GArray *rows, double *out_found, double *out_gains)
{
    for (guint from = 0, until = 0; from < rows->len; from = until) {
        double found = 0, gain = 0;

        for (until = from; until < rows->len && g_array_index(rows, Row, until).score ==
                                                    g_array_index(rows, Row, from).score;
             until++) {
            found += g_array_index(rows, Row, until).later > 0 ? 1 : 0;
            gain += log2(1 + g_array_index(rows, Row, until).later);
        }
        for (guint i = from; i < until; i++) {
            out_found[i] = found / (until - from);
            out_gains[i] = gain / (until - from);
        }
    }
}

/* The share of pairs (one who came, one who did not) that stand in the right order. */
static double
auc_of(const GArray *rows, const double *found, double right)
{
    double wrong_before = 0, sum = 0;

    for (guint from = 0, until = 0; from < rows->len; from = until) {
        double hits = 0;

        for (until = from; until < rows->len && g_array_index(rows, Row, until).score ==
                                                    g_array_index(rows, Row, from).score;
             until++)
            hits += found[until];
        double misses = (until - from) - hits;

        sum += hits * (rows->len - right - wrong_before - misses / 2);
        wrong_before += misses;
    }
    return sum / right / (rows->len - right);
}

static void
score_person(GArray *rows, Result *result)
{
    g_autofree double *found = g_new0(double, rows->len);
    g_autofree double *gains = g_new0(double, rows->len);
    g_autofree double *best = g_new0(double, rows->len);
    double right = 0, five = 0, ten = 0, gained = 0, ideal = 0;

    for (guint i = 0; i < rows->len; i++) {
        right += g_array_index(rows, Row, i).later > 0 ? 1 : 0;
        best[i] = log2(1 + g_array_index(rows, Row, i).later);
    }
    if (rows->len < OTHERS || !(right > 0) || right == rows->len)
        return;
    qsort(rows->data, rows->len, sizeof(Row), compare_rows);
    qsort(best, rows->len, sizeof *best, compare_gains);
    spread(rows, found, gains);
    for (guint i = 0; i < MIN(rows->len, FIRST); i++) {
        five += i < FIRST / 2 ? found[i] : 0;
        ten += found[i];
        gained += gains[i] / log2(i + 2);
        ideal += best[i] / log2(i + 2);
    }
    result->auc += auc_of(rows, found, right);
    result->five += five / MIN(right, FIRST / 2);
    result->ten += ten / MIN(right, FIRST);
    result->ndcg += gained / ideal;
    result->persons++;
}

static void
append_row(GHashTable *persons, const char *person, Row row)
{
    GArray *rows = g_hash_table_lookup(persons, person);

    if (rows == NULL) {
        rows = g_array_new(FALSE, FALSE, sizeof(Row));
        g_hash_table_insert(persons, (gpointer) person, rows);
    }
    g_array_append_val(rows, row);
}

static void
print_way(GHashTable *pairs, Way way, gboolean both, int64_t until, const MethodLimits *limits)
{
    g_autoptr(GHashTable) persons =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
    GHashTableIter iter;
    gpointer value;
    Result result = { 0 };

    g_hash_table_iter_init(&iter, pairs);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Pair *pair = value;
        const Row row = { score_of(pair, way, until, limits),
                          both && (pair->out == 0 || pair->in == 0) ? 0 : pair->out + pair->in };

        append_row(persons, pair->one, row);
        append_row(persons, pair->other, row);
    }
    g_hash_table_iter_init(&iter, persons);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        score_person(value, &result);
    double count = MAX(result.persons, 1);

    g_print("| %s | %s | %.4f | %.4f | %.4f | %.4f | %u |\n", both ? "both wrote" : "any mail",
            way_names[way], result.auc / count, result.five / count, result.ten / count,
            result.ndcg / count, result.persons);
}

static void
print_table(GHashTable *mails, int64_t until, int64_t after)
{
    const MethodLimits limits = method_limits_default();
    g_autoptr(GHashTable) pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, pair_free);
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, mails);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (((const Mail *) value)->at < until)
            take_before(pairs, value, &limits);
    g_hash_table_iter_init(&iter, mails);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (((const Mail *) value)->at >= until && ((const Mail *) value)->at < after)
            take_after(pairs, value, &limits);
    g_hash_table_iter_init(&iter, pairs);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        tie_settle(((Pair *) value)->tie, &limits);
    g_print("| afterwards | ranked by | AUC | first 5 | first 10 | NDCG@10 | persons |\n"
            "|---|---|---|---|---|---|---|\n");
    for (int both = 0; both < 2; both++)
        for (Way way = 0; way < WAYS; way++)
            print_way(pairs, way, both != 0, until, &limits);
}

int
main(int argc, char **argv)
{
    g_autoptr(GHashTable) mails = NULL;
    gint64 days = DAYS_AFTER;
    TkDay until = 0;

    if (argc < 3 || argc > 4 || !tk_day_from_text(argv[2], &until) ||
        (argc == 4 && !g_ascii_string_to_signed(argv[3], 10, 1, 10000, &days, NULL))) {
        g_printerr("usage: ties FILE UNTIL [DAYS]\n");
        return 2;
    }
    mails = read_mails(argv[1]);
    if (mails == NULL) {
        g_printerr("ties: cannot read %s\n", argv[1]);
        return 1;
    }
    print_table(mails, until * DAY, (until + days) * DAY);
    return 0;
}
