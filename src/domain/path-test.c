/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/path.h"

#include "base/tk-error.h"
#include "base/tk-json.h"
#include "domain/test-sentences.h"

#include <string.h>

#define DAY    INT64_C(86400)
#define NOW    (INT64_C(20000) * DAY)
#define ME     1
#define ANE    2
#define BO     3
#define CAI    4
#define TARGET 9

/* A small world: who knows whom, and how well. */
typedef struct {
    GArray *persons;
    GPtrArray *ties;
    GArray *shared; /* PathShared */
    MethodLimits limits;
} Network;

static void
network_free(Network *network)
{
    g_array_unref(network->persons);
    g_ptr_array_unref(network->ties);
    g_array_unref(network->shared);
    g_free(network);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Network, network_free)

static Network *
network_new(void)
{
    const PathPerson persons[] = {
        { ANE, "Ane", FALSE, { 0 } },
        { BO, "Bo", FALSE, { 0 } },
        { CAI, "Cai", FALSE, { 0 } },
        { TARGET, "Tuva", FALSE, { 0 } },
    };
    Network *network = g_new0(Network, 1);

    network->persons = g_array_new(FALSE, FALSE, sizeof(PathPerson));
    g_array_append_vals(network->persons, persons, G_N_ELEMENTS(persons));
    network->ties = g_ptr_array_new_with_free_func((GDestroyNotify) tie_free);
    network->shared = g_array_new(FALSE, FALSE, sizeof(PathShared));
    network->limits = method_limits_default();
    return network;
}

/* Both were at Nordvarme from 2012 to 2014. */
static void
was_with(Network *network, TkId one, TkId other, double strength)
{
    const PathShared shared = { one, other, "Nordvarme", 2012, 2014, strength };

    g_array_append_val(network->shared, shared);
}

static PathPerson *
person(Network *network, TkId id)
{
    for (guint i = 0; i < network->persons->len; i++) {
        PathPerson *found = &g_array_index(network->persons, PathPerson, i);

        if (found->person_id == id)
            return found;
    }
    g_assert_not_reached();
}

static void
happen(Network *network, Tie *tie, const char *kind, const char *way, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        TieEvent event = { kind, way, NOW - (5 + 7 * (int64_t) i) * DAY, 2, FALSE };

        tie_add(tie, &event, &network->limits);
    }
}

/* close, warm and light by mails both ways; cold by a connection; "shared" by mails both were on.
 */
static void
know(Network *network, TkId one, TkId other, const char *how)
{
    Tie *tie = tie_new();
    unsigned mails = strcmp(how, "close") == 0 ? 9 : strcmp(how, "warm") == 0 ? 3 : 1;

    tie->from_person_id = one;
    tie->to_person_id = other;
    g_ptr_array_add(network->ties, tie);
    if (strcmp(how, "cold") == 0) {
        happen(network, tie, "connection", "both", 1);
    } else if (strcmp(how, "shared") == 0) {
        happen(network, tie, "mail", "both", 40);
    } else {
        happen(network, tie, "mail", "in", mails);
        happen(network, tie, "mail", "out", mails);
        g_assert_cmpstr(tie_word(tie, NOW, &network->limits), ==, how);
    }
}

static GPtrArray *
rank(const Network *network)
{
    g_autoptr(GError) error = NULL;
    PathQuestion question = { .me_id = ME,
                              .target_id = TARGET,
                              .persons = (const PathPerson *) network->persons->data,
                              .person_count = network->persons->len,
                              .ties = (const Tie *const *) network->ties->pdata,
                              .tie_count = network->ties->len,
                              .shared = (const PathShared *) network->shared->data,
                              .shared_count = network->shared->len,
                              .now = NOW,
                              .limits = &network->limits };
    GPtrArray *paths = path_rank(&question, &error);

    g_assert_no_error(error);
    return paths;
}

static const Path *
best_of(const GPtrArray *paths)
{
    g_assert_cmpuint(paths->len, >=, 1);
    return g_ptr_array_index(paths, 0);
}

static void
test_no_way_known_is_said_and_not_invented(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) none = NULL;
    g_autoptr(GPtrArray) half = NULL;

    none = rank(network);
    g_assert_cmpuint(none->len, ==, 0);
    know(network, ME, ANE, "close");
    know(network, BO, TARGET, "close");
    half = rank(network);
    g_assert_cmpuint(half->len, ==, 0);
}

