// SPDX-License-Identifier: MIT
// The document's pictures. This worker reads no picture: it gives the foreign ones out, and puts in
// what came back. What no picture worker reads is replaced by a small gray square of ours.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/rebuild/parts/package.h"

#include <optional>
#include <set>

namespace rebuild_parts {

enum class PictureKind { Png, Jpeg, Gif, Bmp, Tiff, Drawing, Other };

PictureKind kind_of(base::View); // By its first bytes.
std::string_view extension_of(PictureKind);

struct RebuiltPicture {
    PictureKind kind { PictureKind::Other };
    std::uint64_t offset { 0 }; // In the file of rebuilt pictures.
    std::uint64_t size { 0 };
    std::string part; // Of one that is given out: where it lay, as a place.
};

class Pictures {
public:
    struct Foreign {
        std::string part; // In the package.
        PictureKind kind; // Never Other.
    };

    // Without `rebuilt`: to learn what pictures there are. With: one for each of these, in the same
    // order; nothing where it could not be rebuilt.
    Pictures(std::string_view folder, // "word/"
        std::optional<std::vector<std::optional<RebuiltPicture>>> rebuilt,
        std::string_view media = "media/") // Within the folder.
        : m_folder(folder)
        , m_media_folder(media)
        , m_rebuilt(std::move(rebuilt))
    {
    }

    enum class Taken { Whole, Replaced };
    struct Target {
        std::string name; // "media/image1.png"
        Taken taken;
    };
    // `part` empty: one that is missing.
    Target target(const Package&, const std::string& part);

    const std::vector<Foreign>& foreign() const { return m_foreign; }
    // They go out: what is built now is built again when they are back, and need not be written.
    bool go_out() const { return !m_rebuilt && !m_foreign.empty(); }

    struct Medium {
        std::string name; // "word/media/image1.png"
        PictureKind kind;
        std::optional<RebuiltPicture> picture; // Nothing: the gray square.
    };
    const std::vector<Medium>& media() const { return m_media; }
    template <typename Which>
    void remove_if(Which&& which)
    {
        std::erase_if(m_media, which);
    }

private:
    Target add(PictureKind, const std::optional<RebuiltPicture>&);

    std::string m_folder;
    std::string m_media_folder;
    std::optional<std::vector<std::optional<RebuiltPicture>>> m_rebuilt;
    std::vector<Foreign> m_foreign;
    std::vector<Medium> m_media;
    std::map<std::string, Target> m_targets; // By part.
    std::optional<std::string> m_gray;
};

using RebuiltPictures = std::vector<std::optional<RebuiltPicture>>;

struct Finished {
    std::uint64_t bytes; // Of the package, written to the output.
};
struct Wanted {
    RebuiltPictures pictures; // Foreign ones, written to the file of pictures.
};
using Whole = std::variant<Finished, Wanted, Refused>;

Result<Whole> give_out(const Package&, const Pictures&, const base::Descriptor& pictures_file);

// A rebuilt one, or the gray square. An Error: it lies outside its file.
Result<base::Bytes> content_of(const Pictures::Medium&, const base::Descriptor& pictures_file);

// Those of them that show nothing but the gray square.
Result<std::set<std::string>> stand_ins(const Pictures&, const base::Descriptor& pictures_file);

base::View gray_square(); // A PNG of the form that sanitizer/encode/picture writes.

}
