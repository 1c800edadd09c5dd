// SPDX-License-Identifier: MIT
// libmagic's opinion, as one of our file types.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "policy/facts/file_type.h"

#include <string>

struct magic_set;

namespace type_scanner {

struct Opinion {
    policy::FileType type { policy::FileType::Unknown };
    std::string mime;
};

class Magic {
public:
    static Result<Magic> load(); // The system's database, mapped once.
    Opinion opinion_of(base::View) const;
    static std::string version();

private:
    magic_set* m_cookie { nullptr }; // For the life of the process.
};

// Unknown for every name that is not in our table.
policy::FileType type_for_mime(std::string_view mime);

// What libmagic knows in words only: its database has no media type for some.
policy::FileType type_for_words(std::string_view description);

}
