using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FoodValley.Triage.Tests.Talks.Asking;

namespace FoodValley.Triage.Tests.Talks.Hardening;

/// <summary>Two processes of the program on one database file, and something in front that gives each request to the next of them.</summary>
public sealed class TwoInstancesTests
{
    [Fact]
    public async Task A_person_signs_in_asks_and_signs_while_every_request_goes_to_the_other_instance()
    {
        var folder = Directory.CreateTempSubdirectory("triage-").FullName;
        var ports = new[] { Port(), Port() };
        var processes = new List<Process>();
        try
        {
            foreach (var port in ports) processes.Add(Start(folder, port)); // both at once: they migrate, fill and make keys together
            foreach (var port in ports) await ReadyAsync(port, processes);
            using var turns = new TakingTurns(ports);
            using var client = new HttpClient(turns) { BaseAddress = new($"http://localhost:{ports[0]}") };
            await TriageApp.SignInAsync(client, "sanne");
            using var mark = new StandingApp(); // never started: a walk at level 1 asks the pages only
            var walk = await Walk.StartAsync(mark, "sanne", "1", client);
            await walk.GiveAsync(Story.Of("sanne", "1"));
            var record = await walk.SignAsync();
            var page = await TriageApp.PageAsync(client, $"/records/{record}");
            Assert.Contains("Nagerekend: dit besluit is precies zoals het is ondertekend.", page.QuerySelector("main")!.TextContent);

            // Signed out at one, out at both.
            using (var left = await TriageApp.SubmitAsync(client, page.QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!)) Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
            foreach (var _ in ports)
            {
                using var answer = await client.GetAsync("/");
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            }
            Assert.All(turns.Given, given => Assert.True(given >= 10));
        }
        finally
        {
            foreach (var process in processes)
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                process.Dispose();
            }
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string folder, int port)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", $"http://localhost:{port}", "--Demo:Work=false"])
        {
            WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_ENVIRONMENT"] = "Development" },
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task ReadyAsync(int port, List<Process> processes)
    {
        using var client = new HttpClient { BaseAddress = new($"http://localhost:{port}") };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            Assert.All(processes, process => Assert.False(process.HasExited, "an instance ended"));
            try
            {
                using var answer = await client.GetAsync("/health/ready", patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, patience.Token);
            }
        }
    }

    /// <summary>Gives each request to the next instance. A cookie belongs to the host, whatever its port.</summary>
    private sealed class TakingTurns(int[] ports) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new(), UseCookies = true })
    {
        private int _next;

        public int[] Given { get; } = new int[ports.Length];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var turn = _next++ % ports.Length;
            Given[turn]++;
            request.RequestUri = new UriBuilder(request.RequestUri!) { Port = ports[turn] }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
