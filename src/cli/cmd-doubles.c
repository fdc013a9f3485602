/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/command.h"

#include "actions/doubles.h"
#include "base/tk-error.h"
#include "base/tk-limits.h"
#include "cli/keys.h"
#include "cli/render.h"
#include "cli/sentences.h"
#include "cli/shown.h"

#include <glib/gi18n.h>
#include <string.h>

#define USUAL_ROWS 20
#define PERCENT    100

static TkId
id_of(const TkJson *row)
{
    TkId id = 0;

    tk_id_from_text(tk_json_get_text(row, "id", ""), &id);
    return id;
}

static void
append_known(GString *text, const char *known)
{
    if (known != NULL && *known != '\0')
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", known);
}

/* What is known of one of the two, in one line. */
static char *
what_is_known(const TkJson *side)
{
    static const char *const fields[] = { "field", "place" };
    g_autofree char *post = render_post(side);
    const TkJson *addresses = json_object_get(side, "addresses");
    const TkJson *members = json_object_get(side, "members");
    GString *text = g_string_new(NULL);

    append_known(text, post);
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        append_known(text, tk_json_get_text(side, fields[i], ""));
    for (size_t i = 0; i < json_array_size(addresses); i++)
        append_known(text, tk_json_get_text(json_array_get(addresses, i), "value", ""));
    for (size_t i = 0; i < json_array_size(members); i++)
        append_known(text, json_string_value(json_array_get(members, i)));
    return g_string_free(text, FALSE);
}

static void
print_pair(const Call *call, const TkJson *pair, const char *number)
{
    g_autoptr(TerminalTable) table = terminal_table_new(3);
    const TkJson *reasons = json_object_get(pair, "reasons");
    const TkJson *sides[] = { json_object_get(pair, "one"), json_object_get(pair, "other") };
    double chance = json_real_value(json_object_get(pair, "chance"));
    g_autofree char *percent = g_strdup_printf("%d %%", (int) (chance * PERCENT));

    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_autofree char *known = what_is_known(sides[i]);

        terminal_table_add(table, i == 0 ? number : percent, tk_json_get_text(sides[i], "name", ""),
                           known);
    }
    for (size_t i = 0; i < json_array_size(reasons); i++) {
        const TkJson *reason = json_array_get(reasons, i);
        g_autofree char *said =
            sentence(tk_json_get_text(reason, "key", ""), json_object_get(reason, "facts"));
        gboolean against = strcmp(tk_json_get_text(reason, "speaks", ""), "against") == 0;

        terminal_table_add(table, "", against ? "-" : "+", said);
    }
    terminal_table_wrap_last(table);
    terminal_table_print(table, &call->terminal, 0);
}

/* Numbered, and the numbers are kept: `tokopp doubles 2 same`. */
static void
print_list(const Call *call, const TkJson *list)
{
    const TkJson *rows = json_object_get(list, "rows");
    const char *next = tk_json_get_text(list, "next", NULL);
    g_autoptr(GArray) shown = g_array_new(FALSE, TRUE, sizeof(ShownRow));

    for (size_t i = 0; i < json_array_size(rows); i++) {
        const TkJson *pair = json_array_get(rows, i);
        g_autofree char *number = g_strdup_printf("%zu", i + 1);
        ShownRow row = { .pair = id_of(pair) };

        if (i > 0)
            g_print("\n");
        print_pair(call, pair, number);
        g_array_append_val(shown, row);
    }
    shown_keep(call->settings, shown);
    if (json_array_size(rows) > 0)
        g_print("\n%s\n",
                _("tokopp doubles 1 same joins the first two, different tells them apart, "
                  "later asks again."));
    if (next != NULL) {
        g_autofree char *more =
            filled(_("There is more: tokopp doubles --after {next}"), "next", next, NULL);

        g_print("%s\n", more);
    }
}

static const char *
answer_of_key(int key)
{
    switch (key) {
    case 's':
        return "same";
    case 'd':
        return "different";
    case 'l':
        return "later";
    default:
        return NULL;
    }
}

/* Asks about one pair; *out_ended where the user has had enough. */
static gboolean
ask(const Call *call, const TkJson *pair, int64_t remaining, gboolean *out_ended, GError **error)
{
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, remaining);
    const char *answer = NULL;

    print_pair(call, pair, number);
    g_print("%s%s%s ", terminal_style(&call->terminal, STYLE_QUIET),
            /* TRANSLATORS: the first letters are keys and stay as they are */
            _("s the same   d different   l later   q enough"),
            terminal_style(&call->terminal, STYLE_PLAIN));
    fflush(stdout);
    for (int key = keys_read(); answer == NULL; key = keys_read()) {
        *out_ended = key == 0 || key == 'q' || key == '\033';
        answer = answer_of_key(key);
        if (*out_ended || answer != NULL)
            break;
    }
    g_print("\n\n");
    if (*out_ended)
        return TRUE;
    g_autoptr(TkJson) told = answer_double(call->workspace, id_of(pair), answer, error);

    return told != NULL;
}

