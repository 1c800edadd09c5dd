// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/fonts.h"

#include <fontconfig/fontconfig.h>
#include <string>

namespace decode_pdf {

// Parts of names: MS-PMincho, YuMincho, Ryumin-Light, HeiseiMin-W3, KozMinPr6N, HiraMinProN.
static constexpr const char* mincho[]
    = { "Mincho", "Ryumin", "HeiseiMin", "KozMin", "HiraMin", "明朝" };

Result<void> know_japanese_fonts()
{
    std::string rules = "<?xml version=\"1.0\"?><fontconfig>";
    for (const auto* part : mincho)
        rules += std::string("<match target=\"pattern\">"
                             "<test name=\"family\" qual=\"first\" compare=\"contains\"><string>")
            + part
            + "</string></test><edit name=\"family\" mode=\"prepend\" binding=\"strong\">"
              "<string>Noto Serif CJK JP</string><string>IPAexMincho</string></edit></match>";
    rules += "</fontconfig>";
    if (FcInit() != FcTrue
        || FcConfigParseAndLoadFromMemory(
               FcConfigGetCurrent(), reinterpret_cast<const FcChar8*>(rules.c_str()), FcTrue)
            != FcTrue)
        return Error { "fontconfig does not take our rules" };
    return {};
}

}
