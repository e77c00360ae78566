"""What was issued, under which number: `register.sqlite` of a workspace.

A run settles what an interrupted one left (`settling.recover`), asks for the same letter
(`issued.find_same`, `issued.absent`), and issues it (`issuing.issue`) or makes its missing files
again under its number (`issuing.issue_again`); a batch does it for many at once (`issuing.take`,
`issuing.finish`). The protocol is told in issuing.py.
"""
