namespace GalileoEval;

/// <summary>An evaluation service.</summary>
public enum EvalService
{
    /// <summary>Galileo (api.galileo.ai): code-scorer validation.</summary>
    Galileo,

    /// <summary>Kolena agents (agents-api.kolena.com): ground-truth validation.</summary>
    Kolena,

    /// <summary>Scale GenAI (api.scale.com): tasks done by people.</summary>
    Scale,
}
