// SPDX-License-Identifier: MIT
// libheif has libde265 start a thread, and dav1d one for each processor, and no say in it. These
// stand before the libraries' own (CMakeLists.txt exports them): one file is decoded by one thread.
#include <dlfcn.h>

struct Dav1dSettings {
    int n_threads; // The first field of dav1d's own (dav1d/dav1d.h); the others are not touched.
};

extern "C" int de265_start_worker_threads(void*, int)
{
    return 0; // DE265_OK
}

extern "C" void dav1d_default_settings(Dav1dSettings* settings)
{
    using Function = void(Dav1dSettings*);
    static auto* const real
        = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, "dav1d_default_settings"));
    real(settings);
    settings->n_threads = 1;
}
