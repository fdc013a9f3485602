/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/note.h"

static Note *
note_of(const char *kind, const char *openness)
{
    Note *note = note_new();

    g_free(note->kind);
    note->kind = g_strdup(kind);
    g_free(note->openness);
    note->openness = g_strdup(openness);
    return note;
}

static void
test_only_what_is_clearly_open_may_leave(void)
{
    const char *const closed[] = { "confidence", "internal", "", "Open", "opened", "?" };
    g_autoptr(Note) open = note_of("note", "open");

    g_assert_true(note_may_leave(open));
    for (gsize i = 0; i < G_N_ELEMENTS(closed); i++) {
        g_autoptr(Note) note = note_of("note", closed[i]);

        g_assert_false(note_may_leave(note));
        g_assert_cmpint(note_openness_is_known(closed[i]), ==, i < 2);
    }
}

static void
test_the_stricter_word_wins(void)
{
    const char *const rows[][3] = {
        { "open", "open", "open" },         { "open", "confidence", "confidence" },
        { "internal", "open", "internal" }, { "confidence", "internal", "internal" },
        { "open", "nonsense", "internal" }, { "", "confidence", "internal" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(note_openness_stricter(rows[i][0], rows[i][1]), ==, rows[i][2]);
}

static void
test_a_promise_is_open_until_it_is_kept(void)
{
    g_autoptr(Note) mine = note_of("promise_mine", "open");
    g_autoptr(Note) theirs = note_of("promise_theirs", "open");
    g_autoptr(Note) other = note_of("note", "open");

    g_assert_true(note_is_open_promise(mine));
    g_assert_true(note_is_open_promise(theirs));
    g_assert_false(note_is_open_promise(other));
    mine->done_at = 5;
    g_assert_false(note_is_open_promise(mine));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/note/I2/only-open-may-leave", test_only_what_is_clearly_open_may_leave);
    g_test_add_func("/note/I2/the-stricter-wins", test_the_stricter_word_wins);
    g_test_add_func("/note/A6/open-until-kept", test_a_promise_is_open_until_it_is_kept);
    return g_test_run();
}
