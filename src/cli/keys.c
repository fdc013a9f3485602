/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/keys.h"

#include <errno.h>
#include <termios.h>
#include <unistd.h>

gboolean
keys_are_there(void)
{
    return isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
}

static gssize
read_byte(unsigned char *byte)
{
    gssize count;

    do
        count = read(STDIN_FILENO, byte, 1);
    while (count < 0 && errno == EINTR);
    return count;
}

int
keys_read(void)
{
    struct termios before, raw;
    unsigned char byte = 0;
    gssize count;

    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return 0;
    raw = before;
    raw.c_lflag &= ~(tcflag_t) (ICANON | ECHO); /* ISIG stays: Ctrl-C is the user's */
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    /* TCSANOW: what was typed ahead while the last answer was written counts. */
    if (tcsetattr(STDIN_FILENO, TCSANOW, &raw) != 0)
        return 0;
    count = read_byte(&byte);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return count <= 0 ? 0 : g_ascii_tolower((char) byte);
}
