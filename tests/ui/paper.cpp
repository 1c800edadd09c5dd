// SPDX-License-Identifier: MIT
#include "tests/ui/paper.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QProcess>
#include <QRegularExpression>
#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

namespace ui_test {

bool PaperTray::print(const QString& title, const std::function<void(QPainter&)>& draw)
{
    if (m_state != State::Good)
        return false;
    QByteArray paper;
    QBuffer buffer(&paper);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A6));
    QPainter painter(&writer);
    draw(painter);
    painter.end();
    m_paper = paper;
    m_title = title;
    return true;
}

QString code_on(const QImage& image)
{
    auto gray = image.convertToFormat(QImage::Format_Grayscale8);
    ZXing::ImageView view(gray.constBits(), gray.width(), gray.height(), ZXing::ImageFormat::Lum,
        static_cast<int>(gray.bytesPerLine()));
    return QString::fromStdString(ZXing::ReadBarcode(view).text());
}

static QByteArray made_of(const QByteArray& pdf, const char* program, const QStringList& words)
{
    QProcess process;
    process.start(program, words);
    process.write(pdf);
    process.closeWriteChannel();
    return process.waitForFinished() && process.exitCode() == 0 ? process.readAllStandardOutput()
                                                                : QByteArray();
}

QString words_on(const QByteArray& pdf)
{
    auto words = QString::fromUtf8(made_of(pdf, "pdftotext", { "-", "-" }));
    return words.normalized(QString::NormalizationForm_KC).remove(QRegularExpression("[\\s0-9]"));
}

QImage picture_of(const QByteArray& pdf)
{
    return QImage::fromData(made_of(pdf, "pdftoppm", { "-r", "300", "-png", "-singlefile", "-" }));
}

}
