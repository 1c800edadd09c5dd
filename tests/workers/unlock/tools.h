// SPDX-License-Identifier: MIT
// Files that others encrypted, and the real workers that open them.
#pragma once

#include "kiosk/broker/ask/unlock.h"

#include <filesystem>
#include <map>

namespace tools {

using Contents = std::map<std::string, std::string>; // By name.

// A folder of its own, gone with the test.
class Folder {
public:
    Folder();
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder&) = delete;

    void put(const std::string& name, std::string_view bytes) const;
    std::string get(const std::string& name) const;
    // In the folder, by a shell; what it says. A failure of the test if it fails.
    std::string run(const std::string& command) const;

private:
    std::filesystem::path m_path;
};

// By 7-Zip. `options`: "-mem=AES256", …
std::string encrypted_zip(const Contents&, const std::string& password, const std::string& options);

struct Answer {
    std::string bytes; // Of the unlocked file; empty where there is none.
    std::string refusal;
    broker::RefusalReason reason {};
};
Answer unlocked(const std::string& file, policy::FileType,
    const std::vector<std::string>& passwords, std::uint64_t most_bytes = 1 << 28);

// What Python's reader of ZIP finds, without a password.
Contents contents_of(const std::string& zip);

}
