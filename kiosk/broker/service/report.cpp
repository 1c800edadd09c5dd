// SPDX-License-Identifier: MIT
#include "kiosk/broker/service/report.h"

#include "kiosk/core/base/bytes.h"
#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace broker {

Result<std::string> write_report(const std::string& folder, const nlohmann::json& head)
{
    auto path = folder + "/report.json";
    base::Descriptor lines(open((folder + "/files.jsonl").c_str(), O_RDONLY | O_CLOEXEC));
    base::Descriptor report(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!lines || !report)
        return base::system_error("report");
    auto text = head.dump();
    text.back() = ','; // Its closing brace: the files come first.
    TRY(base::write_fully(report, base::view_of(text + "\"files\":[")));
    base::Bytes block(1 << 18);
    bool behind_line_end = false;
    for (;;) {
        auto count = read(lines.get(), block.data(), block.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return base::system_error("report");
        if (count == 0)
            break;
        base::Bytes out;
        for (auto byte : base::View(block).first(static_cast<std::size_t>(count))) {
            if (behind_line_end)
                out.push_back(',');
            behind_line_end = byte == '\n';
            if (!behind_line_end)
                out.push_back(byte);
        }
        TRY(base::write_fully(report, out));
    }
    TRY(base::write_fully(report, base::view_of("]}\n")));
    return path;
}

}
