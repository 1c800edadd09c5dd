// SPDX-License-Identifier: MIT
// LibreOffice as a library: one document in, one PDF, text or OOXML package out, as untrusted as
// the document.
#pragma once

#include "kiosk/core/base/descriptor.h"

namespace office {

class Converter {
public:
    // Loads LibreOffice and its components once, before any document (lok_preinit): a fork of this
    // process converts in a fraction of the time of a start. Leaves no thread behind.
    static Result<Converter> prepare();

    // Takes the pipes' old numbers: every descriptor in use must be 64 or higher by then.
    Result<void> reopen_pipes() const;

    // SheetText: the cells of each visible sheet of a spreadsheet, in UTF-8 and with its title.
    // Ooxml: DOCX, XLSX or PPTX, by what LibreOffice took the document for. Picture: a PNG of a
    // drawing in EMF or WMF.
    enum class Form { Pdf, SheetText, Ooxml, Picture };
    enum class Outcome { Converted, Unreadable, Encrypted };

    // In a fork of the prepared process, under the sandbox; once.
    Result<Outcome> convert(const base::Descriptor& input, const std::string& extension, Form,
        const base::Descriptor& output) const;

private:
    struct Pipe {
        int reader;
        int writer;
    };
    static std::vector<Pipe> open_pipes();

    std::string m_profile; // Folder of the user profile, below /tmp.
    void* m_library { nullptr };
    // LibreOffice wakes its main loop through a pipe; a job starts without it (it starts with no
    // descriptor but its channel) and makes a new one in the same place.
    std::vector<Pipe> m_pipes;
};

}
