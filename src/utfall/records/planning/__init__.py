"""The goal chain, assignments, activities and plans by date."""
