/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * fuzz-text.c - what every text from outside passes: mending, folding, addresses, days, settings.
 *
 * The first byte chooses. Asserted is what the headers promise: valid UTF-8 comes out, doing it
 * twice changes nothing, what is written is read back the same, nothing is wider than asked.
 */
#include "fuzz.h"

#include "base/tk-day.h"
#include "base/tk-settings.h"
#include "base/tk-text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void
expect(gboolean holds)
{
    if (!holds)
        abort();
}

static void
try_mend(const char *text, size_t length)
{
    g_autofree char *once = tk_text_mend(text, (gssize) length);
    g_autofree char *twice = tk_text_mend(once, -1);

    expect(g_utf8_validate(once, -1, NULL));
    expect(strcmp(once, twice) == 0);
    expect(strpbrk(once, "\x01\x1b\x7f") == NULL);
    fuzz_canary(once);
}

static void
try_fold(const char *text, size_t length)
{
    g_autofree char *ended = g_strndup(text, length);
    g_autofree char *once = tk_text_fold(ended);
    g_autofree char *twice = tk_text_fold(once);
    g_auto(GStrv) words = tk_text_fold_words(ended);
    g_autofree char *joined = g_strjoinv(" ", words);

    expect(g_utf8_validate(once, -1, NULL));
    expect(strcmp(once, twice) == 0);
    expect(strcmp(once, joined) == 0);
}

static void
try_address(const char *text, size_t length)
{
    static const char *const kinds[] = { "email", "phone", "linkedin", "web" };
    g_autofree char *ended = g_strndup(text, length);

    for (size_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++) {
        g_autofree char *once = tk_address_fold(kinds[kind], ended);
        g_autofree char *twice = tk_address_fold(kinds[kind], once);

        expect(g_utf8_validate(once, -1, NULL));
        expect(strcmp(once, twice) == 0);
    }
}

static void
try_columns(const char *text, size_t length)
{
    g_autofree char *ended = g_strndup(text, length);
    unsigned columns = length > 0 ? (unsigned char) text[0] % 20 : 0;
    g_autofree char *shortened = tk_text_shorten(ended, columns);

    expect(g_utf8_validate(shortened, -1, NULL));
    expect(tk_text_columns(shortened) <= columns);
}

static void
try_time(const char *text, size_t length)
{
    g_autofree char *ended = g_strndup(text, length);
    int64_t at = 0;

    tk_zone_is_known(ended);
    if (!tk_instant_from_text(ended, "Europe/Oslo", 0, &at, NULL))
        return;
    g_autofree char *written = tk_instant_to_text(at);
    int64_t again = 0;

    expect(tk_instant_from_text(written, NULL, 0, &again, NULL));
    /* The first and the last day of the calendar may lie a zone away. */
    expect(again == at || g_str_has_prefix(written, "0001-") || g_str_has_prefix(written, "9999-"));
}

static void
try_setting(const char *text, size_t length)
{
    g_autofree char *flag = g_strndup(text, length);
    const char *const flags[] = { flag, NULL };
    g_autoptr(GError) error = NULL;
    g_autoptr(TkSettings) settings = tk_settings_new("/nonexistent/settings", flags, &error);

    expect((settings == NULL) == (error != NULL));
    expect(error == NULL || g_utf8_validate(error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[])(const char *, size_t) = { try_mend,    try_fold, try_address,
                                                             try_columns, try_time, try_setting };

    if (size == 0)
        return 0;
    readers[data[0] % G_N_ELEMENTS(readers)]((const char *) data + 1, size - 1);
    return 0;
}
