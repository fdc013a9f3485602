/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/everything-row.h"

#include "base/tk-limits.h"
#include "domain/meeting.h"
#include "domain/today.h"

#include <string.h>

/* Within the years 1 to 9999, so that every date can be written. */
#define FIRST_DAY    INT64_C(-719162)
#define LAST_DAY     INT64_C(2932896)
#define LAST_INSTANT INT64_C(253402300799)
#define NUMBER_MOST  (INT64_C(1) << 53)

gboolean
everything_id(const TkJson *value, TkId *out_id)
{
    *out_id = 0;
    if (value == NULL || json_is_null(value))
        return TRUE;
    return json_is_string(value) && tk_id_from_text(json_string_value(value), out_id);
}

gboolean
everything_is_id(const StoreTable *table, unsigned column)
{
    return table->types[column] == DB_NUMBER &&
           (column == 0 || g_str_has_suffix(table->columns[column], "_id"));
}

static gboolean
is_number_of(const char *column, int64_t number)
{
    if (g_str_equal(column, "at") || g_str_has_suffix(column, "_at"))
        return number >= 0 && number <= LAST_INSTANT;
    if (g_str_has_suffix(column, "_day"))
        return number >= FIRST_DAY && number <= LAST_DAY;
    return number >= -NUMBER_MOST && number <= NUMBER_MOST;
}

/* Words that the rules look up in a table of theirs, or that say who somebody is. */
static gboolean
is_word_of(const char *table, const char *column, const char *word)
{
    static const char *const standings[] = { "me", "person", "restricted", NULL };
    static const char *const message_states[] = { "draft", "approved", "sent", "discarded", NULL };
    static const char *const due_states[] = { "open", "done", "dropped", NULL };

    if (g_str_equal(table, "person") && g_str_equal(column, "standing"))
        return g_strv_contains(standings, word);
    if (g_str_equal(table, "meeting") && g_str_equal(column, "stage"))
        return meeting_stage_find(word) != NULL;
    if (g_str_equal(table, "message") && g_str_equal(column, "state"))
        return g_strv_contains(message_states, word);
    if (g_str_equal(table, "due") && g_str_equal(column, "act"))
        return today_act_find(word) != NULL;
    if (g_str_equal(table, "due") && g_str_equal(column, "state"))
        return g_strv_contains(due_states, word);
    return TRUE;
}

static gboolean
text_of(const StoreTable *table, const char *column, const TkJson *value, DbValue *out_value)
{
    const char *text = value != NULL ? json_string_value(value) : "";

    if (text == NULL || strlen(text) > TK_LIMIT_TEXT || !is_word_of(table->name, column, text))
        return FALSE;
    *out_value = DB_VALUE_TEXT(text);
    return TRUE;
}

static gboolean
value_of(const StoreTable *table, unsigned column, const TkJson *value, DbValue *out_value)
{
    const char *name = table->columns[column];
    TkId id = 0;

    if (table->types[column] == DB_TEXT)
        return text_of(table, name, value, out_value);
    if (table->types[column] == DB_REAL) {
        *out_value = DB_VALUE_REAL(json_number_value(value));
        return value == NULL || json_is_number(value);
    }
    if (everything_is_id(table, column)) {
        gboolean is_good = everything_id(value, &id);

        *out_value = DB_VALUE_NUMBER(id);
        return is_good && (column > 0 || id != 0);
    }
    *out_value = DB_VALUE_NUMBER(json_integer_value(value));
    return value == NULL ||
           (json_is_integer(value) && is_number_of(name, json_integer_value(value)));
}

const char *
everything_values(const StoreTable *table, const TkJson *object, DbValue *out_values)
{
    g_assert(table->column_count <= EVERYTHING_COLUMNS_MOST);
    for (unsigned i = 0; i < table->column_count; i++)
        if (!value_of(table, i, json_object_get(object, table->columns[i]), &out_values[i]))
            return table->columns[i];
    return NULL;
}
