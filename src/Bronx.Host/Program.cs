using System.CommandLine;
using Bronx.Host.CommandLine;

// One executable: `bronx` runs the bot and its dashboard; the other verbs are listed by `bronx --help`.
// Told to stop, it ends within its own deadline and says how that went; the parser would end the process after two seconds, saved or not.
var order = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
return await BronxCommandLine.Build().Parse(args).InvokeAsync(order);
