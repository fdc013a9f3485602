/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include "formats/csv.h"

static GString *
rows_of(const uint8_t *bytes, size_t length, size_t step)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, CSV_WINDOW);
    g_autoptr(Csv) csv = csv_new(input);
    GString *all = g_string_new("");
    CsvResult result;
    CsvRow row;

    while ((result = csv_next(csv, &row)) != CSV_END) {
        g_string_append_printf(all, "%d %d", (int) row.line, (int) result);
        for (unsigned i = 0; i < row.count; i++) {
            g_assert_true(g_utf8_validate(row.fields[i], -1, NULL));
            g_string_append_printf(all, "|%s", row.fields[i]);
        }
        g_string_append_c(all, '\n');
    }
    return all;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(GString) whole = rows_of(bytes, length, 0);
    g_autoptr(GString) parts = rows_of(bytes, length, 1 + length % 5);

    g_assert_cmpstr(whole->str, ==, parts->str);
    fuzz_canary(whole->str);
    return 0;
}
