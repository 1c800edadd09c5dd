// SPDX-License-Identifier: MIT
// For std::unique_ptr: what a library in C made, given back by the function that it has for that.
#pragma once

namespace base {

template <auto give_back>
struct FreeBy {
    template <typename Thing>
    void operator()(Thing* thing) const
    {
        give_back(thing);
    }
};

}
