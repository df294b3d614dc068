"""The claims that are too large for the test run, each shown by a program that anybody can run."""
