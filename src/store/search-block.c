/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/search-private.h"

#include "base/tk-text.h"

#include <string.h>

/* Signs of JSON and SQL that need no escape but one. A gap of 1 to 63 is one of '@' to '~'; a
 * greater one is told by two, the first of which lies below '@'. */
#define ONE_SIGN  '@'
#define ONE_MOST  63
#define TWO_SIGN  ' '
#define TWO_MOST  32
#define FIRST_64  '0' /* of the 64 signs that numbers are written in */
#define NUMBER    11  /* signs of 64 bits */
#define SIGN_BIT  (UINT64_C(1) << 63)
#define CELL_BITS 64

static const char *const kind_names[] = {
    [SEARCH_PERSON] = "person",   [SEARCH_ORGANISATION] = "organisation",
    [SEARCH_MEETING] = "meeting", [SEARCH_NOTE] = "note",
    [SEARCH_MESSAGE] = "message",
};

SearchKind
search_kind_of(const char *about)
{
    for (SearchKind kind = SEARCH_PERSON; kind < SEARCH_KIND_END; kind++)
        if (strcmp(kind_names[kind], about) == 0)
            return kind;
    return 0;
}

const char *
search_kind_name(SearchKind kind)
{
    g_assert(kind >= SEARCH_PERSON && kind < SEARCH_KIND_END);
    return kind_names[kind];
}

int
search_key_compare(SearchKey one, SearchKey other)
{
    if (one.behind != other.behind)
        return one.behind < other.behind ? -1 : 1;
    return one.older < other.older ? -1 : one.older > other.older;
}

void
search_places_add(SearchPlaces *places, unsigned place)
{
    g_assert(place < SEARCH_BLOCK_MOST);
    places->cells[place / CELL_BITS] |= UINT64_C(1) << place % CELL_BITS;
}

void
search_places_drop(SearchPlaces *places, unsigned place)
{
    g_assert(place < SEARCH_BLOCK_MOST);
    places->cells[place / CELL_BITS] &= ~(UINT64_C(1) << place % CELL_BITS);
}

gboolean
search_places_have(const SearchPlaces *places, unsigned place)
{
    return (places->cells[place / CELL_BITS] >> place % CELL_BITS & 1) != 0;
}

gboolean
search_places_any(const SearchPlaces *places)
{
    uint64_t any = 0;

    for (unsigned at = 0; at < SEARCH_PLACE_CELLS; at++)
        any |= places->cells[at];
    return any != 0;
}

void
search_places_meet(SearchPlaces *places, const SearchPlaces *other)
{
    for (unsigned at = 0; at < SEARCH_PLACE_CELLS; at++)
        places->cells[at] &= other->cells[at];
}

void
search_places_read(const char *text, SearchPlaces *out)
{
    unsigned next = 0; /* one after the last place */

    for (; *text != '\0'; text++) {
        unsigned gap = (unsigned char) *text;

        if (gap < TWO_SIGN)
            continue;
        if (gap < ONE_SIGN) {
            gap = (gap - TWO_SIGN) * ONE_MOST + ONE_MOST;
            if (*++text < ONE_SIGN)
                return;
            gap += (unsigned char) *text - ONE_SIGN + 1;
        } else {
            gap -= ONE_SIGN - 1;
        }
        next += gap;
        if (next > SEARCH_BLOCK_MOST)
            return;
        search_places_add(out, next - 1);
    }
}

char *
search_places_write(const SearchPlaces *places)
{
    GString *text = g_string_new(NULL);
    unsigned before = 0; /* one after the last place written */

    for (unsigned place = 0; place < SEARCH_BLOCK_MOST; place++) {
        if (places->cells[place / CELL_BITS] == 0) {
            place |= CELL_BITS - 1;
            continue;
        }
        if (!search_places_have(places, place))
            continue;
        unsigned gap = place + 1 - before - 1;

        if (gap >= ONE_MOST) {
            g_string_append_c(text, (char) (TWO_SIGN + gap / ONE_MOST - 1));
            gap %= ONE_MOST;
        }
        g_string_append_c(text, (char) (ONE_SIGN + gap));
        before = place + 1;
    }
    return g_string_free(text, FALSE);
}
G_STATIC_ASSERT(TWO_MOST *ONE_MOST >= SEARCH_BLOCK_MOST && TWO_SIGN + TWO_MOST == ONE_SIGN);

