// SPDX-License-Identifier: MIT
// The font of the text layer: it has codes and what they mean, and no shapes (ISO 32000-1, 9.7 and
// 9.10.3). One for a file, with a code for each of its letters.
#pragma once

#include "sanitizer/encode/pdf/text.h"

#include <string>

namespace encode_pdf {

// Hundredths as the shortest decimal: 61200 is 612, 61250 is 612.5.
std::string decimal(std::uint64_t hundredths);

class Letters {
public:
    void add(const std::vector<TextRun>&);
    // Gives the codes, 1 and up in the order of the code points; nothing is added afterwards. An
    // Error if there are more letters than codes.
    Result<void> number();

    bool are_any() const { return !m_points.empty(); }
    // Text in invisible ink (9.3.6). An Error if a letter was not added.
    Result<std::string> content(const std::vector<TextRun>&) const;
    // What each code means: the text of the CMap.
    std::string to_unicode() const;

private:
    std::vector<char32_t> m_points;
};

}
