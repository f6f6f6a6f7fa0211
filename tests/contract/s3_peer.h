// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/http/s3_line.h"

#include <QProcess>
#include <QTemporaryDir>

namespace yichuang::contract
{

/// A real S3 service on this machine: s3rver from npm, as tests/peers/s3 locks it, installed into the build folder.
class S3Peer
{
public:
    ~S3Peer() { stop(); }
    /// On a free port the first time, on the same one after stop(); over TLS where a credential is given.
    [[nodiscard]] bool start(const QByteArray &certificatePem = {}, const QByteArray &keyPem = {});
    void stop();
    /// Its bucket, and the account that it knows.
    [[nodiscard]] QString url() const;
    [[nodiscard]] server::S3Service service() const;
    static constexpr const char *accessKey = "S3RVER";
    static constexpr const char *secret = "S3RVER";

private:
    QTemporaryDir m_dir;
    QProcess m_process;
    quint16 m_port = 0;
    bool m_isTls = false;
};

} // namespace yichuang::contract
