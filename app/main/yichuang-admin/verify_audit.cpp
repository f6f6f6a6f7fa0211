// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"
#include "app/main/yichuang-admin/command.h"
#include "app/main/yichuang-admin/opened_window.h"
#include "app/main/yichuang-admin/public_keys.h"
#include "app/storage/audit_bundle.h"

#include <QFile>
#include <QJsonArray>
#include <QSaveFile>

namespace yichuang
{
namespace
{

const QString headsOption = QStringLiteral("heads");

QString sentenceOf(const AuditFinding &finding)
{
    const QString place = finding.from == finding.through
                              ? QStringLiteral("entry %1").arg(finding.from)
                              : QStringLiteral("entries %1 to %2").arg(finding.from).arg(finding.through);
    switch (finding.kind) {
    case AuditFinding::Kind::Edited:
        return place + QStringLiteral(": changed after it was written");
    case AuditFinding::Kind::Missing:
        return place + QStringLiteral(": taken out");
    case AuditFinding::Kind::Inserted:
        return place + QStringLiteral(": put in afterwards");
    case AuditFinding::Kind::CutOff:
        return place + QStringLiteral(": cut off at the end");
    case AuditFinding::Kind::Rewritten:
        return place + QStringLiteral(": not what the centre countersigned; one or more of these were rewritten");
    case AuditFinding::Kind::HeadForged:
        return place + QStringLiteral(": the window's signature is missing or not the window's");
    case AuditFinding::Kind::SealForged:
        return place + QStringLiteral(": the countersignature is not the centre's");
    }
    return place;
}

/// Holds a window's audit against its own signatures and the centre's, without the centre.
class VerifyAudit final : public Command
{
public:
    using Command::Command;

    void describe(QCommandLineParser &parser) const override
    {
        addWindowOptions(parser);
        addKeysOption(parser);
        parser.addOptions(
            {{QStringLiteral("bundle"),
              QStringLiteral("An audit that --write-bundle wrote, instead of the store of a window."),
              QStringLiteral("FILE")},
             {headsOption,
              QStringLiteral("What the centre itself has countersigned (yichuang-server audit-heads): finds "
                             "what was cut together with the window's copy of it."),
              QStringLiteral("FILE")},
             {QStringLiteral("write-bundle"),
              QStringLiteral("Write the audit of the window, for an auditor who has none of its keys."),
              QStringLiteral("FILE")}});
    }

    QString begin(const QCommandLineParser &parser) override
    {
        if (!parser.positionalArguments().isEmpty())
            return QStringLiteral("verify-audit takes no argument");
        const auto report = parser.isSet(QStringLiteral("bundle")) ? ofBundle(parser) : ofStore(parser);
        if (!report) {
            finish(report.error());
            return {};
        }
        tell(*report);
        finish(report->findings.isEmpty() ? ExitCode::Ok : ExitCode::Failed);
        return {};
    }

private:
    Result<AuditReport> ofBundle(const QCommandLineParser &parser)
    {
        QFile file(parser.value(QStringLiteral("bundle")));
        if (!file.open(QIODevice::ReadOnly))
            return failure(Fault::ConfigMissing, QStringLiteral("admin.verifyAudit"), file.fileName());
        auto bundle = auditBundleFrom(file.read(largestAuditBundle + 1));
        if (!bundle)
            return failure(bundle.error());
        if (const auto added = addHeads(parser, *bundle); !added)
            return failure(added.error());
        return publicKeys(parser).and_then([&](const PublicKeys &keys) { return report(*bundle, keys); });
    }

    /// The centre's copies come after the window's: of two for one number they count.
    static Result<Done> addHeads(const QCommandLineParser &parser, AuditBundle &bundle)
    {
        if (!parser.isSet(headsOption))
            return Done{};
        QFile file(parser.value(headsOption));
        if (!file.open(QIODevice::ReadOnly))
            return failure(Fault::ConfigMissing, QStringLiteral("admin.heads"), file.fileName());
        const auto json = parseJsonObject(file.readAll());
        if (!json)
            return failure(Fault::ConfigMalformed, QStringLiteral("admin.heads"), json.error().detail);
        const QJsonArray list = json->value(QStringLiteral("heads")).toArray();
        for (const QJsonValue &value : list) {
            const auto head = countersignedFromJson(value.toObject());
            if (!head)
                return failure(Fault::ConfigMalformed, QStringLiteral("admin.heads"), head.error().detail);
            bundle.countersigned.append(*head);
        }
        return Done{};
    }

    Result<AuditReport> report(const AuditBundle &bundle, const PublicKeys &keys)
    {
        if (keys.centre.isNull())
            return failure(Fault::ConfigMalformed, QStringLiteral("admin.keys"), QStringLiteral("centre"));
        QList<VerifyKey> windowKeys;
        for (const WindowKey &key : keys.windows)
            windowKeys.append(key.key);
        return reportOn(bundle, windowKeys, keys.centre);
    }

    Result<AuditReport> ofStore(const QCommandLineParser &parser)
    {
        const auto window = openWindow(parser, m_clock);
        if (!window)
            return failure(window.error());
        const auto ledger = window->ledger(window->keys, m_clock);
        if (const auto opened = ledger->open(); !opened)
            return failure(opened.error());
        auto bundle = bundleOf(ledger->audit(), window->enrolment.hall, window->enrolment.device);
        if (!bundle)
            return failure(bundle.error());
        if (parser.isSet(QStringLiteral("write-bundle"))) {
            QSaveFile file(parser.value(QStringLiteral("write-bundle")));
            const QByteArray bytes = toBytes(*bundle);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
                return failure(Fault::StoreReadOnly, QStringLiteral("admin.verifyAudit"), file.errorString());
        }
        if (const auto added = addHeads(parser, *bundle); !added)
            return failure(added.error());
        if (parser.isSet(QStringLiteral("keys")))
            return publicKeys(parser).and_then([&](const PublicKeys &keys) { return report(*bundle, keys); });
        return VerifyKey::fromDer(window->enrolment.centreKey).map([&](const VerifyKey &centre) {
            return reportOn(*bundle, {}, centre);
        });
    }

    void tell(const AuditReport &report)
    {
        QJsonArray findings;
        QStringList lines;
        for (const AuditFinding &one : report.findings) {
            findings.append(QJsonObject{{QStringLiteral("kind"), auditFindingName(one.kind)},
                                        {QStringLiteral("from"), one.from},
                                        {QStringLiteral("through"), one.through}});
            lines.append(sentenceOf(one));
        }
        lines.append(report.findings.isEmpty()
                         ? QStringLiteral("in order: %1 entries, countersigned by the centre up to %2")
                               .arg(report.entries)
                               .arg(report.sealedThrough)
                         : QStringLiteral("not in order: %1 entries").arg(report.entries));
        output().line({{QStringLiteral("ok"), report.findings.isEmpty()},
                       {QStringLiteral("entries"), report.entries},
                       {QStringLiteral("countersignedThrough"), report.sealedThrough},
                       {QStringLiteral("findings"), findings}},
                      lines.join(QLatin1Char('\n')));
    }

    SystemClock m_clock;
};

} // namespace

std::unique_ptr<Command> makeVerifyAudit(Output output, const Places &places)
{
    return std::make_unique<VerifyAudit>(output, places);
}

} // namespace yichuang
