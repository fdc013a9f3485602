/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/double-pair.h"

DoublePair *
double_pair_new(void)
{
    DoublePair *pair = g_new0(DoublePair, 1);

    pair->about = g_strdup("");
    pair->state = g_strdup("");
    pair->reasons = g_strdup("");
    return pair;
}

void
double_pair_free(DoublePair *pair)
{
    if (pair == NULL)
        return;
    g_free(pair->about);
    g_free(pair->state);
    g_free(pair->reasons);
    g_free(pair);
}

int64_t
double_pair_rank(int64_t chance, unsigned times_put_off)
{
    int64_t unlikely = DOUBLE_CHANCE_ONE - CLAMP(chance, 0, DOUBLE_CHANCE_ONE);

    return (int64_t) times_put_off * (DOUBLE_CHANCE_ONE + 1) + unlikely;
}

unsigned
double_pair_times_put_off(int64_t rank)
{
    return (unsigned) (MAX(rank, 0) / (DOUBLE_CHANCE_ONE + 1));
}

Joined *
joined_new(void)
{
    Joined *joined = g_new0(Joined, 1);

    joined->about = g_strdup("");
    joined->name = g_strdup("");
    joined->folded = g_strdup("");
    joined->source = g_strdup("");
    joined->by_whom = g_strdup("");
    joined->reasons = g_strdup("");
    return joined;
}

void
joined_free(Joined *joined)
{
    if (joined == NULL)
        return;
    g_free(joined->about);
    g_free(joined->name);
    g_free(joined->folded);
    g_free(joined->source);
    g_free(joined->by_whom);
    g_free(joined->reasons);
    g_free(joined);
}

JoinedRow *
joined_row_new(void)
{
    JoinedRow *row = g_new0(JoinedRow, 1);

    row->act = g_strdup("");
    row->table_name = g_strdup("");
    row->before = g_strdup("");
    row->after = g_strdup("");
    return row;
}

void
joined_row_free(JoinedRow *row)
{
    if (row == NULL)
        return;
    g_free(row->act);
    g_free(row->table_name);
    g_free(row->before);
    g_free(row->after);
    g_free(row);
}
