// SPDX-License-Identifier: MIT
#include "tests/workers/pdf/samples.h"

#include <cstdio>

namespace samples {

std::string pdf(const std::vector<std::string>& objects, const std::string& trailer)
{
    std::string file = "%PDF-1.4\n";
    std::string table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char line[32];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", file.size());
        table += line;
        file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    auto start = std::to_string(file.size());
    auto count = std::to_string(objects.size() + 1);
    return file + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer\n<</Size "
        + count + "/Root 1 0 R" + trailer + ">>\nstartxref\n" + start + "\n%%EOF\n";
}

std::string book(const Book& book)
{
    std::string kids;
    std::vector<std::string> objects { "<</Type/Catalog/Pages 2 0 R" + book.catalogue + ">>", "",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Font/Subtype/Type0/BaseFont/" + book.japanese_font
            + "/Encoding/90ms-RKSJ-H"
              "/DescendantFonts[5 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/" + book.japanese_font
            + "/CIDSystemInfo"
              "<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor 6 0 R>>",
        "<</Type/FontDescriptor/FontName/" + book.japanese_font
            + "/Flags 4/FontBBox[0 -200 1000 900]"
              "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>" };
    for (const auto& content : book.contents) {
        auto number = objects.size() + 1;
        kids += std::to_string(number) + " 0 R ";
        objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox" + book.media_box + "/Contents "
            + std::to_string(number + 1) + " 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
            + book.page + ">>");
        objects.push_back("<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content
            + "\nendstream");
    }
    objects[1]
        = "<</Type/Pages/Count " + std::to_string(book.contents.size()) + "/Kids[" + kids + "]>>";
    return pdf(objects);
}

std::string damaged_font()
{
    std::string content = "BT /F1 48 Tf 20 40 Td (abc) Tj ET";
    std::string program = "%!PS-AdobeFont-1.0: Odd\n/FontName /Odd def currentfile eexec nothing";
    return pdf({ "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Odd/FirstChar 97/LastChar 99"
        "/Widths[500 500 500]/FontDescriptor 6 0 R>>",
        "<</Type/FontDescriptor/FontName/ABCDEF+Odd/Flags 4/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontFile 7 0 R>>",
        "<</Length " + std::to_string(program.size()) + ">>\nstream\n" + program + "\nendstream" });
}

std::string words(const std::string& text)
{
    return "BT /F1 18 Tf 10 40 Td (" + text + ") Tj ET";
}

std::string shades(Shades shades, unsigned width, unsigned height)
{
    std::string image;
    for (unsigned x = 0; x < 64; ++x) {
        char digits[8];
        if (shades == Shades::Gray)
            std::snprintf(digits, sizeof digits, "%02X", x * 4);
        else
            std::snprintf(digits, sizeof digits, "%02X%02X%02X", x * 4, x * 3, 255 - x * 4);
        image += digits;
    }
    return "q " + std::to_string(width) + " 0 0 " + std::to_string(height)
        + " 0 0 cm BI /W 64 /H 1 /BPC 8 /F/AHx/CS" + (shades == Shades::Gray ? "/G" : "/RGB")
        + " ID " + image + "> EI Q";
}

}