static void
test_the_stronger_way_comes_first(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;

    know(network, ME, ANE, "warm");
    know(network, ANE, TARGET, "light");
    know(network, ME, BO, "close");
    know(network, BO, TARGET, "warm");
    paths = rank(network);
    g_assert_cmpuint(paths->len, ==, 2);
    g_assert_cmpint(best_of(paths)->steps[0].person_id, ==, BO);
    g_assert_cmpstr(best_of(paths)->gate, ==, "ask");
    g_assert_cmpint(best_of(paths)->steps[1].person_id, ==, TARGET);
    g_assert_cmpuint(best_of(paths)->count, ==, 2);
}

static void
test_the_weak_link_is_named(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;
    g_autoptr(TkJson) facts = NULL;
    const Path *path = NULL;

    know(network, ME, ANE, "close");
    know(network, ANE, TARGET, "light");
    paths = rank(network);
    path = best_of(paths);
    g_assert_cmpuint(path->weakest, ==, 1);
    g_assert_cmpstr(path->reason, ==, "path-ask-weak-theirs");
    facts = tk_json_parse(path->facts, strlen(path->facts), NULL);
    g_assert_cmpstr(tk_json_get_text(facts, "weak_from", ""), ==, "Ane");
    g_assert_cmpstr(tk_json_get_text(facts, "weak_to", ""), ==, "Tuva");
    g_assert_cmpstr(tk_json_get_text(facts, "weak_word", ""), ==, "light");
}

static void
test_a_thin_tie_is_warmed_up_first(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;

    know(network, ME, ANE, "cold");
    know(network, ANE, TARGET, "close");
    paths = rank(network);
    g_assert_cmpstr(best_of(paths)->gate, ==, "warm_up");
    g_assert_cmpuint(best_of(paths)->weakest, ==, 0);
}

static void
test_who_hardly_knows_the_target_opens_no_door(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;

    know(network, ME, ANE, "close");
    know(network, ANE, TARGET, "cold");
    paths = rank(network);
    g_assert_cmpstr(best_of(paths)->gate, ==, "write_directly");
}

static void
test_two_thin_ties_are_no_path(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;

    know(network, ME, ANE, "cold");
    know(network, ANE, TARGET, "cold");
    paths = rank(network);
    g_assert_cmpuint(paths->len, ==, 0);
}

static void
test_strained_terms_are_no_path(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;

    know(network, ME, ANE, "close");
    know(network, ANE, TARGET, "close");
    know(network, ME, BO, "warm");
    know(network, BO, TARGET, "light");
    person(network, ANE)->strained = TRUE;
    paths = rank(network);
    g_assert_cmpuint(paths->len, ==, 2);
    g_assert_cmpint(best_of(paths)->steps[0].person_id, ==, BO);
    g_assert_cmpstr(((const Path *) g_ptr_array_index(paths, 1))->gate, ==, "mend");
}

static void
test_who_was_asked_enough_comes_later_and_is_marked(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;
    const Path *last = NULL;

    know(network, ME, ANE, "close");
    know(network, ANE, TARGET, "close");
    know(network, ME, BO, "warm");
    know(network, BO, TARGET, "light");
    person(network, ANE)->load = (IntroducerLoad) { .open = 2, .year = 2 };
    paths = rank(network);
    last = g_ptr_array_index(paths, 1);
    g_assert_false(best_of(paths)->tired);
    g_assert_cmpint(last->steps[0].person_id, ==, ANE);
    g_assert_true(last->tired);
    g_assert_cmpstr(last->reason, ==, "path-tired");
}

static void
test_shared_mails_are_only_likely(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;

    know(network, ME, ANE, "close");
    know(network, ANE, TARGET, "shared");
    know(network, ME, BO, "close");
    know(network, BO, TARGET, "warm");
    paths = rank(network);
    g_assert_cmpint(best_of(paths)->steps[0].person_id, ==, BO);
    g_assert_cmpstr(best_of(paths)->certainty, ==, "sure");
    g_assert_cmpstr(((const Path *) g_ptr_array_index(paths, 1))->certainty, ==, "likely");
    g_assert_cmpstr(((const Path *) g_ptr_array_index(paths, 1))->steps[0].certainty, ==, "sure");
    g_assert_cmpstr(((const Path *) g_ptr_array_index(paths, 1))->steps[1].certainty, ==, "likely");
}

