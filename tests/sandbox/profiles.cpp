// SPDX-License-Identifier: MIT
#include "tests/sandbox/profiles.h"

#include "kiosk/intake/usb/sandbox.h"
#include "kiosk/intake/volume/sandbox.h"
#include "kiosk/token/sandbox.h"
#include "sanitizer/decode/bmp/sandbox.h"
#include "sanitizer/decode/gif/sandbox.h"
#include "sanitizer/decode/heif/sandbox.h"
#include "sanitizer/decode/html/sandbox.h"
#include "sanitizer/decode/jpeg/sandbox.h"
#include "sanitizer/decode/ocr/sandbox.h"
#include "sanitizer/decode/office/sandbox.h"
#include "sanitizer/decode/pdf/drawing/sandbox.h"
#include "sanitizer/decode/pdf/sandbox.h"
#include "sanitizer/decode/pdf/splash/sandbox.h"
#include "sanitizer/decode/png/sandbox.h"
#include "sanitizer/decode/svg/sandbox.h"
#include "sanitizer/decode/tiff/sandbox.h"
#include "sanitizer/decode/webp/sandbox.h"
#include "sanitizer/encode/jpeg/sandbox.h"
#include "sanitizer/encode/pdf/drawing/sandbox.h"
#include "sanitizer/encode/pdf/sandbox.h"
#include "sanitizer/encode/picture/sandbox.h"
#include "sanitizer/encode/webp/sandbox.h"
#include "sanitizer/encode/zip/sandbox.h"
#include "sanitizer/rebuild/odf/sandbox.h"
#include "sanitizer/rebuild/ooxml/sandbox.h"
#include "sanitizer/rebuild/text/sandbox.h"
#include "sanitizer/unlock/odf/sandbox.h"
#include "sanitizer/unlock/office/sandbox.h"
#include "sanitizer/unlock/pdf/sandbox.h"
#include "sanitizer/unlock/zip/sandbox.h"
#include "sanitizer/unpack/archive/sandbox.h"
#include "sanitizer/unpack/icon/sandbox.h"
#include "sanitizer/unpack/mail/sandbox.h"
#include "sanitizer/verify/odf/sandbox.h"
#include "sanitizer/verify/ooxml/sandbox.h"
#include "sanitizer/verify/pdf/sandbox.h"
#include "sanitizer/verify/picture/sandbox.h"
#include "sanitizer/verify/text/sandbox.h"
#include "sanitizer/verify/zip/sandbox.h"
#include "scanners/clamav/sandbox.h"
#include "scanners/codes/sandbox.h"
#include "scanners/command/sandbox.h"
#include "scanners/signature/sandbox.h"
#include "scanners/signed_xml/sandbox.h"
#include "scanners/type/sandbox.h"
#include "scanners/yara/sandbox.h"

namespace attack {

std::vector<sandbox::Profile> every_profile()
{
    return {
        usb::intake_usb_profile(),
        volume::intake_volume_profile(),
        token::token_profile(),
        decode_heif::decode_heif_profile(),
        html::decode_html_profile(),
        decode_bmp::decode_bmp_profile(),
        decode_gif::decode_gif_profile(),
        decode_jpeg::decode_jpeg_profile(),
        office::decode_office_profile(),
        decode_ocr::decode_ocr_profile(),
        decode_pdf::decode_pdf_profile(),
        decode_pdf::decode_pdf_splash_profile(),
        decode_pdf_drawing::decode_pdf_drawing_profile(),
        decode_png::decode_png_profile(),
        decode_svg::decode_svg_profile(),
        decode_tiff::decode_tiff_profile(),
        decode_webp::decode_webp_profile(),
        encode_jpeg::encode_jpeg_profile(),
        encode_pdf::encode_pdf_profile(),
        encode_pdf_drawing::encode_pdf_drawing_profile(),
        encode_picture::encode_picture_profile(),
        encode_webp::encode_webp_profile(),
        encode_zip::encode_zip_profile(),
        rebuild_odf::rebuild_odf_profile(),
        rebuild_ooxml::rebuild_ooxml_profile(),
        rebuild_text::rebuild_text_profile(),
        unlock_odf::unlock_odf_profile(),
        unlock_office::unlock_office_profile(),
        unlock_pdf::unlock_pdf_profile(),
        unlock_zip::unlock_zip_profile(),
        unpack_archive::unpack_archive_profile(),
        unpack_icon::unpack_icon_profile(),
        unpack_mail::unpack_mail_profile(),
        verify_odf::verify_odf_profile(),
        verify_ooxml::verify_ooxml_profile(),
        verify_pdf::verify_pdf_profile(),
        verify_picture::verify_picture_profile(),
        verify_text::verify_text_profile(),
        verify_zip::verify_zip_profile(),
        clamav::scanners_clamav_profile(),
        codes::scanners_codes_profile(),
        command::scanners_command_profile(),
        signature::scanners_signature_profile(),
        signed_xml::scanners_signed_xml_profile(),
        type_scanner::scanners_type_profile(),
        yara_scanner::scanners_yara_profile(),
    };
}

}
