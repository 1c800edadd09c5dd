// SPDX-License-Identifier: MIT
// What the makers of rows share. Private to this folder.
#pragma once

#include "kiosk/audit/book.h"

namespace audit {

struct In { // A language.
    Language language;

    std::string said(const char* japanese, const char* english) const;
    std::string unknown() const;
    std::string to_be_filled() const; // By a person, by hand.
    std::string or_blank(const std::string& text) const
    {
        return text.empty() ? to_be_filled() : text;
    }
};

Table bring_in_table(const Book&, const In&);
Table take_out_table(const Book&, const In&);
Table transfer_table(const Book&, const In&);
Table media_table(const Book&, const In&);
Table privileged_table(const Book&, const In&);
Table evidence_table(const Book&, const In&);

}
