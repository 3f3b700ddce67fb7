namespace GalileoEval.Sandbox;

/// <summary>The IDs of the sample data, the same in every sandbox, so that examples can be run
/// as written.</summary>
public static class SandboxSample
{
    /// <summary>Galileo: the project.</summary>
    public const string ProjectId = "6f1d2c3b-4a59-4e68-9c7d-8b2a1f0e9d01";

    /// <summary>Galileo: the name of the project.</summary>
    public const string ProjectName = "support-bot";

    /// <summary>Galileo: the log stream, with 12 traces of several spans each.</summary>
    public const string LogStreamId = "0b9f4a7e-52c1-4d3f-8a6b-3c5d7e9f1a02";

    /// <summary>Galileo: the name of the log stream.</summary>
    public const string LogStreamName = "production";

    /// <summary>Galileo: the experiment, with 5 traces.</summary>
    public const string ExperimentId = "c4e8a1d6-7b3f-4f52-9d0e-6a8b2c4d1e03";

    /// <summary>Galileo: the name of the experiment.</summary>
    public const string ExperimentName = "baseline";

    /// <summary>Galileo: the project whose runs have scores.</summary>
    public const string EvaluatedProjectId = "2a8e5f60-9c17-4d3b-b1e8-5a7d0c3f9b08";

    /// <summary>Galileo: the name of the project whose runs have scores.</summary>
    public const string EvaluatedProjectName = "prompt-lab";

    /// <summary>Galileo: the log stream whose 60 traces have scores of four metrics, a few of them failed or not
    /// applicable.</summary>
    public const string EvaluatedLogStreamId = "5d2c7f91-8e36-4b1a-a4c0-1f7e9b3d6a05";

    /// <summary>Galileo: the name of the log stream with scores.</summary>
    public const string EvaluatedLogStreamName = "evaluated";

    /// <summary>Galileo: the experiment of the first prompt over 40 dataset rows, with scores.</summary>
    public const string FirstPromptId = "e1b8d4c7-3a20-4f6e-9b5d-7c0a2e8f4b06";

    /// <summary>Galileo: the name of the first prompt's experiment.</summary>
    public const string FirstPromptName = "prompt-v1";

    /// <summary>Galileo: the experiment of the second prompt over the same rows: worse in correctness.</summary>
    public const string SecondPromptId = "f7a3c9e2-6d14-4b8f-8e2c-4d9b1a5c7e07";

    /// <summary>Galileo: the name of the second prompt's experiment.</summary>
    public const string SecondPromptName = "prompt-v2";

    /// <summary>Galileo: the experiment of the third prompt over the same rows: it runs when the sandbox
    /// starts.</summary>
    public const string ThirdPromptId = "0d6f2b8a-5c41-4e97-8a3d-2b9e7f1c6a09";

    /// <summary>Galileo: the name of the third prompt's experiment.</summary>
    public const string ThirdPromptName = "prompt-v3";

    /// <summary>Galileo: the dataset, with 4 rows.</summary>
    public const string DatasetId = "9a3e5b70-1c84-4d2b-b6f9-2e7d4c8a5f04";

    /// <summary>Kolena: the agent.</summary>
    public const long AgentId = 1;

    /// <summary>Kolena: the ground truth whose validations are numbered 1 to 5.</summary>
    public const long GroundTruthId = 10;

    /// <summary>Kolena: the ground truth with three versions and twenty validations, numbered 101 to 120, whose score
    /// rises and then drops.</summary>
    public const long TrendGroundTruthId = 12;

    /// <summary>Kolena: the first of the agent's runs, which are numbered from here to 506.</summary>
    public const long AgentRunId = 501;

    /// <summary>Scale: the project.</summary>
    public const string ScaleProjectId = "project_sandbox";

    /// <summary>Scale: the batch whose tasks <c>task_sandbox_01</c> to <c>task_sandbox_08</c> end one by one.</summary>
    public const string BatchId = "batch_sandbox";

    /// <summary>Scale: the name of the batch.</summary>
    public const string BatchName = "sandbox-ratings";

    /// <summary>Scale: the completed batch whose tasks three contributors rated, with gaps.</summary>
    public const string AgreementBatchId = "batch_sandbox_agreement";

    /// <summary>Scale: the name of the batch that three contributors rated.</summary>
    public const string AgreementBatchName = "sandbox-agreement";
}
