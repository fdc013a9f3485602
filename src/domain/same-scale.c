/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-scale.h"

#include <math.h>

void
same_scale_begin(SameScale *scale, int64_t many, gboolean tells)
{
    scale->bits = -log2((double) many);
    scale->most = G_MAXDOUBLE;
    scale->reasons = tells ? json_array() : NULL;
}

void
same_scale_clear(SameScale *scale)
{
    g_clear_pointer(&scale->reasons, json_decref);
}

void
same_scale_weigh(SameScale *scale, const char *key, double bits, const char *one, const char *other)
{
    TkJson *reason, *facts;

    scale->bits += bits;
    if (scale->reasons == NULL)
        return;
    reason = json_object();
    facts = json_object();
    tk_json_set_text(facts, "one", one);
    tk_json_set_text(facts, "other", other != NULL ? other : one);
    tk_json_set_text(reason, "key", key);
    tk_json_set_take(reason, "facts", facts);
    tk_json_set_text(reason, "speaks", bits >= 0 ? "for" : "against");
    json_object_set_new(reason, "bits", json_real(bits));
    json_array_append_new(scale->reasons, reason);
}

void
same_scale_doubt(SameScale *scale, double most)
{
    scale->most = MIN(scale->most, most);
}

static int
compare_reasons(gconstpointer one, gconstpointer other)
{
    double a = fabs(json_real_value(json_object_get(*(TkJson *const *) one, "bits")));
    double b = fabs(json_real_value(json_object_get(*(TkJson *const *) other, "bits")));

    return (a < b) - (a > b);
}

static TkJson *
sorted(const TkJson *reasons)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    TkJson *answer = json_array();

    for (size_t at = 0; at < json_array_size(reasons); at++)
        g_ptr_array_add(order, json_array_get(reasons, at));
    g_ptr_array_sort(order, compare_reasons);
    for (guint at = 0; at < order->len; at++) {
        json_array_append(answer, g_ptr_array_index(order, at));
        json_object_del(g_ptr_array_index(order, at), "bits");
    }
    return answer;
}

void
same_judgement_clear(SameJudgement *judgement)
{
    g_clear_pointer(&judgement->reasons, json_decref);
}

double
same_scale_chance(const SameScale *scale)
{
    return 1 / (1 + exp2(-MIN(scale->bits, scale->most)));
}

void
same_scale_end(const SameScale *scale, SameJudgement *out)
{
    out->chance = same_scale_chance(scale);
    out->reasons = sorted(scale->reasons);
}
