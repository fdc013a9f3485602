/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * near [learn|measure] - how much of what says the same is seen (T4, I2), and how often alarm is
 * false, on the pairs of tests/corpus/near/; and what a thousand notes cost.
 *
 * Of the part `learn` each wrong pair is shown. The part `measure` is only counted: who looks at
 * its errors writes a new one.
 */
#include "base/tk-places.h"
#include "language/confidence.h"
#include "language/test-pairs.h"
#include "language/test-share.h"
#include "language/which-language.h"

#include <string.h>

#define NOTES 1000

static void
print_count(const char *language, const char *use, const PairCount *count)
{
    printf("%-3s %-3s %6u %6u %8.3f %8u %6u %8.3f\n", language, use, count->same, count->found,
           count->same > 0 ? (double) count->found / count->same : 1.0, count->other, count->alarms,
           count->other > 0 ? (double) count->alarms / count->other : 0.0);
}

/* One letter against a thousand notes, each a little different. */
static void
print_time(const LanguageShare *share)
{
    const char *letter =
        "Dear Kari,\n\nyour talk on heat pumps gave us an idea for the laundry. We "
        "saved 8,000 kWh in one month, and I gladly share the figures. Could I buy "
        "you a coffee next week and hear how you got the neighbours on board?\n\n"
        "Kind regards\nOla";
    gint64 began = g_get_monotonic_time();
    g_autoptr(LeavingText) leaving = leaving_text_new(share, letter, "en");
    guint told = 0;

    for (guint i = 0; i < NOTES; i++) {
        g_autofree char *text = g_strdup_printf(
            "Told me over lunch that plant number %u closes in autumn %u. They will lay off %u "
            "people and sell the warehouse to a competitor; the board knows since spring.",
            i, 2026 + i % 5, 10 + i);
        const Confidence confidence = { text, "Nina Berg", "Spruce Works", FALSE };

        told += leaving_text_tells(leaving, &confidence, NULL, NULL) ? 1 : 0;
    }
    printf("%u notes against one letter: %.1f ms (%u told)\n", NOTES,
           (double) (g_get_monotonic_time() - began) / 1000, told);
}

int
main(int argc, char **argv)
{
    const char *part = argc > 1 ? argv[1] : "measure";
    FILE *wrong = strcmp(part, "learn") == 0 ? stdout : NULL;
    static const char *const uses[] = { "T4", "I2" };
    const LanguageShare *share = test_share();

    printf("        same  found   recall    other alarms    share\n");
    for (guint language = 0; language < LANGUAGE_COUNT; language++) {
        for (gsize use = 0; use < G_N_ELEMENTS(uses); use++) {
            PairCount count;

            if (test_pairs_count(share, language_codes[language], part, uses[use], wrong, &count))
                print_count(language_codes[language], uses[use], &count);
        }
    }
    print_time(share);
    return 0;
}
