/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * same-words.c - the words under which a record's doubles would stand too (same-person.h). Two that
 * are one meet under at least one of them; a word under which very many stand tells nobody apart,
 * so each kind is narrow: a sound of both names, an initial with one, a given name at a workplace.
 */
#include "domain/organisation.h"
#include "domain/same-reading.h"

#include <string.h>

#define GIVEN_MOST  3 /* words of a name that are used */
#define SETS_MOST   3 /* of a name that is short for many */
#define PHONE_TAIL  8
#define PHONE_LEAST 6

/* A given name at a workplace that the record names, or that only its address does. The address of
 * one fits the organisation of the other; but two addresses alone say nothing of a workplace that
 * anybody would weigh (same_work_fit), and in the address book of one house all have one domain: so
 * domains are asked for from organisations only, and the other way round. */
#define AT_ORGANISATION 'o'
#define AT_DOMAIN       'd'

/* Words that fill the sooner the more people there are. One name and a letter of the other: where
 * so many share it, a slip in the other name is found under both names' sound or not at all. */
#define INITIAL_MOST    15
/* A given name at a workplace finds those who took another family's name: where so many answer to
 * it nobody can tell who of them did. */
#define COLLEAGUES_MOST 12

typedef struct {
    const NameBook *book;
    GPtrArray *words;
} Words;

static void
add(Words *words, char *word_take)
{
    g_autofree char *word = word_take;

    if (!g_ptr_array_find_with_equal_func(words->words, word, g_str_equal, NULL))
        g_ptr_array_add(words->words, g_steal_pointer(&word));
}

static void
add_two(Words *words, char kind, const char *one, const char *other)
{
    gboolean swap = strcmp(one, other) > 0;

    add(words, g_strdup_printf("%c:%s %s", kind, swap ? other : one, swap ? one : other));
}

static void
add_addresses(Words *words, const SameRecord *record)
{
    for (const char *const *profile = record->profiles; *profile != NULL; profile++)
        add(words, g_strconcat("l:", *profile, NULL));
    for (const char *const *email = record->emails; *email != NULL; email++)
        add(words, g_strconcat("a:", *email, NULL));
    for (const char *const *phone = record->phones; *phone != NULL; phone++) {
        gsize length = strlen(*phone);

        if (length >= PHONE_LEAST)
            add(words,
                g_strconcat("p:", *phone + (length > PHONE_TAIL ? length - PHONE_TAIL : 0), NULL));
    }
}

/* What a given name is looked for by: the heads of its sets, or its own sound. */
static char **
keys_of(const NameBook *book, const char *given)
{
    const char *const *heads = name_book_stems(book, given);
    const char *const own[] = { given, NULL };
    g_autoptr(GPtrArray) keys = g_ptr_array_new_null_terminated(3, g_free, TRUE);

    for (heads = heads != NULL ? heads : own; *heads != NULL && keys->len < SETS_MOST; heads++) {
        g_autofree char *sound = name_sound(*heads);

        if (!g_ptr_array_find_with_equal_func(keys, sound, g_str_equal, NULL))
            g_ptr_array_add(keys, g_steal_pointer(&sound));
    }
    return (char **) g_ptr_array_free(g_steal_pointer(&keys), FALSE);
}

/* A given name with one of the family, as they sound. Which of them is the family's need not be
 * known ("Holm Kari"). */
static void
add_pair(Words *words, const char *given, const char *family)
{
    g_auto(GStrv) keys = keys_of(words->book, given);
    g_auto(GStrv) other_keys = keys_of(words->book, family);

    for (char **key = keys; *key != NULL; key++)
        for (char **other = other_keys; *other != NULL; other++)
            add_two(words, 'n', *key, *other);
}

static void
add_with_initial(Words *words, const char *kind, const char *name, const char *other)
{
    g_autofree char *initial = g_utf8_substring(other, 0, *other != '\0' ? 1 : 0);

    add(words, g_strconcat(kind, name, " ", initial, NULL));
}

