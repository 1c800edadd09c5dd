// SPDX-License-Identifier: MIT
// Our own strict look at what a file is: the whole of it, not its first bytes. Pure; a file that
// two readers could take for two things is Ambiguous, one that breaks its format's frame is Broken.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "policy/facts/facts.h"

#include <string>
#include <string_view>

namespace type_scanner {

struct Recognition {
    policy::FileType type { policy::FileType::Unknown };
    policy::Structure structure { policy::Structure::Broken };
    std::string detail; // Our own ASCII words; empty when Sound.
    std::vector<policy::Holding> holds;
};

// `extension`: lower case, of the name on the medium. It only tells members of the text family
// apart (CSV from plain text); for everything else the content alone speaks.
Recognition recognise(base::View, std::string_view extension);

// One for each family; each expects that the first bytes are of its kind.
Recognition recognise_pdf(base::View);
Recognition recognise_jpeg(base::View);
Recognition recognise_png(base::View);
Recognition recognise_gif(base::View);
Recognition recognise_bmp(base::View);
Recognition recognise_tiff(base::View);
Recognition recognise_webp(base::View);
Recognition recognise_ico(base::View); // Unknown if it is no list of pictures.
Recognition recognise_heif(base::View); // HEIC, AVIF; Unknown if it is another kind of media.
Recognition recognise_emf(base::View);
Recognition recognise_wmf(base::View);
Recognition recognise_package(base::View); // ZIP and what is made of it: OOXML, ODF.
Recognition recognise_compound(base::View); // MS-CFB: DOC, XLS, PPT, MSG, encrypted OOXML.
Recognition recognise_rtf(base::View);
Recognition recognise_archive(base::View); // Unknown if it is none of ours.
Recognition recognise_rar(base::View);
Recognition recognise_text(base::View, std::string_view extension);
Recognition recognise_mail(base::View); // Unknown if it is no mail.
Recognition recognise_drawing(base::View); // DWG, JWW, binary DXF; Unknown if it is none of them.
Recognition recognise_drawing_text(base::View); // DXF, P21, SFC; likewise.

// Cameras and Word pad with zeros; anything else behind a picture is somebody's message.
Recognition judged_by_tail(policy::FileType, base::View tail);

bool is_tar_header(base::View); // POSIX ustar with a right checksum.

inline Recognition sound(policy::FileType type)
{
    return { type, policy::Structure::Sound, {}, {} };
}
inline Recognition broken(policy::FileType type, std::string detail)
{
    return { type, policy::Structure::Broken, std::move(detail), {} };
}
inline Recognition ambiguous(policy::FileType type, std::string detail)
{
    return { type, policy::Structure::Ambiguous, std::move(detail), {} };
}
inline Recognition encrypted(policy::FileType type, std::string detail)
{
    return { type, policy::Structure::Encrypted, std::move(detail), {} };
}

bool starts_with(base::View, std::string_view, std::size_t at = 0);
std::size_t find(base::View, std::string_view, std::size_t from = 0); // npos if it is not there.
inline constexpr std::size_t npos = std::string_view::npos;

}
