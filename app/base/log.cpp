// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"

#include "app/base/log_form.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QRegularExpression>

#include <atomic>
#include <cstdio>

namespace yichuang
{

Q_LOGGING_CATEGORY(logStore, "yichuang.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logSync, "yichuang.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(logDevice, "yichuang.device", QtInfoMsg)
Q_LOGGING_CATEGORY(logDesk, "yichuang.desk", QtInfoMsg)
Q_LOGGING_CATEGORY(logServer, "yichuang.server", QtInfoMsg)
Q_LOGGING_CATEGORY(logSecrets, "yichuang.secrets", QtInfoMsg)

namespace
{

constexpr qint64 logFileLimit = 5 * 1024 * 1024;

QString &logFilePath()
{
    static QString path;
    return path;
}

std::atomic<LogForm> logForm = LogForm::Text;

QByteArray lineOf(const QString &level, const QString &category, const QString &message)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    if (logForm == LogForm::Text)
        return QStringLiteral("%1 %2 %3 %4\n").arg(time, level, category, message).toUtf8();
    return QJsonDocument(QJsonObject{{QStringLiteral("time"), time},
                                     {QStringLiteral("level"), level},
                                     {QStringLiteral("category"), category},
                                     {QStringLiteral("message"), message}})
               .toJson(QJsonDocument::Compact)
           + '\n';
}

void writeLine(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static QMutex mutex;
    static constexpr const char *words[] = {"debug", "warning", "critical", "fatal", "info"};
    const QByteArray bytes =
        lineOf(QLatin1String(words[type]), QLatin1String(context.category != nullptr ? context.category : "default"),
               masked(message));
    const QMutexLocker lock(&mutex);
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    if (logFilePath().isEmpty())
        return;
    QFile file(logFilePath());
    if (file.size() > logFileLimit) {
        QFile::remove(logFilePath() + QStringLiteral(".1"));
        QFile::rename(logFilePath(), logFilePath() + QStringLiteral(".1"));
    }
    if (!file.open(QIODevice::Append))
        return;
    if (file.size() == 0)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(bytes);
}

} // namespace

QString masked(const QString &line)
{
    static const QRegularExpression residentId(
        QStringLiteral("(?<![0-9A-Za-z])(\\d{4})\\d{7,10}(\\d{3}[0-9Xx])(?![0-9A-Za-z])"));
    static const QRegularExpression creditCode(
        QStringLiteral("(?<![0-9A-Za-z])([0-9A-Y]{4})[0-9A-HJ-NPQRTUWXY]{10}([0-9A-HJ-NPQRTUWXY]{4})(?![0-9A-Za-z])"));
    static const QRegularExpression telephone(
        QStringLiteral("(?<![0-9A-Za-z])(1[3-9]\\d)\\d{4}(\\d{4})(?![0-9A-Za-z])"));
    static const QRegularExpression named(QStringLiteral("(name|address|姓名|住址)=[^\\s,;]+"));
    QString out = line;
    out.replace(residentId, QStringLiteral("\\1**********\\2"));
    out.replace(creditCode, QStringLiteral("\\1**********\\2"));
    out.replace(telephone, QStringLiteral("\\1****\\2"));
    out.replace(named, QStringLiteral("\\1=***"));
    return out;
}

void setLogForm(LogForm form)
{
    logForm = form;
}

void installLog(const QString &file)
{
    logFilePath() = file;
    qInstallMessageHandler(writeLine);
}

} // namespace yichuang
