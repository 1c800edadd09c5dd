// SPDX-License-Identifier: MIT
#include "kiosk/ledger/qr.h"

#include "kiosk/core/qr/code.h"

namespace ledger {

static Result<qr::Code> code_of(const Proof& proof)
{
    return qr::code_of(TRY(compact_receipt(proof)), qr::Letters::Alphanumeric);
}

Result<std::string> receipt_as_svg(const Proof& proof)
{
    using qr::quiet;
    auto code = TRY(code_of(proof));
    auto side = std::to_string(code.width + 2 * quiet);
    std::string svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
        + side + "mm\" height=\"" + side + "mm\" viewBox=\"0 0 " + side + " " + side
        + "\" shape-rendering=\"crispEdges\">\n<rect width=\"" + side + "\" height=\"" + side
        + "\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"";
    for (int y = 0; y < code.width; ++y) {
        for (int x = 0; x < code.width;) {
            int end = x;
            while (code.is_dark(end, y))
                ++end;
            if (end > x)
                svg += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h"
                    + std::to_string(end - x) + "v1H" + std::to_string(x + quiet) + "z";
            x = end + 1;
        }
    }
    return svg + "\"/>\n</svg>\n";
}

Result<std::string> receipt_for_terminal(const Proof& proof)
{
    using qr::quiet;
    auto code = TRY(code_of(proof));
    std::string shown;
    for (int y = -quiet; y < code.width + quiet; y += 2) {
        shown += "\033[30;107m";
        for (int x = -quiet; x < code.width + quiet; ++x) {
            bool upper = code.is_dark(x, y);
            bool lower = code.is_dark(x, y + 1);
            shown += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        shown += "\033[0m\n";
    }
    return shown;
}

}
