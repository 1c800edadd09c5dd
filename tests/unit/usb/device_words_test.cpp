// SPDX-License-Identifier: MIT
// What a device did wrong is told in both languages: every reason in the sources is looked for.
#include "kiosk/intake/device_words.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <set>
#include <sstream>

static std::string text_of(const std::string& path)
{
    std::ifstream file(SEKISHO_SOURCE "/" + path);
    EXPECT_TRUE(file) << path;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The first literal of each Error, of each reason why a medium is over, and of each word().
static std::set<std::string> reasons_in(const std::string& path)
{
    static const std::regex before(
        R"re((?:Error\s*\{\s*(?:std::string\()?|m_over = |return |\? )"((?:[^"\\]|\\.)*)"((?:\s*"(?:[^"\\]|\\.)*")*))re");
    auto text = text_of(path);
    std::set<std::string> found;
    for (std::sregex_iterator one(text.begin(), text.end(), before), end; one != end; ++one)
        found.insert((*one)[1].str() + (*one)[2].str());
    return found;
}

// What only our own programs, or the kernel, could be the cause of.
static const std::set<std::string> of_ours { "", "what?", "the other port is in use",
    "no memory for a transfer", "a stick and what belongs to it, please",
    "a read of an impossible length", "the reader of file systems asked for what is not there",
    "the port's ", "the stick's node is another device's", "1", "0", "usb", "-0", "/peer",
    "/disable", "port " };

TEST(DeviceReason, IsToldInBothLanguages)
{
    std::size_t count = 0;
    for (const char* path : { "kiosk/intake/usb/bulk_only.cpp", "kiosk/intake/usb/disk.cpp",
             "kiosk/intake/usb/disk_write.cpp", "kiosk/intake/usb/scsi.cpp",
             "kiosk/intake/usb/sector_store.cpp", "kiosk/intake/usb/descriptors.cpp",
             "kiosk/intake/usb/opening.cpp", "kiosk/intake/gate/gate.cpp",
             "kiosk/intake/gate/sysfs_bus.cpp", "kiosk/release/usb/session.cpp" })
        for (const auto& reason : reasons_in(path)) {
            ++count;
            EXPECT_TRUE(of_ours.contains(reason) || reason.find("\\n") != std::string::npos
                || !intake::japanese_reason(reason).empty())
                << path << ": " << reason;
        }
    EXPECT_GT(count, 40u) << "the sources look otherwise than this test believes";
}

TEST(DeviceReason, IsNotTranslatedTwice)
{
    auto once = intake::in_both_languages(Error { "the stick: it does not become ready" });
    EXPECT_EQ(once.message,
        "the stick: it does not become ready\nUSBメモリーが使用可能な状態になりません。");
    EXPECT_EQ(intake::in_both_languages(once).message, once.message);
    EXPECT_NE(intake::in_both_languages(Error { "EIO" }).message.find("使用できません"),
        std::string::npos);
}
