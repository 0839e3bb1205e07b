namespace ZorgId.Tests.Support;

/// <summary>Whatever runs the core in this process: alone, with the web around it, on a real port, or beside another program.</summary>
public interface IPortalHost
{
    IServiceProvider Services { get; }
}