static void
add_initials(Words *words, const char *given, const char *family)
{
    g_autofree char *sound = name_sound(family);
    g_autofree char *given_sound = name_sound(given);

    if (family[1] != '\0')
        add_with_initial(words, "i:", sound, given_sound);
    if (given[1] != '\0')
        add_with_initial(words, "g:", given_sound, sound);
}

static void
add_names(Words *words, const SameName *name)
{
    guint given_count = MIN(g_strv_length(name->given), GIVEN_MOST);
    guint family_count = MIN(g_strv_length(name->family), GIVEN_MOST);
    const char *last = family_count > 0 ? name->family[family_count - 1] : NULL;

    if (last != NULL && given_count > 0)
        add_initials(words, name->given[0], last);
    for (guint family = 0; family < family_count; family++)
        for (guint given = 0; given < given_count; given++)
            add_pair(words, name->given[given], name->family[family]);
    for (guint given = 1; given < given_count; given++) {
        add_pair(words, name->given[0], name->given[given]);
        if (last != NULL)
            add_initials(words, name->given[given], last);
    }
}

static void
add_at(Words *words, char kind, const SameName *name, const char *workplace)
{
    g_auto(GStrv) keys = NULL;

    if (name->given[0] == NULL || *workplace == '\0')
        return;
    keys = keys_of(words->book, name->given[0]);
    for (char **key = keys; *key != NULL; key++)
        add(words, g_strdup_printf("%c:%s %s", kind, *key, workplace));
}

static void
add_work(Words *words, const SameReading *reading)
{
    g_autofree char *first = NULL;
    g_autofree char *whole = NULL;

    same_work_keys(&reading->work, &first, &whole);
    add_at(words, AT_ORGANISATION, &reading->name, first);
    add_at(words, AT_ORGANISATION, &reading->name, whole);
    for (const char *const *email = reading->record.emails; *email != NULL; email++) {
        g_autofree char *label = same_work_label(*email);

        if (label != NULL && !g_str_equal(label, first) && !g_str_equal(label, whole))
            add_at(words, AT_DOMAIN, &reading->name, label);
    }
}

char **
same_person_words(const NameBook *book, const SameReading *reading)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    Words words = { book, list };

    add_addresses(&words, &reading->record);
    add_names(&words, &reading->name);
    add_work(&words, reading);
    g_ptr_array_set_size(list, (gint) MIN(list->len, SAME_PERSON_WORDS));
    g_ptr_array_add(list, NULL);
    return (char **) g_ptr_array_free(g_steal_pointer(&list), FALSE);
}

unsigned
same_word_most(const char *word)
{
    if (g_str_has_prefix(word, "g:") || g_str_has_prefix(word, "i:"))
        return INITIAL_MOST;
    return (word[0] == AT_ORGANISATION || word[0] == AT_DOMAIN) && word[1] == ':' ? COLLEAGUES_MOST
                                                                                  : SAME_WORD_MOST;
}

char **
same_words_asked(char *const *words)
{
    g_autoptr(GPtrArray) asked = g_ptr_array_new_null_terminated(SAME_PERSON_WORDS, g_free, TRUE);

    for (; *words != NULL; words++) {
        gboolean at_domain = g_str_has_prefix(*words, "d:");

        if (!at_domain)
            g_ptr_array_add(asked, g_strdup(*words));
        if (at_domain || g_str_has_prefix(*words, "o:")) {
            char *other = g_strdup(*words);

            other[0] = at_domain ? AT_ORGANISATION : AT_DOMAIN;
            g_ptr_array_add(asked, other);
        }
    }
    return (char **) g_ptr_array_free(g_steal_pointer(&asked), FALSE);
}

gboolean
same_words_meet(char *const *words, char *const *others)
{
    g_auto(GStrv) asked = same_words_asked(words);

    for (char **word = asked; *word != NULL; word++)
        if (g_strv_contains((const char *const *) others, *word))
            return TRUE;
    return FALSE;
}