static void
test_whom_i_know_i_write_to(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;
    g_autoptr(GPtrArray) strained = NULL;

    know(network, ME, TARGET, "light");
    know(network, ME, ANE, "close");
    know(network, ANE, TARGET, "close");
    paths = rank(network);
    g_assert_cmpuint(best_of(paths)->count, ==, 1);
    g_assert_cmpstr(best_of(paths)->gate, ==, "write_directly");
    person(network, TARGET)->strained = TRUE;
    strained = rank(network);
    g_assert_cmpint(best_of(strained)->steps[0].person_id, ==, ANE);
}

static void
test_a_bare_connection_stands_behind_an_introduction(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;

    know(network, ME, TARGET, "cold");
    know(network, ME, ANE, "warm");
    know(network, ANE, TARGET, "light");
    paths = rank(network);
    g_assert_cmpstr(best_of(paths)->gate, ==, "ask");
    g_assert_cmpstr(((const Path *) g_ptr_array_index(paths, 1))->reason, ==, "path-direct-cold");
}

static void
test_ways_over_two_are_found_where_one_does_not_do(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;
    g_autoptr(GPtrArray) shorter = NULL;
    const Path *path = NULL;

    know(network, ME, ANE, "close");
    know(network, BO, ANE, "warm"); /* ties between others have no direction of mine */
    know(network, TARGET, BO, "close");
    paths = rank(network);
    path = best_of(paths);
    g_assert_cmpuint(paths->len, ==, 1);
    g_assert_cmpuint(path->count, ==, 3);
    g_assert_cmpint(path->steps[0].person_id, ==, ANE);
    g_assert_cmpint(path->steps[1].person_id, ==, BO);
    g_assert_cmpint(path->steps[2].person_id, ==, TARGET);
    g_assert_cmpuint(path->weakest, ==, 1);
    know(network, ME, BO, "warm"); /* now I can ask Bo myself */
    shorter = rank(network);
    g_assert_cmpuint(shorter->len, ==, 1);
    g_assert_cmpuint(best_of(shorter)->count, ==, 2);
}

static void
test_a_way_over_two_is_worth_less_than_the_same_over_one(void)
{
    g_autoptr(Network) network = network_new();
    g_autoptr(GPtrArray) paths = NULL;

    know(network, ME, ANE, "warm");
    know(network, ANE, TARGET, "warm");
    know(network, ME, BO, "warm");
    know(network, BO, CAI, "warm");
    know(network, CAI, TARGET, "warm");
    paths = rank(network);
    g_assert_cmpuint(paths->len, ==, 2);
    g_assert_cmpuint(best_of(paths)->count, ==, 2);
    g_assert_cmpuint(((const Path *) g_ptr_array_index(paths, 1))->count, ==, 3);
}

