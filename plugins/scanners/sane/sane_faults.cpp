// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/sane/sane_faults.h"

namespace yichuang::sane
{

Fault faultOf(SANE_Status status)
{
    switch (status) {
    case SANE_STATUS_UNSUPPORTED:
        return Fault::Unsupported;
    case SANE_STATUS_CANCELLED:
        return Fault::Cancelled;
    case SANE_STATUS_DEVICE_BUSY:
        return Fault::ScannerBusy;
    case SANE_STATUS_INVAL:
        return Fault::ScannerMissing;
    case SANE_STATUS_JAMMED:
        return Fault::FeederJam;
    case SANE_STATUS_NO_DOCS:
        return Fault::FeederEmpty;
    case SANE_STATUS_COVER_OPEN:
        return Fault::ScannerCoverOpen;
    case SANE_STATUS_ACCESS_DENIED:
        return Fault::ScannerDenied;
    case SANE_STATUS_NO_MEM:
        return Fault::ImageTooLarge;
    case SANE_STATUS_GOOD:
    case SANE_STATUS_EOF:
    case SANE_STATUS_IO_ERROR:
        break;
    }
    return Fault::ScannerIo;
}

Reason reasonOf(SANE_Status status, const char *act)
{
    return Reason{faultOf(status), QStringLiteral("sane.") + QString::fromLatin1(act),
                  QString::fromLocal8Bit(sane_strstatus(status))};
}

} // namespace yichuang::sane