static void
write_number(char *out, uint64_t number)
{
    for (unsigned at = NUMBER; at-- > 0; number >>= 6)
        out[at] = (char) (FIRST_64 + (number & 63));
}

static uint64_t
read_number(const char *text)
{
    uint64_t number = 0;

    for (unsigned at = 0; at < NUMBER; at++)
        number = number << 6 | (((unsigned char) text[at] - FIRST_64) & 63U);
    return number;
}

void
search_things_write(GString *text, unsigned place, SearchKey key)
{
    char *out;

    while (text->len < (gsize) (place + 1) * 2 * NUMBER) {
        char free_place[2 * NUMBER];

        memset(free_place, FIRST_64, sizeof free_place);
        g_string_append_len(text, free_place, sizeof free_place);
    }
    out = text->str + (gsize) place * 2 * NUMBER;
    write_number(out, (uint64_t) -key.older);
    write_number(out + NUMBER, key.older != 0 ? (uint64_t) key.behind ^ SIGN_BIT : 0);
}

unsigned
search_things_count(size_t length)
{
    return MIN((unsigned) (length / (2 * NUMBER)), SEARCH_BLOCK_MOST);
}

gboolean
search_things_read(const char *text, size_t length, unsigned place, SearchKey *out_key)
{
    if (place >= search_things_count(length))
        return FALSE;
    const char *at = text + (size_t) place * 2 * NUMBER;

    out_key->older = -(int64_t) read_number(at);
    out_key->behind = (int64_t) (read_number(at + NUMBER) ^ SIGN_BIT);
    return out_key->older < 0;
}

char *
search_word_cut(const char *word)
{
    if (strlen(word) <= SEARCH_WORD_BYTES)
        return g_strdup(word);

    const char *end = g_utf8_find_prev_char(word, word + SEARCH_WORD_BYTES + 1);

    return g_strndup(word, (gsize) (end - word));
}

static int
compare_words(gconstpointer one, gconstpointer other)
{
    return strcmp(*(char *const *) one, *(char *const *) other);
}

static void
add_word(GPtrArray *words, GHashTable *seen, const char *word)
{
    g_autofree char *cut = search_word_cut(word);

    if (words->len >= SEARCH_WORDS_MOST || *cut == '\0' || g_hash_table_contains(seen, cut))
        return;
    g_hash_table_add(seen, cut);
    g_ptr_array_add(words, g_steal_pointer(&cut));
}

char *
search_words_of(const char *const *texts, const char *const *marks)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (; *texts != NULL; texts++) {
        g_auto(GStrv) folded = tk_text_fold_words(*texts);

        for (char **word = folded; *word != NULL; word++)
            add_word(words, seen, *word);
    }
    for (; marks != NULL && *marks != NULL; marks++)
        add_word(words, seen, *marks);
    g_ptr_array_sort(words, compare_words);
    g_ptr_array_add(words, NULL);
    return g_strjoinv(" ", (char **) words->pdata);
}

void
search_words_each(const char *words, SearchWordEach each, gpointer data)
{
    char part[SEARCH_WORD_BYTES + 1];

    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        const char *end = words;

        if (length <= SEARCH_WORD_BYTES && length > 0) {
            memcpy(part, words, length);
            for (unsigned letter = 0; letter < SEARCH_BEGINNING; letter++) {
                if (g_ascii_ispunct(*words) || end >= words + length)
                    break; /* a mark has no beginnings */
                end = g_utf8_next_char(end);
                if ((size_t) (end - words) >= length)
                    break;
                part[end - words] = '\0';
                each(part, data);
                part[end - words] = *end;
            }
            part[length] = '\0';
            each(part, data);
        }
        words += length;
        words += *words == ' ';
    }
}
