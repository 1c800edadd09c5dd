// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/walk.h"

#include "kiosk/intake/volume/ext_blocks.h"
#include "kiosk/intake/volume/names.h"
#include "kiosk/intake/volume/second_look.h"

#include <set>

namespace volume {

namespace {

class Walk {
public:
    Walk(Image& image, const WalkLimits& limits, const Sink& sink)
        : m_image(image)
        , m_limits(limits)
        , m_sink(sink)
    {
    }

    Result<void> volume(const Volume&, std::uint8_t index);
    Walked take() { return std::move(m_walked); }

private:
    // The volume that is being walked.
    struct Now {
        const Volume& volume;
        std::uint8_t index;
        std::set<std::uint64_t> folders; // Contents that were listed.
        std::uint64_t claimed { 0 }; // Bytes, by all files together.
    };

    Result<void> folder(Now&, TSK_INUM_T, std::uint64_t id, std::uint64_t depth);
    Result<void> child(Now&, const Child&, std::uint64_t parent, std::uint64_t depth);
    Result<bool> emit(const Now&, const Child&, std::uint64_t parent);
    void lose(message::FindingKind kind, const Now& now)
    {
        note(kind, now);
        m_walked.whole = false;
    }
    void note(message::FindingKind, const Now&);

    Image& m_image;
    const WalkLimits& m_limits;
    const Sink& m_sink;
    Walked m_walked;
};

}

// Each kind once for each volume: the report is for people.
void Walk::note(message::FindingKind kind, const Now& now)
{
    for (const auto& known : m_walked.findings)
        if (known.kind() == kind && known.offset() == now.volume.range.offset)
            return;
    m_walked.findings.push_back(finding(kind, now.volume.range.offset, now.volume.range.bytes));
}

// False when no more entries are allowed.
Result<bool> Walk::emit(const Now& now, const Child& child, std::uint64_t parent)
{
    if (m_walked.places.size() >= m_limits.entries)
        return false;
    auto state = Place::State::NotAFile;
    if (child.kind == message::KIND_FILE)
        state = child.oddity == message::ODDITY_NONE || child.oddity == message::ODDITY_NAME_CHANGED
            ? Place::State::Readable
            : Place::State::Broken;
    m_walked.places.push_back({ child.inum, child.size, now.index, state });
    message::Entry entry;
    entry.set_id(m_walked.places.size());
    entry.set_parent(parent);
    entry.set_volume(now.index);
    entry.set_kind(child.kind);
    entry.set_name(child.name);
    entry.set_size(child.size);
    entry.set_oddity(child.oddity);
    TRY(m_sink(std::move(entry)));
    return true;
}

Result<void> Walk::child(Now& now, const Child& child, std::uint64_t parent, std::uint64_t depth)
{
    for (const auto& stream : child.streams) {
        Child shown;
        shown.name = stream.name;
        shown.kind = message::KIND_STREAM;
        shown.size = stream.size;
        if (!TRY(emit(now, shown, parent))) {
            lose(message::FINDING_LIMIT, now);
            return {};
        }
    }
    now.claimed += child.size;
    if (now.claimed < child.size)
        now.claimed = UINT64_MAX;
    if (child.kind != message::KIND_FOLDER || child.oddity == message::ODDITY_NO_METADATA) {
        if (!TRY(emit(now, child, parent)))
            lose(message::FINDING_LIMIT, now);
        else if (child.kind == message::KIND_FOLDER)
            lose(message::FINDING_BROKEN_FOLDER, now);
        return {};
    }
    auto shown = child;
    bool is_new = now.folders.insert(child.content).second;
    if (!is_new)
        shown.oddity = message::ODDITY_REACHED_TWICE;
    if (!TRY(emit(now, shown, parent))) {
        lose(message::FINDING_LIMIT, now);
        return {};
    }
    if (!is_new)
        note(message::FINDING_LOOP, now);
    else if (depth >= m_limits.depth)
        lose(message::FINDING_LIMIT, now);
    else
        TRY(folder(now, child.inum, m_walked.places.size(), depth));
    return {};
}

Result<void> Walk::folder(Now& now, TSK_INUM_T inum, std::uint64_t id, std::uint64_t depth)
{
    auto children = children_of(
        m_image, now.volume, inum, m_limits.name_bytes, m_limits.entries - m_walked.places.size());
    if (!children) {
        lose(message::FINDING_BROKEN_FOLDER, now);
        return {};
    }
    if (tells_otherwise(m_image, now.volume, inum, *children))
        lose(message::FINDING_BROKEN_FOLDER, now);
    for (const auto& one : *children)
        TRY(child(now, one, id, depth + 1));
    return {};
}

Result<void> Walk::volume(const Volume& volume, std::uint8_t index)
{
    Now now { volume, index, {}, 0 };
    FileHandle root(tsk_fs_file_open_meta(volume.fs.get(), nullptr, volume.fs->root_inum));
    if (root)
        now.folders.insert(content_of(*volume.fs, *root));
    root.reset();
    TRY(folder(now, volume.fs->root_inum, 0, 0));
    if (m_walked.whole && has_unreached(m_image, volume, index, m_walked.places))
        lose(message::FINDING_BROKEN_FOLDER, now);
    if (now.claimed > volume.range.bytes)
        note(message::FINDING_OVERCLAIMED, now);
    return {};
}

// libtsk reads ahead, so that it meets bad sectors which no folder and no table needs. Those in a
// file's content are that file's matter.
static std::vector<Range> bad_metadata(
    Image& image, const std::vector<Volume>& volumes, const std::vector<Place>& places)
{
    auto bad = image.bad();
    for (const auto& place : places) {
        if (bad.empty())
            break;
        const auto& volume = volumes[place.volume];
        if (place.state != Place::State::Readable || !may_be_followed(image, volume, place.inum))
            continue;
        FileHandle file(tsk_fs_file_open_meta(volume.fs.get(), nullptr, place.inum));
        const auto* attribute = file ? tsk_fs_file_attr_get(file.get()) : nullptr;
        if (!attribute || (attribute->flags & TSK_FS_ATTR_NONRES) == 0)
            continue;
        auto block = std::uint64_t(volume.fs->block_size);
        for (const auto* run = attribute->nrd.run; run; run = run->next) {
            Range content { volume.range.offset + run->addr * block, run->len * block };
            if ((run->flags & (TSK_FS_ATTR_RUN_FLAG_SPARSE | TSK_FS_ATTR_RUN_FLAG_FILLER)) == 0)
                std::erase_if(bad, [&](const Range& range) { return overlap(range, content); });
        }
    }
    return bad;
}

Result<Walked> walk(
    Image& image, const std::vector<Volume>& volumes, const WalkLimits& limits, const Sink& sink)
{
    Walk walk(image, limits, sink);
    for (std::size_t i = 0; i < volumes.size(); ++i)
        if (volumes[i].fs)
            TRY(walk.volume(volumes[i], static_cast<std::uint8_t>(i)));
    auto walked = walk.take();
    for (const auto& range : bad_metadata(image, volumes, walked.places)) {
        walked.whole = false;
        if (walked.findings.size() < 64)
            walked.findings.push_back(
                finding(message::FINDING_BAD_SECTORS, range.offset, range.bytes));
    }
    return walked;
}

}
