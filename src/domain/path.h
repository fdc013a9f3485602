/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * path.h - who can open the door to somebody, ranked, with the weak link named (P1, P2, P5).
 *
 * A way is as good as its weakest step. What we cannot see is not guessed: with no way known the
 * answer is empty, and a step between two others that rests only on mails both received is called
 * likely, never sure. So is one that rests only on a time at the same organisation
 * (shared-time.h); of those a way has one at most.
 */
#pragma once

#include "domain/introduction.h"
#include "domain/method.h"
#include "domain/tie.h"
#include "domain/way.h"

#include <glib.h>

/* Somebody who may stand on a way. Borrowed texts. */
typedef struct {
    TkId person_id;
    const char *name;
    gboolean strained;   /* person_is_strained() */
    IntroducerLoad load; /* P5 */
} PathPerson;

/* Two others who were somewhere at the same time. */
typedef struct {
    TkId one_id, other_id;
    const char *organisation; /* borrowed */
    int from_year, until_year;
    double strength; /* shared_time_strength(); one that does not hold says nothing */
} PathShared;

typedef struct {
    TkId me_id;
    TkId target_id;
    const PathPerson *persons; /* all who appear in the ties, the target too, me not needed */
    gsize person_count;
    const Tie *const *ties; /* mine (from me), those to the target, and those between the others */
    gsize tie_count;
    const PathShared *shared;
    gsize shared_count;
    int64_t now;
    const MethodLimits *limits;
} PathQuestion;

/* One step of a way: the tie that leads to this person from the one before (from me at first). */
typedef struct {
    TkId person_id;
    char *name;
    double strength;
    const char *word;      /* close, warm, light, cold */
    const char *certainty; /* sure, likely */
    const char *reason;    /* of tie.tsv */
    char *facts;           /* JSON object */
} PathStep;

typedef struct {
    PathStep steps[WAY_STEPS_MOST]; /* the last is the target */
    unsigned count;                 /* 1: I know them myself; 2: over one person; 3: over two */
    unsigned weakest;               /* index of the weak link */
    const char *gate;               /* ask, warm_up, write_directly, mend */
    const char *certainty;
    gboolean tired;     /* P5: the first one was asked enough */
    const char *reason; /* constant key of path.tsv */
    char *facts;        /* JSON object: first, target, weak_from, weak_to, weak_word, second */
    WayRank rank;       /* which of two ways comes first: way_compare() */
} Path;

void
path_free(Path *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Path, path_free)

/* TRUE where nobody saw the two write or meet and the user has not said that they know each other:
 * a tie between others is then only likely. */
gboolean
path_tie_is_likely(const Tie *tie);

/* GPtrArray of Path, best first, at most limits->paths_most; empty when no way is known. Errors:
 * TK_ERROR_INVALID "path-to-oneself". */
GPtrArray *
path_rank(const PathQuestion *question, GError **error);
