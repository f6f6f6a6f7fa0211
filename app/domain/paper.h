// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/clocks.h"

namespace yichuang
{

/// 文书: the papers printed at the counter.
enum class PaperKind {
    MaterialsReceipt, ///< 收件凭证
    AcceptanceNotice, ///< 受理通知书
    NonAcceptance,    ///< 不予受理通知书
    CorrectionNotice, ///< 补正告知书
    ToleranceNotice,  ///< 容缺受理通知书
    ExtensionNotice,  ///< 延长时限告知书
    SpecialNotice,    ///< 特别程序告知书
    ReturnNotice,     ///< 退件告知单
    CollectionNote,   ///< 领证回执 (出件单)
    ReceiptSlip,      ///< 收件回执, thermal
    TicketSlip,       ///< 号票, thermal
};
[[nodiscard]] QString paperName(PaperKind kind); ///< lower camel, as "acceptanceNotice"
[[nodiscard]] std::optional<PaperKind> paperNamed(const QString &name);
[[nodiscard]] QString paperTitle(PaperKind kind);  ///< the legal title, Chinese
[[nodiscard]] QString paperNature(PaperKind kind); ///< 性质, its part in the paper number

/// Who and where, for the head and foot of a paper.
struct Issuer {
    QString hall;       ///< as 石家庄市政务服务大厅
    QString hallCode;   ///< 6 digits
    QString windowName; ///< as 3号窗口
    QString clerkName;
    QString centreUrl; ///< as https://centre.example:8443
};

/// The text of a paper before it is laid out, the same for preview, printer, PDF and slip.
struct PaperText {
    PaperKind kind = PaperKind::AcceptanceNotice;
    QString title;
    QString number; ///< 文号: 机关简称 + 性质 + 〔年〕 + 顺序号
    QString receiptNumber;
    QStringList paragraphs;               ///< body
    QList<QPair<QString, QString>> lines; ///< labelled values in a table
    QStringList materials;                ///< list of materials received or missing
    QString code;                         ///< text of the QR
    QString issuer;
    QDateTime issuedAt;       ///< with the hall's offset from UTC
    int copy = 0;             ///< 0 first print, n: 第n次补打
    bool offline = false;     ///< made without the link; the paper says so and stays valid
    bool provisional = false; ///< a due date may still move
    QByteArray signature;     ///< what the applicant drew (signature.h), in place of the line to sign on; may be empty
};

/// What is signed on a paper: "receipt|kind-independent time", ASCII. `receivedAt` is UTC to the second.
[[nodiscard]] QByteArray paperBytes(const QString &receiptNumber, const QDateTime &receivedAt);
/// `https://<centre>/s/<receipt>?t=<yyyyMMddTHHmmssZ>&s=<base64url signature>`, ASCII only.
[[nodiscard]] QString paperCode(const QString &centreUrl, const QString &receiptNumber, const QDateTime &receivedAt,
                                const QByteArray &signature);
struct PaperCode {
    QString receiptNumber;
    QDateTime receivedAt;
    QByteArray signature;
};
/// PaperUnreadable on anything else; at most 512 characters are looked at.
[[nodiscard]] Result<PaperCode> parsePaperCode(const QString &text);

/// Writes the text of a paper for a case. `code` is the finished QR text.
[[nodiscard]] PaperText writePaper(PaperKind kind, const Case &theCase, const Matter &matter,
                                   const Deadlines &deadlines, const Issuer &issuer, const QString &code,
                                   const QDateTime &issuedAt, int copy, bool offline);

/// One line of a thermal slip.
struct SlipLine {
    enum class Kind { Text, Rule, Code, Feed };
    Kind kind = Kind::Text;
    QString text; ///< the text, or the QR's content
    int size = 1; ///< 1 normal, 2 double
    bool bold = false;
    bool centred = false;
    bool operator==(const SlipLine &) const = default;
};
/// 小票: what a slip printer prints, before any printer's bytes.
struct Slip {
    QList<SlipLine> lines;
    bool cut = true;
    bool operator==(const Slip &) const = default;
};
[[nodiscard]] Slip writeSlip(const PaperText &paper);
[[nodiscard]] QJsonObject toJson(const Slip &slip);
[[nodiscard]] Result<Slip> slipFromJson(const QJsonObject &json);

} // namespace yichuang
