// SPDX-License-Identifier: MIT
#include "kiosk/ledger/qr.h"

#include <cerrno>
#include <memory>
#include <qrencode.h>

namespace ledger {

struct Modules {
    int width;
    std::vector<bool> black;
    bool at(int x, int y) const
    {
        return x >= 0 && y >= 0 && x < width && y < width
            && black[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)
                + static_cast<std::size_t>(x)];
    }
};

// The strongest correction that fits: paper gets wet and creased.
static Result<Modules> encode(const std::string& text)
{
    for (auto level : { QR_ECLEVEL_Q, QR_ECLEVEL_M, QR_ECLEVEL_L }) {
        std::unique_ptr<QRinput, decltype(&QRinput_free)> input(
            QRinput_new2(0, level), QRinput_free);
        if (!input
            || QRinput_append(input.get(), QR_MODE_AN, static_cast<int>(text.size()),
                   reinterpret_cast<const unsigned char*>(text.data()))
                != 0)
            return base::system_error("QR code");
        std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
            QRcode_encodeInput(input.get()), QRcode_free);
        if (!code && errno == ERANGE)
            continue;
        if (!code)
            return base::system_error("QR code");
        Modules modules { code->width, {} };
        for (int i = 0; i < code->width * code->width; ++i)
            modules.black.push_back((code->data[i] & 1) != 0);
        return modules;
    }
    return Error { "the receipt is too long for a QR code" };
}

static constexpr int quiet = 4;

Result<std::string> receipt_as_svg(const Proof& proof)
{
    auto text = TRY(compact_receipt(proof));
    auto modules = TRY(encode(text));
    auto side = std::to_string(modules.width + 2 * quiet);
    std::string svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
        + side + "mm\" height=\"" + side + "mm\" viewBox=\"0 0 " + side + " " + side
        + "\" shape-rendering=\"crispEdges\">\n<rect width=\"" + side + "\" height=\"" + side
        + "\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"";
    for (int y = 0; y < modules.width; ++y) {
        for (int x = 0; x < modules.width;) {
            int end = x;
            while (modules.at(end, y))
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
    auto text = TRY(compact_receipt(proof));
    auto modules = TRY(encode(text));
    std::string shown;
    for (int y = -quiet; y < modules.width + quiet; y += 2) {
        shown += "\033[30;107m";
        for (int x = -quiet; x < modules.width + quiet; ++x) {
            bool upper = modules.at(x, y);
            bool lower = modules.at(x, y + 1);
            shown += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        shown += "\033[0m\n";
    }
    return shown;
}

}
