// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_process.h"
#include "app/ports/devices.h"

namespace yichuang
{

/// Looks at foreign files in the helper process of kind "documents", so that a file made to break a decoder breaks
/// the helper only. A file that hangs the decoder ends with HelperHung, one that crashes it with HelperCrashed.
class HostedDocuments final : public QObject
{
    Q_OBJECT

public:
    explicit HostedDocuments(DriverLaunch launch, QObject *parent = nullptr);
    /// As PaperPress::import().
    [[nodiscard]] QFuture<Result<ScannedPage>> import(const QString &path);
    /// One page (from 0) of a PDF or an image, as a PNG at most `width` pixels wide (16 to 4000).
    [[nodiscard]] QFuture<Result<ScannedPage>> render(const QByteArray &bytes, const QString &mime, int page,
                                                      int width);
    /// The codes in a picture or on the pages of a PDF, each with its page (from 0); CodeNotFound, or as import().
    /// Formats as ReadCode::format; empty: those a hall uses (QR, Code 128, Data Matrix).
    struct FoundCode {
        int page = 0;
        ReadCode code;
    };
    [[nodiscard]] QFuture<Result<QList<FoundCode>>> codes(const QByteArray &bytes, const QStringList &formats = {});
    [[nodiscard]] DriverProcess &process() { return m_process; }

private:
    DriverProcess m_process;
};

} // namespace yichuang
