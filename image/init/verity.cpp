// SPDX-License-Identifier: MIT
#include "image/init/verity.h"

#include "image/init/partition.h"
#include "kiosk/core/base/descriptor.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <sys/ioctl.h>
#include <vector>

namespace boot {

static constexpr int block_size = 4096;
static constexpr int sector_size = 512;

static bool is_hex(const std::string& text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<Root> parse_root(const std::string& text)
{
    std::vector<std::string> words(1);
    for (char letter : text) {
        if (letter == ',')
            words.emplace_back();
        else
            words.back() += letter;
    }
    if (words.size() != 4)
        return Error { "the root is not named by four words" };
    Root root { words[0], 0, words[2], words[3] };
    const auto& number = words[1];
    auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), root.blocks);
    bool is_number = failed == std::errc() && end == number.data() + number.size();
    if (!is_number || root.blocks == 0 || root.blocks > (1U << 28))
        return Error { "the root has no such size" };
    if ((root.slot != "a" && root.slot != "b") || !is_hex(root.salt) || !is_hex(root.hash))
        return Error { "the root has no such slot, salt or hash" };
    return root;
}

// One request of the device mapper (linux/dm-ioctl.h) about the device "root".
class Request {
public:
    Request()
    {
        auto& head = *reinterpret_cast<dm_ioctl*>(m_bytes.data());
        head.version[0] = DM_VERSION_MAJOR;
        head.data_size = static_cast<std::uint32_t>(m_bytes.size());
        head.data_start = sizeof(dm_ioctl);
        head.flags = DM_READONLY_FLAG;
        std::strcpy(head.name, "root");
    }

    Result<void> set_target(std::uint64_t sectors, const std::string& words)
    {
        if (sizeof(dm_ioctl) + sizeof(dm_target_spec) + words.size() + 1 > m_bytes.size())
            return Error { "the root's table is too long" };
        reinterpret_cast<dm_ioctl*>(m_bytes.data())->target_count = 1;
        auto& target = *reinterpret_cast<dm_target_spec*>(m_bytes.data() + sizeof(dm_ioctl));
        target.length = sectors;
        std::strcpy(target.target_type, "verity");
        std::memcpy(reinterpret_cast<char*>(&target + 1), words.c_str(), words.size() + 1);
        return {};
    }

    Result<void> ask(const base::Descriptor& mapper, unsigned long what)
    {
        if (ioctl(mapper.get(), what, m_bytes.data()) != 0)
            return base::system_error("device mapper");
        return {};
    }

private:
    alignas(dm_ioctl) std::array<char, 2048> m_bytes {};
};

Result<std::string> open_root(const Root& root)
{
    auto data = TRY(partition("root-" + root.slot));
    auto tree = TRY(partition("verity-" + root.slot));
    base::Descriptor mapper(open("/dev/mapper/control", O_RDWR | O_CLOEXEC));
    if (!mapper)
        return base::system_error("/dev/mapper/control");
    auto size = std::to_string(block_size);
    auto words = "1 " + data + ' ' + tree + ' ' + size + ' ' + size + ' '
        + std::to_string(root.blocks) + " 0 sha256 " + root.hash + ' ' + root.salt
        + " 1 panic_on_corruption";
    TRY(Request().ask(mapper, DM_DEV_CREATE));
    Request table;
    TRY(table.set_target(root.blocks * (block_size / sector_size), words));
    TRY(table.ask(mapper, DM_TABLE_LOAD));
    TRY(Request().ask(mapper, DM_DEV_SUSPEND)); // Without its flag: resume.
    return std::string("/dev/dm-0"); // The first one there is.
}

}
