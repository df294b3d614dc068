"""The ledger's manifest, how statements are drawn up, and forecasts."""
