"""Money that follows from the plan's dates: severance, late-payment surcharge, distribution taxes.

The amounts come from two files that the input file names and that no document carries: the pay
file (a table of the staff) and the money file (everything else). Data goes one way here too:
files → tables, facts → figures → report; only `outputs` prints it, for finance alone.

All arithmetic is `decimal` and exact; a result is rounded once, to the fen (分), half up.
"""
