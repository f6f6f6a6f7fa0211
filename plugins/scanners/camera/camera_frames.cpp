// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/camera/camera_frames.h"

#include <QCameraDevice>

#include <algorithm>
#include <cmath>

namespace yichuang::camera
{
namespace
{

constexpr int firstWaitMs = 1'000;
constexpr int longestWaitMs = 30'000;

std::optional<QCameraDevice> deviceOf(const QString &wanted)
{
    const QList<QCameraDevice> devices = QMediaDevices::videoInputs();
    for (const QCameraDevice &device : devices) {
        if (wanted.isEmpty() || QString::fromUtf8(device.id()) == wanted
            || device.description().contains(wanted, Qt::CaseInsensitive))
            return device;
    }
    return std::nullopt;
}

} // namespace

CameraFrames::CameraFrames(Options options, QObject *parent)
    : VideoFrames(options.turned, parent),
      m_options(std::move(options)),
      m_waitMs(firstWaitMs)
{
    m_session.setVideoSink(sink());
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &CameraFrames::open);
    connect(&m_devices, &QMediaDevices::videoInputsChanged, this, [this] {
        if (m_wanted && !m_camera)
            open();
        else if (m_camera && !deviceOf(QString::fromUtf8(m_camera->cameraDevice().id())))
            lose(QStringLiteral("unplugged"));
    });
    connect(this, &FrameSource::frameCame, this, [this] {
        m_waitMs = firstWaitMs;
        m_said = false;
    });
}

CameraFrames::~CameraFrames()
{
    m_session.setCamera(nullptr);
}

void CameraFrames::start()
{
    if (std::exchange(m_wanted, true))
        return;
    m_waitMs = firstWaitMs;
    m_said = false;
    setState(DeviceState::Starting);
    open();
}

void CameraFrames::stop()
{
    m_wanted = false;
    m_retry.stop();
    m_session.setCamera(nullptr);
    m_camera.reset();
    forget();
    setState(DeviceState::Absent);
}

void CameraFrames::open()
{
    const std::optional<QCameraDevice> device = deviceOf(m_options.camera);
    if (!device)
        return lose(QStringLiteral("no such camera"));
    m_retry.stop();
    m_camera = std::make_unique<QCamera>(*device);
    const QList<QCameraFormat> formats = device->videoFormats();
    const auto away = [this](const QCameraFormat &format) {
        return std::abs(format.resolution().width() - m_options.width);
    };
    const auto nearest =
        std::min_element(formats.begin(), formats.end(), [&away](const QCameraFormat &one, const QCameraFormat &other) {
            return away(one) < away(other);
        });
    if (nearest != formats.end())
        m_camera->setCameraFormat(*nearest);
    // Queued: a camera must not be closed inside its own signal.
    connect(
        m_camera.get(), &QCamera::errorOccurred, this,
        [this](QCamera::Error error) {
            if (m_camera && error != QCamera::NoError)
                lose(QStringLiteral("camera error"));
        },
        Qt::QueuedConnection);
    m_session.setCamera(m_camera.get());
    m_camera->start();
}

void CameraFrames::lose(const QString &detail)
{
    m_session.setCamera(nullptr);
    m_camera.reset();
    forget();
    m_retry.start(m_waitMs);
    m_waitMs = std::min(2 * m_waitMs, longestWaitMs);
    setState(DeviceState::Trouble);
    if (!std::exchange(m_said, true))
        Q_EMIT faulted(Reason{m_options.missing, QStringLiteral("camera.open"), detail});
}

QList<ScannerChoice> CameraFrames::cameras()
{
    QList<ScannerChoice> choices;
    const QList<QCameraDevice> devices = QMediaDevices::videoInputs();
    for (const QCameraDevice &device : devices)
        choices.append(ScannerChoice{QString::fromUtf8(device.id()), {}, device.description()});
    return choices;
}

} // namespace yichuang::camera
