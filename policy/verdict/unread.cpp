// SPDX-License-Identifier: MIT
#include "policy/verdict/unread.h"

#include "policy/language/can.h"

#include <algorithm>

namespace policy {

static const char* words_for(FileType type)
{
    if (type == FileType::Jtd)
        return "an Ichitaro (一太郎) document, which nothing here reads; ask for a PDF";
    if (type == FileType::Dwg)
        return "a drawing that may carry macros and that nothing here reads; ask for a PDF or a "
               "DXF";
    return "a drawing, which passes as it is under a rule that names the type, or not at all";
}

std::string why_unread(FileType type)
{
    return std::string(info(type).name) + ": " + words_for(type);
}

std::string kind_by_name(std::string_view extension)
{
    struct Kind {
        std::string_view extension;
        const char* words;
    };
    constexpr auto docuworks
        = "by its name a DocuWorks document, which nothing here reads; ask for a PDF; ";
    constexpr auto ichitaro
        = "by its name an Ichitaro (一太郎) document of before version 8; ask for a PDF; ";
    constexpr auto project
        = "by its name a project of a programmable controller, which nothing here reads; ";
    static constexpr Kind kinds[] { { "xdw", docuworks }, { "xbd", docuworks },
        { "xct", docuworks }, { "jaw", ichitaro }, { "jbw", ichitaro }, { "juw", ichitaro },
        { "jfw", ichitaro }, { "gxw", project }, { "gx3", project }, { "gpj", project },
        { "cxp", project }, { "smc2", project }, { "s7p", project }, { "ap15", project },
        { "ap16", project }, { "ap17", project }, { "ap18", project }, { "ap19", project },
        { "zap15", project }, { "zap16", project }, { "zap17", project }, { "zap18", project },
        { "zap19", project }, { "acd", project }, { "stu", project } };
    const auto* found = std::ranges::find(kinds, extension, &Kind::extension);
    return found == std::end(kinds) ? "" : found->words;
}

}
