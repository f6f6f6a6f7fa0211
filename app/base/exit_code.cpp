// SPDX-License-Identifier: Apache-2.0
#include "app/base/exit_code.h"

namespace yichuang
{

ExitCode exitCodeOf(Fault fault)
{
    switch (fault) {
    case Fault::BadArgument:
        return ExitCode::Usage;
    case Fault::CatalogueInvalid:
    case Fault::CalendarUnknown:
        return ExitCode::Configuration;
    case Fault::VersionConflict:
    case Fault::TicketTaken:
        return ExitCode::Conflict;
    default:
        break;
    }
    switch (faultCode(fault).front().toLatin1()) {
    case 'C':
        return ExitCode::Configuration;
    case 'N':
        return ExitCode::Network;
    case 'A':
        return ExitCode::SignIn;
    case 'R':
    case 'S':
    case 'H':
    case 'P':
        return ExitCode::Device;
    default:
        return ExitCode::Failed;
    }
}

} // namespace yichuang
