/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/postgres-library.h"

#include "base/tk-error.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#define LIBRARY "libpq.so.5" /* the version that libpq-fe.h belongs to, since 2005 */

#define POSTGRES_PLACE(name) { #name, offsetof(PostgresLibrary, name) },

static const struct {
    const char *name;
    size_t place;
} functions[] = { POSTGRES_FUNCTIONS(POSTGRES_PLACE) };

static gboolean
fail(GError **error)
{
    const char *words = dlerror();

    return tk_fail(error, TK_ERROR_UNAVAILABLE, "store-cannot-open",
                   words != NULL ? words : LIBRARY);
}

gboolean
postgres_library_load(PostgresLibrary *out, GError **error)
{
    PostgresLibrary library;
    /* Never unloaded: the TLS libraries that it brings leave handlers behind. */
    void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

    if (handle == NULL)
        return fail(error);
    for (size_t at = 0; at < G_N_ELEMENTS(functions); at++) {
        void *function = dlsym(handle, functions[at].name);

        if (function == NULL)
            return fail(error);
        /* ISO C knows no cast from an object's to a function's pointer; POSIX says they are alike.
         */
        memcpy((char *) &library + functions[at].place, &function, sizeof function);
    }
    dlclose(handle);
    *out = library;
    return TRUE;
}
