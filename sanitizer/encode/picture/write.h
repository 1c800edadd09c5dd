// SPDX-License-Identifier: MIT
// From the request's picture to the bytes of its file.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/encode/picture/picture.pb.h"

namespace encode_picture {

// The same bytes for the same request and pixels. An Error: the numbers do not fit together.
Result<base::Bytes> write(const message::Request&, base::View pixels);

}
