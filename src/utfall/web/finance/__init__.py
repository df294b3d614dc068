"""Money in the browser: statements, forecasts, explanations, investments, agreements, imports."""
