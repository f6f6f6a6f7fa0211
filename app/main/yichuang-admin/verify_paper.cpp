// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"
#include "app/crypto/signing.h"
#include "app/domain/identifiers/receipt_number.h"
#include "app/domain/paper.h"
#include "app/main/yichuang-admin/command.h"

#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>

namespace yichuang
{
namespace
{

/// A window's public key, as the hall publishes them: {keys: [{id, window, generation, suite, key}]}.
struct WindowKey {
    QString id;
    int window = 0;
    int generation = 0;
    VerifyKey key;
};

Result<QList<WindowKey>> readKeys(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return failure(Fault::ConfigMissing, QStringLiteral("admin.keys"), path);
    const Result<QJsonObject> json = parseJsonObject(file.readAll());
    if (!json)
        return failure(Fault::ConfigMalformed, QStringLiteral("admin.keys"), json.error().detail);
    QList<WindowKey> keys;
    const QJsonArray list = json->value(QLatin1String("keys")).toArray();
    for (const QJsonValue &entry : list) {
        const QJsonObject object = entry.toObject();
        const QByteArray der = QByteArray::fromBase64(object.value(QLatin1String("key")).toString().toLatin1());
        const Result<VerifyKey> key = VerifyKey::fromDer(der);
        const QJsonValue window = object.value(QLatin1String("window"));
        if (!key)
            return failure(Fault::ConfigMalformed, QStringLiteral("admin.keys"), QStringLiteral("key"));
        keys.append(WindowKey{object.value(QLatin1String("id")).toString(),
                              window.isString() ? window.toString().toInt() : window.toInt(),
                              object.value(QLatin1String("generation")).toInt(), *key});
    }
    return keys;
}

/// The key that signed, among those of the receipt's window and generation. PaperKeyUnknown, PaperForged.
Result<WindowKey> signer(const PaperCode &code, const ReceiptNumber &receipt, const QList<WindowKey> &keys)
{
    bool known = false;
    for (const WindowKey &key : keys) {
        if (key.window != receipt.window || key.generation != receipt.generation)
            continue;
        known = true;
        if (key.key.verify(paperBytes(code.receiptNumber, code.receivedAt), code.signature))
            return key;
    }
    return failure(known ? Fault::PaperForged : Fault::PaperKeyUnknown, QStringLiteral("admin.verifyPaper"),
                   code.receiptNumber);
}

class VerifyPaper final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({QStringLiteral("keys"),
                          QStringLiteral("The hall's public keys; without it, keys.json in the program's data folder."),
                          QStringLiteral("FILE")});
        parser.addPositionalArgument(QStringLiteral("TEXT"), QStringLiteral("The text of the paper's code."));
    }

    QString begin(const QCommandLineParser &parser) override
    {
        const QStringList texts = parser.positionalArguments();
        if (texts.size() != 1)
            return QStringLiteral("verify-paper needs one TEXT");
        const Result<PaperCode> code = parsePaperCode(texts.first());
        if (!code) {
            finish(code.error());
            return {};
        }
        const Result<ReceiptNumber> receipt = ReceiptNumber::parse(code->receiptNumber);
        if (!receipt) {
            finish(
                Reason{Fault::PaperUnreadable, QStringLiteral("admin.verifyPaper"), QStringLiteral("receipt number")});
            return {};
        }
        const QString keyFile =
            parser.isSet(QStringLiteral("keys"))
                ? parser.value(QStringLiteral("keys"))
                : QStandardPaths::locate(QStandardPaths::GenericDataLocation, QStringLiteral("yichuang/keys.json"));
        const Result<WindowKey> key =
            readKeys(keyFile).and_then([&](const QList<WindowKey> &keys) { return signer(*code, *receipt, keys); });
        if (!key) {
            finish(key.error());
            return {};
        }
        const QString time = code->receivedAt.toString(Qt::ISODate);
        output().line(QJsonObject{{QStringLiteral("receiptNumber"), code->receiptNumber},
                                  {QStringLiteral("receivedAt"), time},
                                  {QStringLiteral("window"), receipt->window},
                                  {QStringLiteral("generation"), receipt->generation},
                                  {QStringLiteral("key"), key->id},
                                  {QStringLiteral("valid"), true}},
                      QStringLiteral("genuine: %1, received %2").arg(code->receiptNumber, time));
        finish(ExitCode::Ok);
        return {};
    }
};

} // namespace

std::unique_ptr<Command> makeVerifyPaper(Output output, const Places &places)
{
    return std::make_unique<VerifyPaper>(output, places);
}

} // namespace yichuang
