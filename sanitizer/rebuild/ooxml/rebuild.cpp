// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/rebuild.h"

#include "sanitizer/rebuild/ooxml/writer/package_writer.h"

namespace rebuild_ooxml {

using Whole = std::variant<Finished, Wanted, Refused>;

static Result<Whole> give_out(
    const Package& package, const Pictures& pictures, const base::Descriptor& file)
{
    Wanted wanted;
    std::uint64_t offset = 0;
    for (const auto& foreign : pictures.foreign()) {
        auto part = package.part(foreign.part);
        if (auto* refused = std::get_if<Refused>(&part))
            return Whole(*refused);
        const auto& bytes = std::get<base::Bytes>(part);
        TRY(base::write_fully_at(file, offset, bytes));
        wanted.pictures.push_back(RebuiltPicture { foreign.kind, offset, bytes.size() });
        offset += bytes.size();
    }
    return Whole(std::move(wanted));
}

Result<Whole> rebuild(const Vocabulary& words, base::View input, const Limits& limits,
    const Options& options, const std::optional<RebuiltPictures>& rebuilt,
    const base::Descriptor& output, const base::Descriptor& pictures_file, Account& account)
{
    auto opened = Package::open(input, limits.package);
    if (auto* refused = std::get_if<Refused>(&opened))
        return Whole(*refused);
    const auto& package = std::get<Package>(opened);
    Pictures pictures(folder_of(options.kind), rebuilt);
    auto built = Build({ package, words, options, pictures, account }).run();
    if (auto* refused = std::get_if<Refused>(&built))
        return Whole(*refused);
    if (pictures.foreign().size() > limits.pictures)
        return Whole(Refused { Why::Limit, "more pictures than allowed" });
    if (!rebuilt && !pictures.foreign().empty())
        return give_out(package, pictures, pictures_file);
    if (rebuilt && rebuilt->size() != pictures.foreign().size())
        return Error { "another number of pictures than were given out" };
    auto bytes = TRY(write_package(std::get<Built>(built), pictures, pictures_file, output));
    return Whole(Finished { bytes });
}

}
