// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"
#include "plugins/scanners/camera/camera_frames.h"
#include "plugins/scanners/camera/folder_frames.h"
#include "plugins/scanners/camera/stand_source.h"

namespace yichuang::camera
{
namespace
{

constexpr int widthForPages = 8000; // the most the camera has
constexpr int widthForCodes = 1280;

QList<ScannerChoice> folderAsCamera()
{
    return {ScannerChoice{QStringLiteral("folder"), {}, QStringLiteral("Pictures of a folder")}};
}

std::unique_ptr<FrameSource> framesOf(const QJsonObject &settings, int width, Fault missing)
{
    const int turned = settings.value(QLatin1String("turned")).toInt();
    const int clean = turned == 90 || turned == 180 || turned == 270 ? turned : 0;
    const QString folder = settings.value(QLatin1String("frames")).toString();
    if (!folder.isEmpty()) {
        const int each = settings.value(QLatin1String("framesEach")).toInt(12);
        return std::make_unique<FolderFrames>(
            FolderFrames::Options{folder, clean, std::clamp(each, 1, 100), 5, missing});
    }
    const QString camera = settings.value(QLatin1String("camera")).toString();
    return std::make_unique<CameraFrames>(CameraFrames::Options{camera, clean, width, missing});
}

} // namespace

class CameraPlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "camera.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<FrameSource> frameSource(const QJsonObject &settings) override
    {
        return framesOf(settings, widthForCodes, Fault::NotFound);
    }
    std::unique_ptr<PageSource> pageSource(const QJsonObject &settings) override
    {
        StandSource::Options options;
        options.quality = std::clamp(settings.value(QLatin1String("quality")).toInt(options.quality), 50, 100);
        options.patienceMs = 1000 * std::clamp(settings.value(QLatin1String("patience")).toInt(8), 1, 600);
        options.emptyDesk = settings.value(QLatin1String("emptyDesk")).toString();
        const bool folder = !settings.value(QLatin1String("frames")).toString().isEmpty();
        return std::make_unique<StandSource>(framesOf(settings, widthForPages, Fault::ScannerMissing),
                                             folder ? folderAsCamera : CameraFrames::cameras, options);
    }
};

} // namespace yichuang::camera

#include "plugin.moc"
