/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include "formats/brought.h"
#include "formats/collected.h"

#include <sys/mman.h>
#include <unistd.h>

/* Whatever somebody brings: zip, gzip, or a file by itself. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(Collected) seen = collected_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    int file = memfd_create("brought", MFD_CLOEXEC);

    g_assert_cmpint(file, >=, 0);
    g_assert_cmpint(write(file, bytes, length), ==, (gssize) length);
    path = g_strdup_printf("/proc/self/fd/%d", file);
    g_assert_cmpint(brought_read(path, &seen->sink, &error), ==, error == NULL);
    close(file);
    fuzz_canary(seen->text->str);
    return 0;
}
