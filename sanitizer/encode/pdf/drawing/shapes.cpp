// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/shapes.h"

#include "sanitizer/encode/pdf/drawing/numbers.h"

namespace encode_pdf_drawing {

static Result<void> copy_points(Steps& steps, Canvas& canvas, int count)
{
    for (int i = 0; i < 2 * count; ++i)
        canvas.number(TRY(steps.length()));
    return {};
}

enum class Drawn { Nothing, Something };

static Result<Drawn> copy_path(Steps& steps, Canvas& canvas)
{
    auto has_point = false;
    auto drawn = Drawn::Nothing;
    for (;;) {
        auto verb = TRY(steps.code(Verb::Close));
        if (verb == Verb::End)
            return drawn;
        if (verb != Verb::Move && !has_point)
            return Error { "a path that begins nowhere" };
        has_point = true;
        drawn = Drawn::Something;
        switch (verb) {
        case Verb::Move:
            TRY(copy_points(steps, canvas, 1));
            canvas.word("m\n");
            break;
        case Verb::Line:
            TRY(copy_points(steps, canvas, 1));
            canvas.word("l\n");
            break;
        case Verb::Curve:
            TRY(copy_points(steps, canvas, 3));
            canvas.word("c\n");
            break;
        case Verb::Close: canvas.word("h\n"); break;
        case Verb::End: break;
        }
    }
}

Result<void> copy_clip(Steps& steps, Canvas& canvas)
{
    auto rule = TRY(steps.code(Rule::EvenOdd));
    // Of a path without a point nothing is within.
    if (TRY(copy_path(steps, canvas)) == Drawn::Nothing)
        canvas.word("0 0 m\n");
    canvas.word(rule == Rule::EvenOdd ? "W* n\n" : "W n\n");
    return {};
}

Result<void> copy_fill(Steps& steps, Canvas& canvas)
{
    auto rule = TRY(steps.code(Rule::EvenOdd));
    auto paint = TRY(steps.paint());
    canvas.fill_colour(paint);
    canvas.blending(paint);
    if (TRY(copy_path(steps, canvas)) == Drawn::Something)
        canvas.word(rule == Rule::EvenOdd ? "f*\n" : "f\n");
    return {};
}

static bool is_upright(const Matrix& matrix)
{
    return matrix.factors == std::array<std::int32_t, 4> { 65'536, 0, 0, 65'536 } && matrix.x == 0
        && matrix.y == 0;
}

Result<void> copy_stroke(Steps& steps, Canvas& canvas)
{
    auto matrix = TRY(steps.matrix());
    auto width = TRY(steps.length());
    if (width < 0)
        return Error { "a line of less than no width" };
    auto cap = TRY(steps.u8(2));
    auto join = TRY(steps.u8(2));
    auto miter = TRY(steps.factor());
    auto count = TRY(steps.u8(32));
    std::string dash = "[";
    std::int64_t sum = 0;
    for (std::uint8_t i = 0; i < count; ++i) {
        auto length = TRY(steps.length());
        if (length < 0)
            return Error { "a dash of less than no length" };
        if (i > 0)
            dash += ' ';
        append_decimal(dash, length, 3);
        sum += length;
    }
    auto start = TRY(steps.length());
    if ((count > 0 && sum == 0) || start < 0 || miter < 65'536)
        return Error { "a line that cannot be drawn" };
    dash += "] ";
    append_decimal(dash, start, 3);
    auto paint = TRY(steps.paint());
    canvas.stroke_colour(paint);
    canvas.blending(paint);
    canvas.line_style(cap, join, miter, dash);
    canvas.line_width(width);
    auto is_turned = !is_upright(matrix);
    if (is_turned) {
        canvas.save();
        canvas.concat(matrix);
    }
    if (TRY(copy_path(steps, canvas)) == Drawn::Something)
        canvas.word("S\n");
    if (is_turned)
        canvas.restore();
    return {};
}

// Its colours are 256 samples; an axis leads from (0, 0) to (1, 0).
Result<void> copy_shade(Steps& steps, Canvas& canvas, File& file, std::uint32_t number)
{
    auto kind = TRY(steps.code(ShadeKind::Radial));
    auto matrix = TRY(steps.matrix());
    auto extends = TRY(steps.u8(3));
    std::string place = kind == ShadeKind::Axial ? "0 0 1 0" : "";
    for (int i = 0; kind == ShadeKind::Radial && i < 6; ++i) {
        auto value = TRY(steps.factor());
        if (value < 0 && i % 3 == 2)
            return Error { "a circle of less than no radius" };
        append_factor(place, value);
        place += i < 5 ? " " : "";
    }
    auto samples = TRY(steps.bytes(256ull * 3));
    auto paint = TRY(steps.paint());
    auto function = file.take_numbers(2);
    TRY(file.stream(function,
        "/FunctionType 0/Domain[0 1]/Range[0 1 0 1 0 1]/Size[256]/BitsPerSample 8", samples));
    TRY(file.object(function + 1,
        std::string("<</ShadingType ") + (kind == ShadeKind::Axial ? "2" : "3")
            + "/ColorSpace/DeviceRGB/Coords[" + place + "]/Function " + reference(function)
            + "/Extend[" + (extends & 1 ? "true " : "false ") + (extends & 2 ? "true" : "false")
            + "]>>"));
    canvas.blending(paint);
    canvas.use_shade(number, function + 1);
    canvas.save();
    canvas.concat(matrix);
    canvas.word("/S" + std::to_string(number) + " sh\n");
    canvas.restore();
    return {};
}

}