/* One after the other, those that were put off last; each at most once. */
static gboolean
ask_all(const Call *call, GError **error)
{
    g_autoptr(GHashTable) asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gboolean ended = FALSE;

    while (!ended) {
        g_autoptr(TkJson) list = list_doubles(call->workspace, NULL, 1, error);
        const TkJson *pair;

        if (list == NULL)
            return FALSE;
        pair = json_array_get(json_object_get(list, "rows"), 0);
        if (pair == NULL || !g_hash_table_add(asked, g_strdup(tk_json_get_text(pair, "id", "")))) {
            g_print("%s\n", pair == NULL ? _("Nobody waits to be told apart.")
                                         : _("The rest was put off."));
            return TRUE;
        }
        if (!ask(call, pair, tk_json_get_number(list, "remaining", 0), &ended, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
look_at_all(const Call *call, GError **error)
{
    g_autoptr(TkJson) answer = find_all_doubles(call->workspace, error);

    if (answer == NULL)
        return FALSE;
    g_autofree char *line = places_fill(
        _("Looked at {looked} people: {joined} joined, {put} new pairs to be asked about."),
        answer);

    call_print_done(call, answer, line);
    return TRUE;
}

static gboolean
answer_one(const Call *call, GError **error)
{
    const char *words = call_word(call, 0), *said = call_word(call, 1);
    unsigned number = 0;
    ShownRow row = { 0 };
    TkId pair = 0;

    if (shown_number(words, &number)) {
        if (!shown_find(call->settings, number, &row, error))
            return FALSE;
        pair = row.pair;
    }
    if (pair == 0 && !tk_id_from_text(words, &pair))
        return tk_fail(error, TK_ERROR_NOT_FOUND, "no-such-row", words);
    g_autoptr(TkJson) answer = answer_double(call->workspace, pair, said, error);

    if (answer == NULL)
        return FALSE;
    call_print_done(call, answer,
                    strcmp(said, "same") == 0        ? _("Joined.")
                    : strcmp(said, "different") == 0 ? _("They stay two.")
                                                     : _("Later, then."));
    return TRUE;
}

static gboolean
run_doubles(const Call *call, GError **error)
{
    unsigned limit = (unsigned) CLAMP(call_number(call, "limit", USUAL_ROWS), 1, TK_LIMIT_PAGE);

    if (call_word_count(call) == 1)
        return tk_fail(error, TK_ERROR_INVALID, "double-answer-unknown", "");
    if (call_word_count(call) == 2)
        return answer_one(call, error);
    if (call_flag(call, "all"))
        return look_at_all(call, error);
    if (keys_are_there() && !call->json && !call->quiet && call_text(call, "after") == NULL)
        return ask_all(call, error);
    g_autoptr(TkJson) list = list_doubles(call->workspace, call_text(call, "after"), limit, error);

    if (list == NULL)
        return FALSE;
    if (call_answered(call, list))
        return TRUE;
    if (json_array_size(json_object_get(list, "rows")) == 0)
        g_print("%s\n", _("Nobody waits to be told apart."));
    print_list(call, list);
    return TRUE;
}

static const CommandOption options[] = {
    { "all", 'a', OPTION_FLAG, NULL, N_("Look through everybody again first") },
    { "limit", 'n', OPTION_NUMBER, "N", N_("At most so many rows") },
    { "after", 0, OPTION_TEXT, "CURSOR", N_("Go on where an earlier list ended") },
    { 0 },
};

const Command cmd_doubles = {
    .name = "doubles",
    .group = GROUP_PEOPLE,
    .summary = N_("Tell who is who: records that may be one person"),
    .synopsis = "[NUMBER same|different|later]",
    .details =
        N_("On a terminal it asks, one key each: s joins the two, d tells them apart for ever, l "
           "asks again later. Elsewhere it shows them with numbers. What was joined can be parted "
           "again at any time with tokopp part."),
    .example = "tokopp doubles 1 same",
    .flags = COMMAND_NEEDS_STORE | COMMAND_JSON,
    .most = 2,
    .options = options,
    .run = run_doubles,
};