static void
test_oneself_is_no_target(void)
{
    MethodLimits limits = method_limits_default();
    PathQuestion question = { .me_id = ME, .target_id = ME, .limits = &limits };
    g_autoptr(GError) error = NULL;

    g_assert_null(path_rank(&question, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
}

/* Thirty strangers, some on bad terms with me, some asked often. */
static Network *
random_network(GRand *dice)
{
    const char *const words[] = { "close", "warm", "light", "cold", "shared" };
    Network *network = network_new();

    for (TkId id = 10; id < 40; id++) {
        PathPerson other = { id, "Somebody", g_rand_int_range(dice, 0, 8) == 0, { 0 } };

        other.load.open = (unsigned) g_rand_int_range(dice, 0, 4);
        g_array_append_val(network->persons, other);
    }
    person(network, TARGET)->strained = g_rand_int_range(dice, 0, 4) == 0;
    for (int i = 0; i < 90; i++) {
        TkId one = g_rand_int_range(dice, 0, 3) == 0 ? ME : g_rand_int_range(dice, 9, 40);
        TkId other = g_rand_int_range(dice, 9, 40);

        if (one != other)
            know(network, one, other, words[g_rand_int_range(dice, 0, 5)]);
        if (i % 10 == 0 && one != other && one != ME)
            was_with(network, one, other, g_rand_double_range(dice, 0.05, 0.3));
    }
    return network;
}

static void
test_every_way_is_told_in_a_sentence(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(11);
    g_autoptr(GHashTable) sentences = sentences_of("path.tsv");
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);

    for (int round = 0; round < 120; round++) {
        g_autoptr(Network) network = random_network(dice);
        g_autoptr(GPtrArray) paths = rank(network);

        for (guint i = 0; i < paths->len; i++) {
            const Path *path = g_ptr_array_index(paths, i);

            if (!g_hash_table_add(told, (gpointer) path->reason))
                continue;
            assert_sentence_has_its_facts("path.tsv", path->reason, path->facts);
            for (unsigned k = 0; k < path->count; k++)
                assert_sentence_has_its_facts("tie.tsv", path->steps[k].reason,
                                              path->steps[k].facts);
        }
    }
    /* All but "path-none", which stands for the empty answer. */
    g_assert_cmpuint(g_hash_table_size(told), ==, g_hash_table_size(sentences) - 1);
}

static void
assert_holds_together(Network *network, const Path *path)
{
    g_assert_cmpint(path->steps[path->count - 1].person_id, ==, TARGET);
    for (unsigned k = 0; k < path->count; k++)
        g_assert_cmpfloat(path->steps[k].strength, >=, path->steps[path->weakest].strength);
    for (unsigned k = 0; k + 1 < path->count; k++) {
        g_assert_cmpint(path->steps[k].person_id, !=, TARGET);
        g_assert_cmpint(path->steps[k].person_id, !=, ME);
        if (person(network, path->steps[k].person_id)->strained)
            g_assert_cmpstr(path->gate, ==, "mend");
    }
}

/* A stranger's network of any shape: whatever comes out holds together. */
static void
test_every_way_told_holds_together(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(5);

    for (int round = 0; round < 200; round++) {
        g_autoptr(Network) network = random_network(dice);
        g_autoptr(GPtrArray) paths = rank(network);
        g_autoptr(GPtrArray) again = rank(network);

        g_assert_cmpuint(paths->len, ==, again->len);
        g_assert_cmpuint(paths->len, <=, network->limits.paths_most);
        for (guint i = 0; i < paths->len; i++) {
            const Path *path = g_ptr_array_index(paths, i);
            const Path *same = g_ptr_array_index(again, i);

            g_assert_cmpint(path->steps[0].person_id, ==, same->steps[0].person_id);
            assert_holds_together(network, path);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/path/P1/no-way-is-not-invented", test_no_way_known_is_said_and_not_invented);
    g_test_add_func("/path/P1/the-stronger-comes-first", test_the_stronger_way_comes_first);
    g_test_add_func("/path/P1/the-weak-link-is-named", test_the_weak_link_is_named);
    g_test_add_func("/path/P1/shared-mails-are-only-likely", test_shared_mails_are_only_likely);
    g_test_add_func("/path/P1/whom-i-know-i-write-to", test_whom_i_know_i_write_to);
    g_test_add_func("/path/P1/a-connection-stands-behind-an-introduction",
                    test_a_bare_connection_stands_behind_an_introduction);
    g_test_add_func("/path/P1/ways-over-two", test_ways_over_two_are_found_where_one_does_not_do);
    g_test_add_func("/path/P1/over-two-beside-over-one",
                    test_a_way_over_two_is_worth_less_than_the_same_over_one);
    g_test_add_func("/path/P1/every-way-holds-together", test_every_way_told_holds_together);
    g_test_add_func("/path/P1/every-way-is-told-in-a-sentence",
                    test_every_way_is_told_in_a_sentence);
    g_test_add_func("/path/P2/a-thin-tie-is-warmed-up", test_a_thin_tie_is_warmed_up_first);
    g_test_add_func("/path/P2/who-hardly-knows-opens-no-door",
                    test_who_hardly_knows_the_target_opens_no_door);
    g_test_add_func("/path/P2/two-thin-ties-are-no-path", test_two_thin_ties_are_no_path);
    g_test_add_func("/path/P2/strained-terms-are-no-path", test_strained_terms_are_no_path);
    g_test_add_func("/path/P5/who-was-asked-enough-comes-later",
                    test_who_was_asked_enough_comes_later_and_is_marked);
    g_test_add_func("/path/oneself-is-no-target", test_oneself_is_no_target);
    return g_test_run();
}
