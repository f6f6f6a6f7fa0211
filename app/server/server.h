// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/base/ids.h"
#include "app/base/result.h"

#include <memory>

namespace yichuang::server
{

struct ServeOptions {
    QString folder;               ///< made by found()
    QString listen;               ///< "address:port", port 0 for a free one; empty: as server.json says
    bool playDepartments = false; ///< the demo's departments answer by themselves
    bool atRealPace = false;      ///< and take the days that real ones take
};

/// The central server, on threads of its own. Made and ended on one thread.
class Server
{
public:
    /// Listens when it returns. ConfigMissing, ConfigMalformed, CatalogueInvalid, the store's faults, CentreUnreachable
    /// when the port cannot be had.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(const ServeOptions &options, const Clock &clock,
                                                               RandomSource random);
    ~Server();

    [[nodiscard]] QString address() const; ///< as https://127.0.0.1:8443
    [[nodiscard]] quint16 port() const;
    /// Ends waiting polls, lets running requests end, closes the store. Waits for all of it.
    void stop();

private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace yichuang::server
