// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/domain/identifiers/identifier.h"

#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QString>

#include <cstdint>

namespace yichuang
{

/// What a scanned code leads to.
enum class CodeKind : std::uint8_t {
    Paper,          ///< the code on one of our papers: opens the case; its signature is checked before it is believed
    Receipt,        ///< a receipt number alone: opens the case
    CaseNumber,     ///< the centre's number of a case: opens the case
    Ticket,         ///< a queue ticket: serves it
    PreApplication, ///< an online pre-application: opens the prefilled case
    Organisation,   ///< a credit code or a business licence: fills the organisation
    ELicence,       ///< an electronic licence: the centre resolves it, offline it is only "to be verified"
    ArchiveBag,     ///< a paper bag's bar code: binds the bag to the case
    Text,           ///< anything else: shown, never followed, run or trusted
};

/// Where a scanned text leads. Nothing in it has been verified but the check characters named by its pattern.
struct CodeRoute {
    CodeKind kind = CodeKind::Text;
    QString value; ///< the number or token; for Text what may be shown (control characters replaced, cut at 1,000)
    QString text;  ///< as scanned
    QHash<QString, QString> fields; ///< other named parts of the pattern, as in time and signature of a paper
    /// For Text: the kind it had the form of while its check failed, and the rule that failed (see Verdict::rule).
    CodeKind looksLike = CodeKind::Text;
    QString failedRule;
    bool operator==(const CodeRoute &) const = default;
};

/// The table of patterns by which a scan is routed. It is data: a hall adds its own. Immutable; any thread.
class CodeRoutes
{
public:
    /// Longer texts are Text at once: no QR code holds more.
    static constexpr qsizetype longestText = 7089;

    /// From `{"about": …, "routes": [{"kind": …, "pattern": …, "check": …, "about": …}, …]}`, first match wins.
    /// `pattern` is a regular expression of at most 500 characters over the whole trimmed text with a group named
    /// value; `check` is none (default), receiptNumber, creditCode, caseNumber or eLicence; `about` is for
    /// people. `hall` has the same form and is asked first. ConfigMalformed with the place of the fault, as
    /// `routes[3].pattern: no group named value`, on anything else, unknown keys too; TooLarge over 256 KiB or 200
    /// routes.
    [[nodiscard]] static Result<CodeRoutes> fromJson(const QByteArray &json, const QByteArray &hall = {});

    [[nodiscard]] CodeRoute routeCode(const QString &text) const;

private:
    enum class Check : std::uint8_t { None, ReceiptNumber, CreditCode, CaseNumber, ELicence };
    struct Route {
        CodeKind kind;
        Check check;
        QRegularExpression pattern;
    };
    CodeRoutes() = default;
    [[nodiscard]] static Verdict checkValue(Check check, const QString &value);
    [[nodiscard]] static Result<QRegularExpression> readPattern(const QString &text, const QString &place);
    [[nodiscard]] static Result<Route> readRoute(const QJsonObject &entry, const QString &place);
    [[nodiscard]] static Result<QList<Route>> readRoutes(const QByteArray &json);

    QList<Route> m_routes;
};

/// The stable name for programs, as in "preApplication".
[[nodiscard]] QString codeKindName(CodeKind kind);

} // namespace yichuang
