// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/simulated_printer.h"

#include "plugins/escpos_encoder.h"
#include "plugins/escpos_glyphs.h"

#include <QDir>
#include <QFuture>
#include <QSaveFile>

namespace yichuang::simulator
{
namespace
{

QString readable(const Slip &slip, int columns)
{
    QString text;
    for (const SlipLine &line : slip.lines) {
        switch (line.kind) {
        case SlipLine::Kind::Text:
            text += line.text;
            break;
        case SlipLine::Kind::Rule:
            text += QString(columns, u'-');
            break;
        case SlipLine::Kind::Code:
            text += QStringLiteral("[QR] ") + line.text;
            break;
        case SlipLine::Kind::Feed:
            break;
        }
        text += u'\n';
    }
    return text;
}

bool save(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

SimulatedPrinter::SimulatedPrinter(QString folder, escpos::Profile profile, QObject *parent)
    : SlipPrinter(parent),
      m_folder(std::move(folder)),
      m_profile(std::move(profile))
{
}

QFuture<Result<Done>> SimulatedPrinter::print(const Slip &slip)
{
    return QtFuture::makeReadyFuture(write(slip));
}

void SimulatedPrinter::simulate(const QJsonObject &event)
{
    const QString name = event.value(QLatin1String("event")).toString();
    const bool out = name == QLatin1String("paperOut");
    if (!out && name != QLatin1String("paperIn"))
        return;
    m_paperOut = out;
    Q_EMIT stateChanged(state());
}

Result<Done> SimulatedPrinter::write(const Slip &slip)
{
    if (m_paperOut)
        return failure(Fault::PrinterPaperOut, QStringLiteral("simulator.print"));
    const Result<QByteArray> bytes = escpos::encodeSlip(slip, m_profile, escpos::paintGlyph);
    if (!bytes)
        return failure(bytes.error());
    const QDir folder(m_folder);
    QString base;
    do {
        base = folder.filePath(QStringLiteral("slip-%1").arg(++m_slips, 4, 10, QLatin1Char('0')));
    } while (QFile::exists(base + QStringLiteral(".bin")));
    if (m_folder.isEmpty() || !folder.mkpath(QStringLiteral("."))
        || !save(base + QStringLiteral(".txt"), readable(slip, m_profile.columns).toUtf8())
        || !save(base + QStringLiteral(".bin"), *bytes))
        return failure(Fault::PrinterUnreachable, QStringLiteral("simulator.print"), m_folder);
    return Done{};
}

} // namespace yichuang::simulator
