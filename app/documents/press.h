// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QThreadPool>

namespace yichuang
{

/// Lays papers out and writes them as PDF on a thread of its own; foreign files are left to the helper process.
class Press final : public PaperPress
{
public:
    /// Looks at a foreign file out of process (HostedDocuments::import).
    using Importer = std::function<QFuture<Result<ScannedPage>>(const QString &path)>;

    explicit Press(Importer importer);
    ~Press() override;
    [[nodiscard]] QFuture<Result<QByteArray>> pdf(const PaperText &paper) override;
    [[nodiscard]] QFuture<Result<ScannedPage>> import(const QString &path) override { return m_importer(path); }

private:
    Importer m_importer;
    QThreadPool m_pool;
};

} // namespace yichuang
