// SPDX-License-Identifier: MIT
// What the writer makes of lists, and files of its form with other objects in them.
#pragma once

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/pdf/drawing/page.h"
#include "sanitizer/verify/pdf/drawing/drawing.h"

#include <string>
#include <vector>

namespace documents {

using encode_pdf_drawing::Links;

// Pages of 200 by 100 points.
Result<std::string> written(const std::vector<std::string>& lists, const std::string& outline = "",
    Links links = Links::Web, const std::string& label = {});

// The verifier's reason; none if it passes the file.
std::string refusal(const std::string& file, const verify_pdf::Limits& = { 100, 1 << 20 });

// One page, sound unless somebody changes a part of it.
struct Forgery {
    std::string catalogue { "<</Type/Catalog/Pages 2 0 R>>" };
    std::string pages { "<</Type/Pages/Count 1/Kids[3 0 R]>>" };
    std::string page { "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 "
                       "R/Resources<<>>>>" };
    std::string content { "q\n0.5 g\n10 10 m\n90 10 l\n90 90 l\nh\nf\nQ\n" };
    struct Stream {
        std::string entries;
        std::string plain;
    };
    std::vector<Stream> streams {}; // From object 5 up; they stand before the page.
    std::vector<std::string> objects {}; // Behind them.
    std::vector<encode_pdf_drawing::Font> fonts {}; // F0 and up, behind these; five objects each.
};
std::string forged(const Forgery&);

// A file of any objects, in the order in which they are added.
class Objects {
public:
    Objects& add(std::uint32_t number, const std::string& content);
    Objects& add_stream(std::uint32_t number, const std::string& entries, const std::string& plain);
    // As it is; the entries name its filter.
    Objects& add_raw(std::uint32_t number, const std::string& entries, const std::string& bytes);
    std::string file() const;

private:
    std::vector<std::pair<std::uint32_t, std::string>> m_objects;
};

}
