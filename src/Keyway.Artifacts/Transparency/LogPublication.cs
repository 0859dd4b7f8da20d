// SPDX-License-Identifier: Apache-2.0

namespace Keyway.Artifacts.Transparency;

/// <summary>When others see that a log has grown.</summary>
public enum LogPublication
{
    /// <summary>Each append publishes a checkpoint with the log's own signature.</summary>
    AtOnce,

    /// <summary>Appends only commit; what was cosigned is published by <see cref="TiledLog.PublishAsync"/>.</summary>
    AfterCosigning,
}
