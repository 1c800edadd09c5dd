// SPDX-License-Identifier: MIT
#include "kiosk/intake/gate/sysfs_bus.h"

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

// A folder as /sys/bus/usb/devices is.
class Sysfs {
public:
    Sysfs()
        : m_folder(fs::temp_directory_path() / ("sysfs-" + std::to_string(getpid())))
    {
        fs::create_directories(m_folder);
    }
    ~Sysfs() { fs::remove_all(m_folder); }
    Sysfs(const Sysfs&) = delete;
    Sysfs& operator=(const Sysfs&) = delete;

    void put(const std::string& path, const std::string& text)
    {
        fs::create_directories((m_folder / path).parent_path());
        std::ofstream(m_folder / path) << text;
    }
    gate::SysfsBus bus() const { return { opened(), opened() }; }

private:
    base::Descriptor opened() const
    {
        return base::Descriptor(open(m_folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    }
    fs::path m_folder;
};

}

static const gate::Port port { "2-1" };

TEST(SysfsBus, ReadsWhatTheKernelKnowsOfADevice)
{
    Sysfs sysfs;
    sysfs.put("2-1/busnum", "2\n");
    sysfs.put("2-1/devnum", "17\n");
    sysfs.put("2-1/descriptors", "\x12\x01");
    sysfs.put("2-1/manufacturer", "ACME\x1b[2J\n");
    auto seen = sysfs.bus().look(port);
    ASSERT_TRUE(seen) << seen.error().message;
    ASSERT_TRUE(seen.value());
    EXPECT_EQ(seen.value()->bus, 2u);
    EXPECT_EQ(seen.value()->device, 17u);
    EXPECT_EQ(seen.value()->descriptors, (base::Bytes { 0x12, 0x01 }));
    EXPECT_EQ(seen.value()->manufacturer.find('\x1b'), std::string::npos);
    EXPECT_EQ(seen.value()->serial, "");
}

TEST(SysfsBus, ADeviceThatIsComingOrGoingIsNotThere)
{
    Sysfs sysfs;
    auto empty = sysfs.bus().look(port);
    ASSERT_TRUE(empty);
    EXPECT_FALSE(empty.value());
    sysfs.put("2-1/busnum", "2\n");
    auto half = sysfs.bus().look(port);
    ASSERT_TRUE(half) << half.error().message;
    EXPECT_FALSE(half.value());
}

TEST(SysfsBus, WhatCannotBeReadIsNoEmptyPort)
{
    Sysfs sysfs;
    sysfs.put("2-1/descriptors", "\x12\x01");
    EXPECT_FALSE(sysfs.bus().look(port)) << "no number";
    sysfs.put("2-1/busnum", "2\n");
    sysfs.put("2-1/devnum", "-1\n");
    EXPECT_FALSE(sysfs.bus().look(port));
    sysfs.put("2-1/devnum", "4294967296\n");
    EXPECT_FALSE(sysfs.bus().look(port));
}
