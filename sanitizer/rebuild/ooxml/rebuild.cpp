// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/rebuild.h"

#include "sanitizer/rebuild/ooxml/account/shown.h"
#include "sanitizer/rebuild/ooxml/writer/package_writer.h"

namespace rebuild_ooxml {

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
    if (pictures.go_out())
        return give_out(package, pictures, pictures_file);
    if (rebuilt && rebuilt->size() != pictures.foreign().size())
        return Error { "another number of pictures than were given out" };
    auto& whole = std::get<Built>(built);
    whole.label = options.label;
    account.finish(shown_by(package, options),
        shown_by(whole, TRY(rebuild_parts::stand_ins(pictures, pictures_file))));
    auto bytes = TRY(write_package(whole, pictures, pictures_file, output));
    return Whole(Finished { bytes });
}

}
