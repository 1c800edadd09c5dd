// SPDX-License-Identifier: MIT
// Output names: whatever the bytes, one safe component that is its own answer.
#include "kiosk/core/base/text.h"
#include "policy/names/names.h"

#include <cstdlib>

static void require(bool holds)
{
    if (!holds)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace policy;
    static const NameRules rules;
    std::string_view original(reinterpret_cast<const char*>(data), size);
    for (auto type : { std::optional<FileType> {}, std::optional(FileType::PlainText) }) {
        auto once = output_component(rules, original, type);
        require(!once.path.empty() && once.path.size() <= 255 && base::is_valid_utf8(once.path));
        require(once.path.find_first_of("/\\:*?\"<>|") == std::string::npos);
        require(once.path.front() != '.' && once.path.back() != '.' && once.path.back() != ' ');
        auto twice = output_component(rules, once.path, type);
        require(twice.path == once.path && twice.changes.empty());
    }
    Namer namer(rules);
    auto first = namer.place(original, FileType::Pdf);
    auto second = namer.place(original, FileType::Pdf);
    require(first.path.size() <= 1000 && second.path.size() <= 1000);
    require(collision_key(first.path) != collision_key(second.path));
    return 0;
}
