// SPDX-License-Identifier: MIT
// What a document of the kinds before OOXML has that will not come along, for the report:
// LibreOffice, which takes such a document apart, tells nobody what it left behind. No safety hangs
// on it, but for one thing: a workbook whose FilePass stands where Excel's own reader finds it is
// encrypted.
#pragma once

#include "policy/facts/facts.h"
#include "sanitizer/unpack/compound_file/compound_file.h"

#include <algorithm>
#include <map>

namespace type_scanner {

using compound_file::CompoundFile;

class Holdings {
public:
    void add(std::string_view what, std::uint64_t count = 1)
    {
        if (count != 0)
            m_all[std::string(what)] += count;
    }
    void take_larger(const Holdings& other)
    {
        for (const auto& [what, count] : other.m_all)
            m_all[what] = std::max(m_all[what], count);
    }
    std::vector<policy::Holding> list() const;

private:
    std::map<std::string, std::uint64_t> m_all; // In the order of their words.
};

// Words as those of sanitizer/rebuild/ooxml/document/account.h. Of storages and of what both kinds
// of document have; of the text of a Word document (MS-DOC); of a workbook's records (MS-XLS).
void add_storages(const CompoundFile&, Holdings&);
void add_word(const CompoundFile&, base::View main_stream, Holdings&);

enum class Cipher { None, Locked };
Cipher add_workbook(base::View stream, Holdings&);
Cipher add_presentation(base::View stream, Holdings&); // Of its records (MS-PPT).

void add_rich_text(base::View rtf, Holdings&); // RTF 1.9.1.

// By the names of its parts, in lower case (MS-XLSB 2.1.7).
void add_binary_workbook(const std::vector<std::string>& parts, Holdings&);

// "DDEAUTO c:\\x": a field whose result comes from elsewhere, or that runs something.
bool is_active_field(std::string_view instruction);

}
