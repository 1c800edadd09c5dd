// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/unlock/pdf/sandbox.h"
#include "sanitizer/unlock/pdf/unlock.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

// An encrypted document of our own, written and read, so that qpdf's ciphers are at hand in a
// process that may open nothing.
static Result<void> prepare(std::span<const std::string>)
{
    try {
        QPDF empty;
        empty.emptyPDF();
        QPDFWriter writer(empty);
        writer.setOutputMemory();
        writer.setR6EncryptionParameters(
            "a", "b", true, true, true, true, true, true, qpdf_r3p_full, true);
        writer.write();
        auto written = writer.getBufferSharedPointer();
        auto input = TRY(base::sealed_memory_file(
            "sample", base::View(written->getBuffer(), written->getSize())));
        auto output = TRY(base::create_memory_file("sample"));
        const std::string passwords[] { "a" };
        auto outcome = TRY(unlock_pdf::unlock_pdf({ input, output, passwords, 1 << 20 }));
        if (!std::holds_alternative<unlock::Unlocked>(outcome))
            return Error { "qpdf does not open our own sample" };
        return {};
    } catch (const std::exception& exception) {
        return Error { std::string("qpdf: ") + exception.what() };
    }
}

int main(int argc, char** argv)
{
    auto work
        = [](wire::Channel& channel) { return unlock::serve_one(channel, unlock_pdf::unlock_pdf); };
    return worker::serve(argc, argv, unlock_pdf::unlock_pdf_profile(), prepare, work);
}
