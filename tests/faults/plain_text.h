// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace yichuang
{

/// A text that lies open where it should not.
struct PlainText {
    QString file;
    qint64 offset = 0;
    QString form; ///< how it is written, as "UTF-16LE"
};

/// Every way in which a text may lie in a file: UTF-8, UTF-16 of both orders, GB18030, as a JSON escape, in base64 at
/// each of its three places and in hex. A form is named once.
[[nodiscard]] QList<std::pair<QString, QByteArray>> formsOf(const QString &text);

/// Looks for the texts in the raw bytes of every file below the folders. The result names no text. Texts are of three
/// characters or more, so that chance does not write them.
[[nodiscard]] QList<PlainText> findPlainText(const QStringList &folders, const QStringList &texts);

/// What findPlainText() found as lines to show; empty where it found nothing.
[[nodiscard]] QString toLines(const QList<PlainText> &found);

} // namespace yichuang
