// SPDX-License-Identifier: MIT
#include "sanitizer/decode/jpeg/decode.h"
#include "sanitizer/decode/jpeg/sandbox.h"
#include "sanitizer/decode/pixels/serve.h"

int main(int argc, char** argv)
{
    return pixels::serve_decoder(
        argc, argv, decode_jpeg::decode_jpeg_profile(), decode_jpeg::decode);
}
