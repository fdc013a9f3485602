/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include "actions/everything-row.h"
#include "formats/json-lines.h"
#include "store/tables.h"

/* Each line as a row of the table it names, as far as it can be told without a store. */
static void
look_at(const TkJson *object)
{
    const char *name = tk_json_get_text(object, "table", "");
    DbValue values[EVERYTHING_COLUMNS_MOST];

    for (const StoreTable *const *table = store_tables; *table != NULL; table++) {
        if (strcmp((*table)->name, name) != 0 || everything_values(*table, object, values) != NULL)
            continue;
        g_assert_cmpint(values[0].number, >, 0);
        for (unsigned i = 0; i < (*table)->column_count; i++)
            if ((*table)->types[i] == DB_TEXT)
                fuzz_canary(values[i].text);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, length % 7);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, JSON_LINES_WINDOW);
    g_autoptr(JsonLines) lines = json_lines_new(input);
    JsonLine line;

    while (json_lines_next(lines, &line)) {
        if (line.object != NULL)
            look_at(line.object);
        else
            g_assert_true(g_utf8_validate(line.beginning, -1, NULL));
    }
    return 0;
}
