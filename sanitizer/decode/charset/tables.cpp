// SPDX-License-Identifier: MIT
#include "sanitizer/decode/charset/tables.h"

#include "kiosk/core/base/descriptor.h"
#include "sanitizer/decode/charset/points.h"

#include <iconv.h>
#include <initializer_list>

namespace charset {

namespace {

class Converter {
public:
    explicit Converter(const char* from)
        : m_handle(iconv_open("UTF-16LE", from))
    {
    }
    ~Converter()
    {
        if (is_open())
            iconv_close(m_handle);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // NOLINTNEXTLINE(performance-no-int-to-ptr): as POSIX says "none".
    bool is_open() const { return m_handle != iconv_t(-1); }

    // The one character that these bytes stand for, or 0.
    std::uint16_t character(std::initializer_list<std::size_t> bytes)
    {
        char in[4];
        std::size_t in_left = 0;
        for (auto byte : bytes)
            in[in_left++] = static_cast<char>(static_cast<unsigned char>(byte));
        unsigned char out[8];
        std::size_t out_left = sizeof out;
        char* from = in;
        char* to = reinterpret_cast<char*>(out);
        iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        if (iconv(m_handle, &from, &in_left, &to, &out_left) != 0 || in_left != 0 || out_left != 6)
            return 0;
        return static_cast<std::uint16_t>(out[0] | out[1] << 8);
    }

private:
    iconv_t m_handle;
};

}

static void fill_cp932(Tables& tables, Converter& converter)
{
    for (std::size_t lead = 0x81; lead <= 0xFC; ++lead) {
        if (lead >= 0xA0 && lead <= 0xDF)
            continue;
        for (std::size_t trail = 0x40; trail <= 0xFC; ++trail) {
            if (trail != 0x7F)
                tables.cp932[lead << 8 | trail] = converter.character({ lead, trail });
        }
    }
}

static void fill_jis(Tables& tables, Converter& converter)
{
    for (std::size_t row = 0; row < cells_in_row; ++row) {
        for (std::size_t cell = 0; cell < cells_in_row; ++cell) {
            auto at = row * cells_in_row + cell;
            tables.jis_x_0208[at] = converter.character({ 0xA1 + row, 0xA1 + cell });
            tables.jis_x_0212[at] = converter.character({ 0x8F, 0xA1 + row, 0xA1 + cell });
        }
    }
}

// Rows 89 to 92: where NEC put IBM's kanji (髙, 﨑), and CP50221 and CP51932 write them. EUC-JP-MS
// has private characters there.
static void fill_nec_rows(Tables& tables)
{
    for (std::size_t row = 88; row < 92; ++row) {
        for (std::size_t cell = 0; cell < cells_in_row; ++cell) {
            auto lead = row / 2 + 0xC1;
            auto trail = row % 2 == 1 ? cell + 0x9F : cell + 0x40 + (cell >= 63 ? 1 : 0);
            if (auto c = tables.cp932[lead << 8 | trail])
                tables.jis_x_0208[row * cells_in_row + cell] = c;
        }
    }
}

static Class class_in_row(std::size_t row)
{
    if (row == 4)
        return Class::Hiragana;
    if (row == 5)
        return Class::Katakana;
    if (row == 6 || row == 7)
        return Class::Latin;
    if (row >= 16 && row <= 47)
        return Class::Kanji;
    if (row >= 48)
        return Class::RareKanji;
    return row <= 3 || row == 13 ? Class::Symbol : Class::Rare;
}

static void fill_classes(Tables& tables)
{
    auto set = [&](std::size_t first, std::size_t last, Class value) {
        for (auto c = first; c <= last; ++c)
            tables.classes[c] = value;
    };
    set(0, 0xFFFF, Class::Rare);
    set(0x00A0, 0x024F, Class::Latin);
    set(0x0370, 0x04FF, Class::Latin);
    for (auto c : tables.cp932) {
        if (c != 0)
            tables.classes[c] = Class::RareKanji;
    }
    for (std::size_t at = 0; at < tables.jis_x_0208.size(); ++at) {
        if (auto c = tables.jis_x_0208[at])
            tables.classes[c] = class_in_row(at / cells_in_row + 1);
    }
    tables.classes[0x30FC] = Class::Katakana; // The long sound stands in row 1.
    set(0x00A1, 0x00BF, Class::Symbol); // Units, degrees, the yen sign.
    set(0x2010, 0x2044, Class::Symbol);
    set(0x0000, 0x007F, Class::Other);
    set('A', 'Z', Class::Letter);
    set('a', 'z', Class::Letter);
    set(0xFF61, 0xFF9F, Class::HalfKana);
    set(0x0080, 0x009F, Class::Wrong);
    set(0xD800, 0xF8FF, Class::Wrong);
}

Result<std::unique_ptr<const Tables>> load_tables()
{
    Converter cp932("CP932");
    Converter euc_jp("EUC-JP-MS");
    Converter windows_1252("CP1252");
    if (!cp932.is_open() || !euc_jp.is_open() || !windows_1252.is_open())
        return base::system_error("iconv_open");
    auto tables = std::make_unique<Tables>();
    fill_cp932(*tables, cp932);
    fill_jis(*tables, euc_jp);
    fill_nec_rows(*tables);
    for (std::size_t i = 0; i < tables->windows_1252.size(); ++i)
        tables->windows_1252[i] = windows_1252.character({ 0x80 + i });
    fill_classes(*tables);
    kind_of(U'a'); // Fills that table too, once for all the jobs to come.
    return std::unique_ptr<const Tables>(std::move(tables));
}

}
