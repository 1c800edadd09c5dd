// SPDX-License-Identifier: MIT
// Where a medium's bytes come from: an image file, a worker that talks to a stick, or a test.
#pragma once

#include "kiosk/core/base/descriptor.h"

namespace volume {

enum class Sectors { Good, Bad };

class BlockSource {
public:
    virtual ~BlockSource() = default;
    virtual std::uint64_t size() const = 0; // Bytes.
    virtual std::uint32_t sector_size() const = 0;

    // Fills all of `into`, or tells that some of it cannot be had. The range lies within size().
    virtual Sectors read(std::uint64_t offset, std::span<std::uint8_t> into) = 0;

    // Nothing more will ever come from it: it was unplugged, say.
    virtual bool is_over() const { return false; }
};

class FileSource final : public BlockSource {
public:
    // A regular file or a block device, of whatever size it has now.
    static Result<FileSource> of(base::Descriptor);

    std::uint64_t size() const override { return m_size; }
    std::uint32_t sector_size() const override { return 512; }
    Sectors read(std::uint64_t offset, std::span<std::uint8_t> into) override;

private:
    FileSource(base::Descriptor file, std::uint64_t size)
        : m_file(std::move(file))
        , m_size(size)
    {
    }

    base::Descriptor m_file;
    std::uint64_t m_size;
};

}
