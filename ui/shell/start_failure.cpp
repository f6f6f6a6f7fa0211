// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/start_failure.h"

#include "ui/widgets/sentences.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace yichuang
{

QWidget *showStartFailure(const Reason &reason)
{
    const Sentence sentence = sentenceFor(reason);
    auto *box =
        new QMessageBox(QMessageBox::Warning, QCoreApplication::translate("StartFailure", "Yichuang cannot start"),
                        sentence.what + u'\n' + sentence.why, QMessageBox::Close);
    box->setObjectName(QStringLiteral("startFailure"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(sentence.next + QStringLiteral(" (") + sentence.code + QLatin1Char(')'));
    box->setDetailedText(describe(reason));
    box->open();
    return box;
}

} // namespace yichuang
