"""``showgrid completion``: what a shell needs to complete commands, options and files."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion", short_help="Let bash, zsh or fish complete commands and files.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what lets SHELL complete the commands, options, kinds and files of showgrid.

    \b
      showgrid completion bash > ~/.local/share/bash-completion/completions/showgrid
      showgrid completion zsh  > ~/.zfunc/_showgrid          with fpath+=~/.zfunc before compinit in ~/.zshrc
      showgrid completion fish > ~/.config/fish/completions/showgrid.fish
    """
    from scheduler.cli import main

    completes = get_completion_class(shell)
    if completes is None:
        raise click.UsageError(f"nothing is known about completion in {shell}")
    made = completes(main, {}, "showgrid", "_SHOWGRID_COMPLETE")
    click.echo(made.source_template % made.source_vars())
