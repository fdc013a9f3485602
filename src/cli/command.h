/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * command.h - a command of the terminal as one constant: its name, words, options and what it does.
 *
 * Help, the manual, shell completions and the reading of a command line all come from these
 * constants, so a command cannot be undocumented. To add one:
 *   1. write cmd-NAME.c with `const Command cmd_NAME` (copy cmd-note.c),
 *   2. put it into command-table.c, in alphabetical order, and the file into meson.build,
 *   3. write tests/cli/NAME.sh: what a person types and what comes back,
 *   4. put the file into po/POTFILES.in and translate its texts in po/.
 * A command is thin: words in, one action, the answer out. What the page needs as well belongs into
 * an action.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-day.h"
#include "base/tk-id.h"
#include "cli/terminal.h"

#include <glib.h>

typedef enum {
    COMMAND_PLAIN = 0,
    COMMAND_NEEDS_STORE = 1 << 0,    /* the workspace is open before run() */
    COMMAND_NEEDS_LANGUAGE = 1 << 1, /* it drafts or judges: share/ is loaded as well */
    COMMAND_JSON = 1 << 2,           /* knows --json */
} CommandFlags;

typedef enum {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_NUMBER,
    OPTION_FILE,  /* a text that completes to a file name; "-" is standard input */
    OPTION_LIST,  /* may be given several times */
    OPTION_MAYBE, /* has a value only after "=": --drafts or --drafts=FOLDER; "" without */
} OptionKind;

typedef struct {
    const char *name; /* without the dashes */
    char letter;      /* its short form, or 0 */
    OptionKind kind;
    const char *place; /* "TIME", or all choices "nb|da|sv|en"; NULL for a flag */
    const char *help;  /* N_() one line */
} CommandOption;

typedef enum {
    WORDS_ANY = 0,
    WORDS_FILES,   /* complete to file names */
    WORDS_CHOICES, /* the first word is one of Command.choices */
    WORDS_COMMANDS,
} WordsKind;

/* Under which heading help shows it. */
typedef enum {
    GROUP_DAY,
    GROUP_PEOPLE,
    GROUP_WRITING,
    GROUP_KEEPING,
    GROUP_PROGRAM,
    GROUP_COUNT,
} CommandGroup;

typedef struct Call Call;

typedef struct {
    const char *name;
    CommandGroup group;
    const char *summary;  /* N_() one line for `tokopp help` */
    const char *synopsis; /* the words after the name, untranslated */
    const char *details;  /* N_() a paragraph for its help and the manual, or NULL */
    const char *example;  /* a whole command line, untranslated */
    CommandFlags flags;
    WordsKind words;
    const char *choices;          /* for WORDS_CHOICES: "new|add|show" */
    unsigned least, most;         /* how many words; most 0 = any number from `least` on */
    const CommandOption *options; /* ends with a NULL name; NULL = none */
    gboolean (*run)(const Call *call, GError **error);
} Command;

extern const Command *const command_table[];  /* ends with NULL, sorted by name */
extern const CommandOption command_globals[]; /* options that every command knows */

/* One command line, read, and all that its command may reach. */
struct Call {
    const Command *command;
    const Command *const *table; /* all commands, those handed in by main.c too; ends with NULL */
    const struct Request *request;
    Workspace *workspace; /* NULL unless COMMAND_NEEDS_STORE */
    const TkSettings *settings;
    TkWorld *world;
    Terminal terminal;
    gboolean json;
    gboolean quiet;
    gboolean *answered; /* set when an answer went out as JSON: a line each command, not two */
};

/* The words after the command's name. */
unsigned
call_word_count(const Call *call);
/* The word at `index`, NULL where there is none. Borrowed. */
const char *
call_word(const Call *call, unsigned index);
/* The words from `index` on with spaces between: so that a name needs no quotes. Caller frees. */
char *
call_words(const Call *call, unsigned index);

/* The value of an option: NULL, FALSE or `fallback` where it was not given. Borrowed. */
const char *
call_text(const Call *call, const char *option);
gboolean
call_flag(const Call *call, const char *option);
int64_t
call_number(const Call *call, const char *option, int64_t fallback);
/* All values of an OPTION_LIST; NULL-terminated, of borrowed texts; free with g_free(). */
const char **
call_list(const Call *call, const char *option);

/* The person or message that words name: what the actions understand (id, address, name), or the
 * number of a row that was shown last. Errors: those of find_person() and find_message(),
 * TK_ERROR_NOT_FOUND "no-such-row", "row-without-person", "row-without-message". */
gboolean
call_find_person(const Call *call, const char *words, TkId *out_person, GError **error);
/* The same for words that may name an organisation: find_person_or_organisation(). */
gboolean
call_find_person_or_organisation(const Call *call, const char *words, TkId *out_person,
                                 TkId *out_organisation, GError **error);
gboolean
call_find_message(const Call *call, const char *words, TkId *out_message, GError **error);

/* The user's own time zone: the setting me.zone, else their country's; "" counts as UTC. Borrowed.
 */
const char *
call_zone(const Call *call);

/* "2026-12-01" or "+3" (days from today). Errors: TK_ERROR_INVALID "not-a-day". */
gboolean
call_day(const Call *call, const char *text, TkDay *out_day, GError **error);
/* Seconds UTC of a time as tk_instant_from_text() reads it, in the user's zone; a bare date is
 * 09:00. NULL gives 0. */
gboolean
call_instant(const Call *call, const char *text, int64_t *out_at, GError **error);

/* The bytes of a file, "-" = standard input, as valid UTF-8, at most TK_LIMIT_TEXT. Errors:
 * TK_ERROR_NOT_FOUND "file-missing", TK_ERROR_UNAVAILABLE "file-unreadable", TK_ERROR_TOO_LARGE
 * "text-too-large". */
char *
call_read_text(const char *file, GError **error);

/* With --json prints `answer` as one line and gives TRUE: the command has nothing more to say.
 * With --quiet gives TRUE and prints nothing. */
gboolean
call_answered(const Call *call, const TkJson *answer);

/* With --json or --quiet as call_answered(), else prints `line` and, where `answer` has an undo
 * entry, how to take it back. */
void
call_print_done(const Call *call, const TkJson *answer, const char *line);
