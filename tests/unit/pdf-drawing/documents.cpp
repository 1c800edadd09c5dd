// SPDX-License-Identifier: MIT
#include "tests/unit/pdf-drawing/documents.h"

#include "sanitizer/encode/pdf/drawing/fonts.h"
#include "sanitizer/encode/pdf/flate.h"

#include <map>

using encode_pdf_drawing::Drawing, encode_pdf_drawing::File, encode_pdf_drawing::Setting;

namespace documents {

static constexpr std::uint64_t plenty = 1 << 24;

Result<std::string> written(const std::vector<std::string>& lists, const std::string& outline,
    Links links, const std::string& label)
{
    auto output = TRY(base::create_memory_file("written"));
    Setting setting;
    setting.pages = static_cast<std::uint32_t>(lists.size());
    setting.links = links;
    setting.label = label;
    Drawing drawing(output, plenty, setting);
    TRY(drawing.begin());
    for (const auto& list : lists)
        TRY(drawing.add_page(base::view_of(list), { 20'000, 10'000 }));
    TRY(drawing.add_outline(base::view_of(outline)));
    auto size = TRY(drawing.finish());
    auto bytes = TRY(base::read_all(output, size));
    return std::string(base::text_of(bytes));
}

std::string refusal(const std::string& file, const verify_pdf::Limits& limits)
{
    auto result = verify_pdf::verify_drawings(base::view_of(file), limits);
    auto* refused = std::get_if<verify_pdf::Refused>(&result);
    return refused ? refused->detail : "";
}

static Result<std::string> write(const Forgery& forgery)
{
    auto output = TRY(base::create_memory_file("forged"));
    File file(output, plenty);
    TRY(file.begin());
    auto first = file.take_numbers(2) + 2;
    auto count = static_cast<std::uint32_t>(forgery.streams.size() + forgery.objects.size());
    file.take_numbers(count);
    std::uint32_t number = 0;
    for (auto font : forgery.fonts) {
        font.object = file.take_numbers(encode_pdf_drawing::objects_of_font);
        TRY(encode_pdf_drawing::write_font(file, font, number++));
    }
    for (const auto& stream : forgery.streams)
        TRY(file.stream(first++, stream.entries, base::view_of(stream.plain)));
    for (const auto& object : forgery.objects)
        TRY(file.object(first++, object));
    TRY(file.stream(4, "", base::view_of(forgery.content)));
    TRY(file.object(3, forgery.page));
    TRY(file.object(2, forgery.pages));
    TRY(file.object(1, forgery.catalogue));
    auto size = TRY(file.finish());
    auto bytes = TRY(base::read_all(output, size));
    return std::string(base::text_of(bytes));
}

std::string forged(const Forgery& forgery)
{
    return write(forgery).take();
}

Objects& Objects::add(std::uint32_t number, const std::string& content)
{
    m_objects.emplace_back(number, content);
    return *this;
}

Objects& Objects::add_raw(
    std::uint32_t number, const std::string& entries, const std::string& bytes)
{
    return add(number,
        "<<" + entries + "/Length " + std::to_string(bytes.size()) + ">>\nstream\n" + bytes
            + "\nendstream");
}

Objects& Objects::add_stream(
    std::uint32_t number, const std::string& entries, const std::string& plain)
{
    auto bytes = encode_pdf::compress(base::view_of(plain)).take();
    return add_raw(number, entries + "/DL " + std::to_string(plain.size()) + "/Filter/FlateDecode",
        std::string(base::text_of(bytes)));
}

std::string Objects::file() const
{
    std::string text = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    std::map<std::uint32_t, std::size_t> offsets;
    for (const auto& [number, content] : m_objects) {
        offsets[number] = text.size();
        text += std::to_string(number) + " 0 obj\n" + content + "\nendobj\n";
    }
    auto start = std::to_string(text.size());
    auto size = std::to_string(offsets.size() + 1);
    text += "xref\n0 " + size + "\n0000000000 65535 f \n";
    for (const auto& [number, offset] : offsets) {
        auto digits = std::to_string(offset);
        text += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return text + "trailer\n<</Size " + size + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
}

}
