"""The sentences that help gives for catalogue cmdlets."""

import pytest

from exoshell.schema import catalog
from exoshell.schema.synopsis import description, help_text, synopsis, words


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Get-Mailbox", "Gets mailboxes."),
        ("Set-CASMailbox", "Changes a CAS mailbox."),
        ("New-InboxRule", "Creates an inbox rule."),
        ("Get-RetentionPolicy", "Gets retention policies."),
        ("Get-MailboxStatistics", "Gets mailbox statistics."),
    ],
)
def test_a_sentence_from_verb_and_noun(name, sentence):
    assert synopsis(catalog.row(name)) == sentence


def test_words_keep_abbreviations():
    assert words("ATPTotalTrafficReport") == ["ATP", "total", "traffic", "report"]


def test_retired_cmdlets_name_their_successor():
    assert "Use Get-MessageTraceV2 instead." in description(catalog.row("Get-MessageTrace"))


def test_every_cmdlet_has_help():
    for name in catalog.names():
        first, _, rest = help_text(catalog.row(name)).partition("\n\n")
        assert first.endswith(".") and rest
