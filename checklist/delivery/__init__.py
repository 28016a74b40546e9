"""From finished files into the tools people use: tickets, mail, chat.

A target is named `KIND:PLACE` (`redmine:1234`). Trackers (`redmine`, `gitlab`, `jira`) can be
asked what they hold, so a rerun looks first and adds what is missing; mail and chat cannot, so
what was sent is remembered on this machine (`ledger`). Keys come from the environment or the
system's keyring (`settings`), travel in one place (`link`), and are never printed.
"""
