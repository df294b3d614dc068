"""The pages of plans: the goal chain, its versions, assignments, what units do."""
