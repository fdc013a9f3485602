/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * doubles FILE [misses] - how well who is who (domain/same-person.h) tells pairs of records that
 * are one person from pairs that are two.
 *
 * FILE: as bench/data/doubles.tsv says. Told for the lines the weights were chosen by (first, third
 * ...), for those kept apart, and for both: of the pairs that would be joined unasked how many are
 * one person (precision), of the pairs that are one person how many are joined or put to the user
 * (recall, with those that would never meet counted as missed), and how many of two people are put
 * to the user for nothing; then by difficulty. "misses" names the wrong ones among the first.
 */
#include "base/tk-places.h"
#include "base/tk-text.h"
#include "domain/method.h"
#include "domain/same-person.h"

#include <locale.h>
#include <string.h>

#define FIELDS    5
#define PEOPLE    2000 /* among how many the two were met */
#define DECIMAL   10
#define COUNT_MAX 100000

typedef struct {
    char *name;
    char *fields[128]; /* by their letter */
    GPtrArray *emails, *phones, *profiles;
} Side;

typedef enum { LEFT, PUT, JOINED, OUTCOMES } Outcome;

typedef struct {
    unsigned of_same[OUTCOMES], of_different[OUTCOMES];
} Tally;

typedef struct {
    NameBook *book;
    MethodLimits limits;
    gboolean tells_misses;
    Tally halves[2];
    GHashTable *kinds; /* difficulty -> Tally */
    GPtrArray *order;  /* difficulties as they came */
} Bench;

static char *
read_share(const char *name)
{
    g_autoptr(GBytes) bytes = tk_share_read(name, NULL);
    gsize length = 0;
    const char *text = bytes != NULL ? g_bytes_get_data(bytes, &length) : "";

    return g_strndup(text, length);
}

static void
side_free(Side *side)
{
    if (side == NULL)
        return;
    g_free(side->name);
    for (gsize at = 0; at < G_N_ELEMENTS(side->fields); at++)
        g_free(side->fields[at]);
    g_clear_pointer(&side->emails, g_ptr_array_unref);
    g_clear_pointer(&side->phones, g_ptr_array_unref);
    g_clear_pointer(&side->profiles, g_ptr_array_unref);
    g_free(side);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Side, side_free)

static void
add_field(Side *side, const char *field)
{
    const char *value = field + 2;

    if (*field <= 0 || field[1] != '=')
        return;
    switch (*field) {
    case 'e':
        g_ptr_array_add(side->emails, tk_address_fold("email", value));
        break;
    case 'n':
        g_ptr_array_add(side->phones, tk_address_fold("phone", value));
        break;
    case 'l': {
        g_autofree char *address = g_strconcat("https://www.linkedin.com/in/", value, NULL);

        g_ptr_array_add(side->profiles, tk_address_fold("linkedin", address));
        break;
    }
    default:
        g_free(side->fields[(unsigned char) *field]);
        side->fields[(unsigned char) *field] = g_strdup(value);
    }
}

static Side *
side_new(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, ";", -1);
    Side *side = g_new0(Side, 1);
    GPtrArray **const lists[] = { &side->emails, &side->phones, &side->profiles };

    side->name = g_strdup(g_strstrip(parts[0]));
    for (gsize at = 0; at < G_N_ELEMENTS(lists); at++)
        *lists[at] = g_ptr_array_new_with_free_func(g_free);
    for (char **part = parts + 1; *part != NULL; part++)
        add_field(side, g_strstrip(*part));
    for (gsize at = 0; at < G_N_ELEMENTS(lists); at++)
        g_ptr_array_add(*lists[at], NULL);
    return side;
}

static SameRecord
record_of(const Side *side)
{
    const char *texts[128];

    for (gsize at = 0; at < G_N_ELEMENTS(texts); at++)
        texts[at] = side->fields[at] != NULL ? side->fields[at] : "";
    return (SameRecord) { .name = side->name,
                          .organisation = texts['o'],
                          .title = texts['t'],
                          .place = texts['p'],
                          .country = texts['c'],
                          .source = texts['s'],
                          .emails = (const char *const *) side->emails->pdata,
                          .phones = (const char *const *) side->phones->pdata,
                          .profiles = (const char *const *) side->profiles->pdata };
}

/* Whether the two would be looked at beside each other. */
static gboolean
meet(const NameBook *book, const SameReading *one, const SameReading *other)
{
    g_auto(GStrv) ours = same_person_words(book, one);
    g_auto(GStrv) theirs = same_person_words(book, other);

    return same_words_meet(ours, theirs);
}

static Outcome
judge(const Bench *bench, SameReading *one, SameReading *other, int64_t mails, SameJudgement *out)
{
    same_person_judge(bench->book, one, other, PEOPLE, mails, out);
    if (!meet(bench->book, one, other))
        return LEFT;
    if (out->chance >= bench->limits.same_join)
        return JOINED;
    return out->chance >= bench->limits.same_put ? PUT : LEFT;
}

static void
tell_miss(char *const *fields, const SameJudgement *judgement, gboolean met)
{
    size_t at;
    const TkJson *reason;

    g_print("%-12s %-9s %.4f%s  %s  //  %s\n   ", fields[0], fields[1], judgement->chance,
            met ? "" : " (never meet)", fields[3], fields[4]);
    json_array_foreach(judgement->reasons, at, reason)
        g_print(" %s", tk_json_get_text(reason, "key", "") + strlen("double-"));
    g_print("\n");
}

