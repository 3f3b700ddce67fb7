namespace GalileoEval.Http.Tests.Support;

internal static class TaskExtensions
{
    /// <summary>Makes a test fail that would hang.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(30));

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(30));
}
