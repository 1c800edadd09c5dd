// SPDX-License-Identifier: MIT
#include "kiosk/core/qr/code.h"

#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <memory>
#include <qrencode.h>

namespace qr {

Result<Code> code_of(const std::string& text, Letters letters)
{
    auto mode = letters == Letters::Alphanumeric ? QR_MODE_AN : QR_MODE_8;
    for (auto level : { QR_ECLEVEL_Q, QR_ECLEVEL_M, QR_ECLEVEL_L }) {
        std::unique_ptr<QRinput, decltype(&QRinput_free)> input(
            QRinput_new2(0, level), QRinput_free);
        if (!input
            || QRinput_append(input.get(), mode, static_cast<int>(text.size()),
                   reinterpret_cast<const unsigned char*>(text.data()))
                != 0)
            return base::system_error("QR code");
        std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
            QRcode_encodeInput(input.get()), QRcode_free);
        if (!made && errno == ERANGE)
            continue;
        if (!made)
            return base::system_error("QR code");
        Code code { made->width, {} };
        for (int i = 0; i < made->width * made->width; ++i)
            code.dark.push_back((made->data[i] & 1) != 0);
        return code;
    }
    return Error { "this is too long for a QR code" };
}

}
