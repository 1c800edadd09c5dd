// SPDX-License-Identifier: MIT
// Takes a Word document, a workbook, a presentation or their kin of OpenDocument apart and has the
// same kind of document built anew; asks for the second opinion on it.
//
// The worker that knows Office's XML knows no pictures, and the picture workers know no documents:
// the broker carries the pictures from one to the others and back without a look at them.
#pragma once

#include "kiosk/broker/ask/picture.h"
#include "policy/language/options.h"

namespace broker {

struct OfficeRebuild {
    worker::Limits worker; // For the document; its pictures are rebuilt by `pictures`.
    PictureRequest pictures;
    policy::Hyperlinks links { policy::Hyperlinks::Keep };
    policy::Comments comments { policy::Comments::Keep };
    std::vector<policy::StatedLabel>
        labels {}; // Its copy bears the highest, as Rebuilt::stamp has it.
    policy::Formulas formulas { policy::Formulas::Keep }; // Those of a closed list of functions.
    std::uint64_t input_bytes { 1ull << 30 };
    std::uint64_t entries { 10'000 };
    std::uint64_t part_bytes { 64ull << 20 }; // Of XML: a tree of it takes several times as much.
    std::uint64_t total_bytes { 4ull << 30 };
    std::uint64_t most_pictures { 5'000 };
    std::uint64_t most_drawings { 200 }; // Each takes LibreOffice some tenths of a second.
};

// docx, docm, dotx, dotm; xlsx, xlsm, xltx, xltm; pptx, pptm, ppsx, ppsm, potx, potm; odt, ods, odp
bool can_rebuild_office(policy::FileType);

// Written as Docx, Xlsx, Pptx, Odt, Ods or Odp. Removed: plain codes ("macros", "embedded-object",
// "active-field", "external-link", "hyperlink", "formula", "template", "custom-xml", "metadata",
// …), and of pictures what rebuild_picture tells. The account is the worker's word; the verifier
// counts what came out once more.
Result<Outcome<Rebuilt>> rebuild_office(
    Workers&, const base::Descriptor& input, policy::FileType, const OfficeRebuild&);

// Classification labels in the properties of such a document, whatever becomes of it.
Result<Outcome<Seen>> labels_of_office(
    Workers&, const base::Descriptor& input, policy::FileType, const OfficeRebuild&);

struct ExpectedOffice {
    policy::FileType type; // One of those that rebuild_office writes.
    std::uint64_t most_pixels; // Of all its pictures.
    policy::Hyperlinks links { policy::Hyperlinks::Text };
    std::string label {}; // As Rebuilt::stamp.
};

struct VerifiedOffice {
    std::uint64_t parts { 0 };
    std::uint64_t pictures { 0 };
    policy::Figures shown {}; // What it shows, by the verifier's own count.
    Seen seen; // In its words and behind its links.
};

// `file` must be sealed. Each picture in it is verified by the verifier of pictures.
Result<Outcome<VerifiedOffice>> verify_office(
    Workers&, const base::Descriptor& file, const ExpectedOffice&, const worker::Limits&);

}