static Tally *
tally_of(Bench *bench, const char *kind)
{
    Tally *tally = g_hash_table_lookup(bench->kinds, kind);

    if (tally == NULL) {
        tally = g_new0(Tally, 1);
        g_ptr_array_add(bench->order, g_strdup(kind));
        g_hash_table_insert(bench->kinds, g_ptr_array_index(bench->order, bench->order->len - 1),
                            tally);
    }
    return tally;
}

static gboolean
take_line(Bench *bench, const char *line, unsigned number)
{
    g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
    g_autoptr(Side) one = NULL;
    g_autoptr(Side) other = NULL;
    g_auto(SameJudgement) judgement = { 0 };
    guint64 mails = 0;

    if (g_strv_length(fields) != FIELDS ||
        !g_ascii_string_to_unsigned(fields[2], DECIMAL, 0, COUNT_MAX, &mails, NULL))
        return FALSE;
    one = side_new(fields[3]);
    other = side_new(fields[4]);
    const SameRecord one_record = record_of(one), other_record = record_of(other);
    g_autoptr(SameReading) a = same_reading_new(&one_record);
    g_autoptr(SameReading) b = same_reading_new(&other_record);
    gboolean same = g_str_equal(fields[1], "same"), apart = number % 2 == 1;
    Outcome outcome = judge(bench, a, b, (int64_t) mails, &judgement);
    Tally *const tallies[] = { &bench->halves[apart], tally_of(bench, fields[0]) };

    for (gsize at = 0; at < G_N_ELEMENTS(tallies); at++)
        (same ? tallies[at]->of_same : tallies[at]->of_different)[outcome]++;
    if (bench->tells_misses && !apart && (same ? outcome == LEFT : outcome != LEFT))
        tell_miss(fields, &judgement, meet(bench->book, a, b));
    return TRUE;
}

static double
share(unsigned part, unsigned whole)
{
    return whole > 0 ? (double) part / whole : 1;
}

static unsigned
sum(const unsigned *outcomes)
{
    return outcomes[LEFT] + outcomes[PUT] + outcomes[JOINED];
}

static void
tell_half(const char *name, const Tally *tally)
{
    const unsigned *same = tally->of_same, *different = tally->of_different;

    g_print("| %s | %u / %u | %.4f (%u / %u) | %.4f | %.4f | %.4f |\n", name, sum(same),
            sum(different), share(same[JOINED], same[JOINED] + different[JOINED]), same[JOINED],
            different[JOINED], share(same[JOINED] + same[PUT], sum(same)),
            share(same[JOINED], sum(same)), share(different[PUT], sum(different)));
}

static void
tell(const Bench *bench)
{
    Tally both = bench->halves[0];

    for (int outcome = LEFT; outcome < OUTCOMES; outcome++) {
        both.of_same[outcome] += bench->halves[1].of_same[outcome];
        both.of_different[outcome] += bench->halves[1].of_different[outcome];
    }
    g_print("| pairs | one / two people | precision of joined (right / wrong) | recall of joined "
            "or put | joined of one | put of two |\n|---|---|---|---|---|---|\n");
    tell_half("chosen by", &bench->halves[0]);
    tell_half("kept apart", &bench->halves[1]);
    tell_half("both", &both);
    g_print(
        "\n| difficulty | one: joined, put, missed | two: joined, put, left |\n|---|---|---|\n");
    for (guint at = 0; at < bench->order->len; at++) {
        const char *kind = g_ptr_array_index(bench->order, at);
        const Tally *tally = g_hash_table_lookup(bench->kinds, kind);

        g_print("| %s | %u, %u, %u | %u, %u, %u |\n", kind, tally->of_same[JOINED],
                tally->of_same[PUT], tally->of_same[LEFT], tally->of_different[JOINED],
                tally->of_different[PUT], tally->of_different[LEFT]);
    }
}

static gboolean
take_file(Bench *bench, const char *path)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    if (!g_file_get_contents(path, &text, NULL, &error)) {
        g_printerr("%s\n", error->message);
        return FALSE;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    unsigned number = 0;

    for (char **line = lines; *line != NULL; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        if (!take_line(bench, *line, number++)) {
            g_printerr("no pair: %s\n", *line);
            return FALSE;
        }
    }
    return TRUE;
}

int
main(int argc, char **argv)
{
    setlocale(LC_ALL, "");

    g_autofree char *nicknames = read_share("names/nicknames.txt");
    g_autofree char *variants = read_share("names/variants.txt");
    g_autofree char *common = read_share("names/common.txt");
    g_autoptr(NameBook) book = name_book_new(nicknames, variants, common);
    g_autoptr(GHashTable) kinds = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GPtrArray) order = g_ptr_array_new_with_free_func(g_free);
    Bench bench = { .book = book, .kinds = kinds, .order = order };

    if (argc < 2) {
        g_printerr("doubles FILE [misses]\n");
        return 2;
    }
    bench.tells_misses = argc > 2;
    bench.limits = method_limits_default();
    if (!take_file(&bench, argv[1]))
        return 1;
    tell(&bench);
    return 0;
}
