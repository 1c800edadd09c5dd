// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/odf/unlock.h"

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/rebuild/parts/zip_writer.h"
#include "sanitizer/unlock/odf/manifest.h"

#include <algorithm>
#include <libdeflate.h>

namespace unlock_odf {

using rebuild_parts::Package, rebuild_parts::Packing, rebuild_parts::Why, rebuild_parts::ZipWriter;
using unlock::Fault, unlock::Outcome, unlock::Refused, unlock::Task, unlock::Unlocked;

static constexpr std::uint64_t largest_input = 8ull << 30;
static const std::string mimetype_name = "mimetype";
static const std::string manifest_name = "META-INF/manifest.xml";
// The least that deflate makes of so many bytes.
static constexpr std::uint64_t deflate_ratio = 1032;

static Refused refusal_of(const rebuild_parts::Refused& refused)
{
    switch (refused.why) {
    case Why::Unsupported: return { Fault::Unsupported, refused.detail };
    case Why::Limit: return { Fault::Limit, refused.detail };
    case Why::Malformed:
    case Why::Encrypted:
    case Why::Empty: break;
    }
    return { Fault::Malformed, refused.detail };
}

namespace {

class Unlocking {
public:
    Unlocking(const Package& package, const Task& task, std::vector<File> files)
        : m_package(package)
        , m_task(task)
        , m_files(std::move(files))
    {
    }

    Result<Outcome> run()
    {
        if (std::ranges::none_of(m_files, [](const File& file) { return !!file.sealing; }))
            return Outcome(Refused { Fault::Malformed, "it is not encrypted" });
        auto zip = TRY(ZipWriter::into(m_task.output));
        if (auto refused = TRY(add(*zip, mimetype_name, Packing::Store)))
            return Outcome(*refused);
        for (const auto& name : m_package.names()) {
            if (name == mimetype_name || name == manifest_name || name.ends_with('/'))
                continue;
            if (auto refused = TRY(add(*zip, name, Packing::Deflate)))
                return Outcome(*refused);
        }
        TRY(zip->add(manifest_name, base::view_of(written(m_files)), Packing::Deflate));
        auto bytes = TRY(zip->finish());
        if (bytes > m_task.most_bytes)
            return Outcome(Refused { Fault::Limit, "more bytes of output than allowed" });
        return Outcome(Unlocked { bytes });
    }

private:
    using MaybeRefused = std::optional<Refused>;

    Result<MaybeRefused> add(ZipWriter& zip, const std::string& name, Packing packing)
    {
        auto part = m_package.part(name);
        if (auto* refused = std::get_if<rebuild_parts::Refused>(&part))
            return MaybeRefused(refusal_of(*refused));
        auto& bytes = std::get<base::Bytes>(part);
        auto file = std::ranges::find(m_files, name, &File::path);
        if (file != m_files.end() && file->sealing) {
            if (auto refused = TRY(open(*file->sealing, bytes)))
                return refused;
        }
        if (bytes.size() > m_task.most_bytes - m_bytes)
            return MaybeRefused(Refused { Fault::Limit, "more bytes of output than allowed" });
        m_bytes += bytes.size();
        TRY(zip.add(name, bytes, packing));
        return MaybeRefused();
    }

    // Makes of `bytes` what they are without the cipher.
    Result<MaybeRefused> open(const Sealing& sealing, base::Bytes& bytes)
    {
        if (bytes.empty() || bytes.size() % aes_block_bytes != 0)
            return MaybeRefused(Refused { Fault::Malformed, "a part that is cut off" });
        if (sealing.size > m_task.most_bytes)
            return MaybeRefused(Refused { Fault::Limit, "more bytes of output than allowed" });
        auto packed = TRY(packed_part(sealing, bytes));
        if (!packed) {
            return MaybeRefused(m_password
                    ? Refused { Fault::Malformed, "parts under several passwords" }
                    : Refused { Fault::WrongPassword, "none of the given passwords opens it" });
        }
        if (!inflate(*packed, sealing.size, bytes))
            return MaybeRefused(
                Refused { Fault::Malformed, "a part that is not what its manifest says" });
        return MaybeRefused();
    }

    // What opens the first part must open all.
    Result<std::optional<base::Bytes>> packed_part(const Sealing& sealing, base::View sealed)
    {
        if (m_password)
            return open_part(sealing, sealed, *m_password);
        for (const auto& password : m_task.passwords) {
            auto opened = TRY(open_part(sealing, sealed, password));
            if (opened) {
                m_password = password;
                return opened;
            }
        }
        return std::optional<base::Bytes>();
    }

    static bool inflate(base::View packed, std::uint64_t size, base::Bytes& into)
    {
        if (size / deflate_ratio > packed.size())
            return false;
        std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
            libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
        into.resize(size);
        std::size_t used = 0;
        return inflater
            && libdeflate_deflate_decompress_ex(inflater.get(), packed.data(), packed.size(),
                   into.data(), into.size(), &used, nullptr)
            == LIBDEFLATE_SUCCESS
            && used == packed.size();
    }

    const Package& m_package;
    const Task& m_task;
    std::vector<File> m_files;
    std::optional<std::string> m_password;
    std::uint64_t m_bytes { 0 };
};

}

Result<Outcome> unlock_odf(const Task& task)
{
    auto input = TRY(base::Mapping::of(task.input, largest_input));
    rebuild_parts::PackageLimits limits;
    limits.part_bytes = limits.total_bytes = task.most_bytes;
    auto opened = Package::open(input.bytes(), limits);
    if (auto* refused = std::get_if<rebuild_parts::Refused>(&opened))
        return Outcome(refusal_of(*refused));
    const auto& package = std::get<Package>(opened);
    auto manifest = package.part(manifest_name);
    if (auto* refused = std::get_if<rebuild_parts::Refused>(&manifest))
        return Outcome(refusal_of(*refused));
    auto files = read_manifest(base::text_of(std::get<base::Bytes>(manifest)));
    if (auto* refused = std::get_if<rebuild_parts::Refused>(&files))
        return Outcome(refusal_of(*refused));
    return Unlocking(package, task, std::get<std::vector<File>>(std::move(files))).run();
}

}
