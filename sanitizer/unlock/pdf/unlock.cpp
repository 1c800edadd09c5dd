// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/pdf/unlock.h"

#include "kiosk/core/base/memory_file.h"

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

namespace unlock_pdf {

using unlock::Fault, unlock::Outcome, unlock::Refused, unlock::Task, unlock::Unlocked;

static constexpr std::uint64_t largest_input = 8ull << 30;

// Thrown through qpdf, which knows no other way to stop it.
struct OutputEnded { };

class Output final : public Pipeline {
public:
    Output(const base::Descriptor& file, std::uint64_t most_bytes)
        : Pipeline("output", nullptr)
        , m_file(file)
        , m_most_bytes(most_bytes)
    {
    }

    void write(const unsigned char* data, std::size_t size) override
    {
        if (size > m_most_bytes - m_bytes)
            throw OutputEnded {};
        if (!base::write_fully_at(m_file, m_bytes, base::View(data, size)))
            throw OutputEnded {};
        m_bytes += size;
    }
    void finish() override { }

    std::uint64_t bytes() const { return m_bytes; }

private:
    const base::Descriptor& m_file;
    std::uint64_t m_most_bytes;
    std::uint64_t m_bytes { 0 };
};

static Outcome rewrite(QPDF& pdf, const Task& task)
{
    Output output(task.output, task.most_bytes);
    QPDFWriter writer(pdf);
    writer.setOutputPipeline(&output);
    writer.setPreserveEncryption(false);
    writer.setDeterministicID(true);
    // Streams as they are: to unpack them is for the workers behind, which have their limits.
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setObjectStreamMode(qpdf_o_preserve);
    try {
        writer.write();
    } catch (const OutputEnded&) {
        return Refused { Fault::Limit, "more bytes of output than allowed" };
    }
    // An object that it could not read became null.
    if (!pdf.getWarnings().empty())
        return Refused { Fault::Malformed, "qpdf cannot read it without repair" };
    return Unlocked { output.bytes() };
}

static Outcome with_password(base::View file, const std::string& password, const Task& task)
{
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    pdf.processMemoryFile(
        "file", reinterpret_cast<const char*>(file.data()), file.size(), password.c_str());
    if (!pdf.isEncrypted())
        return Refused { Fault::Malformed, "it is not encrypted" };
    return rewrite(pdf, task);
}

Result<Outcome> unlock_pdf(const Task& task)
{
    auto file = TRY(base::Mapping::of(task.input, largest_input));
    std::vector<std::string> passwords { "" };
    passwords.insert(passwords.end(), task.passwords.begin(), task.passwords.end());
    for (const auto& password : passwords) {
        try {
            return with_password(file.bytes(), password, task);
        } catch (const QPDFExc& exception) {
            if (exception.getErrorCode() == qpdf_e_unsupported)
                return Outcome(Refused { Fault::Unsupported, "an encryption that is not known" });
            if (exception.getErrorCode() != qpdf_e_password)
                return Outcome(Refused { Fault::Malformed, "qpdf cannot read it without repair" });
        } catch (const std::exception&) {
            return Outcome(Refused { Fault::Malformed, "qpdf cannot read it without repair" });
        }
    }
    return Outcome(Refused { Fault::WrongPassword, "none of the given passwords opens it" });
}

}
