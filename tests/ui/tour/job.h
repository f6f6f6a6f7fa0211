// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/stage.h"

#include <QDateTime>

namespace yichuang::tour
{

/// A matter of the catalogue as the tour takes it.
struct Errand {
    QString initials;                      ///< what is typed to find it
    QString matter;                        ///< its name
    QList<QPair<QString, QString>> fields; ///< title and value, in the order of the form
    int promisedDays = 0;
};
[[nodiscard]] const Errand &foodPermit();
[[nodiscard]] const Errand &signboard();
[[nodiscard]] const Errand &seniorCard();

/// What came of accepting a case.
struct Accepted {
    QString receipt;
    QDateTime receivedAt; ///< UTC, as the code on the slip says
    QString slipCode;
    QByteArray slip;
    QString noticePath;
    qint64 pressedNs = 0;       ///< F9, of the steady clock
    qint64 firstByteNs = 0;     ///< at the printer
    qint64 firstByteMicros = 0; ///< from F9 to the first byte at the printer
};

/// The acts of the main job, each ended when the screen shows what it has done. Throw Shortfall.
namespace job
{

void signIn(Stage &stage);
/// The same up to the last key, without waiting for what comes of it.
void beginSignIn(Stage &stage);
/// F12, then the end of the session.
void signOut(Stage &stage);
/// The centre is back and the clerk had signed in without it: the window asks for the password (F12), then sends.
void signInAgain(Stage &stage);
/// F2; gives the ticket's number.
QString callVisitor(Stage &stage);
/// Lays a card; the applicant is there, and the whole number is nowhere in what a screen reader is told.
void layCard(Stage &stage, const Visitor &visitor);
void findMatter(Stage &stage, const Errand &errand);
/// Types what is still empty, field after field by Enter; gives the number of keys.
void fillForm(Stage &stage, const Errand &errand);
/// How many things are still missing, by the live list.
[[nodiscard]] int missing(Stage &stage);
/// F7, F6 to it before where it is not the chosen one.
void takeShared(Stage &stage, const QString &material);
/// The card on the reader has supplied it; no key is needed.
void awaitByCard(Stage &stage, const QString &material);
void scanInto(Stage &stage, const QString &material);
void importInto(Stage &stage, const QString &material);
void markSeen(Stage &stage, const QString &material);
/// F9; waits for slip, receipt and notice.
Accepted accept(Stage &stage);
/// The preview of the papers lies over the decision; this closes it.
void closePapers(Stage &stage);
/// Closes the papers and ends the visit.
void finish(Stage &stage);
/// Waits until the screen shows the centre's case number and that the centre has it; gives the number.
QString awaitAtCentre(Stage &stage, int ms = 60'000);
void awaitOnline(Stage &stage, int ms = 60'000);
void awaitOffline(Stage &stage, int ms = 60'000);
/// The centre's case has the receipt number and the time that were printed; gives it.
QJsonObject compareWithCentre(Stage &stage, const Accepted &accepted);
/// Slip and notice say the same, and their codes are good.
void checkPapers(Stage &stage, const Accepted &accepted, const Errand &errand, bool offline);

} // namespace job

} // namespace yichuang::tour
