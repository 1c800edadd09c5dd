// SPDX-License-Identifier: MIT
#include "sanitizer/decode/svg/fonts.h"

#include <fontconfig/fontconfig.h>
#include <string>

namespace decode_svg {

static constexpr const char* mincho[]
    = { "Mincho", "Ryumin", "HeiseiMin", "KozMin", "HiraMin", "明朝" };

Result<void> choose_fonts()
{
    std::string rules = "<?xml version=\"1.0\"?><fontconfig><selectfont><rejectfont>"
                        "<glob>/usr/share/fonts/truetype/fonts-japanese-*</glob>"
                        "</rejectfont></selectfont>";
    for (const auto* part : mincho)
        rules += std::string("<match target=\"pattern\">"
                             "<test name=\"family\" qual=\"first\" compare=\"contains\"><string>")
            + part
            + "</string></test><edit name=\"family\" mode=\"prepend\" binding=\"strong\">"
              "<string>Noto Serif CJK JP</string><string>IPAexMincho</string></edit></match>";
    rules += "</fontconfig>";
    auto* config = FcInitLoadConfig();
    if (config == nullptr
        || FcConfigParseAndLoadFromMemory(
               config, reinterpret_cast<const FcChar8*>(rules.c_str()), FcTrue)
            != FcTrue
        || FcConfigBuildFonts(config) != FcTrue || FcConfigSetCurrent(config) != FcTrue)
        return Error { "fontconfig does not take our rules" };
    FcConfigDestroy(config); // It stays as the current one.
    return {};
}

}
