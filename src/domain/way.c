/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/way.h"

#define SHARE_OF_WEAKEST 0.7
#define SHARE_OF_ALL     0.3
#define OVER_TWO         0.6 /* every further favour is one more that may fail */
#define IN_DOUBT         0.85

static WayClass
class_of(const WayFigures *way, const MethodLimits *limits)
{
    if (way->strained)
        return WAY_MEND;
    if (way->count == 1)
        return way->strengths[0] >= limits->tie_light ? WAY_DIRECT : WAY_DIRECT_COLD;
    for (unsigned i = 1; i < way->count; i++) {
        if (way->strengths[i] < limits->tie_light)
            return WAY_FAR_WEAK;
    }
    if (way->strengths[0] < limits->tie_warm)
        return WAY_WARM_UP;
    return way->tired ? WAY_TIRED : WAY_ASK;
}

WayRank
way_rank(const WayFigures *figures, const MethodLimits *limits)
{
    WayRank rank = { .way_class = class_of(figures, limits) };
    double sum = 0;

    for (unsigned i = 0; i < figures->count; i++) {
        sum += figures->strengths[i];
        if (figures->strengths[i] < figures->strengths[rank.weakest])
            rank.weakest = i;
    }
    rank.score =
        SHARE_OF_WEAKEST * figures->strengths[rank.weakest] + SHARE_OF_ALL * sum / figures->count;
    rank.score *= figures->count == WAY_STEPS_MOST ? OVER_TWO : 1;
    rank.score *= figures->likely ? IN_DOUBT : 1;
    return rank;
}

double
way_bound(unsigned count, double end, double between)
{
    double weakest = count == WAY_STEPS_MOST ? MIN(end, between) : end;
    double sum = end + 1 + (count == WAY_STEPS_MOST ? between : 0);

    return (SHARE_OF_WEAKEST * weakest + SHARE_OF_ALL * sum / count) *
           (count == WAY_STEPS_MOST ? OVER_TWO : 1);
}

int
way_compare(const WayRank *one, unsigned one_count, const WayRank *other, unsigned other_count)
{
    if (one->way_class != other->way_class)
        return one->way_class < other->way_class ? -1 : 1;
    if (one->score > other->score || one->score < other->score)
        return one->score > other->score ? -1 : 1;
    return one_count < other_count ? -1 : one_count > other_count;
}
