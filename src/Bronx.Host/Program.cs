using Bronx.Host.CommandLine;

// One executable: `bronx` runs the bot and its dashboard; the other verbs are listed by `bronx --help`.
return await BronxCommandLine.Build().Parse(args).InvokeAsync();
