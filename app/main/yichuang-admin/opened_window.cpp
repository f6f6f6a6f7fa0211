// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-admin/opened_window.h"

#include "app/crypto/suite.h"

#include <QFile>
#include <QStandardPaths>

#include <cstdio>

namespace yichuang
{
namespace
{

const QString dataOption = QStringLiteral("data");
const QString clerkOption = QStringLiteral("clerk");
const QString passwordOption = QStringLiteral("password-file");
const QString codeOption = QStringLiteral("recovery-code-file");
const QString hallKeyOption = QStringLiteral("hall-key-file");

constexpr qint64 largestKey = 4096;

tl::unexpected<Reason> missing(const QString &what)
{
    return failure(Fault::ConfigMissing, QStringLiteral("admin.window"), what);
}

Result<UnlockedKeys> unlock(const QCommandLineParser &parser, WindowVault &vault)
{
    if (parser.isSet(codeOption)) {
        return firstLine(parser.value(codeOption)).and_then([&](const QString &code) {
            return vault.unlockWithRecoveryCode(code);
        });
    }
    if (parser.isSet(hallKeyOption)) {
        QFile file(parser.value(hallKeyOption));
        if (!file.open(QIODevice::ReadOnly))
            return missing(file.fileName());
        return vault.unlockWithHallKey(file.read(largestKey));
    }
    if (!parser.isSet(clerkOption) || !parser.isSet(passwordOption))
        return missing(QStringLiteral("a recovery code, a hall key, or a clerk with his password"));
    return firstLine(parser.value(passwordOption)).and_then([&](const QString &password) {
        return vault.unlock(parser.value(clerkOption), password);
    });
}

} // namespace

std::unique_ptr<Ledger> OpenedWindow::ledger(const UnlockedKeys &used, const Clock &clock) const
{
    const Suite suite =
        suiteNamed(enrolment.policy.value(QStringLiteral("suite")).toString()).value_or(Suite::International);
    StoreSurroundings surroundings;
    surroundings.clock = &clock;
    surroundings.random = systemRandom();
    return std::make_unique<Ledger>(
        StorePlace{folder}, StoreKeys{suite, used.master, used.signing, used.generation, used.older},
        StoreIdentity{enrolment.device, enrolment.hall, enrolment.window, enrolment.generation}, surroundings);
}

void addWindowOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {dataOption, QStringLiteral("The window's data folder; without it, the one of this user."),
         QStringLiteral("FOLDER")},
        {codeOption, QStringLiteral("The recovery code from the safe; - reads standard input."),
         QStringLiteral("FILE")},
        {hallKeyOption, QStringLiteral("The hall's key, as hall.key of the centre's folder."), QStringLiteral("FILE")},
        {clerkOption, QStringLiteral("Open by a clerk's password instead."), QStringLiteral("LOGIN")},
        {passwordOption, QStringLiteral("That password; - reads standard input."), QStringLiteral("FILE")},
    });
}

Result<QString> firstLine(const QString &name)
{
    QFile file(name);
    const bool opened =
        name == QStringLiteral("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return missing(name);
    const QString line = QString::fromUtf8(file.readLine(4096)).trimmed();
    return line.isEmpty() ? Result<QString>(missing(name)) : Result<QString>(line);
}

Result<OpenedWindow> openWindow(const QCommandLineParser &parser, const Clock &clock)
{
    const QString data =
        parser.isSet(dataOption)
            ? parser.value(dataOption)
            : QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/yichuang");
    OpenedWindow window;
    window.folder = data + QStringLiteral("/store");
    window.vault = std::make_unique<WindowVault>(data + QStringLiteral("/keys"), clock, Suite::International);
    const auto enrolment = window.vault->identity();
    if (!enrolment)
        return failure(enrolment.error());
    window.enrolment = *enrolment;
    const auto keys = unlock(parser, *window.vault);
    if (!keys)
        return failure(keys.error());
    window.keys = *keys;
    return window;
}

} // namespace yichuang
