// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/sample.h"

#include <cstdio>
#include <vector>

namespace decode_pdf {

static constexpr const char* content
    = "BT /F1 24 Tf 10 150 Td (Sekisho) Tj ET BT /F2 24 Tf 10 100 Td <8AD68F8A> Tj ET "
      "0 0 1 rg 10 10 40 40 re f";
static constexpr const char* page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
                                    "/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>";
static constexpr const char* japanese
    = "<</Type/Font/Subtype/Type0/BaseFont/HeiseiKakuGo-W5/Encoding/90ms-RKSJ-H"
      "/DescendantFonts[7 0 R]>>";
static constexpr const char* descendant
    = "<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiKakuGo-W5/CIDSystemInfo<</Registry(Adobe)"
      "/Ordering(Japan1)/Supplement 2>>/FontDescriptor 8 0 R>>";
static constexpr const char* descriptor
    = "<</Type/FontDescriptor/FontName/HeiseiKakuGo-W5/Flags 4/FontBBox[0 -200 1000 900]"
      "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>";

std::string sample_document()
{
    std::string stream(content);
    std::vector<std::string> objects {
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        page,
        "<</Length " + std::to_string(stream.size()) + ">>\nstream\n" + stream + "\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        japanese,
        descendant,
        descriptor,
    };
    std::string file = "%PDF-1.4\n";
    std::string table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char line[32];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", file.size());
        table += line;
        file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    auto start = file.size();
    auto count = std::to_string(objects.size() + 1);
    file += "xref\n0 " + count + "\n0000000000 65535 f \n" + table;
    file += "trailer\n<</Size " + count + "/Root 1 0 R>>\nstartxref\n" + std::to_string(start)
        + "\n%%EOF\n";
    return file;
}

}
