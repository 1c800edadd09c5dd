// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/splash/letters.h"

// Poppler's inner interface, of exactly the version that the station has.
#include <poppler/PDFDoc.h>
#include <poppler/SplashOutputDev.h>
#include <poppler/Stream.h>

namespace decode_pdf {

namespace {

class Watch : public SplashOutputDev {
public:
    Watch()
        : SplashOutputDev(splashModeMono1, 1, false, m_white)
    {
    }

    void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
        double origin_y, CharCode code, int bytes, const Unicode* letters, int count) override
    {
        SplashOutputDev::drawChar(
            state, x, y, dx, dy, origin_x, origin_y, code, bytes, letters, count);
        constexpr int unseen = 3; // ISO 32000-1, table 106.
        if (!getCurrentFont() && state->getRender() != unseen)
            m_letters = Letters::Lost;
    }

    Letters letters() const { return m_letters; }

private:
    SplashColor m_white { 255, 255, 255, 255 };
    Letters m_letters { Letters::Drawn };
};

}

Letters letters_of(base::View bytes, int number)
{
    constexpr double few_pixels = 10; // An inch.
    // The document owns the stream, and the stream does not own the bytes.
    PDFDoc document(new MemStream(
        base::text_of(bytes).data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
    if (!document.isOk())
        return Letters::Lost;
    Watch watch;
    watch.startDoc(&document);
    document.displayPageSlice(
        &watch, number + 1, few_pixels, few_pixels, 0, false, true, false, -1, -1, -1, -1);
    return watch.letters();
}

}
