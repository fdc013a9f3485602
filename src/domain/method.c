/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/method.h"

#include "base/tk-error.h"

#include <string.h>

MethodLimits
method_limits_default(void)
{
    return (MethodLimits) {
        .follow_up_first_days = 6,
        .follow_up_second_days = 12,
        .follow_ups_most = 2,
        .rest_days = 90,
        .away_days = 5,
        .open_requests_most = 7,
        .news_most = 5,
        .touches_most = 3,
        .introducer_open_most = 2,
        .introducer_year_most = 4,
        .held_for_report = 10,
        .check_days = 14,
        .debrief_days = 1,
        .review_days = 182,
        .tie_half_life_days = 90,
        .tie_circle_most = 20,
        .tie_close = 0.75,
        .tie_warm = 0.40,
        .tie_light = 0.12,
        .fading_days = 150,
        .paths_most = 20,
        .same_join = 0.99,
        .same_put = 0.3,
    };
}

static gboolean
line_is_of(const char *line, const char *rule)
{
    gsize length = strlen(rule);

    return strncmp(line, rule, length) == 0 && line[length] == ':';
}

gboolean
method_is_overruled(const char *overruled, const char *rule)
{
    g_auto(GStrv) lines = g_strsplit(overruled, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        if (line_is_of(*line, rule))
            return TRUE;
    }
    return FALSE;
}

char *
method_overrule(const char *overruled, const char *rule, const char *reason, GError **error)
{
    g_autofree char *one_line = g_strdelimit(g_strdup(reason), "\r\n\t", ' ');
    g_auto(GStrv) lines = g_strsplit(overruled, "\n", -1);
    g_autoptr(GString) kept = g_string_new(NULL);

    g_strstrip(one_line);
    if (*one_line == '\0')
        return tk_fail_null(error, TK_ERROR_INVALID, "overrule-without-reason", rule);
    for (char **line = lines; *line != NULL; line++) {
        if (**line != '\0' && !line_is_of(*line, rule))
            g_string_append_printf(kept, "%s\n", *line);
    }
    g_string_append_printf(kept, "%s: %s", rule, one_line);
    return g_string_free(g_steal_pointer(&kept), FALSE);
}

char *
method_forget(const char *overruled, const char *beginning)
{
    g_auto(GStrv) lines = g_strsplit(overruled, "\n", -1);
    GString *kept = g_string_new(NULL);

    for (char **line = lines; *line != NULL; line++) {
        gboolean whole = strchr(*line, '\t') == NULL;

        if (**line != '\0' && !(whole && g_str_has_prefix(*line, beginning)))
            g_string_append_printf(kept, "%s%s", kept->len > 0 ? "\n" : "", *line);
    }
    return g_string_free(kept, FALSE);
}
