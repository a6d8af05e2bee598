using Bronx.Discord.Models;
using Bronx.Features.Terms;
using Bronx.Features.Terms.Buttons;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Tests.Terms;

/// <summary>The whole Terms slice on a real store, as one process would have it; another one on the same store is a restart.</summary>
internal sealed class TermsHall
{
    private readonly OpenStore _store;
    private readonly TermsButtons _buttons;
    private ulong _event = 10_000;

    public TermsHall(OpenStore store, params TermsVersion[] versions)
    {
        _store = store;
        Catalogue = new TermsCatalogue(versions.Length == 0 ? [Version("1.0")] : versions);
        Store = new TermsStore(store.Database);
        Accepted = new AcceptedPeople(Store, Catalogue, store.Clock);
        Pace = new PromptPace(store.Clock);
        Gate = new TermsGate(Catalogue, Store, Accepted, Pace);
        Signing = new TermsSigning(Store, store.Ledger, Accepted, store.Clock);
        _buttons = new TermsButtons(Catalogue, Store);
    }

    public TermsCatalogue Catalogue { get; }

    public TermsStore Store { get; }

    public AcceptedPeople Accepted { get; }

    public PromptPace Pace { get; }

    public TermsGate Gate { get; }

    public TermsSigning Signing { get; }

    public List<(MessageId Prompt, Reply Reply)> Closed { get; } = [];

    public static TermsVersion Version(string number) => new(System.Version.Parse(number), new DateOnly(2026, 2, 1), $"## Text\nOf version {number}.");

    public async Task<Reply> PromptAsync(User person, CommandForm form = CommandForm.Prefix)
    {
        var call = Calls.Command(TosCommand.Definition, person, ++_event, _store.Clock.GetUtcNow(), form);
        return Assert.IsType<CommandOutcome.Replied>(await new TosCommand(Catalogue, Store).RunAsync(call, default)).Reply;
    }

    public async Task<Reply> DetailsAsync(User person)
    {
        var call = Calls.Command(TosInfoCommand.Definition, person, ++_event, _store.Clock.GetUtcNow());
        return Assert.IsType<CommandOutcome.Replied>(await new TosInfoCommand(Catalogue, Store).RunAsync(call, default)).Reply;
    }

    public Task<CommandOutcome> AcceptAsync(User person, string customId, Message? on = null) =>
        new AcceptTermsButton(Catalogue, _buttons).RunAsync(Press(customId, person, on), default).AsTask();

    public Task<CommandOutcome> DeclineAsync(User person, string customId) =>
        new DeclineTermsButton(Catalogue, Store, _buttons, Pace, _store.Clock).RunAsync(Press(customId, person), default).AsTask();

    public Task<CommandOutcome> ReadAsync(User person, string customId) =>
        new ReadTermsButton(Catalogue).RunAsync(Press(customId, person), default).AsTask();

    public Task<CommandOutcome> TurnAsync(User person, string customId) =>
        new TurnTermsPage(Catalogue).RunAsync(Press(customId, person), default).AsTask();

    public Task<CommandOutcome> SignAsync(User person, string customId, string phrase, Message? on = null)
    {
        var form = new SignTermsForm(Catalogue, _buttons, Signing, Pace, (_, prompt, _, reply, _) =>
        {
            Closed.Add((prompt, reply));
            return Task.CompletedTask;
        });
        return form.RunAsync(Press(customId, person, on, (TermsTexts.PhraseField, phrase)), default).AsTask();
    }

    /// <summary>Prompt, accept, type the phrase.</summary>
    public async Task<CommandOutcome> JoinAsync(User person)
    {
        var prompt = await PromptAsync(person);
        var form = Assert.IsType<CommandOutcome.OpenedModal>(await AcceptAsync(person, Calls.Button(prompt, "Accept")));
        return await SignAsync(person, form.Modal.CustomId, "I AGREE");
    }

    private ComponentCall Press(string customId, User person, Message? on = null, (string, string)? field = null) =>
        Calls.Press(TosCommand.Definition, customId, person, Interlocked.Increment(ref _event), _store.Clock.GetUtcNow(), on, field);
}
