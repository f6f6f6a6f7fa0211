// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/receipt_number.h"
#include "app/domain/paper.h"
#include "app/main/yichuang-admin/command.h"
#include "app/main/yichuang-admin/public_keys.h"

namespace yichuang
{
namespace
{

/// The key that signed, among those of the receipt's window and generation. PaperKeyUnknown, PaperForged.
Result<WindowKey> signer(const PaperCode &code, const ReceiptNumber &receipt, const PublicKeys &published)
{
    bool known = false;
    for (const WindowKey &key : published.windows) {
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
        addKeysOption(parser);
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
        const Result<WindowKey> key =
            publicKeys(parser).and_then([&](const PublicKeys &keys) { return signer(*code, *receipt, keys); });
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
