// SPDX-License-Identifier: Apache-2.0
#include "app/base/when_done.h"
#include "app/devices/hosted_documents.h"
#include "app/main/yichuang-admin/command.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>

namespace yichuang
{
namespace
{

constexpr qint64 fileLimit = 50LL * 1024 * 1024;

class Decode final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({QStringLiteral("formats"),
                          QStringLiteral("Formats to look for, with commas between them: QRCode, Code128, DataMatrix…"),
                          QStringLiteral("LIST")});
        parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("Pictures and PDF files."),
                                     QStringLiteral("FILE..."));
    }

    QString begin(const QCommandLineParser &parser) override
    {
        m_files = parser.positionalArguments();
        if (m_files.isEmpty())
            return QStringLiteral("decode needs at least one FILE");
        m_formats = parser.value(QStringLiteral("formats")).split(u',', Qt::SkipEmptyParts);
        m_documents = std::make_unique<HostedDocuments>(launch(QStringLiteral("documents"), {}));
        next();
        return {};
    }

private:
    using Found = QList<HostedDocuments::FoundCode>;

    void next()
    {
        if (m_files.isEmpty()) {
            finish(m_worst);
            return;
        }
        const QString name = m_files.takeFirst();
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly) || file.size() > fileLimit) {
            const Fault fault = file.isOpen() ? Fault::TooLarge : Fault::FileUnreadable;
            show(name, failure(fault, QStringLiteral("admin.decode"), name));
            return;
        }
        m_time.start();
        whenDone(m_documents->codes(file.readAll(), m_formats), this,
                 [this, name](const Result<Found> &codes) { show(name, codes); });
    }

    void show(const QString &name, const Result<Found> &codes)
    {
        const bool none = !codes && codes.error().fault == Fault::CodeNotFound;
        if (!codes && !none) {
            output().fail(Reason{codes.error().fault, codes.error().where, name + u' ' + codes.error().detail});
            m_worst = std::max(m_worst, exitCodeOf(codes.error().fault));
            next();
            return;
        }
        if (none)
            m_worst = std::max(m_worst, ExitCode::Failed);
        QJsonArray list;
        QStringList lines;
        const Found found = codes.value_or(Found());
        for (const auto &[page, code] : found) {
            list.append(QJsonObject{{QStringLiteral("format"), code.format},
                                    {QStringLiteral("text"), code.text},
                                    {QStringLiteral("page"), page + 1}});
            lines.append(QStringLiteral("%1: %2: %3").arg(name, code.format, code.text));
        }
        output().line(QJsonObject{{QStringLiteral("file"), name},
                                  {QStringLiteral("codes"), list},
                                  {QStringLiteral("ms"), m_time.isValid() ? m_time.elapsed() : 0}},
                      none ? name + QStringLiteral(": no code") : lines.join(u'\n'));
        next();
    }

    QStringList m_files;
    QStringList m_formats;
    std::unique_ptr<HostedDocuments> m_documents;
    QElapsedTimer m_time;
    ExitCode m_worst = ExitCode::Ok;
};

} // namespace

std::unique_ptr<Command> makeDecode(Output output, const Places &places)
{
    return std::make_unique<Decode>(output, places);
}

} // namespace yichuang
