/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include "formats/collected.h"
#include "formats/icalendar.h"

static void
read_calendar(const uint8_t *bytes, size_t length, size_t step, Collected *collected)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, ICALENDAR_WINDOW);

    g_assert_true(icalendar_read(input, &collected->reading, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(Collected) whole = collected_new();
    g_autoptr(Collected) parts = collected_new();

    read_calendar(bytes, length, 0, whole);
    read_calendar(bytes, length, 1 + length % 5, parts);
    g_assert_cmpstr(whole->text->str, ==, parts->text->str);
    fuzz_canary(whole->text->str);
    return 0;
}
