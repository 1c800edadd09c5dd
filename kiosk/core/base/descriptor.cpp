// SPDX-License-Identifier: MIT
#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace base {

Descriptor::Descriptor(Descriptor&& other) noexcept
    : m_number(other.release())
{
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    if (this != &other) {
        close();
        m_number = other.release();
    }
    return *this;
}

int Descriptor::release()
{
    return std::exchange(m_number, -1);
}

void Descriptor::close()
{
    if (m_number >= 0)
        ::close(m_number); // Linux frees the number even when it reports EINTR: no second try.
    m_number = -1;
}

Result<Descriptor> Descriptor::duplicate() const
{
    Descriptor copy(fcntl(m_number, F_DUPFD_CLOEXEC, 0));
    if (!copy)
        return system_error("dup");
    return copy;
}

Error system_error(std::string_view what)
{
    return Error { std::string(what) + ": " + std::generic_category().message(errno) };
}

Result<void> read_fully(const Descriptor& from, std::span<std::uint8_t> into)
{
    while (!into.empty()) {
        auto count = ::read(from.get(), into.data(), into.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return system_error("read");
        if (count == 0)
            return Error { "read: the end came early" };
        into = into.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> read_fully_at(
    const Descriptor& from, std::uint64_t offset, std::span<std::uint8_t> into)
{
    while (!into.empty()) {
        auto count = ::pread(from.get(), into.data(), into.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return system_error("read");
        if (count == 0)
            return Error { "read: the end came early" };
        into = into.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

Result<void> write_fully(const Descriptor& to, View bytes)
{
    while (!bytes.empty()) {
        auto count = ::write(to.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return system_error("write");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> write_fully_at(const Descriptor& to, std::uint64_t offset, View bytes)
{
    while (!bytes.empty()) {
        auto count = ::pwrite(to.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return system_error("write");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

Result<std::uint64_t> size_of(const Descriptor& file)
{
    struct stat status { };
    if (fstat(file.get(), &status) != 0)
        return system_error("fstat");
    return static_cast<std::uint64_t>(status.st_size);
}

Result<Bytes> read_all(const Descriptor& file, std::uint64_t limit)
{
    auto size = TRY(size_of(file));
    if (size > limit)
        return Error { "a file larger than its limit" };
    Bytes bytes(size);
    TRY(read_fully_at(file, 0, bytes));
    return bytes;
}

}
