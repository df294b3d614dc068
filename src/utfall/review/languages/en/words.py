"""English words that say nothing about which figure is meant."""

STOP_WORDS = frozenset(
    """
    a about above after again all also an and any are as at be because been before being below between both but by
    can could did do does doing down during each few for from further had has have having he her here him his how
    i if in into is it its itself just may more most my no nor not now of off on once only or other our out over
    own per same she should so some such than that the their them then there these they this those through to too
    under until up very was we were what when where which while who whom why will with would you your etc e.g i.e
    """.split()
)

# Every sentence about results may have these; they do not tell one row of a table from another.
GENERIC = tuple(
    """
    result results outcome outcomes budget budgeted forecast forecasts forecasted variance variances
    deviation deviations period periods year years full annual area areas department departments unit units
    operation operations amount amounts sum total totals whole compared comparison corresponding previous
    prior last earlier corresponds higher lower better worse larger smaller increased increase increases
    increasing decreased decrease decreases reduced reduction positive negative surplus deficit plus minus
    financial economic reports reported shows shown amounts amounted expected estimated including excluding
    carried forward accumulated rolling large largest main mainly million thousand billion kronor percent
    percentage points difference end value level target targets share proportion number average mean
    indicator measurement feel consider respond often always today currently operating report first second
    new half just nearly almost close slightly least about around approximately approx circa roughly reach reaches
    """.split()
)
