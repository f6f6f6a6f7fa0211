// SPDX-License-Identifier: Apache-2.0
#include "app/documents/press.h"

#include "app/documents/paper_layout.h"

#include <QPromise>

namespace yichuang
{

Press::Press(Importer importer) : m_importer(std::move(importer))
{
    m_pool.setMaxThreadCount(1);
}

Press::~Press()
{
    m_pool.waitForDone();
}

QFuture<Result<QByteArray>> Press::pdf(const PaperText &paper)
{
    auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    m_pool.start([promise, paper] {
        promise->addResult(paperPdf(paper));
        promise->finish();
    });
    return promise->future();
}

} // namespace yichuang
